package transfer

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/foreign"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// Match is what TMDB has for an entry.
type Match struct {
	// Ref is such as movie/550, "" if there is nothing.
	Ref string `json:"ref"`
	// Title is TMDB's title and year, "" if TMDB was not asked for them.
	Title string `json:"title,omitzero"`
	// Doubt is why it may be another, "" if that is sure.
	Doubt string `json:"doubt,omitzero"`
}

// find returns what TMDB has for an entry: by an id if there is one, and otherwise by title and year.
func find(ctx context.Context, client *tmdb.Client, e foreign.Entry) (Match, error) {
	if e.TMDB > 0 {
		ref := title.RefTo(e.Media, e.TMDB)
		if e.Media == gen.MediaTypeTVEpisode {
			ref = title.Ref{Kind: gen.MediaTypeTV, ID: e.TMDB, Season: e.Season, Episode: e.Episode}
		}
		return Match{Ref: ref.String()}, nil
	}
	for _, by := range []struct {
		source gen.ExternalSource
		id     string
	}{{gen.ExternalSourceIMDBID, e.IMDb}, {gen.ExternalSourceTVDBID, e.TVDB}} {
		if by.id == "" {
			continue
		}
		results, err := client.Find.ByExternalID(ctx, by.id, &gen.FindByExternalIDParams{ExternalSource: by.source})
		if err != nil && !isRefused(err) {
			return Match{}, err
		}
		if err != nil {
			continue // with an id that is none
		}
		if m := first(results, e.Media); m.Ref != "" {
			return m, nil
		}
	}
	if e.Media == gen.MediaTypeTVEpisode || e.Title == "" {
		return Match{}, nil
	}
	m, err := search(ctx, client, e)
	if isRefused(err) {
		return Match{}, nil
	}
	if err == nil && m.Ref != "" && m.Doubt == "" && e.IMDb+e.TVDB != "" {
		m.Doubt = "TMDB does not know its id"
	}
	return m, err
}

// isRefused reports whether TMDB takes what it was asked, and no other, for wrong.
func isRefused(err error) bool {
	return errors.Is(err, tmdb.ErrNotFound) || errors.Is(err, tmdb.ErrInvalid)
}

// first returns the result of the wanted kind, or else what there is: services do not agree on what is a
// movie.
func first(results *gen.FindResults, wanted gen.MediaType) Match {
	var matches []Match
	add := func(kind gen.MediaType, m Match) {
		if kind == wanted {
			matches = append([]Match{m}, matches...)
			return
		}
		matches = append(matches, m)
	}
	for _, v := range results.MovieResults {
		add(gen.MediaTypeMovie, matchOf(title.RowOf(v)))
	}
	for _, v := range results.TVResults {
		add(gen.MediaTypeTV, matchOf(title.RowOf(v)))
	}
	for _, v := range results.TVEpisodeResults {
		ref := title.Ref{Kind: gen.MediaTypeTV, ID: v.ShowID, Season: v.SeasonNumber, Episode: v.EpisodeNumber}
		if ref.ID > 0 && ref.Season >= 0 && ref.Episode >= 0 {
			add(gen.MediaTypeTVEpisode, Match{Ref: ref.String(), Title: v.Name})
		}
	}
	if len(matches) == 0 {
		return Match{}
	}
	return matches[0]
}

func matchOf(row title.Row) Match {
	m := Match{Ref: row.Ref, Title: row.Title}
	if year := title.Year(row.Date); year != "" {
		m.Title += ", " + year
	}
	return m
}

// search returns the only movie or series with the title and year of an entry, or with a doubt what comes
// next.
func search(ctx context.Context, client *tmdb.Client, e foreign.Entry) (Match, error) {
	kinds := []gen.MediaType{gen.MediaTypeMovie, gen.MediaTypeTV}
	if e.Media == gen.MediaTypeTV {
		kinds = kinds[1:]
	}
	var next Match
	for i, kind := range kinds {
		for _, year := range years(e.Year) {
			rows, err := searchIn(ctx, client, kind, e.Title, year)
			if err != nil {
				return Match{}, err
			}
			var same, titled []title.Row
			for _, row := range rows {
				if normal(row.Title) != normal(e.Title) && normal(row.OriginalTitle) != normal(e.Title) {
					continue
				}
				titled = append(titled, row)
				if e.Year > 0 && row.Date.Year() == e.Year {
					same = append(same, row)
				}
			}
			switch {
			case len(same) == 1 && i == 0:
				return matchOf(same[0]), nil
			case len(same) == 1:
				return doubted(same[0], "it is a series"), nil
			case len(same) > 1:
				return doubted(same[0], fmt.Sprintf("%d have this title and year", len(same))), nil
			case len(titled) > 0 && e.Year == 0:
				return doubted(titled[0], "the file has no year"), nil
			case len(titled) > 0 && year == 0:
				return doubted(titled[0], "it is of another year"), nil
			case len(rows) > 0 && next.Ref == "":
				next = doubted(rows[0], "it has another title")
			}
		}
	}
	return next, nil
}

// years are those to search with: the given one, and then without.
func years(year int) []int {
	if year == 0 {
		return []int{0}
	}
	return []int{year, 0}
}

func searchIn(ctx context.Context, client *tmdb.Client, kind gen.MediaType, text string, year int) ([]title.Row, error) {
	var wanted *int
	if year > 0 {
		wanted = &year
	}
	var rows []title.Row
	if kind == gen.MediaTypeTV {
		page, err := client.Search.TV(ctx, &gen.SearchTVParams{Query: text, FirstAirDateYear: wanted})
		if err != nil {
			return nil, err
		}
		for _, row := range page.Results {
			rows = append(rows, title.RowOf(row))
		}
		return rows, nil
	}
	page, err := client.Search.Movies(ctx, &gen.SearchMoviesParams{Query: text, PrimaryReleaseYear: wanted})
	if err != nil {
		return nil, err
	}
	for _, row := range page.Results {
		rows = append(rows, title.RowOf(row))
	}
	return rows, nil
}

func doubted(row title.Row, why string) Match {
	m := matchOf(row)
	m.Doubt = why
	return m
}

// normal returns the letters and digits of a title in lower case, with "and" for &, or all of a title that
// has none.
func normal(text string) string {
	text = strings.ToLower(text)
	letters := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return r
		}
		return -1
	}, strings.ReplaceAll(text, "&", " and "))
	return cmp.Or(letters, text)
}
