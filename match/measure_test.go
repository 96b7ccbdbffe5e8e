package match

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/moistari/rls"

	"github.com/tmdb-go/tmdb/types"
)

// rlsAlone is what rls makes of the last element of a path, to compare Parse with.
func rlsAlone(path string) Name {
	name := Name{Path: path}
	list := elements(path)
	if len(list) == 0 {
		return name
	}
	r := rls.ParseString(list[0])
	name.Titles, name.Year = unique([]string{r.Title, r.Alt}), r.Year
	for _, pair := range r.SeriesEpisodes() {
		if pair[0] != 0 {
			name.Season = new(pair[0])
		}
		if pair[1] != 0 {
			name.Episodes = append(name.Episodes, pair[1])
		}
	}
	if r.Month != 0 && r.Day != 0 {
		name.Date, name.Year = types.Date(fmt.Sprintf("%04d-%02d-%02d", r.Year, r.Month, r.Day)), 0
	}
	switch {
	case name.isEpisode() || name.Season != nil:
		name.Kind = Series
	case name.Year != 0:
		name.Kind = Movie
	}
	return name
}

var parsers = []struct {
	name  string
	parse func(string) Name
}{
	{"rls alone", rlsAlone},
	{"with rules", Parse},
}

// A count is of what was found: right, wrong, or not at all where there was something. Precision is
// the share of the found that is right, recall the share of what there was.
type count struct{ right, wrong, missing int }

func (c *count) add(found, there, right bool) {
	switch {
	case found && right:
		c.right++
	case found:
		c.wrong++
		if there {
			c.missing++
		}
	case there:
		c.missing++
	}
}

func share(n, of int) float64 {
	if of == 0 {
		return 1
	}
	return float64(n) / float64(of)
}

func (c count) precision() float64 { return share(c.right, c.right+c.wrong) }
func (c count) recall() float64    { return share(c.right, c.right+c.missing) }

func (c count) String() string {
	return fmt.Sprintf("precision %.3f, recall %.3f (%d right, %d wrong, %d missing)", c.precision(), c.recall(), c.right, c.wrong, c.missing)
}

// seasonNumber is -1 for none.
func seasonNumber(s *int) int {
	if s == nil {
		return -1
	}
	return *s
}

var parsed = []string{"title", "year", "season", "episode"}

// measureParse counts what a parser reads, by part of the name.
func measureParse(name Name, l *label, counts map[string]*count) (wrong []string) {
	has := func(part string, found, there, right bool) {
		counts[part].add(found, there, right)
		if found != there || found && !right {
			wrong = append(wrong, part)
		}
	}
	title := ""
	if len(name.Titles) > 0 {
		title = name.Titles[0]
	}
	has("title", title != "", l.title != "", sameTitle(title, l.title))
	has("year", name.Year != 0, l.year != 0, name.Year == l.year)
	has("season", name.Season != nil, l.season >= 0, seasonNumber(name.Season) == l.season)
	has("episode", name.isEpisode(), len(l.episodes)+len(l.absolute) > 0 || l.date != "",
		slices.Equal(name.Episodes, l.episodes) && slices.Equal(name.Absolute, l.absolute) && name.Date == l.date)
	return wrong
}

// TestMeasureParse prints how well names are read, and fails below the floor.
func TestMeasureParse(t *testing.T) {
	t.Parallel()
	for _, parser := range parsers {
		for half := range 2 {
			counts := map[string]*count{}
			for _, part := range parsed {
				counts[part] = &count{}
			}
			for _, l := range labels(t) {
				if l.half() != half {
					continue
				}
				name := parser.parse(l.path)
				if wrong := measureParse(name, &l, counts); wrong != nil && parser.name == "with rules" {
					t.Logf("%s: %s: %q, %d, S%d %v %v %s", l.path, strings.Join(wrong, ", "), name.Titles, name.Year, seasonNumber(name.Season),
						name.Episodes, name.Absolute, name.Date)
				}
			}
			for _, part := range parsed {
				t.Logf("%-10s half %d %-8s %s", parser.name, half, part, counts[part])
				if parser.name == "with rules" {
					counts[part].hold(t, parseFloor)
				}
			}
		}
	}
}

