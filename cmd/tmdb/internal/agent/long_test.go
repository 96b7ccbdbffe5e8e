package agent

import (
	"fmt"
	"testing"
	"testing/fstest"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest"
)

// TestLong: what is asked for most is told of what TMDB has very much of.
func TestLong(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	const text = "Something or other happens to somebody, who sets out to do something about it, and finds that somebody else has done it."
	movie, err := w.agent.client.Movies.Details(t.Context(), 550, &gen.MovieDetailsParams{AppendToResponse: []gen.MovieAppend{gen.MovieAppendCredits}})
	if err != nil {
		t.Fatal(err)
	}
	one := movie.Credits.Crew[0]
	movie.Credits.Crew = nil
	for i := range 600 {
		one.ID, one.Name, one.Job = 95_000_000+i, fmt.Sprintf("One of very many %d", i), "Visual Effects Artist"
		one.CreditID = fmt.Sprintf("%024d", i)
		if i == 599 {
			one.Name, one.Job = "Ann Yeast", "Original Music Composer"
		}
		movie.Credits.Crew = append(movie.Credits.Crew, one)
	}
	season, err := w.agent.client.TVSeasons.Details(t.Context(), 1396, 1, nil)
	if err != nil {
		t.Fatal(err)
	}
	first := season.Episodes[0]
	season.Episodes = nil
	for i := range 50 {
		first.ID, first.EpisodeNumber, first.Name, first.Overview = 95_000_000+i, i+1, fmt.Sprintf("The episode of the %dth day", i+1), text
		season.Episodes = append(season.Episodes, first)
	}
	collection, err := w.agent.client.Collections.Details(t.Context(), 10, nil)
	if err != nil {
		t.Fatal(err)
	}
	part := collection.Parts[0]
	collection.Parts = nil
	for i := range 40 {
		part.ID, part.Title, part.OriginalTitle, part.Overview = 95_000_000+i, fmt.Sprintf("Star Wars: %d of very many films", i), "", text
		collection.Parts = append(collection.Parts, part)
	}
	data := fstest.MapFS{}
	for path, body := range map[string]any{"/3/movie/550": movie, "/3/tv/1396/season/1": season, "/3/collection/10": collection} {
		data[fmt.Sprint("long", len(data), ".json")] = &fstest.MapFile{Data: []byte(marshal(t, map[string]any{"path": path, "body": body}))}
	}
	w.agent.client = tmdbtest.NewClient(t, tmdbtest.NewServer(t, tmdbtest.WithClock(tmdbtest.Day), tmdbtest.WithData(data)))
	session := w.connect(t)
	for _, tt := range []struct{ tool, arguments, read, want string }{
		{"title", `{"title":"movie/550","sections":["crew"]}`, `.people.crew[0], (.cut | contains("of 600 shown: ask for fewer sections at once, or by api_call for fields of one"))`,
			`{"ref":"person/95000599","name":"Ann Yeast","role":"Original Music Composer"} true`},
		{"season", `{"series":"tv/1396","season":1}`, `(.episodes | length), .cut, .episodes[0].about`, `50 null null`},
		{"collection", `{"collection":"collection/10"}`, `(.parts | length), .cut, .parts[0].about`, `40 null null`},
	} {
		t.Run(tt.tool, func(t *testing.T) {
			t.Parallel()
			check(t, ask(t, session, tt.tool, jq(t, tt.arguments, nil)[0]), tt.read, tt.want)
		})
	}
}
