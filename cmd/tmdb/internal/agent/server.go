package agent

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// Options are what a server is made of.
type Options struct {
	// Client makes the calls.
	Client *tmdb.Client
	// Language is that of titles and texts, such as de-DE.
	Language string
	// Region is the country of offers and releases, such as DE.
	Region string
	// FilesURL is where the daily exports are, "" for TMDB's own place.
	FilesURL string
	// User is who the server writes for. Without one it has no tools that write.
	User *app.User
	// Demo is whether the client is one of the stand-in.
	Demo bool
	// Now is the clock.
	Now func() time.Time
	// Log takes what is for who runs the server.
	Log io.Writer
}

// Server is TMDB for agents.
type Server struct {
	*tools

	mcp   *mcp.Server
	notes []string // in each result
	out   io.Writer
}

// inDemo is said where the results are those of the stand-in.
const inDemo = "Demo: a stand-in with some 170 titles, not all of TMDB."

// New returns a server.
func New(o Options) *Server {
	s := &Server{out: o.Log, tools: &tools{
		client: o.Client, language: o.Language, region: o.Region, filesURL: o.FilesURL, now: o.Now, user: o.User,
	}}
	if o.Demo {
		s.notes = []string{inDemo}
	}
	s.mcp = mcp.NewServer(&mcp.Implementation{Name: "tmdb", Title: "The Movie Database", Version: app.ThisBuild().Version}, &mcp.ServerOptions{
		Instructions: s.instructions(), CompletionHandler: s.complete,
		Capabilities: &mcp.ServerCapabilities{ // of which nothing changes while the server runs
			Tools: &mcp.ToolCapabilities{}, Prompts: &mcp.PromptCapabilities{}, Resources: &mcp.ResourceCapabilities{},
		},
	})
	s.mcp.AddReceivingMiddleware(s.survive)
	s.addTitles()
	s.addReading()
	if s.user != nil {
		s.addWriting()
	}
	s.addResources()
	s.addPrompts()
	return s
}

// instructions tell a model what the server is for.
func (s *Server) instructions() string {
	parts := []string{
		"Movies, TV series and people of The Movie Database: facts, cast, dates, ratings, and where to watch them.",
		`Give a title or person as a ref of an earlier result (movie/550, tv/1396, person/819), an IMDb id, the address of a page, or its name.`,
		fmt.Sprintf("Texts are in %s, and offers, releases and certifications those of %s, unless you say otherwise.", s.language, s.region),
		"Names will do for genres, people, providers and so on. For what no tool has, find an operation by api_search and call it by api_call.",
		"Tell users of streaming offers that the data is JustWatch's. " + byTMDB + ".",
	}
	if s.user != nil {
		parts = append(parts, "rate, watchlist and list_edit change the account of the user: use them when asked to.")
	}
	return strings.Join(append(parts, s.notes...), "\n")
}

// addReading adds the tools that change nothing.
func (s *Server) addReading() {
	add(s, spec{
		name: "reference", title: "Reference lists",
		text: "Genres, providers, certifications (mildest first), jobs, languages or countries that TMDB knows.",
	}, s.reference)
	add(s, spec{
		name: "api_search", title: "Find an operation of the API", local: true,
		text: "Find operations of the TMDB API, with their parameters (* required), for what no other tool has.",
	}, s.apiSearch)
	add(s, spec{
		name: "api_call", title: "Call an operation of the API",
		text: "Call an operation that reads, found by api_search. Name fields, as responses are long.",
	}, s.apiCall)
}

// addWriting adds the tools that change the account of the user.
func (s *Server) addWriting() {
	add(s, spec{
		name: "rate", title: "Rate a title", writes: true,
		text: "Give a movie, series or episode the user's rating, or take it back.",
	}, s.rate)
	add(s, spec{
		name: "watchlist", title: "Watchlist and favorites", writes: true,
		text: "Show the user's watchlist or favorites, or add and remove titles.",
	}, s.watchlist)
	add(s, spec{
		name: "list_edit", title: "Lists of the user", writes: true, makes: true,
		text: "Show the user's lists or one of them, create one, or add and remove its titles.",
	}, s.listEdit)
}

// survive has an error of this program end a request, and not the server of all others.
func (s *Server) survive(next mcp.MethodHandler) mcp.MethodHandler {
	return func(ctx context.Context, method string, req mcp.Request) (r mcp.Result, err error) {
		defer func() {
			if v := recover(); v != nil {
				s.log("%s failed within: %v", method, v)
				err = errors.New(failedWithin)
				if method == "tools/call" {
					r, err = failed(err), nil
				}
			}
		}()
		return next(ctx, method, req)
	}
}

// failedWithin is what is read where the program is wrong.
const failedWithin = "this failed within the server: try other arguments, or another tool"

// log tells who runs the server.
func (s *Server) log(format string, args ...any) {
	fmt.Fprintln(s.out, output.Clean("tmdb mcp: "+fmt.Sprintf(format, args...)))
}
