package idset_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/tmdb-go/tmdb/mirror/internal/idset"
)

func TestSet(t *testing.T) {
	t.Parallel()
	var set idset.Set
	want := map[int]bool{}
	for range 10_000 {
		id := 1 + rand.IntN(200_000)
		if rand.IntN(3) == 0 {
			set.Remove(id)
			delete(want, id)
			continue
		}
		if err := set.Add(id); err != nil {
			t.Fatal(err)
		}
		want[id] = true
	}
	var ids []int
	for id := range set.All() {
		ids = append(ids, id)
		if !want[id] || !set.Has(id) {
			t.Errorf("%d is there", id)
		}
	}
	if set.Len() != len(want) || len(ids) != len(want) || !slices.IsSorted(ids) {
		t.Errorf("%d ids, Len is %d: want %d, sorted", len(ids), set.Len(), len(want))
	}
}

func TestBounds(t *testing.T) {
	t.Parallel()
	var set idset.Set
	for _, id := range []int{1, 63, 64, 65_535, 65_536, idset.Max} {
		if err := set.Add(id); err != nil || !set.Has(id) {
			t.Errorf("%d: %v, %v", id, err, set.Has(id))
		}
	}
	for _, id := range []int{-1, 0, idset.Max + 1} {
		if err := set.Add(id); err == nil || set.Has(id) {
			t.Errorf("%d: no error", id)
		}
	}
}
