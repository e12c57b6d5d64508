package data

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/nyaruka/phonenumbers"
)

// Short numbers stand as people know them; everything else is written as it is in the United Kingdom.
func ExampleReadPhone() {
	for _, s := range []string{"+44 (0)113 496 0000", "116123", "08001111", "0800 number"} {
		number, ok := ReadPhone(s, Voice)
		fmt.Printf("%q %v\n", number, ok)
	}
	// Output:
	// "0113 496 0000" true
	// "116 123" true
	// "0800 1111" true
	// "" false
}

func TestReadPhone(t *testing.T) {
	for _, test := range []struct {
		in   string
		kind PhoneType
		want string
	}{
		// Numbers that have no international form.
		{"116 123", Voice, "116 123"}, {"116-123", Voice, "116 123"}, {"0800 1111", Voice, "0800 1111"}, {"999", Voice, "999"},
		{"111", Voice, "111"}, {"NHS 111", Voice, "111"}, {"call 116 123", Voice, "116 123"}, {"18000", Textphone, "18000"},
		{"85258", SMS, "85258"}, {"Text SHOUT to 85258", SMS, "85258"},
		{"85258", Voice, ""}, {"12345", SMS, ""},
		// One number in its many spellings.
		{"01134960000", Voice, "0113 496 0000"}, {"0113 496 0000", Voice, "0113 496 0000"}, {"(0113) 496 0000", Voice, "0113 496 0000"},
		{"+44 113 496 0000", Voice, "0113 496 0000"}, {"+44 (0)113 496 0000", Voice, "0113 496 0000"}, {"0044 113 4960000", Voice, "0113 496 0000"},
		{"0113.496.0000", Voice, "0113 496 0000"}, {"Tel: 0113 496 0000", Voice, "0113 496 0000"}, {" 0113 496 0000 ", Voice, "0113 496 0000"},
		{"0113\u00a0496\u00a00000", Voice, "0113 496 0000"},
		{"0113 496 0000 ext 12", Voice, "0113 496 0000 x12"}, {"0113 496 0000 (office)", Voice, "0113 496 0000"},
		{"0113 496 0000 Mon-Fri 9-5", Voice, "0113 496 0000"}, {"0300 123 3393", Voice, "0300 123 3393"},
		// From abroad and from the islands.
		{"+353 1 234 5678", Voice, "+353 1 234 5678"}, {"01534 440000", Voice, "01534 440000"},
		// Letters are no digits: nobody is sent to a number that was a word.
		{"0800 number", Voice, ""}, {"0800 call us", Voice, ""}, {"Room 101", Voice, ""}, {"Flat 999", Voice, ""},
		// Junk.
		{"", Voice, ""}, {"n/a", Voice, ""}, {"ask at reception", Voice, ""}, {"0113 496", Voice, ""}, {"00000000000", Voice, ""},
		{"<b>0113</b>", Voice, ""}, {"01134960000011349600000113496000001134960000011349600000113496", Voice, ""},
	} {
		got, ok := ReadPhone(test.in, test.kind)
		if got != test.want || ok != (test.want != "") {
			t.Errorf("%q: %q, %v; want %q", test.in, got, ok, test.want)
		}
		if again, _ := ReadPhone(got, test.kind); again != got {
			t.Errorf("%q: read again it is %q", got, again)
		}
	}
}

func TestReadPhones(t *testing.T) {
	for _, test := range []struct {
		in   string
		want []string
		rest bool
	}{
		{"0113 496 0000", []string{"0113 496 0000"}, false},
		{"0113 496 0000 / 0113 496 0001", []string{"0113 496 0000", "0113 496 0001"}, false},
		{"0113 496 0000 or 116 123", []string{"0113 496 0000", "116 123"}, false},
		{"0113 496 0000;\n0113 496 0001", []string{"0113 496 0000", "0113 496 0001"}, false},
		{"0113 496 0000/1", []string{"0113 496 0000"}, true},
		{"0113 496 0000, ask for Jo", []string{"0113 496 0000"}, true},
		{"none", nil, true},
		{"", nil, false},
	} {
		got, rest := ReadPhones(test.in)
		if !slices.Equal(got, test.want) || rest != test.rest {
			t.Errorf("%q: %q, %v", test.in, got, rest)
		}
	}
}

func TestDial(t *testing.T) {
	for number, want := range map[string]string{
		"0113 496 0000": "+441134960000", "116 123": "116123", "0800 1111": "08001111", "999": "999", "85258": "85258", "18000": "18000",
		"+353 1 234 5678": "+35312345678", "0113 496 0000 x12": "+441134960000",
	} {
		if got := Dial(number); got != want {
			t.Errorf("%s: %s, want %s", number, got, want)
		}
	}
}

// What is dialled is what the library of numbers makes of them, also where it is not asked.
func TestDialAsTheLibraryDoes(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		number := "0" + strconv.Itoa(1+random.IntN(9)) // two noughts lead abroad
		for range 8 + random.IntN(3) {
			number += strconv.Itoa(random.IntN(10))
			if random.IntN(5) == 0 {
				number += " "
			}
		}
		parsed, err := phonenumbers.Parse(number, "GB")
		if err != nil {
			t.Fatal(number, err)
		}
		if got, want := Dial(number), phonenumbers.Format(parsed, phonenumbers.E164); got != want {
			t.Errorf("%s: %s, want %s", number, got, want)
		}
	}
}

func FuzzReadPhone(f *testing.F) {
	for _, s := range []string{"116 123", "+44 (0)113 496 0000 ext 5", "0113 496 0000 / 1", "(", "+", "++44", "x1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		number, ok := ReadPhone(s, Voice)
		if ok != (number != "") {
			t.Fatalf("%q: %q, %v", s, number, ok)
		}
		if !ok {
			return
		}
		if again, _ := ReadPhone(number, Voice); again != number {
			t.Errorf("%q: %q, read again %q", s, number, again)
		}
		if Dial(number) == "" {
			t.Errorf("%q: %q cannot be dialled", s, number)
		}
		ReadPhones(s)
	})
}
