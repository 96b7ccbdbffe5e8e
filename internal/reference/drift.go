package reference

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// report is what TMDB's own documentation says otherwise, as internal/drift writes it.
type report struct {
	Responses int
	Known     []struct {
		Name, Reason string
		Count        int
	}
	Operations []struct {
		ID          string
		Differences []difference
	}
}

// difference is one thing that TMDB's own OpenAPI file says otherwise.
type difference struct {
	Kind, Pointer, Official, Spec, Known string
	Seen, Of                             int // recorded responses that show it
}

// reason is what differences have in common.
type reason struct {
	Text        string
	Count       int
	Differences []difference // those of one operation that are shown
}

// neverSaid are the reasons of what TMDB's file says nowhere, which a page tells once and not by field.
var neverSaid = []string{"no required fields", "no null", "no vocabularies", "no failures", "no v4"}

// differencesShown is how many differences of one reason a page shows.
const differencesShown = 12

func readReport(data []byte) (*report, error) {
	r := &report{}
	if data == nil {
		return r, nil
	}
	if err := json.Unmarshal(data, r); err != nil {
		return nil, fmt.Errorf("the report on TMDB's own file: %w", err)
	}
	slices.SortStableFunc(r.Known, func(a, b struct {
		Name, Reason string
		Count        int
	}) int {
		return cmp.Compare(b.Count, a.Count)
	})
	return r, nil
}

// differences returns what TMDB's own file says otherwise of an operation, by reason.
func (r *report) differences(id string) []reason {
	var list []reason
	for _, op := range r.Operations {
		if op.ID != id {
			continue
		}
		for _, known := range r.Known {
			because := reason{Text: cmp.Or(known.Reason, known.Name)}
			for _, d := range op.Differences {
				if d.Known != known.Name {
					continue
				}
				because.Count++
				if len(because.Differences) < differencesShown && !slices.Contains(neverSaid, known.Name) {
					because.Differences = append(because.Differences, d)
				}
			}
			if because.Count > 0 {
				list = append(list, because)
			}
		}
	}
	return list
}

// Says is the difference in words.
func (d difference) Says() string {
	says := d.Kind
	switch {
	case d.Official != "" && d.Spec != "":
		says += ": " + d.Official + " there, " + d.Spec + " here"
	case d.Spec != "":
		says += ": " + d.Spec
	case d.Official != "":
		says += ": " + d.Official + " there"
	}
	if d.Of > 0 {
		says += fmt.Sprintf(" (%d of %d responses)", d.Seen, d.Of)
	}
	return says
}

// Where is the place of the difference as a reader writes it: response.results[].id.
func (d difference) Where() string { return strings.ReplaceAll(d.Pointer, "/", ".") }

// differencesPage lists the reasons, and how many differences each operation has.
func (s *Site) differencesPage() ([]byte, error) {
	counts := map[string]int{}
	total := 0
	for _, op := range s.drift.Operations {
		counts[op.ID] = len(op.Differences)
		total += len(op.Differences)
	}
	return s.render("differences", page{
		Title: "What TMDB’s documentation says otherwise", Text: "Where TMDB's own OpenAPI file and this one say different things.", Root: "../",
		Markdown: "llms.txt", Data: map[string]any{"Report": s.drift, "Counts": counts, "Total": total},
	})
}
