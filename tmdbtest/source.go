package tmdbtest

import (
	"sync"
	"time"

	"github.com/tmdb-go/tmdb/tmdbtest/data"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
)

// Day returns noon of the day that the data of the module is made for. With WithClock(Day) it is always
// that day, and the same request has the same response on every day.
func Day() time.Time { return dataset.Day() }

// source is the data of a server: that of the module, whose dates of what is new may move with the clock,
// and what [WithData] adds.
type source struct {
	moves bool
	top   []*dataset.Set
	only  *dataset.Set // in place of the data of the module

	mu   sync.Mutex
	days int
	set  *dataset.Set
}

func newSource(top []*dataset.Set, only *dataset.Set, moves bool, now time.Time) (s *source, err error) {
	s = &source{moves: moves, top: top, only: only}
	s.days = s.daysAt(now)
	s.set, err = s.load(s.days)
	return s, err
}

// at returns the data as it is at a time.
func (s *source) at(now time.Time) *dataset.Set {
	days := s.daysAt(now)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.days != days {
		s.set, _ = s.load(days) // which has been possible before
		s.days = days
	}
	return s.set
}

// daysAt returns how many days after that of the data it is at a time.
func (s *source) daysAt(now time.Time) int {
	if !s.moves {
		return 0
	}
	const day = 24 * time.Hour
	return int(now.UTC().Truncate(day).Sub(Day().Truncate(day)) / day)
}

func (s *source) load(days int) (*dataset.Set, error) {
	set, err := s.only, error(nil)
	if set == nil {
		set, err = own(days)
	}
	if err != nil {
		return nil, err
	}
	for _, top := range s.top {
		set = set.With(top)
	}
	return set, nil
}

// owned has the data of the module for the day on which it was last asked for, which servers share, and as
// it is in the files.
var owned struct {
	sync.Mutex
	files, moved *dataset.Set
	days         int
}

func own(days int) (*dataset.Set, error) {
	owned.Lock()
	defer owned.Unlock()
	if days == 0 && owned.files != nil {
		return owned.files, nil
	}
	if days != 0 && owned.moved != nil && owned.days == days {
		return owned.moved, nil
	}
	set, err := dataset.LoadOwn(data.FS, days)
	if err != nil {
		return nil, err
	}
	if days == 0 {
		owned.files = set
	} else {
		owned.moved, owned.days = set, days
	}
	return set, nil
}
