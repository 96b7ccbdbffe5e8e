package database_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/mirror/internal/testdb"
)

func itoa(i int) string { return strconv.Itoa(i) }

// movie returns a movie with what is in pieces, the rest of its JSON.
func movie(id int, title, pieces string) database.Document {
	body := `{"id":` + itoa(id) + `,"title":"` + title + `",` + pieces + `}`
	return database.Document{Kind: database.Movie, ID: id, Body: []byte(body), Fetched: start}
}

func TestViews(t *testing.T) {
	tests := []struct {
		name, query string
		want        []string
	}{
		{
			"what can I stream in DE, above 7.5, under 100 minutes",
			`SELECT DISTINCT title FROM streaming WHERE country = 'DE' AND offer = 'flatrate' AND vote_average > 7.5 AND runtime < 100`,
			[]string{"Good and short"},
		},
		{
			"where can I see it",
			`SELECT provider_name || ' ' || offer FROM streaming WHERE kind = 'movie' AND id = 1 AND country = 'DE' ORDER BY provider_id`,
			[]string{"Netflix flatrate", "Kanal rent"},
		},
		{
			"series of short episodes",
			`SELECT title || ' ' || runtime FROM streaming WHERE kind = 'series' AND country = 'DE'`,
			[]string{"Serial 25"},
		},
		{
			"what has she done",
			`SELECT title || ': ' || coalesce(character, job) FROM filmography WHERE person_id = 7 ORDER BY release_date`,
			[]string{"Good and short: Ada", "Good and short: Director", "Serial: Bob"},
		},
		{
			"episodes of a series",
			`SELECT series_name || ' ' || season_number || 'x' || episode_number || ' ' || name FROM series_episodes
				WHERE series_id = 20 ORDER BY season_number, episode_number`,
			[]string{"Serial 1x1 Pilot", "Serial 1x2 Second"},
		},
		{
			"guests",
			`SELECT c.name || ' in ' || e.name FROM credits c JOIN episodes e ON e.id = c.episode_id WHERE c.role = 'guest'`,
			[]string{"Gus in Second"},
		},
		{
			"what left",
			`SELECT title || ': ' || why FROM arrivals WHERE kind = 'movie' AND event = 'left' ORDER BY id`,
			[]string{"Gone: 404", "Merged: merged"},
		},
		{
			"where it went",
			`SELECT title FROM arrivals WHERE merged_into = 1`,
			[]string{"Merged"},
		},
		{
			"what arrived",
			`SELECT title FROM arrivals WHERE event = 'arrived' AND at >= '2026-11-29T13:00:00Z'`,
			[]string{"Back"},
		},
		{
			"titles in a language",
			`SELECT title FROM texts WHERE kind = 'movie' AND language = 'de'`,
			[]string{"Gut und kurz"},
		},
		{
			"by IMDb's id",
			`SELECT kind || ' ' || id FROM external_ids WHERE value = 'tt0000001' AND source = 'imdb_id'`,
			[]string{"movie 1"},
		},
	}
	onBoth(t, func(t *testing.T, db *database.DB) {
		put(t, db,
			movie(1, "Good and short", `"vote_average":8.1,"runtime":91,"release_date":"2020-01-02","credits":{
				"cast":[{"id":7,"name":"Amy","character":"Ada","order":0}],"crew":[{"id":7,"name":"Amy","job":"Director"}]},
				"watch/providers":{"results":{"DE":{"flatrate":[{"provider_id":8,"provider_name":"Netflix"}],
					"rent":[{"provider_id":9,"provider_name":"Kanal"}]},"FR":{"buy":[{"provider_id":8,"provider_name":"Netflix"}]}}},
				"external_ids":{"imdb_id":"tt0000001"},
				"translations":{"translations":[{"iso_639_1":"de","iso_3166_1":"DE","data":{"title":"Gut und kurz"}}]}`),
			movie(2, "Good and long", `"vote_average":8.1,"runtime":200,"watch/providers":{"results":{"DE":{"flatrate":[{"provider_id":8}]}}}`),
			movie(3, "Good and unknown", `"vote_average":8.1,"runtime":0,"watch/providers":{"results":{"DE":{"flatrate":[{"provider_id":8}]}}}`),
			movie(4, "Gone", `"vote_average":8.1,"runtime":91,"watch/providers":{"results":{"DE":{"flatrate":[{"provider_id":8}]}}}`),
			movie(5, "Merged", `"runtime":1`),
			movie(6, "Back", `"runtime":1`),
			database.Document{Kind: database.Series, ID: 20, Fetched: start, Body: []byte(`{"id":20,"name":"Serial","first_air_date":"2021-01-01",
				"episode_run_time":[25,50],"watch/providers":{"results":{"DE":{"ads":[{"provider_id":8}]}}},
				"aggregate_credits":{"cast":[{"id":7,"name":"Amy","roles":[{"character":"Bob","episode_count":2}]}]}}`)},
			database.Document{Kind: database.Season, ID: 21, Fetched: start, Body: []byte(`{"id":21,"name":"Season 1","season_number":1,"episodes":[
				{"id":31,"name":"Pilot","season_number":1,"episode_number":1,"show_id":20},
				{"id":32,"name":"Second","season_number":1,"episode_number":2,"show_id":20,"guest_stars":[{"id":40,"name":"Gus"}]}]}`)},
		)
		gone(t, db, database.Movie, "404", start, 4, 6, 99)
		gone(t, db, database.Movie, "again", start.Add(time.Hour), 4)
		back := movie(6, "Back", `"runtime":1`)
		back.Fetched = start.Add(2 * time.Hour)
		put(t, db, back)
		merged(t, db, 5, 1)
		for _, test := range tests {
			if got := texts(t, db, test.query); !slices.Equal(got, test.want) {
				t.Errorf("%s: %q: want %q", test.name, got, test.want)
			}
		}
	})
}

// SQLite goes by the country and not through all movies, and reads no bodies to count documents.
func TestPlan(t *testing.T) {
	t.Parallel()
	dsn := testdb.New(t, "sqlite")
	db := open(t, dsn)
	put(t, db, samplesOf(t, database.Movie)...)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = open(t, dsn)
	for query, want := range map[string]string{
		"SELECT title, provider_name FROM streaming WHERE country = 'DE' AND offer = 'free'": "USING INDEX providers_country (country=? AND kind=? AND offer=?)",
		"SELECT kind, count(gone_at), max(fetched_at) FROM documents GROUP BY kind":          "USING COVERING INDEX documents_present",
		"SELECT id FROM documents WHERE kind = 'movie' AND id > 5 AND gone_at IS NULL":       "USING COVERING INDEX documents_present (kind=? AND id>?)",
		"SELECT * FROM filmography WHERE person_id = 287":                                    "USING INDEX credits_person (person_id=?",
		"SELECT * FROM arrivals WHERE at > '2026-11-29'":                                     "USING INDEX documents_arrived (arrived_at>?)",
	} {
		if plan := strings.Join(planOf(t, db, query), "\n"); !strings.Contains(plan, want) {
			t.Errorf("the plan of %s is\n%s: want %s", query, plan, want)
		}
	}
}

func planOf(t *testing.T, db *database.DB, query string) []string {
	t.Helper()
	rows, err := db.Reader().QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var plan []string
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		plan = append(plan, step)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return plan
}
