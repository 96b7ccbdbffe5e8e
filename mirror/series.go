package mirror

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/mirror/internal/members"
)

// seasonPrefix is what the pieces that are seasons begin with.
const seasonPrefix = "season/"

func seasonPiece(number int) string { return seasonPrefix + strconv.Itoa(number) }

// fetchSeries fetches a series and its seasons with their episodes, in as few requests as twenty pieces to
// a response allow, like DetailsWithSeasons of package wrapper. The pieces that are seasons become
// documents of their own, and are not kept twice.
func fetchSeries(ctx context.Context, f *fetcher, id int) (fetched, error) {
	appends := f.config.Appends[database.Series]
	resp, err := f.get(ctx, withSeasons(seriesDetails, guesses(mostPieces-len(appends))), id, appends)
	if err != nil {
		return fetched{}, err
	}
	var listed []struct {
		ID     int `json:"id"`
		Number int `json:"season_number"`
	}
	if err := resp.into("seasons", &listed); err != nil {
		return fetched{}, err
	}
	all := fetched{docs: []database.Document{resp.document(database.Series, resp.withoutSeasons())}}
	missing := map[int]bool{}
	for _, season := range listed {
		if season.ID > 0 {
			all.seasons = append(all.seasons, season.ID)
		}
		if season.Number >= 0 {
			missing[season.Number] = true
		}
	}
	all.take(resp, missing)

	// The seasons that the guesses did not reach.
	var beyond []string
	for _, season := range listed {
		if missing[season.Number] && !slices.Contains(guesses(mostPieces-len(appends)), seasonPiece(season.Number)) {
			beyond = append(beyond, seasonPiece(season.Number))
		}
	}
	for pieces := range slices.Chunk(slices.Compact(beyond), mostPieces) {
		more, err := f.read(ctx, seriesDetails, resp.id, pieces)
		if err != nil {
			return fetched{}, err
		}
		all.take(more, missing)
	}

	// Those that TMDB left out, alone.
	for number, isMissing := range missing {
		if !isMissing {
			continue
		}
		season, err := f.read(ctx, seasonDetails(number), resp.id, nil)
		switch {
		case err == nil:
			all.docs = append(all.docs, season.document(database.Season, season.body))
		case !isNotThere(err): // a season that is listed and not there is TMDB's matter
			return fetched{}, err
		}
	}
	return all, nil
}

// guesses returns the pieces of the n seasons that a series has most likely. TMDB leaves out a wrong
// one.
func guesses(n int) []string {
	pieces := make([]string, n)
	for i := range pieces {
		pieces[i] = seasonPiece(i)
	}
	if n > 1 { // specials are less likely than a first season, and likelier than a second
		pieces[0], pieces[1] = pieces[1], pieces[0]
	} else if n == 1 {
		pieces[0] = seasonPiece(1)
	}
	return pieces
}

// withSeasons returns what calls with seasons appended as well.
func withSeasons(call details, seasons []string) details {
	return func(ctx context.Context, f *fetcher, id int, pieces []string) (*http.Response, error) {
		return call(ctx, f, id, slices.Concat(pieces, seasons))
	}
}

func seasonDetails(number int) details {
	return func(ctx context.Context, f *fetcher, id int, _ []string) (*http.Response, error) {
		return f.client.API.TVSeasonDetails(ctx, id, number, &gen.TVSeasonDetailsParams{Language: &f.config.Languages[0]})
	}
}

// take adds the seasons of a response that are missing.
func (all *fetched) take(resp response, missing map[int]bool) {
	for _, m := range resp.members {
		number, isSeason := seasonNumber(m.Name)
		if !isSeason || !missing[number] {
			continue
		}
		var piece struct {
			ID int `json:"id"`
		}
		// One that is not as expected counts as left out: the call for it alone tells what is wrong.
		if err := json.Unmarshal(m.Value, &piece); err == nil && piece.ID > 0 {
			missing[number] = false
			all.docs = append(all.docs, database.Document{Kind: database.Season, ID: piece.ID, Body: m.Value, Fetched: resp.at})
		}
	}
}

// seasonNumber returns the number of the season that a member of a series is.
func seasonNumber(member string) (number int, ok bool) {
	text, ok := strings.CutPrefix(member, seasonPrefix)
	number, err := strconv.Atoi(text)
	return number, ok && err == nil
}

// withoutSeasons returns the body without the pieces that are seasons.
func (r response) withoutSeasons() []byte {
	return members.Join(slices.DeleteFunc(slices.Clone(r.members), func(m members.Member) bool {
		_, ok := seasonNumber(m.Name)
		return ok
	}))
}
