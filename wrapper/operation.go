package wrapper

import (
	"context"
	"net/http"
	"net/url"

	"github.com/tmdb-go/tmdb/internal/redact"
	"github.com/tmdb-go/tmdb/internal/spec"
)

// Operation is one operation of TMDB's API.
type Operation struct {
	Name     string // operationId in the OpenAPI document, such as movieDetails
	Method   string // HTTP method
	Path     string // template, such as /3/movie/{movie_id}
	Tag      string // tag in the OpenAPI document, such as MOVIES
	Service  string // field of Client, such as Movies
	GoMethod string // method of the service, such as Details
	Docs     string // address of TMDB's own page
	Writes   bool   // it changes something: all but GET do, and GET /4/list/{list_id}/clear
	Paged    bool   // it responds with one page of a list
}

func newOperation(op *spec.Operation) Operation {
	return Operation{
		Name: op.ID, Method: op.Method, Path: op.Path, Tag: op.Tag, Service: op.Service, GoMethod: op.GoMethod,
		Docs: op.Docs, Writes: op.Writes, Paged: op.Has("page"),
	}
}

// OperationFrom returns the operation that a request's context belongs to, for transports that log,
// measure or trace. It is false for requests that no [Client] made, and for those to paths that are
// not in the OpenAPI document.
func OperationFrom(ctx context.Context) (Operation, bool) {
	if ctx == nil {
		return Operation{}, false
	}
	if op := operationFrom(ctx); op != nil {
		return newOperation(op), true
	}
	return Operation{}, false
}

// RedactedURL returns the URL of a request that a [Client] made with nothing secret in it, for
// transports that log, measure or trace: scheme and host, and then the path and the query as in the
// Target of an [Error], without what [WithBaseURL] has before the path. Of a request to a path that is
// not in the OpenAPI document there are scheme and host alone. It reads the request's body, for a
// secret in there that the URL repeats.
func RedactedURL(req *http.Request) string {
	if req == nil || req.URL == nil {
		return ""
	}
	op := operationOf(req.Context(), req)
	origin := url.URL{Scheme: req.URL.Scheme, Host: req.URL.Host}
	return origin.String() + redact.Target(op, req.URL, redact.Secrets(op, req)...)
}

// Operations returns all operations of the API, by tag.
func Operations() []Operation {
	list := make([]Operation, len(spec.Operations))
	for i, op := range spec.Operations {
		list[i] = newOperation(op)
	}
	return list
}

// operationFrom returns the operation of a call, nil if it is not known.
func operationFrom(ctx context.Context) *spec.Operation {
	if c := callFrom(ctx); c != nil {
		return c.op
	}
	return nil
}

// operationOf returns the operation of a request that is being made with ctx, nil if it is not
// known. A context may be that of another call, in which this one is made.
func operationOf(ctx context.Context, req *http.Request) *spec.Operation {
	path := req.URL.EscapedPath()
	if op := operationFrom(ctx); op != nil && op.Matches(req.Method, path) {
		return op
	}
	return spec.Find(req.Method, path)
}
