package handlers

import (
	"testing"
	"testing/fstest"
	"time"

	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
)

func TestEpisodesAroundTheDay(t *testing.T) {
	t.Parallel()
	recorded, err := dataset.Load(fstest.MapFS{"series.json": {Data: []byte(`{
		"path": "/3/tv/7",
		"body": {
			"id": 7, "name": "Seven", "last_air_date": "2020-01-08",
			"last_episode_to_air": {"id": 72, "name": "Two", "air_date": "2020-01-08", "season_number": 2, "episode_number": 2},
			"next_episode_to_air": {"id": 73, "name": "Three", "air_date": "2020-01-15", "season_number": 2, "episode_number": 3},
			"season/1": {"id": 70, "season_number": 1, "episodes": [
				{"id": 71, "name": "One", "air_date": "2019-01-01", "season_number": 1, "episode_number": 1}
			]}
		}
	}`)}})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name             string
		set              *dataset.Set
		target, day      string
		last, next, date string
	}{
		{"before the first", ownSet(t), "/3/tv/225171", "2025-11-05", "none", "1", "null"},
		{"on the first day", ownSet(t), "/3/tv/225171", "2025-11-06", "2", "3", `"2025-11-06"`},
		{"between", ownSet(t), "/3/tv/225171", "2025-12-17", "7", "8", `"2025-12-11"`},
		{"after the last", ownSet(t), "/3/tv/225171", "2025-12-24", "9", "none", `"2025-12-24"`},
		{"no episodes in the data", ownSet(t), "/3/tv/122", "2025-12-24", "none", "none", `"1967-03-25"`},
		{"season that the data lacks", recorded, "/3/tv/7", "2020-01-09", "2", "3", `"2020-01-08"`},
		{"the next has aired since", recorded, "/3/tv/7", "2020-01-16", "3", "none", `"2020-01-15"`},
		{"long ago", recorded, "/3/tv/7", "2019-06-01", "1", "2", `"2019-01-01"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			day, err := time.Parse(time.DateOnly, tt.day)
			if err != nil {
				t.Fatal(err)
			}
			check(t, tt.set, day, tt.target, []want{
				{"last_episode_to_air/episode_number", tt.last},
				{"next_episode_to_air/episode_number", tt.next},
				{"last_air_date", tt.date},
			})
		})
	}
}
