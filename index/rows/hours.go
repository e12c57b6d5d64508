package rows

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"fingerpost/data"
)

// Hours are stored as they are, in JSON, behind plainly; nearly all need no more than a few bytes for each rule, behind shortly.
const (
	plainly = iota
	shortly
)

// hoursOf is what an entry says of its hours.
type hoursOf struct {
	Nation    string          `json:"n,omitempty"`
	Schedules []data.Schedule `json:"s"`
}

// What a rule may say in short.
var (
	frequencies = []string{"", "WEEKLY", "MONTHLY"}
	ofHolidays  = []data.BankHolidays{"", data.BankHolidaysSame, data.BankHolidaysClosed, data.BankHolidaysOnly}
	dayCodes    = strings.Fields("MO TU WE TH FR SA SU")
)

const (
	minutesOfDay = 24 * 60
	noTime       = minutesOfDay // where a rule says none
	shortRule    = 6            // bytes
)

// appendHours writes the hours of an entry; nothing if it has none. Equal hours are written the same.
func appendHours(b []byte, nation string, schedules []data.Schedule) ([]byte, error) {
	if len(schedules) == 0 {
		return b, nil
	}
	said := hoursOf{nation, slices.Clone(schedules)}
	for i := range said.Schedules {
		said.Schedules[i].ID = ""
	}
	short := appendText([]byte{shortly}, nation)
	for _, s := range said.Schedules {
		short = appendRule(short, s)
	}
	if back, err := readHours(short); err == nil && reflect.DeepEqual(back, said) {
		return append(b, short...), nil
	}
	long, err := json.Marshal(said)
	return append(append(b, plainly), long...), err
}

// appendRule writes what can be said in short of a rule.
func appendRule(b []byte, s data.Schedule) []byte {
	days := byte(0)
	if s.ByDay != "" {
		for _, code := range strings.Split(s.ByDay, ",") {
			if i := slices.Index(dayCodes, code); i >= 0 {
				days |= 1 << i
			}
		}
	}
	opens, closes := minutes(s.OpensAt), minutes(s.ClosesAt)
	kind := byte(max(0, slices.Index(frequencies, s.Freq)))<<2 | byte(max(0, slices.Index(ofHolidays, s.BankHolidays)))
	return append(b, kind, days, byte(opens), byte(opens>>8), byte(closes), byte(closes>>8))
}

// minutes are those of a time since midnight.
func minutes(clock string) int {
	var hour, minute int
	if n, err := fmt.Sscanf(clock, "%02d:%02d", &hour, &minute); n != 2 || err != nil {
		return noTime
	}
	return hour*60 + minute
}

func clock(minutes int) string {
	if minutes >= noTime {
		return ""
	}
	return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60)
}

// readHours reads what [appendHours] wrote.
func readHours(stored []byte) (said hoursOf, err error) {
	if stored[0] == plainly {
		err = json.Unmarshal(stored[1:], &said)
		return said, err
	}
	r := &reader{b: stored[1:]}
	said.Nation = string(r.text())
	for len(r.b) > 0 && r.err == nil {
		rule := r.take(shortRule)
		s := data.Schedule{BankHolidays: ofHolidays[rule[0]&3], OpensAt: clock(int(rule[2]) | int(rule[3])<<8), ClosesAt: clock(int(rule[4]) | int(rule[5])<<8)}
		if kind := int(rule[0] >> 2); kind < len(frequencies) {
			s.Freq = frequencies[kind]
		}
		var days []string
		for i, code := range dayCodes {
			if rule[1]>>i&1 != 0 {
				days = append(days, code)
			}
		}
		s.ByDay = strings.Join(days, ",")
		said.Schedules = append(said.Schedules, s)
	}
	return said, r.err
}
