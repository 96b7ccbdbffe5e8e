package agent

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
)

// maxPromptArgument is how many characters an argument of a prompt has at most.
const maxPromptArgument = 200

// prompt is a task that people give.
type prompt struct {
	name, title, text string
	arguments         []*mcp.PromptArgument
	// message is for the model.
	message func(arguments map[string]string) string
}

// prompts are those of a server whose offers are of a country unless people say another.
func prompts(region string) []prompt {
	return []prompt{
		{
			name: "what_to_watch", title: "What to watch tonight",
			text: "A few titles for an evening, that you can stream.",
			arguments: []*mcp.PromptArgument{
				{Name: "mood", Description: "what it should be like, such as light and clever, at most two hours", Required: true},
				{Name: "providers", Description: "what you are subscribed to, such as Netflix, Disney Plus"},
				{Name: "genre", Description: "a genre"},
				{Name: "region", Description: "your country, such as DE"},
			},
			message: func(a map[string]string) string {
				var b strings.Builder
				fmt.Fprintf(&b, "Suggest what to watch tonight: %s.\n", a["mood"])
				if a["genre"] != "" {
					fmt.Fprintf(&b, "Genre: %s.\n", a["genre"])
				}
				fmt.Fprintf(&b, "Country: %s. Subscriptions: %s.\n", cmp.Or(a["region"], region), cmp.Or(a["providers"], "not said, so say where each streams"))
				b.WriteString(`
Use discover with what fits (kind, genres, keywords, max_runtime, min_rating, min_votes, providers or monetization stream,
region), once for movies and once for series unless it is clear which. Check what you pick by where_to_watch with the refs.
Give five at most: title and year, length, why it fits in one sentence without spoilers, and who streams it. Put the best
first. Say that the streaming data is JustWatch's.`)
				return b.String()
			},
		},
		{
			name: "before_you_watch", title: "Before you watch",
			text:      "What to know of a title beforehand, without spoilers.",
			arguments: []*mcp.PromptArgument{{Name: "title", Description: "a movie or series, by name or ref", Required: true}, {Name: "region", Description: "your country, such as DE"}},
			message: func(a map[string]string) string {
				return fmt.Sprintf(`Tell me what to know before I watch %s, in %s, without spoilers.

Use title with the sections keywords, releases and reviews. Say what it is about in two sentences, how long it is, for what
age it is rated and why it might be (from the keywords), who made it and who is in it, how it is received, and whether
something should be watched before it: if it is of a collection, use collection for the order. End with who streams, rents
or sells it, and that this data is JustWatch's. If the name could mean another title, say which one you took.`, a["title"], cmp.Or(a["region"], region))
			},
		},
		{
			name: "person_in_depth", title: "A person in depth",
			text:      "A career in outline, and where to begin.",
			arguments: []*mcp.PromptArgument{{Name: "person", Description: "an actor, director or other, by name or ref", Required: true}, {Name: "region", Description: "your country, such as DE"}},
			message: func(a map[string]string) string {
				return fmt.Sprintf(`Introduce %s to me: who it is, how the career went, and where to begin.

Use person, sorted oldest, for the outline, and once more sorted by rating for the best. Tell of the career in phases with
years and ages, not title by title. Then name three to begin with and one that few know, each with a sentence on why, and
use where_to_watch for these in %s. Say that the streaming data is JustWatch's.`, a["person"], cmp.Or(a["region"], region))
			},
		},
	}
}

// addPrompts adds the prompts.
func (s *Server) addPrompts() {
	for _, p := range prompts(s.region) {
		s.mcp.AddPrompt(&mcp.Prompt{Name: p.name, Title: p.title, Description: p.text, Arguments: p.arguments},
			func(_ context.Context, req *mcp.GetPromptRequest) (*mcp.GetPromptResult, error) {
				arguments, err := p.check(req.Params.Arguments)
				if err != nil {
					return nil, &jsonrpc.Error{Code: jsonrpc.CodeInvalidParams, Message: err.Error()}
				}
				text := &mcp.TextContent{Text: p.message(arguments)}
				return &mcp.GetPromptResult{Description: p.text, Messages: []*mcp.PromptMessage{{Role: "user", Content: text}}}, nil
			})
	}
}

// check returns the arguments of a prompt in one line each.
func (p prompt) check(given map[string]string) (map[string]string, error) {
	all := map[string]string{}
	var names []string
	for _, a := range p.arguments {
		names = append(names, a.Name)
		value := output.Clean(given[a.Name])
		switch {
		case value == "" && a.Required:
			return nil, fmt.Errorf("%s is missing: want %s", a.Name, a.Description)
		case utf8.RuneCountInString(value) > maxPromptArgument:
			return nil, fmt.Errorf("%s has more than %d characters: want %s", a.Name, maxPromptArgument, a.Description)
		}
		all[a.Name] = value
	}
	for name := range given {
		if _, ok := all[name]; !ok {
			return nil, fmt.Errorf("%.40q is no argument: want some of %s", name, strings.Join(names, ", "))
		}
	}
	return all, nil
}
