package dataset

import (
	"cmp"
	"fmt"
	"slices"
)

// table holds the entries of one kind with the file each is from, in the order
// they came in. An entry of a later layer takes the place of one of an earlier
// layer; within a layer an id may come once.
type table[K comparable, V any] struct {
	kind string
	rows []row[V]
	at   map[K]int
}

type row[V any] struct {
	value V
	file  string
	layer int
}

func newTable[K comparable, V any](kind string) table[K, V] {
	return table[K, V]{kind: kind, at: map[K]int{}}
}

func (t *table[K, V]) add(key K, v V, from source) error {
	i, ok := t.at[key]
	if !ok {
		t.at[key] = len(t.rows)
		t.rows = append(t.rows, row[V]{v, from.name, from.layer})
		return nil
	}
	if old := t.rows[i]; old.layer == from.layer {
		return fmt.Errorf("%s: %s %v is there twice, the first time in %s", from.name, t.kind, key, old.file)
	}
	t.rows[i] = row[V]{v, from.name, from.layer}
	return nil
}

// sortBy sorts the rows by a key of their values, which should tell them apart.
// add must not be called after it.
func sortBy[K comparable, V any, S cmp.Ordered](t *table[K, V], key func(V) S) {
	slices.SortFunc(t.rows, func(a, b row[V]) int { return cmp.Compare(key(a.value), key(b.value)) })
}

// values returns the entries without their files.
func (t *table[K, V]) values() []V {
	list := make([]V, len(t.rows))
	for i, r := range t.rows {
		list[i] = r.value
	}
	return list
}
