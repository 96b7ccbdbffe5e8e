package mirror

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/mirror/internal/members"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// fetched is what TMDB sent for an id.
type fetched struct {
	// docs are the document, and of a series its seasons.
	docs []database.Document
	// seasons are the ids of the seasons that a series lists, whether they could be fetched or not.
	seasons []int
}

// fetcher calls TMDB for documents.
type fetcher struct {
	client *tmdb.Client
	config Config
	now    func() time.Time
}

// details calls for the document of an id, with pieces appended.
type details func(ctx context.Context, f *fetcher, id int, pieces []string) (*http.Response, error)

// single returns what fetches the documents of a kind that one response has.
func single(kind database.Kind, call details) func(ctx context.Context, f *fetcher, id int) (fetched, error) {
	return func(ctx context.Context, f *fetcher, id int) (fetched, error) {
		resp, err := f.get(ctx, call, id, f.config.Appends[kind])
		if err != nil {
			return fetched{}, err
		}
		return fetched{docs: []database.Document{resp.document(kind, resp.body)}}, nil
	}
}

// response is a response that is a JSON object.
type response struct {
	body    []byte
	members []members.Member
	id      int
	at      time.Time
}

func (r response) document(kind database.Kind, body []byte) database.Document {
	return database.Document{Kind: kind, ID: r.id, Body: body, Fetched: r.at}
}

// get returns the response to a call. If TMDB leaves pieces out of it, it is called for once more: as
// a rule they come then, and otherwise what it has is all there is.
func (f *fetcher) get(ctx context.Context, call details, id int, pieces []string) (response, error) {
	resp, err := f.read(ctx, call, id, pieces)
	if err == nil && !resp.has(pieces) {
		if again, err := f.read(ctx, call, id, pieces); err == nil {
			return again, nil
		}
	}
	return resp, err
}

func (f *fetcher) read(ctx context.Context, call details, id int, pieces []string) (response, error) {
	resp, err := call(ctx, f, id, pieces)
	if err != nil {
		return response{}, err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return response{}, err
	}
	return newResponse(body, f.now())
}

func newResponse(body []byte, at time.Time) (response, error) {
	all, err := members.Split(body)
	if err != nil {
		return response{}, err
	}
	r := response{body: body, members: all, at: at}
	if err := r.into("id", &r.id); err != nil || r.id < 1 {
		return response{}, errors.New("the response has no id")
	}
	return r, nil
}

// into decodes a member, if it is there.
func (r response) into(name string, v any) error {
	for _, m := range r.members {
		if m.Name == name {
			return json.Unmarshal(m.Value, v)
		}
	}
	return nil
}

// has reports whether all pieces are there.
func (r response) has(pieces []string) bool {
	for _, piece := range pieces {
		if !slices.ContainsFunc(r.members, func(m members.Member) bool {
			return m.Name == piece && bytes.HasPrefix(m.Value, []byte("{"))
		}) {
			return false
		}
	}
	return true
}

// as returns pieces as the type that package gen has for them.
func as[A ~string](pieces []string) []A {
	all := make([]A, len(pieces))
	for i, piece := range pieces {
		all[i] = A(piece)
	}
	return all
}

func movieDetails(ctx context.Context, f *fetcher, id int, pieces []string) (*http.Response, error) {
	media := f.config.mediaLanguages()
	return f.client.API.MovieDetails(ctx, id, &gen.MovieDetailsParams{
		AppendToResponse: as[gen.MovieAppend](pieces), Language: &f.config.Languages[0],
		IncludeImageLanguage: media, IncludeVideoLanguage: media,
	})
}

func seriesDetails(ctx context.Context, f *fetcher, id int, pieces []string) (*http.Response, error) {
	media := f.config.mediaLanguages()
	return f.client.API.TVSeriesDetails(ctx, id, &gen.TVSeriesDetailsParams{
		AppendToResponse: as[gen.TVSeriesAppend](pieces), Language: &f.config.Languages[0],
		IncludeImageLanguage: media, IncludeVideoLanguage: media,
	})
}

func personDetails(ctx context.Context, f *fetcher, id int, pieces []string) (*http.Response, error) {
	return f.client.API.PersonDetails(ctx, id, &gen.PersonDetailsParams{
		AppendToResponse: as[gen.PersonAppend](pieces), Language: &f.config.Languages[0],
	})
}

func collectionDetails(ctx context.Context, f *fetcher, id int, pieces []string) (*http.Response, error) {
	return f.client.API.CollectionDetails(ctx, id, &gen.CollectionDetailsParams{
		AppendToResponse: as[gen.CollectionAppend](pieces), Language: &f.config.Languages[0],
		IncludeImageLanguage: f.config.mediaLanguages(),
	})
}

func companyDetails(ctx context.Context, f *fetcher, id int, pieces []string) (*http.Response, error) {
	return f.client.API.CompanyDetails(ctx, id, &gen.CompanyDetailsParams{AppendToResponse: as[gen.CompanyAppend](pieces)})
}

func networkDetails(ctx context.Context, f *fetcher, id int, pieces []string) (*http.Response, error) {
	return f.client.API.NetworkDetails(ctx, id, &gen.NetworkDetailsParams{AppendToResponse: as[gen.NetworkAppend](pieces)})
}

func keywordDetails(ctx context.Context, f *fetcher, id int, _ []string) (*http.Response, error) {
	return f.client.API.KeywordDetails(ctx, id)
}

// errorKinds are the names of what is wrong with a call, for people.
var errorKinds = []struct {
	err  error
	name string
}{
	{tmdb.ErrNotFound, "not found"},
	{tmdb.ErrUnauthorized, "unauthorized"},
	{tmdb.ErrInvalid, "invalid request"},
	{tmdb.ErrRateLimited, "rate limited"},
	{tmdb.ErrUnavailable, "unavailable"},
	{context.DeadlineExceeded, "timed out"},
}

func errorKind(err error) string {
	for _, kind := range errorKinds {
		if errors.Is(err, kind.err) {
			return kind.name
		}
	}
	return "other"
}

// failure is an id that could not be fetched or stored, and why.
type failure struct {
	id  int
	err error
}

func describe(kind database.Kind, failures []failure) error {
	return fmt.Errorf("%d of kind %s failed, %d among them: %w", len(failures), kind, failures[0].id, failures[0].err)
}
