package match

import (
	"fmt"
	"hash/fnv"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/types"
)

// label is a line of testdata/names.txt.
type label struct {
	path string
	// What the name says.
	title    string
	year     int
	season   int // -1 for none
	episodes []int
	absolute []int
	date     types.Date
	// What it is on TMDB: none if kind is "".
	kind            Kind
	id              int
	matchedSeason   int
	matchedEpisodes []int
}

// half tells which half of the labels one is in. What helps one half alone is made for its names.
// Both were read while the rules were mended: for how these do with names of others, write some
// first.
func (l *label) half() int {
	h := fnv.New32a()
	h.Write([]byte(l.path))
	return int(h.Sum32() >> 7 & 1)
}

var (
	labelEpisode = regexp.MustCompile(` ?\bS(\d+)((?:E\d+)*)$`)
	labelNumber  = regexp.MustCompile(` #([\d-]+)$`)
	labelDay     = regexp.MustCompile(` @(\S+)$`)
	labelYear    = regexp.MustCompile(` \((\d{4})\)$`)
	labelDigits  = regexp.MustCompile(`\d+`)
)

func numbers(t testing.TB, text string) []int {
	var list []int
	for _, n := range labelDigits.FindAllString(text, -1) {
		list = append(list, atoi(t, n))
	}
	return list
}

// labels reads testdata/names.txt.
func labels(t testing.TB) []label {
	t.Helper()
	var list []label
	for _, f := range lines(t, "names.txt") {
		if len(f) != 3 {
			t.Fatalf("names.txt: %q", f)
		}
		l := label{path: f[0], season: -1, matchedSeason: -1}
		is := f[2]
		if m := labelEpisode.FindStringSubmatch(is); m != nil {
			l.matchedSeason, l.matchedEpisodes = atoi(t, m[1]), numbers(t, m[2])
			is = strings.TrimSuffix(is, m[0])
		}
		if is != "none" {
			if _, err := fmt.Sscanf(is, "%s %d", &l.kind, &l.id); err != nil {
				t.Fatalf("names.txt: %q", f)
			}
		}
		says := f[1]
		if m := labelNumber.FindStringSubmatch(says); m != nil {
			l.absolute = numbers(t, m[1])
			says = strings.TrimSuffix(says, m[0])
		} else if m := labelDay.FindStringSubmatch(says); m != nil {
			l.date = types.Date(m[1])
			says = strings.TrimSuffix(says, m[0])
		} else {
			l.season, l.episodes = l.matchedSeason, l.matchedEpisodes
		}
		if m := labelEpisode.FindStringSubmatch(says); m != nil {
			l.season, l.episodes = atoi(t, m[1]), numbers(t, m[2])
			says = strings.TrimSuffix(says, m[0])
		}
		if m := labelYear.FindStringSubmatch(says); m != nil {
			l.year = atoi(t, m[1])
			says = strings.TrimSuffix(says, m[0])
		}
		if says = strings.TrimSpace(says); says != "-" {
			l.title = says
		}
		list = append(list, l)
	}
	return list
}

// sameTitle compares titles letter by letter but for case and signs.
func sameTitle(a, b string) bool { return slices.Equal(fold(a), fold(b)) }

// TestLabels holds the list to what it is to be.
func TestLabels(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	var halves [2]int
	for _, l := range labels(t) {
		if seen[l.path] {
			t.Errorf("%q stands there twice", l.path)
		}
		seen[l.path] = true
		halves[l.half()]++
		if (l.kind == "") != (l.id == 0) || l.kind != "" && l.kind != Movie && l.kind != Series {
			t.Errorf("%q is %s %d", l.path, l.kind, l.id)
		}
	}
	if n := halves[0] + halves[1]; n < 300 || halves[0] < n*2/5 || halves[1] < n*2/5 {
		t.Errorf("the halves have %d names, want 300 or more in all, and two fifths in each", halves)
	}
}
