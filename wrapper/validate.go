package wrapper

import (
	"github.com/tmdb-go/tmdb/internal/check"
	"github.com/tmdb-go/tmdb/internal/spec"
)

// checkPath returns an *Error if value must not stand in a path in place of a parameter.
func checkPath(op *spec.Operation, name, value string) error {
	if err := check.Path(name, value); err != nil {
		return newError(op, ErrInvalid, err)
	}
	return nil
}

// maxDays returns how many days an operation looks at at once, 0 for any.
func maxDays(op *spec.Operation) int {
	if p := op.Query("end_date"); p != nil {
		return p.MaxDays
	}
	return 0
}

// maxAppends returns how many pieces an operation appends to a response.
func maxAppends(op *spec.Operation) int { return op.Query("append_to_response").MaxItems }

// lastPage returns the last page of a list that TMDB shows.
func lastPage(op *spec.Operation) int { return int(op.Query("page").Max.Value) }
