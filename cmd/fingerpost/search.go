package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/index"
	"fingerpost/site"
)

func (a *app) searchCommand() *cobra.Command {
	var near, sort, from, to, whyNot string
	var within, page int
	var free, explain bool
	filters := map[index.Group]*[]string{}
	cmd := &cobra.Command{
		Use:   "search TEXT",
		Short: "Search the directory, as the site does",
		Long: `Search the directory. If a server runs on the data folder it is asked; else the index is brought up to date and searched.
With --json the answer is that of /api/search.

Filters are repeatable: several values of one mean any of them, except of --access, where all are needed. What a listing is
silent about restricts nothing, but something good that is asked for (free, open, a ramp, a language) must be said.`,
		Example: "  fingerpost search \"tablet\" --near \"LS1 4AP\"\n  fingerpost search \"food bank near Hulme\" --open weekends --json\n" +
			"  fingerpost search \"yoga\" --near \"DN15 6XP\" --explain",
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			query := url.Values{}
			for group, values := range filters {
				query[string(group)] = *values
			}
			if len(args) > 0 {
				query.Set("q", args[0])
			}
			for name, value := range map[string]string{"near": near, "sort": sort, "from": from, "to": to, "why_not": whyNot} {
				if value != "" {
					query.Set(name, value)
				}
			}
			if within > 0 {
				query.Set("within", strconv.Itoa(within))
			}
			if page > 1 {
				query.Set("page", strconv.Itoa(page))
			}
			if free {
				query.Set(string(index.CostGroup), string(data.Free))
			}
			if explain {
				query.Set("explain", "true")
			}
			return a.search(cmd.Context(), query)
		},
	}
	f := cmd.Flags()
	f.StringVar(&near, "near", "", "postcode or place")
	f.IntVar(&within, "within", 0, "miles")
	for _, group := range index.Groups() {
		filters[group] = f.StringArray(string(group), nil, filterHelp[group])
	}
	f.BoolVar(&free, "free", false, "only what is free, as --cost free")
	f.StringVar(&from, "from", "", "only what runs all through the days from this one, such as 2027-06-20")
	f.StringVar(&to, "to", "", "to this one")
	f.StringVar(&sort, "sort", "", "distance or name")
	f.IntVar(&page, "page", 1, "page of results")
	f.BoolVar(&explain, "explain", false, "say what was looked for, and what each result's place is made of")
	f.StringVar(&whyNot, "why-not", "", "say why the service of this id is not among the results")
	return cmd
}

// filterHelp says what each filter takes.
var filterHelp = map[index.Group]string{
	index.TopicGroup: "topic, by its id", index.ForGroup: "whom it is for, such as older-people", index.AgeGroup: "whole years",
	index.HowGroup: "in_person, phone, text, online or home_visit", index.CostGroup: "free, paid or varies",
	index.OpenGroup: "now, evenings or weekends", index.DayGroup: "mo, tu, we, th, fr, sa or su",
	index.LanguageGroup: "code of a language, such as pl; bfi is British Sign Language",
	index.AccessGroup:   "step-free, toilet, parking, hearing-loop, changing-place or quiet",
	index.ReferralGroup: "none or needed", index.LedGroup: "peers: run by people with lived experience", index.AnswerGroup: "person",
	index.KindGroup: "service, group, app, online_community or guide", index.CheckedGroup: "months within which facts were seen or checked: 3, 6, 12 or 24",
}

// searchTime is how long a server may take to answer.
const searchTime = 30 * time.Second

func (a *app) search(ctx context.Context, query url.Values) error {
	status, body, err := a.askServer(ctx, query)
	if err != nil {
		status, body, err = a.askIndex(ctx, query)
	}
	if err != nil {
		return err
	}
	if status != http.StatusOK {
		var problem struct{ Detail string }
		if err := json.Unmarshal(body, &problem); err != nil || problem.Detail == "" {
			return fmt.Errorf("the search answered %d", status)
		}
		if status >= http.StatusInternalServerError {
			return fmt.Errorf("the search could not be answered: %s", problem.Detail)
		}
		return &usageError{problem.Detail}
	}
	if a.json {
		var pretty json.RawMessage = body
		return a.printJSON(pretty)
	}
	return a.printResults(body)
}

// askServer asks the server whose address is in the data folder. An error means that there is none.
func (a *app) askServer(ctx context.Context, query url.Values) (status int, body []byte, err error) {
	server, err := whoServes(a.config.Data)
	if err != nil {
		return 0, nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, searchTime)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, server.Address+"/api/search?"+query.Encode(), nil)
	if err != nil {
		return 0, nil, err
	}
	client := http.Client{Transport: &http.Transport{Proxy: nil}} // the address is this machine's own
	answer, err := client.Do(request)
	if err != nil {
		return 0, nil, err
	}
	defer answer.Body.Close()
	body, err = io.ReadAll(answer.Body)
	return answer.StatusCode, body, err
}

