package match

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"

	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func match(t *testing.T, m *Matcher, path string) *Result {
	t.Helper()
	result, err := m.Match(t.Context(), path)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return result
}

// TestDoubt holds that a doubt lowers the confidence, and that Why says which.
func TestDoubt(t *testing.T) {
	t.Parallel()
	m, _ := newMatcher(t, newServer(t))
	for _, tt := range []struct{ sure, doubtful, why string }{
		{"Scarface (1983).mkv", "Scarface.mkv", "others are as alike"},
		{"The Matrix (1999).mkv", "The Matrix (2000).mkv", "a year apart"},
		{"The Matrix (2000).mkv", "The Matrix (2001).mkv", "two years apart"},
		{"The Undated One.mkv", "The Undated One (2026).mkv", "TMDB has no year"},
		{"Downfall (2004).mkv", "Nothing AKA Downfall (2004).mkv", "same title"},
		{"Furious 7 (2015).mkv", "Cars 7 - Furious 7 (2015).mkv", "same title"},
		{"Money Heist - S01E02.mkv", "Money Heist - Part 1 - S01E02.mkv", "same title"},
		{"House of Cards (1990) S01E02.mkv", "House.of.Cards.UK.S01E02.mkv", "same title"},
		{"Chernobyl S01E01.mkv", "Chernobyl.mkv", "no year in the name"},
		{"Breaking Bad S05E14.mkv", "Breaking Bad S05E40.mkv", "season 5 has no episode 40"},
		{"Breaking Bad S05E14.mkv", "Breaking Bad S09E01.mkv", "it has no season 9"},
		{"Breaking Bad S05.1080p", "Breaking Bad S09.1080p", "it has no season 9"},
		{"Prison Break S01E22.mkv", "Prison Break S01E22-E24.mkv", "season 1 has no episode 23 and 24"},
		{"Death Note - 07.mkv", "Death Note - 99.mkv", "it has 37 episodes, not 99"},
		{"The Daily Show 2024-01-15.mkv", "The Daily Show 2024-12-25.mkv", "no episode of 2024-12-25"},
		{"The Daily Show 2024-01-15.mkv", "The Daily Show 1990-01-15.mkv", "it had not begun on 1990-01-15"},
		{"Last Week Tonight 2014-05-04.mkv", "Last Week Tonight 2014-05-05.mkv", "an episode of 2014-05-04"},
		{"Inception {tmdb-27205}.mkv", "Some Cut {tmdb-27205}.mkv", "the title is another"},
	} {
		sure, doubtful := match(t, m, tt.sure).Best, match(t, m, tt.doubtful).Best
		if sure == nil || doubtful == nil || sure.ID != doubtful.ID || sure.Confidence <= doubtful.Confidence || !strings.Contains(doubtful.Why, tt.why) {
			t.Errorf("%s: %+v\n%s: %+v\nwant less confidence in the second, because %q", tt.sure, sure, tt.doubtful, doubtful, tt.why)
		}
	}
}

// TestFewRequests holds that the episodes of a season cost two requests, for all goroutines
// together.
func TestFewRequests(t *testing.T) {
	t.Parallel()
	m, sent := newMatcher(t, newServer(t))
	match(t, m, "Prison.Break.S01E01.mkv")
	var wg sync.WaitGroup
	for n := range 22 {
		wg.Go(func() {
			result, err := m.Match(t.Context(), fmt.Sprintf("Prison Break/Season 1/Prison.Break.S01E%02d.mkv", n+1))
			if err != nil || result.Best == nil || len(result.Best.Episodes) != 1 || result.Best.Episodes[0].Number != n+1 {
				t.Errorf("episode %d: %+v, %v", n+1, result, err)
			}
		})
	}
	wg.Wait()
	if n := sent.Load(); n != 2 {
		t.Errorf("%d requests, want 2", n)
	}
}

// TestNothingAsked holds that what is no title costs no request.
func TestNothingAsked(t *testing.T) {
	t.Parallel()
	m, sent := newMatcher(t, newServer(t))
	for path, why := range map[string]string{
		"Sample/film.mkv":              "it is no title but what goes with one: sample",
		"Film (2001)/Film-trailer.mp4": "it is no title but what goes with one: trailer",
		"00001.m2ts":                   "the name says no title",
		"":                             "the name says no title",
	} {
		if result := match(t, m, path); result.Best != nil || result.Why != why {
			t.Errorf("%q: %+v, want %q", path, result, why)
		}
	}
	if n := sent.Load(); n != 0 {
		t.Errorf("%d requests, want none", n)
	}
}

