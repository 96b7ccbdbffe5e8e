package discover

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// newLookUp returns one of the stand-in, in Germany.
func newLookUp(t *testing.T, opts ...tmdb.Option) LookUp {
	t.Helper()
	server := tmdbtest.NewServer(t, tmdbtest.WithClock(tmdbtest.Day))
	return LookUp{Client: tmdbtest.NewClient(t, server, opts...), Region: "DE", ExportsURL: server.URL, Now: func() time.Time { return tmdbtest.Day() }}
}

func (l LookUp) in(region string) LookUp {
	l.Region = region
	return l
}

// TestFilters: names become ids, and what is not set is not sent.
func TestFilters(t *testing.T) {
	t.Parallel()
	l := newLookUp(t)
	german := newLookUp(t, tmdb.WithDefaults(tmdb.Language("de-DE")))
	tests := map[string]struct {
		l       LookUp
		series  bool
		filters Filters
		want    string // parameters as JSON, or the error
	}{
		"nothing":           {l, false, Filters{}, `{}`},
		"genres":            {l, false, Filters{Genres: []string{"Horror", "comedy"}, WithoutGenres: []string{"drama|war"}}, `{"with_genres":"27,35","without_genres":"18|10752"}`},
		"a part of a name":  {l, false, Filters{Genres: []string{"adven"}}, `{"with_genres":"12"}`},
		"an id":             {l, false, Filters{Genres: []string{"878"}}, `{"with_genres":"878"}`},
		"sci-fi":            {l, false, Filters{Genres: []string{"Sci-Fi"}}, `{"with_genres":"878"}`},
		"sci-fi, series":    {l, true, Filters{Genres: []string{"Science Fiction"}}, `{"with_genres":"10765"}`},
		"in German":         {german, false, Filters{Genres: []string{"Komödie", "Horror"}}, `{"with_genres":"35,27"}`},
		"in English anyway": {german, false, Filters{Genres: []string{"Comedy"}}, `{"with_genres":"35"}`},
		"unknown in German": {german, false, Filters{Genres: []string{"Spuk"}}, `genres: nothing has the name "Spuk"; there are Action (28), Abenteuer (12), Animation (16), Komödie (35), Krimi (80), Dokumentarfilm (99), Drama (18), Familie (10751), Fantasy (14), Historie (36), Horror (27), Musik (10402), Mystery (9648), Liebesfilm (10749), Science Fiction (878), TV-Film (10770), Thriller (53), Kriegsfilm (10752), Western (37)`},
		"people":            {l, false, Filters{People: []string{"brad pitt|Tom Hanks"}}, `{"with_people":"287|31"}`},
		"companies":         {l, false, Filters{Companies: []string{"Pixar"}}, `{"with_companies":"3"}`},
		"keywords":          {l, false, Filters{Keywords: []string{"cyberpunk"}}, `{"with_keywords":"12190"}`},
		"networks":          {l, true, Filters{Networks: []string{"hbo|NBC"}}, `{"with_networks":"49|6"}`},
		"providers":         {l, false, Filters{Providers: []string{"Disney+|netflix"}}, `{"watch_region":"DE","with_watch_providers":"337|8"}`},
		"two with a name":   {l, true, Filters{Providers: []string{"Apple TV"}}, `{"watch_region":"DE","with_watch_providers":"350|2"}`},
		"forms of one":      {l, false, Filters{Providers: []string{"Prime Video"}}, `{"watch_region":"DE","with_watch_providers":"9"}`},
		"several":           {l, false, Filters{Providers: []string{"Sky"}}, `providers: nothing has the name "Sky": want one such as Sky Go (29), Sky Store (130)`},
		"offers":            {l, true, Filters{Offers: []string{"stream|free"}}, `{"watch_region":"DE","with_watch_monetization_types":"flatrate|free"}`},
		"all offers":        {l, false, Filters{Offers: []string{"rent", "buy"}}, `{"watch_region":"DE","with_watch_monetization_types":"rent,buy"}`},
		"years": {l, false, Filters{From: "1995", To: "1999-06-30", MinRating: 7.5, MinVotes: 10, MinRuntime: 60, MaxRuntime: 90},
			`{"primary_release_date.gte":"1995-01-01","primary_release_date.lte":"1999-06-30","vote_average.gte":7.5,"vote_count.gte":10,"with_runtime.gte":60,"with_runtime.lte":90}`},
		"a year of series": {l, true, Filters{Year: 2008, To: "", Language: "EN", Country: "us", Sort: "oldest"},
			`{"first_air_date_year":2008,"sort_by":"first_air_date.asc","with_origin_country":"US","with_original_language":"en"}`},
		"certification":            {l, false, Filters{Certification: "16", Sort: "revenue"}, `{"certification":"16","certification_country":"DE","sort_by":"revenue.desc"}`},
		"at most":                  {l, false, Filters{MaxCertification: "12"}, `{"certification.lte":"12","certification_country":"DE"}`},
		"in lower case":            {newLookUp(t).in("US"), false, Filters{Certification: "pg|pg-13"}, `{"certification":"PG|PG-13","certification_country":"US"}`},
		"unknown certification":    {l, false, Filters{Certification: "PG-13"}, `certification is "PG-13": in DE there are 0, 6, 12, 16, 18`},
		"the strictest is unknown": {l, false, Filters{MaxCertification: "6|12"}, `max_certification is "6|12": in DE there are 0, 6, 12, 16, 18`},
		"no certifications":        {newLookUp(t).in("AQ"), false, Filters{Certification: "12"}, `certification is "12": TMDB knows no certifications of AQ`},
		"people by ref":            {l, false, Filters{People: []string{"person/287", "nm0000093", "https://www.themoviedb.org/person/287-brad-pitt"}}, `{"with_people":"287,287,287"}`},
		"no person":                {l, false, Filters{People: []string{"movie/550"}}, `people: movie/550: want a person`},
		"no person of IMDb":        {l, false, Filters{People: []string{"tt0137523"}}, `people: tt0137523 is movie/550: want a person`},
		"unknown provider":         {l, false, Filters{Providers: []string{"Sky Go|Hulu"}}, `providers: nothing has the name "Hulu"`},
		"many names":               {l, false, Filters{Genres: slices.Repeat([]string{"horror"}, 51)}, `genres has 51 names: want at most 50`},
		"many with |":              {l, false, Filters{People: []string{strings.Repeat("1|", 50) + "1"}}, `people has 51 names: want at most 50`},
		"an empty name":            {l, false, Filters{People: []string{"brad pitt|"}}, `people is empty: want a name or an id`},
		"both , and |":             {l, false, Filters{Genres: []string{"horror|drama", "comedy"}}, `genres has several values, which all have to be so, beside some with |, of which one has to: want only one of both`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tt.l.Series = tt.series
			var params any
			var err error
			if tt.series {
				params, err = tt.l.TV(t.Context(), tt.filters)
			} else {
				params, err = tt.l.Movies(t.Context(), tt.filters)
			}
			got, jsonErr := sent(params)
			if jsonErr != nil {
				t.Fatal(jsonErr)
			}
			if err != nil {
				if got = err.Error(); len(got) > len(tt.want) {
					got = got[:len(tt.want)]
				}
			}
			if got != tt.want {
				t.Errorf("it is\n%s, want\n%s", got, tt.want)
			}
		})
	}
}

