package data

import (
	"math"
	"strconv"
	"strings"
	"unicode"
)

var noPounds = strings.NewReplacer("£", "", ",", "", " ", "")

// ReadPounds reads an amount of money as pence: pounds, as a number or as text ("4.00", "£4", "£1,000").
func ReadPounds(written string) (pence int, ok bool) {
	plain := noPounds.Replace(written)
	pounds, err := strconv.ParseFloat(plain, 64)
	if err != nil || math.IsNaN(pounds) || math.Abs(pounds) > 1e9 {
		return 0, false
	}
	return int(math.Round(pounds * 100)), true
}

// SaysFree reports whether a description of fees says that there are none, and nothing else.
func SaysFree(fees string) bool {
	words := strings.FieldsFunc(strings.ToLower(fees), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	switch strings.Join(words, " ") {
	case "free", "free of charge", "free to all", "free for everyone", "it is free", "it s free", "this service is free", "the service is free",
		"free to attend", "no charge", "no cost", "no fee", "no fees", "nothing", "0", "0 00":
		return true
	}
	return false
}
