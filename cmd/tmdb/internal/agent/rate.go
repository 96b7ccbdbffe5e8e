package agent

import (
	"context"
	"math"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/account"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
)

type rateInput struct {
	Title  string  `json:"title" jsonschema:"ref (also tv/1396/season/1/episode/1) or name"`
	Rating float64 `json:"rating" min:"0" max:"10" jsonschema:"0.5 to 10 in steps of 0.5; 0 takes it back"`
}

type rateOutput struct {
	said
	Done   string  `json:"done"`
	Ref    string  `json:"ref"`
	Title  string  `json:"title"`
	Rating float64 `json:"rating,omitzero"`
}

// rate gives a movie, series or episode the user's rating, or takes it back.
func (t *tools) rate(ctx context.Context, in rateInput) (*rateOutput, error) {
	if math.Mod(in.Rating, 0.5) != 0 {
		return nil, app.Usagef("rating is %g: want 0.5 to 10 in steps of 0.5, or 0 to take it back", in.Rating)
	}
	u, err := t.as()
	if err != nil {
		return nil, err
	}
	found, row, err := t.work(ctx, "title", in.Title, true)
	if err != nil {
		return nil, err
	}
	out := &rateOutput{Done: "Rated", Ref: row.Ref, Title: row.Title, Rating: in.Rating}
	out.Note = found.Note()
	if in.Rating == 0 {
		out.Done = "Not rated any more"
		return out, u.Unrate(ctx, account.Item(found.Ref))
	}
	return out, u.Rate(ctx, account.Item(found.Ref), in.Rating)
}
