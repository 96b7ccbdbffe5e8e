// Package agent is the server of tmdb mcp: TMDB as a few tools for a model, a file for each.
package agent

import (
	"time"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// tools are the tools as plain methods: each takes its arguments and returns its result, of which the
// registration cuts what is too long, and cleans all texts of control characters.
type tools struct {
	client   *tmdb.Client
	language string // such as de-DE
	region   string // such as DE: of a call that names none
	filesURL string // where the daily exports are, "" for TMDB's own place
	now      func() time.Time
	user     *app.User // nil unless the server may write
}

// said is what every result has beside its own: embed it.
type said struct {
	Note        string `json:"note,omitempty"`
	Cut         string `json:"cut,omitempty"`
	Attribution string `json:"attribution,omitempty"`

	// more is how to get what is cut, such as "ask for page 2, or narrow by year".
	more string
	// offers is whether it says where something may be watched, and local that none of it is TMDB's.
	offers, local bool
}

// about lets the registration see what is said.
func (s *said) about() *said { return s }

// result is what a tool returns a pointer of. Its arguments are a struct of texts, numbers, truth values, lists
// of texts, and for api_call a map. The tags of the struct are its schema, by which the registration checks
// arguments before the method sees them: what has no omitempty is required, jsonschema describes it in a few
// words, enum has the values (those of the items of a list), min and max bound a number or the number of items.
type result interface{ about() *said }

// What TMDB wants to be said where its data and those of JustWatch show.
const (
	byTMDB      = "Data: TMDB (not endorsed or certified by TMDB)"
	byJustWatch = "Streaming data: JustWatch"
)

// attribution returns what has to be said of a result, which the registration does.
func (s *said) attribution() string {
	switch {
	case s.local:
		return ""
	case s.offers:
		return byTMDB + ". " + byJustWatch
	}
	return byTMDB
}
