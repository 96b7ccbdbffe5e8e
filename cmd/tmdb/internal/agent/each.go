package agent

import (
	"context"
	"errors"
	"slices"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/batch"
)

// atOnce is how many titles of a call are asked for at once.
const atOnce = 5

// each returns what is told of each of some titles, in their order. One that is not there, or is not what it
// should be, does not stop the others: failed returns its row. Anything else that fails ends the call.
func each[R any](ctx context.Context, t *tools, argument string, titles []string, kinds []gen.MediaType,
	tell func(context.Context, title.Found) (R, error), failed func(text string, err error) R,
) ([]R, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	one := func(ctx context.Context, text string) (R, error) {
		found, err := t.resolve(ctx, argument, text, kinds...)
		if err != nil {
			return *new(R), err
		}
		if found.Season >= 0 {
			return *new(R), app.Usagef("%s: %s is a part of a series: want all of it, tv/%d", argument, found.Ref, found.ID)
		}
		row, err := tell(ctx, found)
		return row, missing(err, found.Ref)
	}
	rows := []R{}
	for outcome := range batch.ForEach(ctx, slices.Values(titles), one, batch.InOrder(), batch.Workers(atOnce)) {
		_, isUsage := errors.AsType[app.UsageError](outcome.Err)
		switch {
		case outcome.Err == nil:
			rows = append(rows, outcome.Value)
		case isUsage, errors.Is(outcome.Err, tmdb.ErrNotFound):
			rows = append(rows, failed(outcome.Key, outcome.Err))
		default:
			return nil, outcome.Err
		}
	}
	return rows, nil
}
