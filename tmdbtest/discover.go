package tmdbtest

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/types"
)

var discoverHandlers = map[string]handler{
	"discoverMovies": discoverMovies,
	"discoverTV":     discoverTV,
}

// filter says whether an entry passes one parameter of a call.
type filter[E any] func(*call, E) bool

// passing returns the entries that pass each filter whose parameter the call
// has.
func passing[E any](c *call, entries []E, filters map[string]filter[E]) []E {
	var active []filter[E]
	for name, f := range filters {
		if c.has(name) {
			active = append(active, f)
		}
	}
	return keep(entries, func(e E) bool {
		return !slices.ContainsFunc(active, func(f filter[E]) bool { return !f(c, e) })
	})
}

// meets tells whether a list of a parameter is met: all parts of "a,b", or
// one of "a|b".
func meets(list string, has func(part string) bool) bool {
	if strings.Contains(list, "|") {
		return slices.ContainsFunc(strings.Split(list, "|"), has)
	}
	return !slices.ContainsFunc(strings.Split(list, ","), func(part string) bool { return !has(part) })
}

// hasID is for lists of ids.
func hasID(ids []int) func(part string) bool {
	return func(part string) bool {
		id, err := strconv.Atoi(strings.TrimSpace(part))
		return err == nil && slices.Contains(ids, id)
	}
}

// with and without make filters of a parameter that is a list of ids.
func with[E any](name string, ids func(E) []int) filter[E] {
	return func(c *call, e E) bool { return meets(c.text(name), hasID(ids(e))) }
}

func without[E any](name string, ids func(E) []int) filter[E] {
	return func(c *call, e E) bool { return !meets(c.text(name), hasID(ids(e))) }
}

// withText makes a filter of a parameter that is a list of codes.
func withText[E any](name string, codes func(E) []string) filter[E] {
	return func(c *call, e E) bool {
		return meets(c.text(name), func(part string) bool {
			return slices.ContainsFunc(codes(e), func(code string) bool { return strings.EqualFold(code, part) })
		})
	}
}

// atLeast and atMost make filters of a parameter that is a number.
func atLeast[E any](name string, value func(E) float64) filter[E] {
	return func(c *call, e E) bool {
		limit, ok := c.number(name)
		return !ok || value(e) >= limit
	}
}

func atMost[E any](name string, value func(E) float64) filter[E] {
	return func(c *call, e E) bool {
		limit, ok := c.number(name)
		return !ok || value(e) <= limit
	}
}

// from and until make filters of a parameter that is a day.
func from[E any](name string, day func(E) types.Date) filter[E] {
	return func(c *call, e E) bool {
		limit, _ := c.date(name)
		return between(day(e), limit, "")
	}
}

func until[E any](name string, day func(E) types.Date) filter[E] {
	return func(c *call, e E) bool {
		limit, _ := c.date(name)
		return between(day(e), "", limit)
	}
}

// offers returns the ids of the providers in the watch_region of the call, all
// countries if it names none, that offer something in one of the ways of
// with_watch_monetization_types.
func offers(c *call, watch []*dataset.Watch) []int {
	var ids []int
	for _, w := range watch {
		if c.has("watch_region") && !strings.EqualFold(w.Country, c.text("watch_region")) {
			continue
		}
		for _, way := range ways(w) {
			if !c.has("with_watch_monetization_types") || hasWay(c, way.name) {
				ids = append(ids, way.ids...)
			}
		}
	}
	return ids
}

// way is a way to pay, with the providers that take it.
type way struct {
	name string
	ids  []int
}

func ways(w *dataset.Watch) []way {
	return []way{{"flatrate", w.Flatrate}, {"free", w.Free}, {"ads", w.Ads}, {"rent", w.Rent}, {"buy", w.Buy}}
}

func hasWay(c *call, name string) bool {
	parts := strings.FieldsFunc(c.text("with_watch_monetization_types"), func(r rune) bool { return r == ',' || r == '|' })
	return slices.Contains(parts, name)
}

// offered tells whether something can be had in the ways that the call names.
func offered(c *call, watch []*dataset.Watch) bool {
	return meets(c.text("with_watch_monetization_types"), func(part string) bool {
		return slices.ContainsFunc(watch, func(w *dataset.Watch) bool {
			if c.has("watch_region") && !strings.EqualFold(w.Country, c.text("watch_region")) {
				return false
			}
			return slices.ContainsFunc(ways(w), func(x way) bool { return x.name == part && len(x.ids) > 0 })
		})
	})
}

// sorted returns the entries in the order that sort_by names; the most popular
// first if it is left out. Equals are in the order of their ids.
func sorted[E any](c *call, entries []E, orders map[string]func(a, b E) int, id func(E) int) []E {
	name, direction, _ := strings.Cut(cmp.Or(c.text("sort_by"), "popularity.desc"), ".")
	order, ok := orders[name]
	if !ok {
		order, direction = orders["popularity"], "desc"
	}
	return slices.SortedFunc(slices.Values(entries), func(a, b E) int {
		n := order(a, b)
		if direction == "desc" {
			n = -n
		}
		return cmp.Or(n, cmp.Compare(id(a), id(b)))
	})
}

// byTitle compares titles as one types them.
func byTitle(a, b string) int { return slices.Compare(fold(a), fold(b)) }
