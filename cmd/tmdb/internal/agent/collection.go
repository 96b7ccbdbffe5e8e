package agent

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

type collectionInput struct {
	Collection string `json:"collection" jsonschema:"collection/2344, words, or one of its movies such as movie/603"`
	Language   string `json:"language,omitempty" jsonschema:"of the texts, such as de-DE"`
}

type collectionOutput struct {
	said
	Ref      string `json:"ref"`
	Title    string `json:"title"`
	Overview string `json:"overview,omitempty"`
	Parts    []row  `json:"parts"`
}

// collection lists the movies of a collection by their release.
func (t *tools) collection(ctx context.Context, in collectionInput) (*collectionOutput, error) {
	languages, err := t.textsFor(in.Language)
	if err != nil {
		return nil, err
	}
	found, err := t.inCollection(ctx, in.Collection)
	if err != nil {
		return nil, err
	}
	if found.Kind == gen.MediaTypeMovie {
		m, err := t.client.Movies.Details(ctx, found.ID, nil)
		if err != nil {
			return nil, missing(err, found.Ref)
		}
		if m.BelongsToCollection == nil {
			return nil, app.Usagef("collection: %s (%s) belongs to none", m.Title, found.Ref)
		}
		found = title.Found{Ref: title.RefTo(gen.MediaTypeCollection, m.BelongsToCollection.ID)}
	}
	var c *gen.CollectionDetails
	if len(languages) > 1 {
		c, _, err = t.client.Collections.DetailsIn(ctx, found.ID, languages, nil)
	} else {
		c, err = t.client.Collections.Details(ctx, found.ID, nil, tmdb.Language(languages[0]))
	}
	if err != nil {
		return nil, missing(err, found.Ref)
	}
	out := &collectionOutput{Ref: found.String(), Title: c.Name, Overview: clip(c.Overview, longText), Parts: []row{}}
	today := types.DateOf(t.now())
	var waited []string
	for _, part := range title.Parts(c) {
		one := rowOf(title.RowOf(part.Movie()))
		if len(c.Parts) > aboutShown {
			one.About = ""
		}
		out.Parts = append(out.Parts, one)
		if one.Date.IsZero() || one.Date.After(today) {
			waited = append(waited, one.Title)
		}
	}
	notes := []string{found.Note()}
	if len(waited) > 0 {
		notes = append(notes, fmt.Sprintf("Not out on %s: %s.", today, strings.Join(waited, ", ")))
	}
	out.Note = strings.TrimSpace(strings.Join(notes, " "))
	return out, nil
}

// trilogy are words that people put behind the name of a collection.
var trilogy = regexp.MustCompile(`(?i)\s+(collection|trilogy|saga|series|franchise|films|movies)$`)

// inCollection returns the collection that is meant, or a movie of it: TMDB's search for all kinds knows no
// collections.
func (t *tools) inCollection(ctx context.Context, text string) (title.Found, error) {
	kinds := []gen.MediaType{gen.MediaTypeCollection, gen.MediaTypeMovie}
	if _, isRef := title.Parse(text); isRef {
		return t.resolve(ctx, "collection", text, kinds...)
	}
	for _, words := range []string{text, trilogy.ReplaceAllString(strings.TrimSpace(text), "")} {
		found, err := t.resolve(ctx, "collection", words, kinds[:1]...)
		if !errors.Is(err, app.ErrNotFound) {
			return found, err
		}
	}
	found, err := t.resolve(ctx, "collection", text, kinds[1:]...)
	if errors.Is(err, app.ErrNotFound) {
		return found, app.NotFoundf("there is no collection or movie with the title %.60q: search with fewer words and kind collection", text)
	}
	return found, err
}
