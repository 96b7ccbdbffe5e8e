package agent

import (
	"context"
	"errors"
	"strings"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/account"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/user"
)

// errNoUser is of a tool that writes on a server that does not. The tool is not listed there.
var errNoUser = app.Credentialsf("this server changes nothing: it is to be started as tmdb mcp --write")

// changed is a title of the user's.
type changed struct {
	Ref   string     `json:"ref"`
	Title string     `json:"title"`
	Date  types.Date `json:"date,omitempty"`
}

func changedOf(row title.Row) changed { return changed{Ref: row.Ref, Title: row.Title, Date: row.Date} }

// changes are what a call has changed.
type changes struct {
	said
	Done string    `json:"done"`
	Rows []changed `json:"rows"`
	// Failed says of each title that is not changed why.
	Failed []string `json:"failed,omitempty"`
}

// as returns the user for calls of v3.
func (t *tools) as() (*user.User, error) {
	if t.user == nil {
		return nil, errNoUser
	}
	return user.V3(t.user.Client, t.user.Session)
}

// work returns what an argument means, with its name: a movie or series, or with episodes an episode.
func (t *tools) work(ctx context.Context, argument, text string, episodes bool) (title.Found, title.Row, error) {
	found, err := t.resolve(ctx, argument, text, gen.MediaTypeMovie, gen.MediaTypeTV)
	if err != nil {
		return found, title.Row{}, err
	}
	switch {
	case found.Episode >= 0 && episodes:
	case found.Season >= 0 && episodes:
		return found, title.Row{}, app.Usagef("%s is a season: want a movie, a series, or an episode such as %s/episode/1", found.Ref, found.Ref)
	case found.Season >= 0:
		return found, title.Row{}, app.Usagef("%s is a part of a series: want all of it, tv/%d", found.Ref, found.ID)
	}
	row, err := account.Row(ctx, t.client, found.Ref)
	if found.Episode >= 0 {
		row.Ref = found.Ref.String()
	}
	return found, row, missing(err, found.Ref)
}

// change changes titles one after the other. What fails of one does not stop the others, unless it would
// of all.
func (t *tools) change(ctx context.Context, done string, titles []string, one func(title.Found) error) (*changes, error) {
	if len(titles) == 0 {
		return nil, app.Usagef("titles is missing: want one or more, such as movie/550")
	}
	out := &changes{Done: done}
	var notes []string
	for _, text := range titles {
		found, row, err := t.work(ctx, "titles", text, false)
		if err == nil {
			err = one(found)
		}
		if err != nil && (len(titles) == 1 || endsAll(err)) {
			if len(out.Rows) > 0 {
				out.Failed = append(out.Failed, text+" and all after it: "+sentence(err))
				break
			}
			return nil, err
		}
		if err != nil {
			out.Failed = append(out.Failed, text+": "+sentence(err))
			continue
		}
		out.Rows = append(out.Rows, changedOf(row))
		if note := found.Note(); note != "" {
			notes = append(notes, note)
		}
	}
	out.Note = strings.Join(notes, " ")
	if len(out.Rows) == 0 {
		out.Done = "Nothing is changed"
	}
	return out, nil
}

// endsAll reports whether an error is one of all titles.
func endsAll(err error) bool {
	for _, of := range []error{context.Canceled, context.DeadlineExceeded, tmdb.ErrUnauthorized, tmdb.ErrRateLimited, tmdb.ErrUnavailable} {
		if errors.Is(err, of) {
			return true
		}
	}
	return false
}
