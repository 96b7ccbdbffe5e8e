package check

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/tmdb-go/tmdb/internal/spec"
)

const session = "session_id"

// NeedsUser returns an error that says whom a request has to act for, nil if it has a user or needs
// none. Whether the application's token will do is TMDB's to say, for it may stand for the account
// that it was made for.
func NeedsUser(op *spec.Operation, req *http.Request) error {
	if op == nil || !op.NeedsUser() {
		return nil
	}
	query := req.URL.Query()
	switch guest := op.Has("guest_session_id"); {
	case strings.HasPrefix(op.Path, "/4/"):
		return fmt.Errorf("%s needs a user: want WithToken or BearerAuth with an access token of the user's", op.ID)
	case query.Get(session) != "" || guest && query.Get("guest_session_id") != "":
		return nil
	case guest:
		return fmt.Errorf("%s needs a user: want Session, GuestSession or WithDefaults(Session(…))", op.ID)
	}
	return fmt.Errorf("%s needs a user: want Session or WithDefaults(Session(…))", op.ID)
}

// User returns an error if a request needs a user and has none for sure: some operations require a
// session, and an API key is nobody's, with which v4 shows what is public.
func User(op *spec.Operation, req *http.Request) error {
	err := NeedsUser(op, req)
	switch {
	case err == nil:
		return nil
	case op.Has(session) && op.Query(session).Required:
		return fmt.Errorf("%s is missing: %w", session, err)
	case req.Header.Get("Authorization") != "" || !req.URL.Query().Has("api_key"):
		return nil
	case strings.HasPrefix(op.Path, "/4/") && !op.Writes:
		return nil
	}
	return err
}
