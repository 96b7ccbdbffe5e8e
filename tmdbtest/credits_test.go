package tmdbtest

import (
	"testing"

	"github.com/tmdb-go/tmdb/gen"
)

// TestCreditsAgree wants each credit of a movie to be among those of the person
// and to be told alone.
func TestCreditsAgree(t *testing.T) {
	t.Parallel()
	s := NewServer(t)
	credits := fetch[gen.Credits](t, s, "/3/movie/550/credits")
	if len(credits.Cast) == 0 || len(credits.Crew) == 0 || credits.Cast[0].Order != 0 {
		t.Fatalf("%d in the cast, %d in the crew", len(credits.Cast), len(credits.Crew))
	}
	for _, cast := range credits.Cast[:3] {
		found := false
		for _, c := range fetch[gen.PersonMovieCredits](t, s, "/3/person/"+itoa(cast.ID)+"/movie_credits").Cast {
			found = found || c.ID == 550 && c.CreditID == cast.CreditID && c.Character == cast.Character
		}
		d := fetch[gen.CreditDetails](t, s, "/3/credit/"+cast.CreditID)
		m, ok := d.Media.Value().(gen.CreditMovie)
		if !found || !ok || m.ID != 550 || m.Character != cast.Character || d.Person.ID != cast.ID || d.CreditType != gen.CreditTypeCast {
			t.Errorf("%s: among the person's: %t; alone: %+v, %+v", cast.CreditID, found, d, m)
		}
	}
	crew := credits.Crew[0]
	if d := fetch[gen.CreditDetails](t, s, "/3/credit/"+crew.CreditID); d.Job != crew.Job || d.CreditType != gen.CreditTypeCrew {
		t.Errorf("crew: %+v, want job %s", d, crew.Job)
	}
}

func TestCreditOfCreator(t *testing.T) {
	t.Parallel()
	s := NewServer(t)
	by := fetch[gen.TVSeriesDetails](t, s, "/3/tv/1396").CreatedBy
	if len(by) == 0 {
		t.Fatal("nobody has created the series")
	}
	if d := fetch[gen.CreditDetails](t, s, "/3/credit/"+by[0].CreditID); d.CreditType != gen.CreditTypeCreator || d.Person.ID != by[0].ID {
		t.Errorf("the credit is %+v, want that of the creator", d)
	}
}

// TestCombinedCredits wants movies and series together, and no more than those.
func TestCombinedCredits(t *testing.T) {
	t.Parallel()
	s := NewServer(t)
	for _, p := range setOf(s).People()[:100] {
		path := "/3/person/" + itoa(p.ID)
		all := fetch[gen.CombinedCredits](t, s, path+"/combined_credits")
		movies := fetch[gen.PersonMovieCredits](t, s, path+"/movie_credits")
		series := fetch[gen.PersonTVCredits](t, s, path+"/tv_credits")
		if len(all.Cast) != len(movies.Cast)+len(series.Cast) || len(all.Crew) != len(movies.Crew)+len(series.Crew) {
			t.Errorf("person %d: %d and %d combined, which is not movies and series", p.ID, len(all.Cast), len(all.Crew))
		}
		for _, c := range all.Cast {
			switch v := c.Value().(type) {
			case gen.PersonMovieCastCredit, gen.PersonTVCastCredit:
			default:
				t.Errorf("person %d: a credit is a %T", p.ID, v)
			}
		}
	}
}

// TestAggregateCredits wants a person once, with the episodes of all roles.
func TestAggregateCredits(t *testing.T) {
	t.Parallel()
	s := NewServer(t)
	credits := fetch[gen.AggregateCredits](t, s, "/3/tv/1396/aggregate_credits")
	seen := map[int]bool{}
	for i, c := range credits.Cast {
		sum := 0
		for _, r := range c.Roles {
			sum += r.EpisodeCount
		}
		if seen[c.ID] || sum != c.TotalEpisodeCount || i > 0 && sum > credits.Cast[i-1].TotalEpisodeCount {
			t.Errorf("%s: there twice %t, %d episodes in roles, %d in all", c.Name, seen[c.ID], sum, c.TotalEpisodeCount)
		}
		seen[c.ID] = true
	}
	season := fetch[gen.AggregateCredits](t, s, "/3/tv/1396/season/1/aggregate_credits")
	if len(season.Cast) == 0 || season.Cast[0].TotalEpisodeCount > 7 || len(season.Cast) >= len(credits.Cast) {
		t.Errorf("the first season has %d people, the first in %d of 7 episodes", len(season.Cast), season.Cast[0].TotalEpisodeCount)
	}
}

// TestEpisodeCredits wants regulars in the cast and guests beside them.
func TestEpisodeCredits(t *testing.T) {
	t.Parallel()
	s := NewServer(t)
	e := fetch[gen.EpisodeCredits](t, s, "/3/tv/1396/season/1/episode/1/credits")
	d := fetch[gen.TVEpisodeDetails](t, s, "/3/tv/1396/season/1/episode/1")
	if len(e.Cast) == 0 || len(e.Crew) == 0 || len(e.GuestStars) == 0 || len(d.GuestStars) != len(e.GuestStars) {
		t.Errorf("%d in the cast, %d in the crew, %d guests, %d in details", len(e.Cast), len(e.Crew), len(e.GuestStars), len(d.GuestStars))
	}
}
