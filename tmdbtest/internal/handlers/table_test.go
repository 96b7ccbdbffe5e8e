package handlers

import (
	"maps"
	"slices"
	"testing"

	"github.com/tmdb-go/tmdb/internal/spec"
)

func TestEveryOperationHasAHandler(t *testing.T) {
	t.Parallel()
	var want []string
	for _, op := range spec.Operations {
		want = append(want, op.ID)
	}
	slices.Sort(want)
	got := slices.Sorted(maps.Keys(all()))
	for _, id := range want {
		if !slices.Contains(got, id) {
			t.Errorf("%s has no handler", id)
		}
	}
	for _, id := range got {
		if !slices.Contains(want, id) {
			t.Errorf("there is a handler of %s, which the spec does not have", id)
		}
	}
}
