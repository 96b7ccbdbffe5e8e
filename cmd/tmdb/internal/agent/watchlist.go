package agent

import (
	"context"
	"iter"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/account"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/user"
)

// mostOfUser is how many titles of each kind a tool shows of the user's.
const mostOfUser = 60

type watchlistInput struct {
	Action string   `json:"action" enum:"show,add,remove"`
	List   string   `json:"list,omitempty" enum:"watchlist,favorites" jsonschema:"default watchlist"`
	Titles []string `json:"titles,omitempty" max:"20" jsonschema:"to add or remove: refs or names"`
}

// watchlist shows the watchlist or the favorites of the user, adds to them and removes from them.
func (t *tools) watchlist(ctx context.Context, in watchlistInput) (*changes, error) {
	u, err := t.as()
	if err != nil {
		return nil, err
	}
	name, add, remove := "the watchlist", u.AddToWatchlist, u.RemoveFromWatchlist
	movies, series := u.WatchlistMovies, u.WatchlistSeries
	if in.List == "favorites" {
		name, add, remove = "the favorites", u.AddToFavorites, u.RemoveFromFavorites
		movies, series = u.FavoriteMovies, u.FavoriteSeries
	}
	switch in.Action {
	case "add":
		return t.change(ctx, "On "+name, in.Titles, marking(ctx, add))
	case "remove":
		return t.change(ctx, "Not on "+name+" any more", in.Titles, marking(ctx, remove))
	}
	newest := tmdb.Query("sort_by", string(gen.AccountSortByCreatedAtDesc))
	out := &changes{Done: "On " + name + ", added last first"}
	for _, rows := range []iter.Seq2[title.Row, error]{title.Rows(movies(ctx, newest)), title.Rows(series(ctx, newest))} {
		if err := out.show(rows); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// show adds rows, as many as a tool shows.
func (c *changes) show(rows iter.Seq2[title.Row, error]) error {
	n := 0
	for row, err := range rows {
		if err != nil {
			return err
		}
		if n++; n > mostOfUser {
			c.Note = "There are more of them."
			break
		}
		c.Rows = append(c.Rows, changedOf(row))
	}
	return nil
}

func marking(ctx context.Context, mark func(context.Context, user.Item) error) func(title.Found) error {
	return func(found title.Found) error { return mark(ctx, account.Item(found.Ref)) }
}
