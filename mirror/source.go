package mirror

import (
	"context"
	"iter"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/types"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/exports"
)

// source is where the ids and documents of a kind come from.
type source struct {
	// appends are the pieces that are appended by default; known reports whether there is such a piece
	// and is nil if nothing can be appended.
	appends []string
	known   func(piece string) bool
	// export yields the rows of the export, adult those of the one for pornography, nil if there is
	// none.
	export, adult func(ctx context.Context, day types.Date, opts []exports.Option) iter.Seq2[row, error]
	// changes yields what changed, nil if TMDB does not list that.
	changes func(s *tmdb.ChangesService, ctx context.Context, from, to types.Date, _ ...gen.RequestEditorFn) iter.Seq2[gen.ChangedID, error]
	// fetch returns the document of an id and what comes with it.
	fetch func(ctx context.Context, f *fetcher, id int) (fetched, error)
}

var sources = map[database.Kind]source{
	database.Movie: {
		appends: []string{
			"alternative_titles", "credits", "external_ids", "images", "keywords", "release_dates",
			"translations", "videos", "watch/providers",
		},
		known:  valid[gen.MovieAppend],
		export: rowsOf(exports.Movies, movieRow), adult: rowsOf(exports.AdultMovies, movieRow),
		changes: (*tmdb.ChangesService).MoviesBetween,
		fetch:   single(database.Movie, movieDetails),
	},
	database.Series: {
		appends: []string{
			"aggregate_credits", "alternative_titles", "content_ratings", "external_ids", "images", "keywords",
			"translations", "videos", "watch/providers",
		},
		known:  valid[gen.TVSeriesAppend],
		export: rowsOf(exports.TVSeries, seriesRow), adult: rowsOf(exports.AdultTVSeries, seriesRow),
		changes: (*tmdb.ChangesService).TVBetween,
		fetch:   fetchSeries,
	},
	database.Person: {
		appends: []string{"combined_credits", "external_ids", "images", "translations"},
		known:   valid[gen.PersonAppend],
		export:  rowsOf(exports.People, personRow), adult: rowsOf(exports.AdultPeople, personRow),
		changes: (*tmdb.ChangesService).PeopleBetween,
		fetch:   single(database.Person, personDetails),
	},
	database.Collection: {
		appends: []string{"images", "translations"},
		known:   valid[gen.CollectionAppend],
		export:  rowsOf(exports.Collections, namedRow),
		fetch:   single(database.Collection, collectionDetails),
	},
	database.Company: {
		appends: []string{"alternative_names", "images"},
		known:   valid[gen.CompanyAppend],
		export:  rowsOf(exports.ProductionCompanies, namedRow),
		fetch:   single(database.Company, companyDetails),
	},
	database.Network: {
		appends: []string{"alternative_names", "images"},
		known:   valid[gen.NetworkAppend],
		export:  rowsOf(exports.TVNetworks, namedRow),
		fetch:   single(database.Network, networkDetails),
	},
	database.Keyword: {
		export: rowsOf(exports.Keywords, namedRow),
		fetch:  single(database.Keyword, keywordDetails),
	},
}

// row is what counts of a row of an export.
type row struct {
	id         int
	popularity float64
	// ranked reports whether rows of the kind have a popularity.
	ranked, video bool
}

func movieRow(m exports.Movie) row   { return row{m.ID, float64(m.Popularity), true, m.Video} }
func seriesRow(s exports.Series) row { return row{s.ID, float64(s.Popularity), true, false} }
func personRow(p exports.Person) row { return row{p.ID, float64(p.Popularity), true, false} }
func namedRow(n exports.Named) row   { return row{id: n.ID} }

// rowsOf returns what yields the rows of an export of package exports.
func rowsOf[T any](of func(context.Context, types.Date, ...exports.Option) iter.Seq2[T, error], convert func(T) row,
) func(context.Context, types.Date, []exports.Option) iter.Seq2[row, error] {
	return func(ctx context.Context, day types.Date, opts []exports.Option) iter.Seq2[row, error] {
		return func(yield func(row, error) bool) {
			for r, err := range of(ctx, day, opts...) {
				if !yield(convert(r), err) {
					return
				}
			}
		}
	}
}
