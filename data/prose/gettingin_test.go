package prose

import "testing"

func TestEntry(t *testing.T) {
	check(t, []phrase{
		{"Drop-in sessions every week", "none/"},
		{"Drop in any time", "none/"},
		{"No appointment needed.", "none/none"},
		{"Just turn up", "none/"},
		{"Self-referral or GP referral", "none/"},
		{"You can self-refer", "none/"},
		{"You can refer yourself, or your GP can refer you", "none/"},
		{"Anyone can come", "none/"},
		{"No referral needed", "none/"},
		{"You don't need a referral", "none/"},
		{"Walk-ins welcome", "none/"},
		{"Nobody has to refer you.", "none/"},
		{"Nobody needs to send you.", "none/"},
		{"You don't need a voucher.", "none/"},
		{"You can ask for counselling yourself.", "none/"},
		{"All are welcome to come along.", "none/"},
		{"We are not able to accept people who refer themselves.", "needed/"},
		{"Another professional makes the referral.", "needed/"},
		{"There is no drop-in.", "/"},
		{"Contact must be made via the website.", "/"},
		{"There is no need to book", "none/none"},
		{"By referral only", "needed/"},
		{"Your GP can refer you", "needed/"},
		{"A referral from a professional is required: referrals are required", "needed/"},
		{"You must be referred by a health professional", "needed/"},
		{"You need a referral from your doctor", "needed/"},
		{"We do not accept self-referrals", "needed/"},
		{"No self-referrals", "needed/"},
		{"Booking is essential", "/needed"},
		{"Please book in advance", "/needed"},
		{"By appointment only", "/needed"},
		{"Appointments are required", "/needed"},
		{"No need to ring first.", "none/"},
		{"You do not need anybody to refer you.", "none/"},
		{"To book your dinner ring Pat before 9.30am", "none/"},
		{"Please ask your community mental health team to refer you", "needed/"},
		{"We can only take referrals from a GP or social worker.", "needed/"},
		{"You must bring a voucher from your GP", "needed/"},
		// not to be read
		{"We have seen a drop in income", "/"},
		{"Do I need a referral?", "/"},
		{"You can book the hall for parties", "/"},
		{"Room booking is essential", "/"},
		{"We accept referrals from GPs", "/"},
		{"There is no drop-in.", "/"},
		{"This was a recommendation of the report", "/"},
		{"Everyone turned up in good spirits", "/"},
		{"We hope to have a drop-in soon", "/"},
		{"Please register before you first come along.", "/"},
		{"Read the book of the month", "/"},
		{"We refer people to other services", "/"},
		{"An appointment was made to the board", "/"},
	}, func(text *Text) (string, []Span) {
		e := text.Entry()
		return string(e.Referral) + "/" + string(e.Booking), append(e.Referred, e.Booked...)
	})
}
