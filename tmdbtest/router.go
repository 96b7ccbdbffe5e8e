package tmdbtest

import (
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/tmdb-go/tmdb/tmdbtest/internal/operations"
)

// operation is one operation of the spec.
type operation = operations.Operation

// routes finds the operation of a request.
type routes struct {
	byID map[string]*operation
	list []*route // most literal first
}

// route is one path with its operations.
type route struct {
	segments []string
	methods  map[string]*operation
}

// router is the same for all servers.
var router = sync.OnceValue(func() *routes {
	r := &routes{byID: map[string]*operation{}}
	at := map[string]*route{}
	for _, op := range operations.All() {
		r.byID[op.ID] = op
		if at[op.Path] == nil {
			at[op.Path] = &route{segments: strings.Split(op.Path, "/"), methods: map[string]*operation{}}
			r.list = append(r.list, at[op.Path])
		}
		at[op.Path].methods[op.Method] = op
	}
	// A literal goes before a parameter: /3/movie/latest is no movie.
	slices.SortStableFunc(r.list, func(a, b *route) int {
		return slices.CompareFunc(a.segments, b.segments, func(x, y string) int {
			switch px, py := isParameter(x), isParameter(y); {
			case px == py:
				return strings.Compare(x, y)
			case px:
				return 1
			default:
				return -1
			}
		})
	})
	return r
})

func isParameter(segment string) bool { return strings.HasPrefix(segment, "{") }

// find returns the operation and the parameters in the path. found tells whether the path exists;
// the operation is nil if it does not take the method.
func (r *routes) find(method, escapedPath string) (op *operation, params map[string]string, found bool) {
	segments := strings.Split(escapedPath, "/")
	for _, route := range r.list {
		if params, ok := route.match(segments); ok {
			return route.methods[method], params, true
		}
	}
	return nil, nil, false
}

func (r *route) match(segments []string) (map[string]string, bool) {
	if len(segments) != len(r.segments) {
		return nil, false
	}
	for i, want := range r.segments {
		if !isParameter(want) && segments[i] != want {
			return nil, false
		}
	}
	params := map[string]string{}
	for i, want := range r.segments {
		if !isParameter(want) {
			continue
		}
		value, err := url.PathUnescape(segments[i])
		if err != nil || value == "" {
			return nil, false
		}
		params[strings.Trim(want, "{}")] = value
	}
	return params, true
}
