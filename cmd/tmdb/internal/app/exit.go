package app

import (
	"context"
	"errors"
	"fmt"

	mirror "github.com/tmdb-go/tmdb/cmd/tmdb-mirror/command"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// The codes by which the program ends. 3 is of a mirror that ends with jobs that are dead.
const (
	exitFailed      = 1
	exitUsage       = 2
	exitCredentials = 4
	exitNotFound    = 5
	exitUpstream    = 6
	exitInterrupted = 130
)

// ExitCodes says what the codes are for, in the order of a help text.
const ExitCodes = `0  all is well
1  anything else failed
2  the command line is wrong
3  mirror run --once ended with jobs that are dead
4  a credential is missing, wrong or not allowed to do this
5  there is no such thing
6  TMDB cannot be reached, cannot respond now, or asks to wait
130  interrupted`

// UsageError is of a command line that is wrong.
type UsageError struct{ Err error }

// Error implements error.
func (e UsageError) Error() string { return e.Err.Error() }

// Unwrap has errors.Is and errors.As see what is wrong.
func (e UsageError) Unwrap() error { return e.Err }

// Usagef returns an error of the command line.
func Usagef(format string, args ...any) error { return UsageError{fmt.Errorf(format, args...)} }

// CheckLimit returns what is wrong with the value of --limit.
func CheckLimit(limit int) error {
	if limit < 0 {
		return Usagef("--limit is %d: want 1 or more, or 0 for all", limit)
	}
	return nil
}

// ErrNotFound is of something that a command looked for and that is not there.
var ErrNotFound = tmdb.ErrNotFound

// IsMissing reports whether it is TMDB that says that something is not there.
func IsMissing(err error) bool {
	_, fromTMDB := errors.AsType[*tmdb.Error](err)
	return fromTMDB && errors.Is(err, tmdb.ErrNotFound)
}

// NotFoundf returns an error of something that is not there.
func NotFoundf(format string, args ...any) error {
	return kindError{ErrNotFound, fmt.Sprintf(format, args...)}
}

// Credentialsf returns an error of a credential that is missing or not good for what was asked.
func Credentialsf(format string, args ...any) error {
	return kindError{tmdb.ErrUnauthorized, fmt.Sprintf(format, args...)}
}

// kindError is of a kind that its text does not repeat.
type kindError struct {
	kind error
	text string
}

// Error implements error.
func (e kindError) Error() string { return e.text }

// Unwrap has errors.Is see the kind.
func (e kindError) Unwrap() error { return e.kind }

// ExitCode returns what the program ends by after err: see [ExitCodes].
func ExitCode(err error) int {
	_, isUsage := errors.AsType[UsageError](err)
	_, isFlag := errors.AsType[output.FlagError](err)
	switch {
	case err == nil:
		return 0
	case isUsage, isFlag, errors.Is(err, tmdb.ErrInvalid):
		return exitUsage
	case errors.Is(err, tmdb.ErrUnauthorized):
		return exitCredentials
	case errors.Is(err, tmdb.ErrNotFound):
		return exitNotFound
	case errors.Is(err, tmdb.ErrRateLimited), errors.Is(err, tmdb.ErrUnavailable), errors.Is(err, context.DeadlineExceeded):
		return exitUpstream
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	}
	return max(exitFailed, mirror.ExitCode(err))
}
