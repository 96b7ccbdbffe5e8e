package handlers

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/types"
)

func discover() table {
	return table{
		"discoverMovies": discoverMovies,
		"discoverTV":     discoverTV,
	}
}

// filter says whether an entry passes a parameter of a call that has the value.
type filter[E any] func(e E, value string) bool

// passing returns the entries that pass each filter whose parameter the call has.
func passing[E any](c *Call, entries []E, filters map[string]filter[E]) []E {
	for name, pass := range filters {
		if value := c.text(name); value != "" {
			entries = keep(entries, func(e E) bool { return pass(e, value) })
		}
	}
	return entries
}

// meets tells whether a list of a parameter is met: all parts of "a,b", or one of "a|b".
func meets(list string, has func(part string) bool) bool {
	if strings.Contains(list, "|") {
		return slices.ContainsFunc(strings.Split(list, "|"), has)
	}
	return !slices.ContainsFunc(strings.Split(list, ","), func(part string) bool { return !has(part) })
}

// with and without make filters of a parameter that is a list of ids.
func with[E any](ids func(E) []int) filter[E] {
	return func(e E, value string) bool {
		own := ids(e)
		return meets(value, func(part string) bool {
			id, err := strconv.Atoi(strings.TrimSpace(part))
			return err == nil && slices.Contains(own, id)
		})
	}
}

func without[E any](ids func(E) []int) filter[E] {
	return func(e E, value string) bool { return !with(ids)(e, value) }
}

// withText makes a filter of a parameter that is a list of codes.
func withText[E any](codes func(E) []string) filter[E] {
	return func(e E, value string) bool {
		return meets(value, func(part string) bool {
			return slices.ContainsFunc(codes(e), func(code string) bool { return strings.EqualFold(code, part) })
		})
	}
}

// atLeast and atMost make filters of a parameter that is a number.
func atLeast[E any](number func(E) float64) filter[E] {
	return func(e E, value string) bool {
		limit, err := strconv.ParseFloat(value, 64)
		return err != nil || number(e) >= limit
	}
}

func atMost[E any](number func(E) float64) filter[E] {
	return func(e E, value string) bool {
		limit, err := strconv.ParseFloat(value, 64)
		return err != nil || number(e) <= limit
	}
}

// from and until make filters of a parameter that is a day.
func from[E any](c *Call, name string, day func(E) types.Date) filter[E] {
	limit, _ := c.date(name)
	return func(e E, _ string) bool { return between(day(e), limit, "") }
}

func until[E any](c *Call, name string, day func(E) types.Date) filter[E] {
	limit, _ := c.date(name)
	return func(e E, _ string) bool { return between(day(e), "", limit) }
}

// inYear makes a filter of a parameter that is a year.
func inYear[E any](day func(E) types.Date) filter[E] {
	return func(e E, value string) bool { return strconv.Itoa(day(e).Year()) == value }
}

// way is a way to pay, with the providers that take it.
type way struct {
	name      string
	providers []gen.WatchProvider
}

// ways returns the ways to pay for something in the watch_region of the call, in all countries if it names
// none.
func (c *Call) ways(e dataset.Holder) []way {
	var list []way
	for country, w := range dataset.Piece[gen.WatchProviders](e, "watch/providers").Results {
		if !c.has("watch_region") || strings.EqualFold(country, c.text("watch_region")) {
			list = append(list, way{"flatrate", w.Flatrate}, way{"free", w.Free}, way{"ads", w.Ads}, way{"rent", w.Rent}, way{"buy", w.Buy})
		}
	}
	return list
}

// offers returns the ids of the providers that offer something there in one of the ways of
// with_watch_monetization_types.
func (c *Call) offers(e dataset.Holder) []int {
	var ids []int
	for _, w := range c.ways(e) {
		if names := c.text("with_watch_monetization_types"); names == "" || among(names, w.name) {
			for _, p := range w.providers {
				ids = append(ids, p.ProviderID)
			}
		}
	}
	return ids
}

// among reports whether a list of a parameter has a part.
func among(list, part string) bool {
	return slices.Contains(strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == '|' }), part)
}

// watchFilters are the filters of movies and series by where one can watch them.
func watchFilters[E dataset.Holder](c *Call) map[string]filter[E] {
	offers := func(e E) []int { return c.offers(e) }
	return map[string]filter[E]{
		"with_watch_monetization_types": func(e E, value string) bool {
			return meets(value, func(part string) bool {
				return slices.ContainsFunc(c.ways(e), func(w way) bool { return w.name == part && len(w.providers) > 0 })
			})
		},
		"with_watch_providers":    with(offers),
		"without_watch_providers": without(offers),
	}
}

// order compares two entries as a name in sort_by wants them, the least first.
type order[E any] func(a, b E) int

// byValue makes an order of something to compare.
func byValue[E any, V cmp.Ordered](value func(E) V) order[E] {
	return func(a, b E) int { return cmp.Compare(value(a), value(b)) }
}

// byTitle makes an order of titles as one types them.
func byTitle[E comparable](title func(E) string) order[E] {
	words := map[E][]string{}
	of := func(e E) []string {
		if words[e] == nil {
			words[e] = fold(title(e))
		}
		return words[e]
	}
	return func(a, b E) int { return slices.Compare(of(a), of(b)) }
}

// ordered sorts entries as sort_by says, by popularity if it is left out. Equals are in the order of their
// ids.
func ordered[E any](c *Call, entries []E, orders map[string]order[E], id func(E) int) []E {
	name, direction, _ := strings.Cut(cmp.Or(c.text("sort_by"), "popularity.desc"), ".")
	compare, ok := orders[name]
	if !ok {
		compare, direction = orders["popularity"], "desc"
	}
	sign := map[bool]int{true: -1, false: 1}[direction == "desc"]
	return slices.SortedFunc(slices.Values(entries), func(a, b E) int {
		return cmp.Or(sign*compare(a, b), cmp.Compare(id(a), id(b)))
	})
}

// idsOf returns the ids of rows.
func idsOf[E any](rows []E, id func(E) int) []int {
	ids := make([]int, len(rows))
	for i, row := range rows {
		ids[i] = id(row)
	}
	return ids
}

func genreID(g gen.Genre) int     { return g.ID }
func companyID(c gen.Company) int { return c.ID }
func keywordID(k gen.Keyword) int { return k.ID }
