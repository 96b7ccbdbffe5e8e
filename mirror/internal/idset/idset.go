// Package idset keeps millions of ids in little memory.
package idset

import (
	"fmt"
	"iter"
	"maps"
	"math/bits"
	"slices"
)

// Max is the greatest id that a [Set] takes. Those of TMDB have seven digits.
const Max = 1 << 31

// pageBits is how many ids a page of a set has.
const pageBits = 1 << 16

type page [pageBits / 64]uint64

// Set is a set of ids: a bit for each, in pages where there are some. The zero Set is empty.
type Set struct {
	pages map[int]*page
	n     int
}

// Add adds an id. One that is not from 1 to [Max] is an error.
func (s *Set) Add(id int) error {
	if id < 1 || id > Max {
		return fmt.Errorf("id is %d: want 1 to %d", id, Max)
	}
	p := s.pages[id/pageBits]
	if p == nil {
		p = new(page)
		if s.pages == nil {
			s.pages = map[int]*page{}
		}
		s.pages[id/pageBits] = p
	}
	word, bit := id%pageBits/64, uint64(1)<<(id%64)
	if p[word]&bit == 0 {
		p[word] |= bit
		s.n++
	}
	return nil
}

// Remove removes an id; one that is not there is none to remove.
func (s *Set) Remove(id int) {
	if s.Has(id) {
		s.pages[id/pageBits][id%pageBits/64] &^= uint64(1) << (id % 64)
		s.n--
	}
}

// Has reports whether an id is there.
func (s *Set) Has(id int) bool {
	p := s.pages[id/pageBits]
	return id > 0 && p != nil && p[id%pageBits/64]&(uint64(1)<<(id%64)) != 0
}

// Len returns the number of ids.
func (s *Set) Len() int { return s.n }

// All yields the ids, ascending. The set is not to be changed meanwhile.
func (s *Set) All() iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, number := range slices.Sorted(maps.Keys(s.pages)) {
			for i, word := range s.pages[number] {
				for ; word != 0; word &= word - 1 {
					if !yield(number*pageBits + i*64 + bits.TrailingZeros64(word)) {
						return
					}
				}
			}
		}
	}
}
