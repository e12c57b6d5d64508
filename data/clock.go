package data

import (
	"time"
	_ "time/tzdata" // opening times are London times wherever the program runs
)

// London is the zone of every schedule.
var London = func() *time.Location {
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		panic("data: the embedded time zones lack Europe/London: " + err.Error())
	}
	return zone
}()

// Clock tells the time. One is made in cmd and handed down; tests hand down their own.
type Clock func() time.Time
