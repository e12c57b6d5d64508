package prose

import (
	"fmt"
	"strings"
	"testing"
)

func TestCosts(t *testing.T) {
	check(t, []phrase{
		{"Free", "free"},
		{"Free talking treatment by phone or video", "free"},
		{"Free and confidential tests, treatment and contraception.", "free"},
		{"Borrow a drill or a ladder for nothing.", "free"},
		{"No charge but there's a bowl at the door if you want to put something in.", "varies"},
		{"There is a rent for the room.", "paid"},
		{"£2.80 for each swimmer; carers swim free.", "varies 280"},
		{"Our service is free and confidential.", "free"},
		{"All our services are free of charge", "free"},
		{"There is no charge for this", "free"},
		{"We offer free, confidential and impartial advice", "free"},
		{"It's free to join and everyone is welcome", "free"},
		{"Cost: free", "free"},
		{"Entry: Free", "free"},
		{"Free entry. Donations welcome", "free"},
		{"£3 per session", "paid 300 per session"},
		{"Cost: £4.50", "paid 450"},
		{"£2 members / £3 non-members", "paid 200 members; 300 non-members"},
		{"Members £2, non-members £3", "paid 200 members; 300 non-members"},
		{"£6 adults, £4.50 concessions", "paid 600 adults; 450 concessions"},
		{"Tea 25p a cup", "paid 25 a cup"},
		{"Sessions cost £5 each", "paid 500 each"},
		{"Classes cost £3–£5", "paid ? ; ?"},
		{"Suggested donation £3", "varies 300 suggested donation"},
		{"£2 suggested donation", "varies 200 suggested donation"},
		{"Pay what you can", "varies"},
		{"First session free, then £4 per class", "varies 400 per class; 0 first"},
		{"£5 per session, free for carers", "varies 500 per session; 0 carers"},
		{"Fees are on a sliding scale", "varies"},
		{"Free, donations welcome", "free"},
		{"It costs nothing to join. You pay £4 a visit.", "paid 400 a visit"},
		{"£18 an hour plus materials. Free if you receive Pension Credit.", "varies 1800 an hour"},
		{"The course costs £30, or nothing at all if you get Healthy Start vouchers.", "varies 3000"},
		{"The meal is £6, which includes tea or coffee.", "paid 600"},
		{"Free of course", "free"},
		{"You don't pay a penny.", "free"},
		{"£4.50 a visit. There is nothing to pay for joining.", "paid 450 a visit"},
		{"We run free football sessions", "free"},
		{"A free, flexible course", "free"},
		{"£0.50 per child", "paid 50 per child"},
		{"Calls are free from mobiles and landlines.", ""},
		{"We raised £5,000", ""},
		{"Feel free to join the group", ""},
		{"It costs nothing to join", "free"},
		{"It does not cost you anything.", "free"},
		{"£3.50, or £2 if you are on benefits.", "paid 350 ; 200"},
		{"TWO COURSE HOT LUNCH ONLY £5.50", "paid 550"},
		{"You choose food worth around £20, and pay only £4 for each visit.", "paid 400"},
		{"It is £3 if you can, nothing if you cannot.", "varies 300"},
		{"£3 suggested", "varies 300"},
		{"Lunch for the over 60s, Wednesdays 12 to 2pm, £6.", "paid 600"},
		{"Visitors £4.", "paid 400"},
		{"Free NHS talking therapies for adults in Hull.", "free"},
		{"We suggest £10 a session", "varies 1000 a session"},
		{"Cost: Donation", "varies"},
		{"You won't be charged.", "free"},
		{"There is nothing to pay, but there is a basket if you would like to give.", "free"},
		{"A free weekly walk led by volunteers", "free"},
		{"Free for people living with dementia and their carers", "free"},
		{"£24 a day. Free for children who get free school meals.", "varies 2400 a day"},
		{"Per session: FREE: £4.20: £3.10", "varies 420 ; 310"},
		{"Half price: £4.50 adults. One carer free with each paying visitor.", "varies 450 adults"},
		{"£6, or free with a Passport to Leisure card", "varies 600"},
		{"£5 waged, free unwaged", "varies 500 waged"},
		{"Your first game is on us. Then £2 each.", "varies 0 first; 200 each"},
		{"Suggested contribution £2 but nobody will be turned away", "varies 200"},
		{"Donations of £3 are welcome", "varies 300"},
		{"There is no set charge but donations are gratefully received", "varies"},
		{"There is a small charge.", "paid"},
		{"Our service is chargeable", "paid"},
		{"If you get Pension Credit it is half price: £18 for the course.", "paid 1800"},
		{"Admission £2 including raffle", "paid 200"},
		{"£5 fills a bag for a family.", ""},
		{"Lockers take a £1 coin, which is returned.", ""},
		{"If you cancel we keep a £5 fee.", ""},
		{"It costs us £4 to run each session", ""},
		{"There is a small charge for refreshments", ""},
		{"Cakes by donation", ""},
		// not to be read
		{"Just £10 worth of seeds, and you could save £100", ""},
		{"We play whenever the hall is free", ""},
		{"Free parking", ""},
		{"There is free parking and parking is free on Sundays", ""},
		{"Call freephone 0808 157 0123", ""},
		{"The helpline is free to call", ""},
		{"Calls are free from landlines", ""},
		{"We were given a £10,000 grant", ""},
		{"Save £100 on bills", ""},
		{"debts over £500", ""},
		{"Help us raise £5 per child", ""},
		{"Please feel free to get in touch", ""},
		{"a smoke-free home", ""},
		{"Donations welcome", ""},
		{"Live free from abuse", ""},
		{"if you are free on Mondays", ""},
		{"This is not free", ""},
		{"Free tea and coffee", ""},
		{"Does your child get free school meals?", ""},
		{"Free wifi", ""},
		{"You could get £60 a week in benefits and earn £3 per hour", ""},
		{"Donate £5 a month", ""},
		{"in your free time", ""},
		{"Volunteer drivers charge a mileage rate of 45p per mile", ""},
		{"Prices are £15 for the first hour", ""},
	}, func(text *Text) (string, []Span) {
		c := text.Costs()
		spans := c.Said
		got := string(c.Cost)
		var prices []string
		for _, p := range c.Prices {
			amount := "?"
			if p.Pence != nil {
				amount = fmt.Sprint(*p.Pence)
			}
			prices, spans = append(prices, amount+" "+p.For), append(spans, p.Span)
		}
		return strings.TrimSpace(got + " " + strings.Join(prices, "; ")), spans
	})
}
