package agent

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
)

// completions is how many values a client is offered.
const completions = 10

// complete offers values for an argument of a prompt that somebody has begun to type. What cannot be
// looked up has none.
func (s *Server) complete(ctx context.Context, req *mcp.CompleteRequest) (*mcp.CompleteResult, error) {
	r := &mcp.CompleteResult{Completion: mcp.CompletionResultDetails{Values: []string{}}}
	if req.Params.Ref.Type != "ref/prompt" {
		return r, nil
	}
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	typed := output.Clean(req.Params.Argument.Value)
	if len(typed) > 4*maxPromptArgument {
		return r, nil
	}
	for value, err := range s.values(ctx, req.Params.Argument.Name, typed) {
		if err != nil {
			s.log("completion of %s: %s", req.Params.Argument.Name, sentence(err))
			break
		}
		if len(r.Completion.Values) == completions {
			r.Completion.HasMore = true
			break
		}
		if value = output.Clean(value); !slices.Contains(r.Completion.Values, value) {
			r.Completion.Values = append(r.Completion.Values, value)
		}
	}
	return r, nil
}

// values yields what an argument could be.
func (s *Server) values(ctx context.Context, argument, typed string) iter.Seq2[string, error] {
	switch argument {
	case "title":
		return s.titles(ctx, typed, gen.MediaTypeMovie, gen.MediaTypeTV)
	case "person":
		return s.titles(ctx, typed, gen.MediaTypePerson)
	case "genre":
		return named(typed, func() ([]referenceRow, error) { return s.genres(ctx, "movie") }, func(r referenceRow) string { return r.Name })
	case "providers":
		before, last := "", typed
		if i := strings.LastIndexByte(typed, ','); i >= 0 {
			before, last = typed[:i+1]+" ", strings.TrimSpace(typed[i+1:])
		}
		return named(last, func() ([]referenceRow, error) { return s.providers(ctx, "movie", s.region) }, func(r referenceRow) string { return before + r.Name })
	case "region":
		return named(typed, func() ([]referenceRow, error) { return s.countries(ctx) }, func(r referenceRow) string { return r.ID })
	}
	return func(func(string, error) bool) {}
}

// titles yields names with what begins as typed.
func (s *Server) titles(ctx context.Context, typed string, kinds ...gen.MediaType) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		if len([]rune(typed)) < 2 {
			return
		}
		for row, err := range title.First(title.Search(ctx, s.client, typed, kinds...), completions) {
			text := row.Title
			if year := title.Year(row.Date); year != "" {
				text = fmt.Sprintf("%s (%s)", row.Title, year)
			}
			if !yield(text, err) {
				return
			}
		}
	}
}

// named yields those of some rows whose id or name begins as typed.
func named(typed string, list func() ([]referenceRow, error), value func(referenceRow) string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		rows, err := list()
		if err != nil {
			yield("", err)
			return
		}
		begins := func(text string) bool { return strings.HasPrefix(strings.ToLower(text), strings.ToLower(typed)) }
		for _, row := range rows {
			if (begins(row.Name) || begins(row.ID)) && !yield(value(row), nil) {
				return
			}
		}
	}
}
