package api

import (
	"strings"
	"unicode"

	"github.com/tmdb-go/tmdb/internal/spec"
)

// kebab returns tv-series-lists for TVSeriesLists, external-ids for ExternalIDs.
func kebab(name string) string {
	var b strings.Builder
	runes := []rune(name)
	at := func(i int) rune {
		if i < 0 || i >= len(runes) {
			return 0
		}
		return runes[i]
	}
	for i, r := range runes {
		if i > 0 && unicode.IsUpper(r) {
			isPlural := at(i+1) == 's' && !unicode.IsLower(at(i+2)) // the D of IDs begins no word
			if !unicode.IsUpper(at(i-1)) || unicode.IsLower(at(i+1)) && !isPlural {
				b.WriteByte('-')
			}
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// flagName returns vote-average-gte for vote_average.gte.
func flagName(parameter string) string {
	return strings.NewReplacer("_", "-", ".", "-").Replace(parameter)
}

// service is the operations of one tag.
type service struct {
	name       string // as in Go
	operations []*spec.Operation
}

// services returns all services in the order of the spec.
func services() []service {
	var all []service
	for _, op := range spec.Operations {
		if last := len(all) - 1; last < 0 || all[last].name != op.Service {
			all = append(all, service{name: op.Service})
		}
		last := len(all) - 1
		all[last].operations = append(all[last].operations, op)
	}
	return all
}

// List returns all operations as they are called, a line each.
func List() string {
	var lines []string
	for _, s := range services() {
		for _, op := range s.operations {
			lines = append(lines, kebab(s.name)+" "+use(op))
		}
	}
	return strings.Join(lines, "\n")
}

// use returns how an operation is called: its name and the values of its path.
func use(op *spec.Operation) string {
	text := kebab(op.GoMethod)
	for p := range op.In(spec.InPath) {
		text += " " + flagName(p.Name)
	}
	return text
}
