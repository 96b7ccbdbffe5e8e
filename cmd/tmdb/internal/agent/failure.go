package agent

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// maxFailure is how many bytes the sentence of a failure has at most.
const maxFailure = 1000

// failed returns the result of a call that failed, with how to go on. It is for a model to read, so it is
// no error of the protocol.
func failed(err error) *mcp.CallToolResult {
	r := &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: sentence(err)}}}
	r.IsError = true
	return r
}

// sentence says what is wrong and how to go on.
func sentence(err error) string {
	text := strings.TrimPrefix(err.Error(), "tmdb: ")
	e, fromTMDB := errors.AsType[*tmdb.Error](err)
	_, isUsage := errors.AsType[app.UsageError](err)
	_, isUnknown := errors.AsType[title.UnknownError](err)
	next := ""
	switch {
	case isUsage:
	case errors.Is(err, tmdb.ErrUnauthorized) && fromTMDB:
		next = "TMDB does not take the credential of this server for that. Trying again does not help: tell the user to run tmdb status."
	case errors.Is(err, tmdb.ErrRateLimited):
		wait := time.Second
		if fromTMDB && e.RetryAfter > 0 {
			wait = e.RetryAfter
		}
		next = fmt.Sprintf("TMDB asks to wait %s: try again then.", wait)
	case errors.Is(err, tmdb.ErrUnavailable):
		next = "TMDB cannot be reached or cannot respond now: try again in a minute, or tell the user."
	case errors.Is(err, context.DeadlineExceeded):
		text, next = "this took too long", "Ask for less at once, or try again later."
	case isUnknown:
		next = "Use search with fewer or other words, or give a ref such as movie/550, an IMDb id or the address of a page."
	case app.IsMissing(err):
		next = "TMDB has no such thing: use search to find its ref."
	}
	text = output.CleanLines(text)
	if len(text) > maxFailure {
		text = strings.ToValidUTF8(text[:maxFailure], "") + "…"
	}
	if next != "" {
		text = strings.TrimSuffix(text, ".") + ". " + next
	}
	return text
}
