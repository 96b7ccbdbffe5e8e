package match

import (
	"context"
	"fmt"

	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// Matcher finds the titles of names on TMDB. It is safe for concurrent use, and keeps what TMDB
// sent for as long as it lives, so that the files of a folder cost little more than one of them.
// Make one for a run over a library.
type Matcher struct {
	client *tmdb.Client
	config config
	movies memory[gen.MoviePage]
	series memory[gen.TVSeriesPage]
	found  memory[gen.FindResults]
	movie  memory[gen.MovieDetails]
	tv     memory[gen.TVSeriesDetails]
	season memory[gen.TVSeasonDetails]
	parse  func(string) Name
}

type config struct {
	language   string
	adult      bool
	others     int
	confidence float64
}

// Option says how a Matcher matches.
type Option func(*config) error

// Language has titles and names of episodes come in a language, ISO 639-1 with or without a
// country: "de", "pt-BR". Without it they come in that of the client. Names of files are matched in
// any language.
func Language(language string) Option {
	return func(c *config) error {
		if language == "" {
			return refuse(`language is "": want one such as "de" or "pt-BR"`)
		}
		c.language = language
		return nil
	}
}

// RunnersUp sets how many there are at most in Result.Others, 5 without it.
func RunnersUp(n int) Option {
	return func(c *config) error {
		if n < 0 {
			return refuse(fmt.Sprintf("runners-up is %d: want 0 or more", n))
		}
		c.others = n
		return nil
	}
}

// MinConfidence sets below which confidence Result.Best is nil, 0.5 without it. Who renames files
// without asking may want 0.9.
func MinConfidence(confidence float64) Option {
	return func(c *config) error {
		if !(confidence >= 0 && confidence <= 1) {
			return refuse(fmt.Sprintf("confidence is %g: want 0 to 1", confidence))
		}
		c.confidence = confidence
		return nil
	}
}

// IncludeAdult has pornographic titles found, too.
func IncludeAdult() Option {
	return func(c *config) error { c.adult = true; return nil }
}

// New returns a Matcher that asks TMDB by way of a client. The error is a *[tmdb.Error],
// [tmdb.ErrInvalid], for a client that New of the client did not make, and for options out of
// range.
func New(client *tmdb.Client, opts ...Option) (*Matcher, error) {
	if client == nil || client.Search == nil {
		return nil, refuse("the client is empty: want one made by tmdb.New")
	}
	m := &Matcher{client: client, config: config{others: 5, confidence: 0.5}, parse: Parse}
	for _, opt := range opts {
		if opt == nil {
			return nil, refuse("an option is nil: leave it out")
		}
		if err := opt(&m.config); err != nil {
			return nil, err
		}
	}
	return m, nil
}

func refuse(text string) error { return &tmdb.Error{Kind: tmdb.ErrInvalid, Message: text} }

// editors are those of each request.
func (m *Matcher) editors() []gen.RequestEditorFn {
	if m.config.language == "" {
		return nil
	}
	return []gen.RequestEditorFn{tmdb.Language(m.config.language)}
}

// Result is what a name was matched to.
type Result struct {
	// Name is what the name says.
	Name Name `json:"name"`
	// Best is the likeliest title, nil if none is likely enough.
	Best *Candidate `json:"best"`
	// Others are the runners-up, the likeliest first.
	Others []Candidate `json:"others,omitzero"`
	// Why says why there is no Best, "" if there is.
	Why string `json:"why,omitzero"`
}

// Candidate is a title that a name may be of.
type Candidate struct {
	Kind Kind `json:"kind"`
	ID   int  `json:"id"`
	// Title is in the language of the matcher, Original in that of the title.
	Title    string `json:"title"`
	Original string `json:"original_title,omitzero"`
	// Year is that of the first release or episode, 0 if TMDB has none.
	Year int `json:"year,omitzero"`
	// Season is that of the name, of which the Episodes are, nil for a movie.
	Season   *int      `json:"season,omitempty"`
	Episodes []Episode `json:"episodes,omitzero"`
	// Confidence is 0 to 1: see the documentation of the package.
	Confidence float64 `json:"confidence"`
	// Why says what speaks for the candidate and against it, in a few words.
	Why string `json:"why"`
}

// Episode is an episode of a candidate.
type Episode struct {
	Season int    `json:"season"`
	Number int    `json:"number"`
	ID     int    `json:"id"`
	Name   string `json:"name"`
}

// Match parses a path and finds what it is of. Nothing found is no error: Best is nil.
//
// TMDB: GET /3/search/movie, GET /3/search/tv, GET /3/find/{external_id}, GET /3/movie/{movie_id},
// GET /3/tv/{series_id}, GET /3/tv/{series_id}/season/{season_number}
//
// Errors are *[tmdb.Error]: [tmdb.ErrUnauthorized], [tmdb.ErrRateLimited], [tmdb.ErrUnavailable],
// [tmdb.ErrInvalid] for a language that is none.
func (m *Matcher) Match(ctx context.Context, path string) (*Result, error) {
	return m.MatchName(ctx, m.parse(path))
}

// MatchName finds what a name is of that was parsed, and perhaps corrected, before. It is
// [Matcher.Match] otherwise.
func (m *Matcher) MatchName(ctx context.Context, name Name) (*Result, error) {
	result := &Result{Name: name}
	switch {
	case name.Extra != "":
		result.Why = fmt.Sprintf("it is no title but what goes with one: %s", name.Extra)
		return result, nil
	case len(name.Titles) == 0 && name.IMDbID == "" && name.TMDBID == 0 && name.TVDBID == 0:
		result.Why = "the name says no title"
		return result, nil
	}
	h := &hunt{Matcher: m, name: &name, by: map[reference]*rival{}}
	if err := h.byID(ctx); err != nil {
		return nil, err
	}
	if len(h.rivals) == 0 {
		if err := h.bySearch(ctx); err != nil {
			return nil, err
		}
	}
	if err := h.verify(ctx); err != nil {
		return nil, err
	}
	candidates := h.ranked()
	if len(candidates) > 0 && candidates[0].Confidence >= m.config.confidence {
		result.Best, candidates = &candidates[0], candidates[1:]
	} else if len(candidates) > 0 {
		result.Why = "nothing is alike enough"
	} else {
		result.Why = "nothing was found"
	}
	result.Others = candidates[:min(len(candidates), m.config.others)]
	return result, nil
}
