package wrapper

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/types"
)

// MoviesBetween yields the movies that changed on the days from the first to the last, both
// included, each once: what changed again on a later day does not come again. There may be any
// number of days, in UTC, in which TMDB dates changes; one that is not over yet has what changed so
// far. The movies of earlier days come first, by spans of up to 14 days, fewer where there is more
// in them than TMDB shows in 500 pages. TMDB leaves out some edits of translations.
//
//	to := types.DateOf(time.Now().UTC())
//	for changed, err := range client.Changes.MoviesBetween(ctx, lastRun, to) { … }
//
// TMDB: GET /3/movie/changes
//
// Errors are *[Error]: [ErrInvalid] if from or to is not a day of the calendar or to is before
// from, [ErrUnauthorized], [ErrRateLimited], [ErrUnavailable], also if a single day has more than
// 500 pages. An error comes once and is the last.
func (s *ChangesService) MoviesBetween(ctx context.Context, from, to types.Date, reqEditors ...gen.RequestEditorFn) iter.Seq2[gen.ChangedID, error] {
	return changedBetween(ctx, s.client, spec.ChangedMovies, from, to, func(ctx context.Context, d days, number int) (*gen.ChangedIDPage, error) {
		start, end := d.dates()
		return s.Movies(ctx, &gen.ChangedMoviesParams{StartDate: &start, EndDate: &end, Page: &number}, reqEditors...)
	})
}

// TVBetween yields the series that changed on the days from the first to the last, with errors as
// [ChangesService.MoviesBetween] does it for movies.
//
// TMDB: GET /3/tv/changes.
func (s *ChangesService) TVBetween(ctx context.Context, from, to types.Date, reqEditors ...gen.RequestEditorFn) iter.Seq2[gen.ChangedID, error] {
	return changedBetween(ctx, s.client, spec.ChangedTVSeries, from, to, func(ctx context.Context, d days, number int) (*gen.ChangedIDPage, error) {
		start, end := d.dates()
		return s.TV(ctx, &gen.ChangedTVSeriesParams{StartDate: &start, EndDate: &end, Page: &number}, reqEditors...)
	})
}

// PeopleBetween yields the people that changed on the days from the first to the last, with errors
// as [ChangesService.MoviesBetween] does it for movies.
//
// TMDB: GET /3/person/changes.
func (s *ChangesService) PeopleBetween(ctx context.Context, from, to types.Date, reqEditors ...gen.RequestEditorFn) iter.Seq2[gen.ChangedID, error] {
	return changedBetween(ctx, s.client, spec.ChangedPeople, from, to, func(ctx context.Context, d days, number int) (*gen.ChangedIDPage, error) {
		start, end := d.dates()
		return s.People(ctx, &gen.ChangedPeopleParams{StartDate: &start, EndDate: &end, Page: &number}, reqEditors...)
	})
}

// days are some days in a row. from and to are the first and the last, at midnight in UTC.
type days struct{ from, to time.Time }

func (d days) dates() (start, end types.Date) { return types.DateOf(d.from), types.DateOf(d.to) }

func (d days) count() int { return int(d.to.Sub(d.from)/(24*time.Hour)) + 1 }

// cut returns the first n days and the rest, which is false if there is none.
func (d days) cut(n int) (first, rest days, ok bool) {
	if d.count() <= n {
		return d, days{}, false
	}
	return days{d.from, d.from.AddDate(0, 0, n-1)}, days{d.from.AddDate(0, 0, n), d.to}, true
}

func newDays(from, to types.Date) (days, error) {
	start, ok := from.Time()
	if !ok {
		return days{}, fmt.Errorf("from is %.40q: want a day of the calendar as YYYY-MM-DD", from.String())
	}
	end, ok := to.Time()
	switch {
	case !ok:
		return days{}, fmt.Errorf("to is %.40q: want a day of the calendar as YYYY-MM-DD", to.String())
	case end.Before(start):
		return days{}, fmt.Errorf("to is %s, before from, which is %s: want it to be the same day or after", to, from)
	}
	return days{start, end}, nil
}

// errTooMany is the error of some days that have more pages than TMDB shows.
var errTooMany = errors.New("there are more changes than TMDB shows")

type changesPage func(ctx context.Context, d days, number int) (*gen.ChangedIDPage, error)

// changedBetween yields each id of the pages of get once.
func changedBetween(ctx context.Context, c *Client, op *spec.Operation, from, to types.Date, get changesPage) iter.Seq2[gen.ChangedID, error] {
	if ctx == nil {
		ctx = context.Background()
	}
	return func(yield func(gen.ChangedID, error) bool) {
		left, err := newDays(from, to)
		if err != nil {
			yield(gen.ChangedID{}, c.refuse(ctx, op, err))
			return
		}
		seen := map[int]struct{}{}
		progress := changesProgress{to: progressOf(ctx)}
		for size, more := maxDays(op), true; more; {
			var part, rest days
			part, rest, more = left.cut(size)
			progress.last = !more
			err := eachChanged(progress.context(ctx), op, part, get, func(row gen.ChangedID) bool {
				if _, again := seen[row.ID]; again {
					return true
				}
				seen[row.ID] = struct{}{}
				return yield(row, nil)
			})
			switch {
			case errors.Is(err, errTooMany) && part.count() > 1:
				size, more = (part.count()+1)/2, true // for the days after these, too, as they have as many
				continue
			case errors.Is(err, errLeft):
				return
			case err != nil:
				yield(gen.ChangedID{}, err)
				return
			}
			left = rest
			progress.next()
		}
	}
}

// errLeft tells that a loop was left.
var errLeft = errors.New("the loop was left")

// eachChanged calls yield for the rows of all pages of some days. The error is errTooMany if there
// are more pages than TMDB shows, which may turn out later if one of the days is today.
func eachChanged(ctx context.Context, op *spec.Operation, d days, get changesPage, yield func(gen.ChangedID) bool) error {
	rows := iterate(ctx, op, nil, rowsOfChangedIDPage, func(ctx context.Context, number int) (*gen.ChangedIDPage, error) {
		page, err := get(ctx, d, number)
		if last := lastPage(op); err == nil && page.TotalPages > last {
			start, end := d.dates()
			err = fmt.Errorf("from %s to %s there are %d pages, of which TMDB shows %d: %w", start, end, page.TotalPages, last, errTooMany)
			return nil, newError(op, ErrUnavailable, err)
		}
		return page, err
	})
	for row, err := range rows {
		if err != nil {
			return err
		}
		if !yield(row) {
			return errLeft
		}
	}
	return nil
}

// changesProgress makes one count of rows of those of several spans of days. How many there are in
// all is known in the last.
type changesProgress struct {
	to           Progress
	last         bool
	before, done int64
}

// context returns a context for the iterator over the next span.
func (p *changesProgress) context(ctx context.Context) context.Context {
	if p.to == nil {
		return ctx
	}
	return OnProgress(ctx, func(done, total int64) {
		p.done = done
		if p.last && total >= 0 {
			p.to(p.before+done, p.before+total)
		} else {
			p.to(p.before+done, unknown)
		}
	})
}

func (p *changesProgress) next() { p.before, p.done = p.before+p.done, 0 }
