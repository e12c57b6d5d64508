package site

import (
	"bytes"
	"encoding/csv"
	"maps"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"fingerpost/data"
)

// figuresCSV gives the figures of all months for programs.
func (s *Site) figuresCSV(c *fiber.Ctx) error {
	w := s.wordsFor(c)
	months, err := s.searchMonths(c.UserContext())
	if err != nil {
		return err
	}
	rows := [][]string{{"month", "by", "code", "name", "searches", "found_enough", "found_little", "note"}}
	for _, m := range months {
		add := func(by, code, name string, f data.SearchFigure) {
			rows = append(rows, append([]string{m.Month.String(), by, code, name}, figureCells(f)...))
		}
		add("all", "", "", m.All)
		for _, topic := range s.Lexicon.Topics.All {
			if f, ok := m.Topics[topic.ID]; ok {
				add("topic", string(topic.ID), s.topicName(w, topic), f)
			}
		}
		for _, outward := range slices.SortedFunc(maps.Keys(m.Outwards), byOutward) {
			add("outward", outward, outward, m.Outwards[outward])
		}
	}
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "text/csv; charset=utf-8")
	c.Set(fiber.HeaderCacheControl, "no-cache")
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="figures.csv"`)
	return c.Send(b.Bytes())
}

// figureCells are the numbers of a row and a note that says why one is missing.
func figureCells(f data.SearchFigure) []string {
	var cells []string
	note := ""
	for _, n := range []int{f.Searches(), f.Enough, f.Little} {
		if n == 0 {
			cells, note = append(cells, ""), "<"+strconv.Itoa(data.SearchStep)
			continue
		}
		cells = append(cells, strconv.Itoa(n))
	}
	return append(cells, note)
}
