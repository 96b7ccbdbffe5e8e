package handlers

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
)

// appending makes a handler of details take append_to_response: each piece is what the request of its own
// gives, and is put beside the details without its id. A piece that does not exist or fails is left out
// without a word, as at TMDB.
func appending(details handler) handler {
	return func(c *Call) (any, error) {
		var names []string
		if c.has("append_to_response") {
			names = strings.Split(c.text("append_to_response"), ",")
		}
		if len(names) > c.Op.Query("append_to_response").MaxItems {
			return nil, codes.Fail(gen.StatusCodeTooManyAppends)
		}
		v, err := details(c)
		if err != nil {
			return nil, err
		}
		o := v.(object.Object)
		for _, name := range names {
			name = strings.TrimSpace(name)
			if o.Get(name) != nil && !isSeason(name) {
				continue
			}
			if piece, ok := c.piece(name); ok {
				o = o.With(name, piece)
			}
		}
		return o, nil
	}
}

// piece computes what a name in append_to_response asks for: the response to the path below that of the
// call. It returns false for a name that is none, and for a piece that fails.
func (c *Call) piece(name string) (object.Object, bool) {
	if former := formerPiece(c.Op.ID, name); former != nil {
		v, err := former(c)
		o, ok := v.(object.Object)
		return o.Without("id"), err == nil && ok
	}
	op, path := below(c.Op, c.at(), name)
	if op == nil {
		return nil, false
	}
	query := maps.Clone(c.Query)
	query.Del("append_to_response") // pieces have no pieces
	v, err := c.sub(op, path, query).run()
	o, ok := v.(object.Object)
	if err != nil || !ok {
		return nil, false
	}
	if !isSeason(name) {
		o = o.Without("id")
	}
	return o, true
}

// below returns the operation that is called for a name in append_to_response, with what stands in its
// path; nil if there is none.
func below(details *spec.Operation, at, name string) (*spec.Operation, map[string]string) {
	op, path, _ := spec.Match(http.MethodGet, at+"/"+name)
	if op == nil {
		return nil, nil
	}
	rest, ok := strings.CutPrefix(op.Path, details.Path+"/")
	// Of what has a path of its own below, only seasons can be appended.
	if !ok || strings.Contains(strings.TrimPrefix(rest, "season/{season_number}"), "{") {
		return nil, nil
	}
	return op, path
}

// Appends reports whether details have something under a name in append_to_response.
func Appends(details *spec.Operation, name string) bool { return PieceOf(details, name) != "" }

// PieceOf returns the operationId of what details have under a name in append_to_response, "" if they have
// nothing.
func PieceOf(details *spec.Operation, name string) string {
	switch details.ID + " " + name {
	case "movieDetails casts":
		return "movieCredits"
	case "tvEpisodeDetails watch/providers":
		return "tvSeriesWatchProviders"
	}
	if formerPiece(details.ID, name) != nil {
		return name
	}
	at := strings.Split(details.Path, "/")
	for i, part := range at {
		if strings.HasPrefix(part, "{") {
			at[i] = "1"
		}
	}
	if op, _ := below(details, strings.Join(at, "/"), name); op != nil {
		return op.ID
	}
	return ""
}

// Pieces returns the names that append_to_response takes, sorted, of a series without those of its seasons.
func Pieces(details *spec.Operation) []string {
	names := slices.DeleteFunc([]string{"casts", "trailers", "watch/providers"}, func(name string) bool {
		return formerPiece(details.ID, name) == nil
	})
	for _, op := range spec.Operations {
		name, ok := strings.CutPrefix(op.Path, details.Path+"/")
		if ok && op.Method == http.MethodGet && !strings.Contains(name, "{") && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// at returns the path of the request.
func (c *Call) at() string {
	at := c.Op.Path
	for name, value := range c.Path {
		at = strings.ReplaceAll(at, "{"+name+"}", value)
	}
	return at
}

// isSeason reports whether a piece of a series is a whole season, which keeps its id.
func isSeason(name string) bool {
	return strings.HasPrefix(name, "season/") && strings.Count(name, "/") == 1
}