// askIndex opens the index, brings it up to date and asks the site's own API, so that both ways give one answer.
func (a *app) askIndex(ctx context.Context, query url.Values) (status int, body []byte, err error) {
	kept, err := a.openStore(ctx)
	if err != nil {
		return 0, nil, err
	}
	defer func() { err = errors.Join(err, kept.Close()) }()
	setting, err := a.siteConfig(kept)
	if err != nil {
		return 0, nil, err
	}
	found, err := index.Open(a.indexFolder(), setting.IndexSetting())
	if err != nil {
		return 0, nil, err
	}
	defer func() { err = errors.Join(err, found.Close()) }()
	step, end := a.progress("indexing")
	if _, err := found.Follow(ctx, kept, func(n int) { step(n, 0) }); err != nil {
		return 0, nil, err
	}
	end()
	setting.Index = found
	pages, err := site.New(setting)
	if err != nil {
		return 0, nil, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://localhost/api/search?"+query.Encode(), nil)
	if err != nil {
		return 0, nil, err
	}
	answer, err := pages.App().Test(request, int(searchTime.Milliseconds()))
	if err != nil {
		return 0, nil, err
	}
	defer answer.Body.Close()
	body, err = io.ReadAll(answer.Body)
	return answer.StatusCode, body, err
}

// printResults writes an answer for people.
func (a *app) printResults(body []byte) error {
	var answer struct {
		Query struct {
			Relaxed  []struct{ Text string }
			Searched []string
		}
		Why_not *struct{ Text []string }
		Origin  *struct{ Notes []string }
		Choices []struct{ Label, Near string }
		Total   int
		Results []struct {
			Name, Organization, Reach, Phone, Precision string
			Distance_miles                              *float64
			Why                                         []string
			Score                                       *index.Score
			Resembles                                   string
		}
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return err
	}
	if answer.Why_not != nil {
		for _, line := range answer.Why_not.Text {
			a.printf("%s", line)
		}
		return nil
	}
	if len(answer.Query.Searched) > 0 {
		a.printf("Looked for: %s", strings.Join(answer.Query.Searched, ", "))
	}
	if len(answer.Choices) > 0 && answer.Total == 0 {
		a.printf("Which place do you mean?")
		for _, c := range answer.Choices {
			a.printf("  --near %q  %s", c.Near, c.Label)
		}
		return nil
	}
	for _, c := range answer.Choices {
		a.printf("Did you mean %s? Search with --near %q.", c.Label, c.Near)
	}
	if answer.Origin != nil {
		for _, note := range answer.Origin.Notes {
			a.printf("%s", note)
		}
	}
	for _, r := range answer.Query.Relaxed {
		a.printf("%s", r.Text)
	}
	band := index.NoBand
	for i, r := range answer.Results {
		if b := index.Reach(r.Reach).Band(); b != band {
			band = b
			a.printf("%s:", map[index.Band]string{index.NearBand: "Near", index.AreaBand: "Covers the area", index.RemoteBand: "By phone or online"}[band])
		}
		line := fmt.Sprintf("%3d. %s", i+1, r.Name)
		if r.Organization != "" && r.Organization != r.Name {
			line += " (" + r.Organization + ")"
		}
		switch {
		case r.Distance_miles == nil:
		case !isClose(r.Precision) && *r.Distance_miles < 1:
			line += ", under a mile" // known to a part of a postcode only
		case !isClose(r.Precision):
			line += ", about " + plural(int(math.Round(*r.Distance_miles)), "mile")
		default:
			line += fmt.Sprintf(", %.1f miles", *r.Distance_miles)
		}
		if r.Phone != "" {
			line += ", " + r.Phone
		}
		a.printf("%s", strings.TrimSpace(line))
		if r.Score != nil {
			a.printf("       %s", scoreWords(*r.Score))
			if r.Resembles != "" {
				a.printf("       like what others say who need it: %q", r.Resembles)
			}
			for _, why := range r.Why {
				a.printf("       - %s", why)
			}
		}
	}
	a.printf("%s found.", plural(answer.Total, "service"))
	return nil
}

// scoreWords writes what a result's place in its band is made of.
func scoreWords(s index.Score) string {
	return fmt.Sprintf("score %d = words %.2f × near %.2f × quality %.2f × people %.2f × now %.2f, looseness %d",
		s.Total, s.Words, s.Near, s.Quality, s.People, s.Now, s.Loose)
}

// isClose reports whether a place is known closely enough for tenths of a mile: see [data.Position.Close].
func isClose(precision string) bool {
	return data.Position{Precision: geo.Precision(precision)}.Close()
}
