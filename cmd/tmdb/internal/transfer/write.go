package transfer

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/account"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/foreign"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/batch"
	"github.com/tmdb-go/tmdb/wrapper/user"
)

// saveEvery is after how many marks the journal is written.
const saveEvery = 20

// Write writes the rows that are new, and says of each what became of it. What TMDB refuses of a title
// does not stop the others. Any other error does: the journal then has what is written.
func (i *Import) Write(ctx context.Context, rows []Row) error {
	progress := i.Progress("Writing")
	defer progress.End()
	own, err := user.V3(i.User.Client, i.User.Session)
	if err != nil {
		return err
	}
	listIDs, err := i.lists(ctx, rows)
	if err != nil {
		return err
	}
	var wanted []int
	marks := make([]foreign.Own, len(rows)) // a copy, as the rows change meanwhile
	for n, row := range rows {
		if marks[n] = row.Own; row.Status == New {
			wanted = append(wanted, n)
		}
	}
	one := func(ctx context.Context, n int) (struct{}, error) {
		return struct{}{}, i.write(ctx, own, marks[n], listIDs)
	}
	done := 0
	for result := range batch.ForEach(ctx, slices.Values(wanted), one, batch.Workers(4), batch.InOrder()) {
		row := &rows[result.Key]
		switch {
		case result.Err == nil:
			row.Status = Written
			i.Journal.Written[written(row.Own)] = true
		case isRefused(result.Err):
			row.Status, row.Note = Failed, result.Err.Error()
		default:
			return errors.Join(fmt.Errorf("%d of %d are written, and the same command goes on from there: %w", done, len(wanted), result.Err), i.Journal.save())
		}
		done++
		progress.Set(int64(done), int64(len(wanted)))
		if done%saveEvery == 0 {
			if err := i.Journal.save(); err != nil {
				return err
			}
		}
	}
	if err := ctx.Err(); err != nil {
		return errors.Join(err, i.Journal.save())
	}
	return i.Journal.remove()
}

// write writes one mark.
func (i *Import) write(ctx context.Context, u *user.User, o foreign.Own, listIDs map[string]int) error {
	ref, ok := title.Parse(o.Ref)
	if !ok {
		return fmt.Errorf("%s is no title", o.Ref)
	}
	if o.Kind == foreign.List {
		results, err := i.User.Client.V4Lists.AddItems(ctx, listIDs[o.List], gen.ListItemsV4Body{Items: []gen.ListEntryV4{{
			MediaType: gen.FavoriteMediaType(ref.Kind), MediaID: ref.ID,
		}}})
		if err != nil {
			return err
		}
		return Refused(results)
	}
	item := account.Item(ref)
	switch o.Kind {
	case foreign.Rating:
		return u.Rate(ctx, item, o.Rating)
	case foreign.Watchlist:
		return u.AddToWatchlist(ctx, item)
	}
	return u.AddToFavorites(ctx, item)
}

// Refused returns what TMDB refused of some entries of a list, as an error that is [tmdb.ErrInvalid].
func Refused(results *gen.ListItemResultsV4) error {
	var all []string
	for _, result := range results.Results {
		if !result.Success {
			all = append(all, fmt.Sprintf("%s/%d: %s", result.MediaType, result.MediaID, cmp.Or(result.Error.String(), "TMDB refuses it")))
		}
	}
	if len(all) == 0 {
		return nil
	}
	return refused(strings.Join(all, "; "))
}

type refused string

// Error implements error.
func (r refused) Error() string { return string(r) }

// Unwrap has errors.Is see the kind.
func (r refused) Unwrap() error { return tmdb.ErrInvalid }

// lists returns the ids of the lists that rows are for, and makes those that are missing.
func (i *Import) lists(ctx context.Context, rows []Row) (map[string]int, error) {
	ids := map[string]int{}
	wanted := false
	for _, row := range rows {
		wanted = wanted || row.Status == New && row.Kind == foreign.List
	}
	if !wanted {
		return ids, nil
	}
	for list, err := range i.User.Client.V4Account.ListsIter(ctx, i.User.AccountID, nil) {
		if err != nil {
			return nil, err
		}
		if ids[list.Name] == 0 {
			ids[list.Name] = list.ID
		}
	}
	for _, row := range rows {
		if row.Status != New || row.Kind != foreign.List || ids[row.List] != 0 {
			continue
		}
		public := 0
		made, err := i.User.Client.V4Lists.Create(ctx, gen.ListV4Body{Name: row.List, LanguageCode: "en", Public: &public})
		if err != nil {
			return nil, fmt.Errorf("the list %.60q: %w", row.List, err)
		}
		ids[row.List] = made.ID
	}
	return ids, nil
}