func TestOptions(t *testing.T) {
	t.Parallel()
	srv := newServer(t)
	m, _ := newMatcher(t, srv, RunnersUp(1), MinConfidence(0.95), Language("de"), IncludeAdult())
	result := match(t, m, "Scarface.mkv")
	if result.Best != nil || result.Why != "nothing is alike enough" || len(result.Others) != 1 || result.Others[0].ID != 111 {
		t.Errorf("%+v, want no best and 111 as the only other", result)
	}
	requests := srv.Requests()
	if len(requests) == 0 {
		t.Fatal("no request")
	}
	for _, r := range requests {
		if q := r.Query; q.Get("language") != "de" || q.Has("query") && q.Get("include_adult") != "true" {
			t.Errorf("%s %v, want language=de and include_adult=true", r.Path, q)
		}
	}
	if result := match(t, m, "Nothing of the Kind (2001).mkv"); result.Why != "nothing was found" {
		t.Errorf("%+v, want nothing found", result)
	}
}

// TestCorrected matches a name that a program corrected.
func TestCorrected(t *testing.T) {
	t.Parallel()
	m, _ := newMatcher(t, newServer(t))
	name := Name{Titles: []string{"Breaking Bad"}, Kind: Series, Episodes: []int{3}} // of the first season
	result, err := m.MatchName(t.Context(), name)
	if err != nil || result.Best == nil || len(result.Best.Episodes) != 1 || *result.Best.Season != 1 {
		t.Errorf("%+v, %v, want an episode of season 1", result, err)
	}
	name = Parse("asdf.mkv")
	name.Titles, name.Year = []string{"Inception"}, 2010
	result, err = m.MatchName(t.Context(), name)
	if err != nil || result.Best == nil || result.Best.ID != 27205 {
		t.Errorf("%+v, %v, want 27205", result, err)
	}
}

func TestErrors(t *testing.T) {
	t.Parallel()
	srv := newServer(t, tmdbtest.Quiet())
	stranger, err := tmdb.New("eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJub2JvZHkifQ.c2lnbmF0dXJl", tmdb.WithBaseURL(srv.URL))
	if err != nil {
		t.Fatal(err)
	}
	m, err := New(stranger)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"Inception (2010).mkv", "Inception {tmdb-27205}.mkv", "tt0133093.mkv"} {
		if result, err := m.Match(t.Context(), path); !errors.Is(err, tmdb.ErrUnauthorized) || result != nil {
			t.Errorf("%s: %+v, %v, want unauthorized", path, result, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := m.Match(ctx, "Inception (2010).mkv"); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want canceled", err)
	}

	// What failed is asked for again.
	m, _ = newMatcher(t, srv)
	if err := srv.Fail("tvSeasonDetails", 10, tmdbtest.ServerError()); err != nil {
		t.Fatal(err)
	}
	const path = "Breaking Bad S01E01.mkv"
	if _, err := m.Match(t.Context(), path); !errors.Is(err, tmdb.ErrUnavailable) {
		t.Errorf("%v, want unavailable", err)
	}
	srv.Heal()
	if result := match(t, m, path); result.Best == nil {
		t.Errorf("%+v after the failure, want a best", result)
	}

	for _, tt := range []struct {
		client *tmdb.Client
		opt    Option
		want   string
	}{
		{nil, RunnersUp(1), "the client is empty"},
		{&tmdb.Client{}, RunnersUp(1), "the client is empty"},
		{stranger, nil, "an option is nil"},
		{stranger, RunnersUp(-1), "runners-up is -1: want 0 or more"},
		{stranger, MinConfidence(1.5), "confidence is 1.5: want 0 to 1"},
		{stranger, MinConfidence(math.NaN()), "confidence is NaN: want 0 to 1"},
		{stranger, Language(""), `language is ""`},
	} {
		if _, err := New(tt.client, tt.opt); !errors.Is(err, tmdb.ErrInvalid) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v, want %q", err, tt.want)
		}
	}
}

// TestMemory holds that what a matcher keeps is bounded.
func TestMemory(t *testing.T) {
	t.Parallel()
	var m memory[int]
	for i := range 3 * maxKept {
		if _, err := m.get(t.Context(), fmt.Sprint(i), func(context.Context) (*int, error) { return &i, nil }); err != nil {
			t.Fatal(err)
		}
		if len(m.kept) > maxKept {
			t.Fatalf("%d are kept, want %d at most", len(m.kept), maxKept)
		}
	}
}
