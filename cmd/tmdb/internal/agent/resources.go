package agent

import (
	"context"
	"errors"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// scheme is before the ref of a title or person in the address of a resource.
const scheme = "tmdb://"

// attribution is what who shows data of TMDB has to say, in full.
const attribution = `This product uses the TMDB API but is not endorsed or certified by TMDB.
Movie, series and person data: The Movie Database, https://www.themoviedb.org
Where to watch: JustWatch, https://www.justwatch.com, which has to be named wherever its data shows.
`

// guide tells which tool is for what.
const guide = `# TMDB for agents

Everything has a ref: movie/550, tv/1396, tv/1396/season/1/episode/2, person/287. Results name them; arguments take them,
and also names, IMDb ids and addresses of pages. A name that could be several takes the best known one, and the note says
what else there is.

- A name to find: search. One title: title, with sections for more. Several side by side: cards.
- A series: season without a number has the next episode, with one its episodes.
- A person's works, by role, kind and time: person.
- "Something like …": discover, where names do for genres, people, providers, companies, keywords and networks.
- What is new, popular or on tonight: lists. A saga in order: collection.
- Who streams it where: where_to_watch, or title with a region; discover with providers or monetization finds what is there.
- The values themselves (genres, providers of a country, certifications): reference.
- Anything else that TMDB has: api_search finds an operation, api_call calls it; fields keep the result short.

A result that says "cut" has more: it says how to get it.
`

// addResources adds what clients can show or attach without a model's call.
func (s *Server) addResources() {
	for _, one := range []struct{ name, title, mime, text string }{
		{"attribution", "What to say of the data", "text/plain", attribution},
		{"guide", "Which tool is for what", "text/markdown", guide},
	} {
		uri := scheme + one.name
		s.mcp.AddResource(&mcp.Resource{URI: uri, Name: one.name, Title: one.title, MIMEType: one.mime},
			func(context.Context, *mcp.ReadResourceRequest) (*mcp.ReadResourceResult, error) {
				return contents(uri, one.mime, one.text), nil
			})
	}
	for _, one := range []struct{ name, title, path string }{
		{"movie", "A movie", "movie/{id}"},
		{"tv", "A series", "tv/{id}"},
		{"season", "A season of a series", "tv/{id}/season/{number}"},
		{"person", "A person", "person/{id}"},
	} {
		s.mcp.AddResourceTemplate(&mcp.ResourceTemplate{URITemplate: scheme + one.path, Name: one.name, Title: one.title, MIMEType: "application/json"}, s.read)
	}
}

// read returns a title, season or person as the tool of its kind does.
func (s *Server) read(ctx context.Context, req *mcp.ReadResourceRequest) (*mcp.ReadResourceResult, error) {
	uri := req.Params.URI
	ref, ok := title.Parse(strings.TrimPrefix(uri, scheme))
	if !ok || ref.External != "" || ref.Episode >= 0 || ref.Kind == gen.MediaTypeCollection {
		return nil, mcp.ResourceNotFoundError(uri)
	}
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	out, err := s.about(ctx, ref)
	if errors.Is(err, tmdb.ErrNotFound) {
		return nil, mcp.ResourceNotFoundError(uri)
	}
	if err != nil {
		return nil, errors.New(sentence(err))
	}
	r, err := reply(out, s.notes...)
	if err != nil {
		return nil, err
	}
	text := ""
	for _, content := range r.Content {
		if c, ok := content.(*mcp.TextContent); ok {
			text += c.Text
		}
	}
	return contents(uri, "application/json", text), nil
}

// about returns what the tool for a ref does.
func (t *tools) about(ctx context.Context, ref title.Ref) (result, error) {
	switch {
	case ref.Kind == gen.MediaTypePerson:
		return t.person(ctx, personInput{Person: ref.String()})
	case ref.Season >= 0:
		return t.season(ctx, seasonInput{Series: ref.String()})
	}
	return t.title(ctx, titleInput{Title: ref.String()})
}

func contents(uri, mime, text string) *mcp.ReadResourceResult {
	return &mcp.ReadResourceResult{Contents: []*mcp.ResourceContents{{URI: uri, MIMEType: mime, Text: text}}}
}
