package transfer

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/foreign"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/wrapper/batch"
)

// Status is what becomes of an entry.
type Status string

// The statuses.
const (
	// New is to be written, and Written is.
	New     Status = "new"
	Written Status = "written"
	// There is what the account has already, Differs what it has with another rating.
	There   Status = "there"
	Differs Status = "differs"
	// Doubt may be another title. NotFound has no title at TMDB.
	Doubt    Status = "doubt"
	NotFound Status = "not found"
	// Skipped is what TMDB has no place for. Failed was refused by TMDB.
	Skipped Status = "skipped"
	Failed  Status = "failed"
)

// Row is what becomes of an entry of a file.
type Row struct {
	Status Status `json:"status"`
	Line   int    `json:"line"`
	foreign.Own
	// Match is the title of TMDB, "" if it was not asked for it.
	Match string `json:"match,omitzero"`
	// Note is why the status is not better.
	Note string `json:"note,omitzero"`
}

// key is the same for what cannot be in an account twice.
func key(o foreign.Own) string { return string(o.Kind) + " " + o.Ref + " " + o.List }

// written is a mark in the journal. It has the rating, as another one is another mark.
func written(o foreign.Own) string {
	return key(o) + " " + strconv.FormatFloat(o.Rating, 'g', -1, 64)
}

// Import is an import of a file into an account.
type Import struct {
	User    *app.User
	Journal *Journal
	// Doubts has doubts be written, Replace other ratings replaced.
	Doubts, Replace bool
	// Progress shows how far it is.
	Progress func(what string) *output.Progress
}

// Plan returns what is to become of the entries of a file, in their order.
func (i *Import) Plan(ctx context.Context, entries []foreign.Entry) ([]Row, error) {
	has, err := i.account(ctx, entries)
	if err != nil {
		return nil, err
	}
	matches, err := i.matches(ctx, entries)
	if err != nil {
		return nil, err
	}
	rows := make([]Row, len(entries))
	last := map[string]int{}
	for n, e := range entries {
		row := Row{Line: e.Line, Own: foreign.Own{Kind: e.Kind, Title: e.Title, Year: e.Year, Rating: e.Rating, List: e.List}}
		if e.Kind != foreign.Rating {
			row.Rating = 0
		}
		m := matches[n]
		row.Ref, row.Match = m.Ref, m.Title
		switch {
		case e.Skip != "":
			row.Status, row.Note = Skipped, e.Skip
		case strings.Contains(m.Ref, "/episode/") && e.Kind != foreign.Rating:
			row.Status, row.Note = Skipped, "TMDB takes nothing but ratings of episodes"
		case m.Ref == "" && e.Media == gen.MediaTypeTVEpisode:
			row.Status, row.Note = NotFound, "the file does not say of which series it is"
		case m.Ref == "":
			row.Status, row.Note = NotFound, "TMDB has no such title"
		default:
			row.judge(m, has, i)
		}
		rows[n] = row
		if row.Status == Skipped || row.Status == NotFound || row.Status == Doubt {
			continue
		}
		before, twice := last[key(row.Own)]
		last[key(row.Own)] = n
		if !twice {
			continue
		}
		left, taken := before, n
		if isSurer(entries[before], matches[before], e, m) {
			left, taken = n, before
		}
		last[key(row.Own)] = taken
		rows[left].Status, rows[left].Note = Skipped, fmt.Sprintf("line %d is of the same title", entries[taken].Line)
	}
	return rows, nil
}

// isSurer reports whether of two entries of the same title the first counts: of those whose match is sure,
// or of those in doubt if there are no others, the last does.
func isSurer(x foreign.Entry, xm Match, y foreign.Entry, ym Match) bool {
	if (xm.Doubt == "") != (ym.Doubt == "") {
		return xm.Doubt == ""
	}
	return x.Date > y.Date
}

// judge compares a row that has a match with what the account has.
func (r *Row) judge(m Match, has map[string]float64, i *Import) {
	rating, isThere := has[key(r.Own)]
	if i.Journal.Written[written(r.Own)] { // TMDB takes a while to show it
		rating, isThere = r.Rating, true
	}
	switch {
	case isThere && rating == r.Rating:
		r.Status = There
	case m.Doubt != "" && !i.Doubts:
		r.Status, r.Note = Doubt, m.Doubt
	case isThere && !i.Replace:
		r.Status, r.Note = Differs, fmt.Sprintf("your rating is %g", rating)
	default:
		r.Status, r.Note = New, m.Doubt
	}
}

// account returns what an account has of the kinds of some entries.
func (i *Import) account(ctx context.Context, entries []foreign.Entry) (map[string]float64, error) {
	progress := i.Progress("Reading your account")
	defer progress.End()
	var kinds []foreign.Kind
	for _, e := range entries {
		if e.Skip == "" && !slices.Contains(kinds, e.Kind) {
			kinds = append(kinds, e.Kind)
		}
	}
	has := map[string]float64{}
	for _, kind := range kinds {
		for own, err := range Export(ctx, i.User, kind) {
			if err != nil {
				return nil, err
			}
			has[key(own)] = own.Rating
			progress.Set(int64(len(has)), 0)
		}
	}
	return has, nil
}

// matches returns what TMDB has for each entry. The journal keeps what was found until something fails.
func (i *Import) matches(ctx context.Context, entries []foreign.Entry) ([]Match, error) {
	progress := i.Progress("Looking for titles")
	defer progress.End()
	matches := make([]Match, len(entries))
	wanted := func(yield func(int) bool) {
		for n, e := range entries {
			if e.Skip == "" && !yield(n) {
				return
			}
		}
	}
	names := make([]string, len(entries))
	known := map[string]Match{}
	for n, e := range entries {
		names[n] = fmt.Sprint(e.Media, e.TMDB, e.IMDb, " ", e.TVDB, " ", e.Season, e.Episode, e.Title, e.Year)
		if m, ok := i.Journal.Matches[names[n]]; ok {
			known[names[n]] = m
		}
	}
	one := func(ctx context.Context, n int) (Match, error) {
		if m, ok := known[names[n]]; ok {
			return m, nil
		}
		return find(ctx, i.User.Client, entries[n])
	}
	done := 0
	for found := range batch.ForEach(ctx, wanted, one) {
		if found.Err != nil {
			return nil, errors.Join(fmt.Errorf("line %d: %w", entries[found.Key].Line, found.Err), i.Journal.save())
		}
		matches[found.Key] = found.Value
		i.Journal.Matches[names[found.Key]] = found.Value
		done++
		progress.Set(int64(done), int64(len(entries)))
	}
	if err := ctx.Err(); err != nil {
		return nil, errors.Join(err, i.Journal.save())
	}
	return matches, nil
}
