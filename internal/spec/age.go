package spec

import (
	"slices"
	"strings"
	"time"
)

// MaxAge returns for how long TMDB lets a response be kept, as measured; 0 is not at all.
func (op *Operation) MaxAge() time.Duration {
	if op.Writes {
		return 0
	}
	switch op.Tag {
	case "AUTHENTICATION", "ACCOUNT", "GUEST SESSION", "V4 ACCOUNT", "V4 AUTH", "LISTS":
		return 0
	case "V4 LISTS":
		return 5 * time.Minute // although a list may be private
	case "TRENDING", "CHANGES", "DISCOVER":
		return 10 * time.Minute
	case "SEARCH", "FIND":
		return 4 * time.Hour
	}
	switch {
	case strings.HasSuffix(op.Path, "/account_states"), strings.HasSuffix(op.Path, "/latest"):
		return 0
	case strings.HasSuffix(op.Path, "/changes"):
		return 10 * time.Minute
	default:
		return 6 * time.Hour
	}
}

// usersTags are the tags of v3 whose operations are about users: their accounts and lists.
var usersTags = []string{"ACCOUNT", "AUTHENTICATION", "GUEST SESSION", "LISTS"}

// OfUsers reports whether all responses are a user's: those of accounts, lists, guest sessions and
// the v4 API.
func (op *Operation) OfUsers() bool {
	return slices.Contains(usersTags, op.Tag) || strings.HasPrefix(op.Path, "/4/")
}
