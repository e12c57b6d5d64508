// Package prose reads the facts of a listing from plain text that people wrote for people: a page of a charity, the
// description in a feed, a cell of a table. It is on the floor of data so that whatever reads text can use it.
//
// [Of] makes a text ready; each method of [Text] reads one sort of fact, and says of each the words that it was read from
// and where they stand, so that a person can be shown them. A fact is read only where it is said plainly. A wrong fact can
// harm someone, and one that was not read is only "not said": so much is left unread on purpose, and each file says what.
//
//	phones.go, emails.go    numbers and addresses of e-mail; person.go says which are those of named people, and
//	                        phones_others.go which are for something else
//	address.go              postcodes and postal addresses; address_said.go what sentences say of them
//	cost.go, price.go       what it costs
//	ages.go, audiences.go   whom it is for; audience_words.go has more words for them; areas.go and areas_lived.go of which areas
//	gettingin.go            whether one must be referred, or must book; referral.go who sends people
//	access.go, languages.go getting into the place; languages it is given in
//	ways.go, waylist.go     how it is given; state.go whether it is closed, and whether its place must not be known
//
// Not read are what only follows from other words ("adults" is no age), what is a condition, a question, a hope or a story,
// what a sentence denies (unless the denial is the fact, as "no wheelchair access" is), and hours, which package hours reads.
//
// Texts may be hostile: at most the first 128 kB are looked at, sentence by sentence, and at most a hundred facts of a sort
// are given. Offsets are bytes of the text that was given to [Of].
package prose
