package main_test

import (
	"fmt"
	"strings"
	"testing"
)

// What was searched for on the pages is counted when the server stops as it should; what a killed one had not kept yet is
// lost, and nothing besides. Nobody is told a number under five.
func TestCountsOfSearches(t *testing.T) {
	type searched struct {
		Searches struct {
			Days, Searches int
			Enough         *int `json:"found_enough"`
			Little         *int `json:"found_little"`
		}
	}
	folder := empty(t)
	s := serve(t, folder)
	for i := range 7 {
		s.page(t, "/search?"+query{"talk to someone", fmt.Sprintf("LS%d", 1+i)}.encode())
		s.api(t, query{"talk to someone", "LS1 4AP"})
	}
	for i := range 6 {
		s.page(t, "/search?"+query{fmt.Sprintf("quidditch wibble%d", i), "LS1 4AP"}.encode())
	}
	if page := s.page(t, "/figures"); !strings.Contains(page, "too few searches to show yet") {
		t.Errorf("the figures of a new directory: %.2000s", page)
	}
	s.stop(t)
	got := read[searched](t, "status", "--data", folder).Searches
	if got.Days != 30 || got.Searches != 10 || got.Enough == nil || *got.Enough != 5 || got.Little == nil || *got.Little != 5 {
		t.Errorf("counted %+v", got)
	}
	if out := must(t, "status", "--data", folder).out; !strings.Contains(out, "Searches in the last 30 days: at least 5 found enough, at least 5 found little.\n") {
		t.Errorf("status says\n%s", out)
	}
	killed := serve(t, folder)
	for i := range 20 {
		killed.page(t, "/search?"+query{fmt.Sprintf("talk to someone %d", i), "LS1 4AP"}.encode())
	}
	killed.kill()
	if again := read[searched](t, "status", "--data", folder).Searches; *again.Enough != *got.Enough || *again.Little != *got.Little {
		t.Errorf("after a kill: %+v", again)
	}
	sound(t, folder)
	if out := must(t, "status", "--data", empty(t)).out; !strings.Contains(out, "Searches in the last 30 days: fewer than 5 found enough, fewer than 5 found little.\n") {
		t.Errorf("status of a new directory says\n%s", out)
	}
}