// hold fails the test if precision or recall are below a floor.
func (c count) hold(t *testing.T, floor float64) {
	t.Helper()
	if c.precision() < floor || c.recall() < floor {
		t.Errorf("below the floor of %.2f: %s", floor, c)
	}
}

// isRight reports whether a match is what the label says, down to the episodes.
func (l *label) isRight(c *Candidate) bool {
	if c.Kind != l.kind || c.ID != l.id || seasonNumber(c.Season) != l.matchedSeason {
		return false
	}
	var episodes []int
	for _, e := range c.Episodes {
		episodes = append(episodes, e.Number)
	}
	return slices.Equal(episodes, l.matchedEpisodes)
}

// matchAll matches all labels, each with a matcher of its own. It returns how many requests each
// cost.
func matchAll(t *testing.T, parse func(string) Name) (list []label, results []*Result, requests []int) {
	list = labels(t)
	results, requests = make([]*Result, len(list)), make([]int, len(list))
	srv := newServer(t)
	var wg sync.WaitGroup
	for worker := range 4 {
		wg.Go(func() {
			client, sent := newClient(t, srv)
			for i := worker; i < len(list); i += 4 {
				m, err := New(client)
				if err != nil {
					t.Error(err)
					return
				}
				m.parse = parse
				before := sent.Load()
				result, err := m.Match(t.Context(), list[i].path)
				if err != nil {
					t.Errorf("%s: %v", list[i].path, err)
					result = &Result{}
				}
				results[i], requests[i] = result, int(sent.Load()-before)
			}
		})
	}
	wg.Wait()
	return list, results, requests
}

// TestMeasureMatch prints how well names are matched, and fails below the floor, and where fewer
// are right than their confidence says.
func TestMeasureMatch(t *testing.T) {
	t.Parallel()
	for _, parser := range parsers {
		t.Run(parser.name, func(t *testing.T) {
			t.Parallel()
			if parser.name != "with rules" && !testing.Verbose() {
				t.Skip("it is for comparison only, and takes as long as the other")
			}
			list, results, requests := matchAll(t, parser.parse)
			var counts [2]count
			var bands [10]count
			for i, l := range list {
				best := results[i].Best
				right := best != nil && l.isRight(best)
				counts[l.half()].add(best != nil, l.kind != "", right)
				if best != nil {
					bands[min(int(best.Confidence*10), 9)].add(true, l.kind != "", right)
				}
				if parser.name == "with rules" && ((best != nil) != (l.kind != "") || best != nil && !right) {
					t.Logf("%s: want %s %d S%d %v, have %s", l.path, l.kind, l.id, l.matchedSeason, l.matchedEpisodes, summary(results[i]))
				}
			}
			for half, c := range counts {
				t.Logf("%-10s half %d match %s", parser.name, half, c)
				if parser.name == "with rules" {
					c.hold(t, matchFloor)
				}
			}
			var sum int
			for i, n := range requests {
				sum += n
				if n > maxRequests {
					t.Errorf("%s cost %d requests, want %d at most", list[i].path, n, maxRequests)
				}
			}
			t.Logf("%-10s %.2f requests a name, %d at most", parser.name, share(sum, len(list)), slices.Max(requests))
			for i, c := range bands {
				if c.right+c.wrong > 0 {
					t.Logf("%-10s confidence %.1f and more: %d of %d right", parser.name, float64(i)/10, c.right, c.right+c.wrong)
					if parser.name == "with rules" && c.precision() < float64(i)/10 {
						t.Errorf("of a confidence of %.1f and more, %.2f are right", float64(i)/10, c.precision())
					}
				}
			}
		})
	}
}

func summary(r *Result) string {
	text := "none (" + r.Why + ")"
	list := r.Others
	if r.Best != nil {
		text, list = "", append([]Candidate{*r.Best}, list...)
	}
	for _, c := range list[:min(2, len(list))] {
		text += fmt.Sprintf("; %s %d %q (%d) %.2f S%d %v: %s", c.Kind, c.ID, c.Title, c.Year, c.Confidence, seasonNumber(c.Season), c.Episodes, c.Why)
	}
	return text
}

// maxRequests is what doc.go says that a name costs at most, if its episodes are of one season.
const maxRequests = maxSearches + maxDetails + 2*maxVerified

// The floors that precision and recall do not fall below, in either half.
const (
	parseFloor = 0.97
	matchFloor = 0.97
)
