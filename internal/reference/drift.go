package reference

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/internal/drift/compare"
)

// difference is one thing that TMDB's own OpenAPI file says otherwise, as a page tells it.
type difference struct{ compare.Difference }

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

// readReport reads what internal/drift has written, the reasons for most first.
func readReport(data []byte) (*compare.Report, error) {
	r := &compare.Report{}
	if data == nil {
		return r, nil
	}
	if err := json.Unmarshal(data, r); err != nil {
		return nil, fmt.Errorf("the report on TMDB's own file: %w", err)
	}
	slices.SortStableFunc(r.Known, func(a, b *compare.Known) int { return cmp.Compare(b.Count, a.Count) })
	return r, nil
}

// differences returns what TMDB's own file says otherwise of an operation, by reason.
func (s *Site) differences(id string) []reason {
	op := s.drift.Operation(id)
	if op == nil {
		return nil
	}
	var list []reason
	for _, known := range s.drift.Known {
		of := reason{Text: cmp.Or(known.Reason, known.Name)}
		for _, d := range op.Differences {
			if d.Known != known.Name {
				continue
			}
			of.Count++
			if len(of.Differences) < differencesShown && !slices.Contains(neverSaid, known.Name) {
				of.Differences = append(of.Differences, difference{d})
			}
		}
		if of.Count > 0 {
			list = append(list, of)
		}
	}
	return list
}

// Says is the difference in words.
func (d difference) Says() string {
	says := string(d.Kind)
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
