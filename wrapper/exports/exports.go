package exports

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"time"

	"github.com/tmdb-go/tmdb/types"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/internal/download"
)

// readyHour is the hour of the day in UTC by which TMDB has the exports of that day ready.
const readyHour = 8

// LatestDay returns the latest day of which TMDB has the exports ready at the time now: that of now
// in UTC from 08:00 on, the day before earlier. At times they are late, and [tmdb.ErrNotFound]
// tells.
func LatestDay(now time.Time) types.Date {
	now = now.UTC()
	if now.Hour() < readyHour {
		now = now.AddDate(0, 0, -1)
	}
	return types.DateOf(now)
}

// Movie is a movie in the exports.
type Movie struct {
	ID            int         `json:"id"`
	OriginalTitle string      `json:"original_title"`
	Popularity    types.Float `json:"popularity"`
	Adult         bool        `json:"adult"`
	Video         bool        `json:"video"`
}

// Series is a series in the exports.
type Series struct {
	ID           int         `json:"id"`
	OriginalName string      `json:"original_name"`
	Popularity   types.Float `json:"popularity"`
}

// Person is a person in the exports.
type Person struct {
	ID         int         `json:"id"`
	Name       string      `json:"name"`
	Popularity types.Float `json:"popularity"`
	Adult      bool        `json:"adult"`
}

// Named is a collection, a network, a keyword or a company in the exports.
type Named struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

// Movies yields the movies that TMDB has on a day, without those of [AdultMovies].
func Movies(ctx context.Context, day types.Date, opts ...Option) iter.Seq2[Movie, error] {
	return rows[Movie](ctx, "movie", day, opts)
}

// TVSeries yields the series that TMDB has on a day, without those of [AdultTVSeries].
func TVSeries(ctx context.Context, day types.Date, opts ...Option) iter.Seq2[Series, error] {
	return rows[Series](ctx, "tv_series", day, opts)
}

// People yields the people that TMDB has on a day, without those of [AdultPeople].
func People(ctx context.Context, day types.Date, opts ...Option) iter.Seq2[Person, error] {
	return rows[Person](ctx, "person", day, opts)
}

// Collections yields the collections that TMDB has on a day.
func Collections(ctx context.Context, day types.Date, opts ...Option) iter.Seq2[Named, error] {
	return rows[Named](ctx, "collection", day, opts)
}

// TVNetworks yields the networks that TMDB has on a day.
func TVNetworks(ctx context.Context, day types.Date, opts ...Option) iter.Seq2[Named, error] {
	return rows[Named](ctx, "tv_network", day, opts)
}

// Keywords yields the keywords that TMDB has on a day.
func Keywords(ctx context.Context, day types.Date, opts ...Option) iter.Seq2[Named, error] {
	return rows[Named](ctx, "keyword", day, opts)
}

// ProductionCompanies yields the companies that TMDB has on a day.
func ProductionCompanies(ctx context.Context, day types.Date, opts ...Option) iter.Seq2[Named, error] {
	return rows[Named](ctx, "production_company", day, opts)
}

// AdultMovies yields the pornographic movies that TMDB has on a day. There are such files since 5
// July 2023. TMDB does not say what is in their rows: what they lack is zero.
func AdultMovies(ctx context.Context, day types.Date, opts ...Option) iter.Seq2[Movie, error] {
	return rows[Movie](ctx, "adult_movie", day, opts)
}

// AdultTVSeries yields the pornographic series that TMDB has on a day, like [AdultMovies].
func AdultTVSeries(ctx context.Context, day types.Date, opts ...Option) iter.Seq2[Series, error] {
	return rows[Series](ctx, "adult_tv_series", day, opts)
}

// AdultPeople yields the people of pornography that TMDB has on a day, like [AdultMovies].
func AdultPeople(ctx context.Context, day types.Date, opts ...Option) iter.Seq2[Person, error] {
	return rows[Person](ctx, "adult_person", day, opts)
}

// rows yields the rows of the file of a kind and a day.
func rows[T row[T]](ctx context.Context, kind string, day types.Date, opts []Option) iter.Seq2[T, error] {
	if ctx == nil {
		ctx = context.Background()
	}
	return func(yield func(T, error) bool) {
		var none T
		file, maxBytes, err := open(ctx, kind, day, opts)
		if err != nil {
			yield(none, err)
			return
		}
		defer func() { _ = file.Close() }()
		some := false
		err = read(ctx, file, maxBytes, func(r T, bad *LineError) bool {
			some = true
			if bad != nil {
				return yield(none, file.Fail(nil, bad))
			}
			return yield(r, nil)
		})
		switch {
		case err == nil && !some: // which a program would take for a day without movies
			yield(none, file.Fail(tmdb.ErrUnavailable, errNoExport))
		case isDamaged(err):
			yield(none, file.Fail(tmdb.ErrUnavailable, fmt.Errorf("the file is damaged or cut off: %w", err)))
		case err != nil:
			yield(none, file.Fail(nil, err))
		}
	}
}

// open asks for a file, and tells how many bytes it may have.
func open(ctx context.Context, kind string, day types.Date, opts []Option) (*download.File, int64, error) {
	op := download.Operation{Name: kind + "_ids", Path: "/p/exports/" + kind + "_ids_{day}.json.gz", Noun: "file"}
	o, err := newOptions(opts)
	if err != nil {
		return nil, 0, op.Invalid(err)
	}
	date, ok := day.Time()
	if !ok {
		return nil, 0, op.Invalid(fmt.Errorf("day is %.40q: want a day of the calendar as YYYY-MM-DD", day.String()))
	}
	op.Target = "/p/exports/" + kind + "_ids_" + date.Format("01_02_2006") + ".json.gz"
	file, err := o.source.Get(ctx, op, op.Target)
	e, ok := errors.AsType[*tmdb.Error](err)
	if ok && (e.StatusCode == http.StatusNotFound || e.StatusCode == http.StatusForbidden) { // what a bucket says of a file that it has not got
		e.Kind = tmdb.ErrNotFound
		e.Err = fmt.Errorf("there is no file of %s: TMDB has that of a day ready by 08:00 UTC and keeps it for three months", day)
	}
	return file, o.maxBytes, err
}