// sent returns parameters as JSON in the order of their names.
func sent(params any) (string, error) {
	data, err := json.Marshal(params)
	if err != nil {
		return "", err
	}
	var all map[string]any
	if err := json.Unmarshal(data, &all); err != nil {
		return "", err
	}
	data, err = json.Marshal(all)
	return string(data), err
}

// TestCheck: what is wrong is told by the name of the caller, before anything is sent.
func TestCheck(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		series  bool
		filters Filters
		want    string
	}{
		"rating":            {false, Filters{MinRating: 11}, "--min_rating is 11: want 0 to 10"},
		"rating below":      {false, Filters{MinRating: -1}, "--min_rating is -1: want 0 to 10"},
		"votes":             {false, Filters{MinVotes: -1}, "--min_votes is -1: want 0 or more"},
		"runtime":           {false, Filters{MaxRuntime: -5}, "--max_runtime is -5: want 0 or more"},
		"from":              {false, Filters{From: "19"}, `--from is "19": want a year or a day such as 1995-06-30`},
		"to":                {false, Filters{To: "1999-02-30"}, `--to is "1999-02-30": want a year or a day such as 1995-06-30`},
		"from after to":     {false, Filters{From: "2000", To: "1999-12-31"}, "--from is 2000, after --to, which is 1999-12-31"},
		"runtimes":          {true, Filters{MinRuntime: 90, MaxRuntime: 60}, "--min_runtime is 90, more than --max_runtime, which is 60"},
		"year and from":     {false, Filters{Year: 1999, From: "1998"}, "--year goes without --from and --to"},
		"networks":          {false, Filters{Networks: []string{"HBO"}}, "--networks is for series: want --series as well"},
		"people":            {true, Filters{People: []string{"a"}}, "--people is for movies: TMDB does not filter series by it"},
		"certification":     {true, Filters{Certification: "16"}, "--certification is for movies: TMDB does not filter series by it"},
		"max certification": {true, Filters{MaxCertification: "16"}, "--max_certification is for movies: TMDB does not filter series by it"},
		"sort":              {false, Filters{Sort: "best"}, `--sort is "best": want one of popularity, rating, votes, newest, oldest, revenue`},
		"sort of series":    {true, Filters{Sort: "revenue"}, `--sort is "revenue": want one of popularity, rating, votes, newest, oldest`},
		"offers":            {false, Filters{Offers: []string{"stream", "steal"}}, `--offers is "steal": want one of stream, free, ads, rent, buy`},
		"mixed offers":      {false, Filters{Offers: []string{"stream|free", "rent"}}, "--offers has several values, which all have to be so, beside some with |, of which one has to: want only one of both"},
		"language":          {false, Filters{Language: "French"}, `--original_language is "French": want a code such as fr`},
		"no language":       {false, Filters{Language: "jp"}, `--original_language is "jp": want a code such as fr`},
		"no country":        {true, Filters{Country: "UK"}, `--country is "UK": want a code such as FR`},
		"country":           {false, Filters{Country: "France"}, `--country is "France": want a code such as FR`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := LookUp{Series: tt.series, Parameter: func(name string) string { return "--" + name }}
			err := l.Check(tt.filters)
			if _, isUsage := errors.AsType[app.UsageError](err); !isUsage || err.Error() != tt.want {
				t.Errorf("it is %v, want %s", err, tt.want)
			}
			if _, err := l.Movies(t.Context(), tt.filters); !tt.series && (err == nil || err.Error() != tt.want) {
				t.Errorf("for movies it is %v, want %s", err, tt.want)
			}
			if _, err := l.TV(t.Context(), tt.filters); tt.series && (err == nil || err.Error() != tt.want) {
				t.Errorf("for series it is %v, want %s", err, tt.want)
			}
		})
	}
}
