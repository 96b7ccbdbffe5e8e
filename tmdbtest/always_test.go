package tmdbtest

import (
	"encoding/json"
	"testing"
	"testing/synctest"
	"time"
)

// TestAlwaysSomething: what is new is there on all days and at all hours, as the data moves with the clock.
func TestAlwaysSomething(t *testing.T) {
	t.Parallel()
	lists := []string{
		"/3/movie/changes", "/3/tv/changes", "/3/person/changes", "/3/movie/now_playing", "/3/movie/upcoming",
		"/3/tv/airing_today", "/3/tv/on_the_air", "/3/tv/airing_today?timezone=Asia/Tokyo",
		"/3/trending/all/day", "/3/movie/now_playing?region=DE", "/3/movie/upcoming?region=DE",
	}
	for _, day := range []string{"2026-11-30", "2027-03-28", "2028-02-29", "2030-12-31"} {
		t.Run(day, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				begin, err := time.Parse(time.DateOnly, day)
				if err != nil {
					t.Fatal(err)
				}
				time.Sleep(time.Until(begin)) // of the bubble
				s, err := NewUnstarted()
				if err != nil {
					t.Fatal(err)
				}
				defer s.Close()
				for time.Since(begin) < 25*time.Hour {
					for _, list := range lists {
						got := get(s, list)
						var page struct{ Results []json.RawMessage }
						if err := json.Unmarshal(got.body, &page); err != nil || got.status != 200 || len(page.Results) == 0 {
							t.Errorf("%s at %v: %d with %d results, %v", list, time.Now().UTC(), got.status, len(page.Results), err)
						}
					}
					time.Sleep(30*time.Minute - time.Second)
				}
			})
		})
	}
}
