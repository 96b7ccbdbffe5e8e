package wrapper

import (
	"context"
	"iter"
	"strings"
)

// Operation is one operation of TMDB's API.
type Operation struct {
	Name     string // operationId in the OpenAPI document, such as movieDetails
	Method   string // HTTP method
	Path     string // template, such as /3/movie/{movie_id}
	Tag      string // tag in the OpenAPI document, such as MOVIES
	Service  string // field of Client, such as Movies
	GoMethod string // method of the service, such as Details
	Writes   bool   // it changes something: all but GET do, and GET /4/list/{list_id}/clear

	query  string // names of the query parameters, separated by spaces, ! after a required one
	unique bool   // each answer is a new one, so that callers share none
}

// HasQuery reports whether the operation has a query parameter of this name, such as language.
func (op Operation) HasQuery(name string) bool {
	has, _ := op.parameter(name)
	return has
}

// parameter reports whether the operation has a query parameter, and whether it requires it.
func (op Operation) parameter(name string) (has, required bool) {
	for known, required := range op.parameters() {
		if known == name {
			return true, required
		}
	}
	return false, false
}

// parameters yields the query parameters, and whether every request has to have them.
func (op Operation) parameters() iter.Seq2[string, bool] {
	return func(yield func(name string, required bool) bool) {
		for known := range strings.FieldsSeq(op.query) {
			if !yield(strings.CutSuffix(known, "!")) {
				return
			}
		}
	}
}

// Paged reports whether the operation answers with one page of a list.
func (op Operation) Paged() bool { return op.HasQuery("page") }

// OperationFrom returns the operation that a request's context belongs to, for transports that log,
// measure or trace. It is false for requests that no [Client] made, and for those to paths that are
// not in the OpenAPI document.
func OperationFrom(ctx context.Context) (Operation, bool) {
	if c := callFrom(ctx); c != nil && c.op != nil {
		return *c.op, true
	}
	return Operation{}, false
}

// Operations returns all operations of the API, by tag.
func Operations() []Operation {
	list := make([]Operation, len(operations))
	for i, op := range operations {
		list[i] = *op
	}
	return list
}

// findOperation returns the operation of a request to path, which is percent-encoded and may have
// anything before /3/ or /4/. It returns nil if there is none.
func findOperation(method, path string) *Operation {
	for rest := path; rest != ""; {
		if op := matchOperation(method, rest); op != nil {
			return op
		}
		i := strings.IndexByte(rest[1:], '/')
		if i < 0 {
			return nil
		}
		rest = rest[1+i:]
	}
	return nil
}

// matchOperation prefers /3/movie/latest to /3/movie/{movie_id}: the template with most literal
// segments.
func matchOperation(method, path string) *Operation {
	segments := strings.Split(path, "/")
	var best *Operation
	most := 0
	for _, op := range operations {
		if op.Method != method || strings.Count(op.Path, "/") != len(segments)-1 {
			continue
		}
		if n := literals(op.Path, segments); n > most {
			best, most = op, n
		}
	}
	return best
}

// literals returns how many segments are those of the template, 0 if another than a parameter differs.
func literals(template string, segments []string) int {
	n, i := 0, 0
	for part := range strings.SplitSeq(template, "/") {
		if part == segments[i] {
			n++
		} else if !strings.HasPrefix(part, "{") || segments[i] == "" {
			return 0
		}
		i++
	}
	return n
}
