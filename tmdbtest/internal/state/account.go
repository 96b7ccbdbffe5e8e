package state

import (
	"slices"
	"time"

	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
)

// Account is a user or a guest.
type Account struct {
	state *State
	user  *dataset.User // nil for a guest
	marks [shelves][]Mark
}

// Shelf is one of the places where an account has marks.
type Shelf int

// The shelves of an account. Episodes can be on that of ratings only, and guests have no other.
const (
	Ratings Shelf = iota
	Favorites
	Watchlist

	shelves
)

// Mark is something that a user or guest did to a movie, series or episode.
type Mark struct {
	dataset.Ref
	Value float64 // of ratings, from 0.5 to 10
	At    time.Time
}

func marksOf(list []*dataset.Mark) []Mark {
	var marks []Mark
	for _, m := range list {
		at, _ := m.At.Time()
		marks = append(without(marks, m.Ref), Mark{m.Ref, m.Value, at})
	}
	return marks
}

func without(marks []Mark, ref dataset.Ref) []Mark {
	return slices.DeleteFunc(marks, func(m Mark) bool { return m.Ref == ref })
}

// User returns the user whose account it is, nil for a guest. Nobody may change it.
func (a *Account) User() *dataset.User { return a.user }

// Mark puts a mark on a shelf, in the place of one that is there for the same thing, and reports whether
// there was one.
func (a *Account) Mark(on Shelf, m Mark) (again bool) {
	a.state.mu.Lock()
	defer a.state.mu.Unlock()
	marks := a.marks[on]
	kept := without(marks, m.Ref)
	again = len(kept) < len(marks)
	a.marks[on] = append(kept, m)
	return again
}

// Unmark takes a mark off a shelf, if it is there.
func (a *Account) Unmark(on Shelf, ref dataset.Ref) {
	a.state.mu.Lock()
	defer a.state.mu.Unlock()
	a.marks[on] = without(a.marks[on], ref)
}

// Marked returns the mark of one thing, and false if there is none.
func (a *Account) Marked(on Shelf, ref dataset.Ref) (Mark, bool) {
	a.state.mu.Lock()
	defer a.state.mu.Unlock()
	i := slices.IndexFunc(a.marks[on], func(m Mark) bool { return m.Ref == ref })
	if i < 0 {
		return Mark{}, false
	}
	return a.marks[on][i], true
}

// Marks returns the marks of one kind of things, the oldest first.
func (a *Account) Marks(on Shelf, kind dataset.Kind) []Mark {
	a.state.mu.Lock()
	defer a.state.mu.Unlock()
	var marks []Mark
	for _, m := range a.marks[on] {
		if m.Kind() == kind {
			marks = append(marks, m)
		}
	}
	slices.SortStableFunc(marks, func(x, y Mark) int { return x.At.Compare(y.At) })
	return marks
}

// Idle reports whether the account has no ratings.
func (a *Account) Idle() bool {
	a.state.mu.Lock()
	defer a.state.mu.Unlock()
	return len(a.marks[Ratings]) == 0
}
