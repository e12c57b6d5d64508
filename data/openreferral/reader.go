package openreferral

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"fingerpost/data"
)

// reader reads one service. Named people are gone from service before anything is read from it.
type reader struct {
	reading  data.Reading
	service  object
	own      string // the source's own id of the service
	where    string
	problems []data.Problem
}

func newReader(raw json.RawMessage, name string, position int, reading data.Reading) *reader {
	r := &reader{reading: reading, where: fmt.Sprintf("%s, service #%d", name, position)}
	if len(raw) > maxService {
		r.note("", data.TooLong, "")
		return r
	}
	service, ok := tree(raw)
	if !ok {
		r.note("", data.BadShape, string(raw[:min(len(raw), 40)]))
		return r
	}
	r.service = service
	if r.own = service.id("id", "serviceId", "service_id"); r.own == "" {
		r.note("id", data.NoID, service.text("name"))
		return r
	}
	r.where = fmt.Sprintf("%s, service %s", name, data.PlainLine(r.own, 60))
	r.survey()
	if fields := dropNamedPeople(service); len(fields) > 0 {
		r.note(fieldList(fields), data.NamedPerson, "") // whose they were is not repeated
	}
	return r
}

func (r *reader) note(field string, kind data.ProblemKind, value string) {
	r.problems = append(r.problems, data.Problem{Where: r.where, Field: field, Kind: kind, Value: data.PlainLine(value, 80)})
}

// item is the service as a submission, or why there is none.
func (r *reader) item() data.Item {
	refused := slices.ContainsFunc(r.problems, func(p data.Problem) bool { return p.Kind.Refuses() })
	if refused {
		return data.Item{OwnID: r.own, Where: r.where, Problems: r.problems}
	}
	submission := r.submission()
	return data.Item{Where: r.where, Submission: submission, Problems: r.problems}
}

// survey counts what is wrong with the writing of a service, each kind once, with the fields that it is wrong in: "url,
// organization.email". A feed with thousands of null fields is reported in as many lines as it has services.
func (r *reader) survey() {
	empty, numbers := map[string]bool{}, map[string]bool{}
	var walk func(path, name string, value any) // path names the value, name is its last part
	walk = func(path, name string, value any) {
		switch v := value.(type) {
		case nil:
			empty[path] = true
		case string:
			if strings.TrimSpace(v) == "" {
				empty[path] = true
			}
		case json.Number:
			if name == "id" || strings.HasSuffix(name, "_id") || strings.HasSuffix(name, "Id") {
				numbers[path] = true
			}
		case []any:
			for _, x := range v {
				walk(path, "", x)
			}
		case map[string]any:
			for name, x := range v {
				walk(under(path, name), name, x)
			}
		}
	}
	walk("", "", map[string]any(r.service))
	if len(empty) > 0 {
		r.note(fieldList(empty), data.EmptyValue, "")
	}
	if len(numbers) > 0 {
		r.note(fieldList(numbers), data.NumberID, r.own)
	}
}

// under is the path of a field below another. Deep fields go by what they are in, and long names by their beginning, so
// that paths cannot grow with a hostile input.
func under(path, name string) string {
	name = name[:min(len(name), 60)]
	switch {
	case path == "":
		return name
	case strings.Count(path, ".") >= 4:
		return path
	}
	return path + "." + name
}

// fieldList names fields in order, as many as a report can show.
func fieldList(fields map[string]bool) string {
	names := make([]string, 0, len(fields))
	for name := range fields {
		names = append(names, name)
	}
	slices.Sort(names)
	return data.PlainLine(strings.Join(names, ", "), 1000)
}
