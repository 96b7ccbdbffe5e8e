package tmdbtest

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/handlers"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
)

// seen is a response to a request.
type seen struct {
	op     *spec.Operation
	target string
	status int
	body   []byte
}

// get asks the server without a network.
func get(s *Server, target string) seen {
	r := httptest.NewRequest(http.MethodGet, target, nil)
	r.Header.Set("Authorization", "Bearer "+s.Token)
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	op, _, _ := spec.Match(r.Method, r.URL.EscapedPath())
	return seen{op, target, w.Code, w.Body.Bytes()}
}

// readAll asks each operation that reads about everything in the data: every
// movie, person and so on, the first and the last episode of each season, with
// everything appended that can be. A user is signed in.
//
// What a request of its own and an appended piece both response is asked alone for
// some only: it is the same.
func readAll(s *Server) ([]seen, error) {
	session, err := s.Session("ada")
	if err != nil {
		return nil, err
	}
	var targets []string
	for _, op := range spec.Operations {
		if op.Method != http.MethodGet || !strings.HasPrefix(op.Path, "/3/") || elsewhere(op) {
			continue
		}
		if op.ID == "findByExternalID" {
			targets = append(targets, findTargets(setOf(s))...)
			continue
		}
		paths := pathsOf(setOf(s), op.Path)
		if isPiece(op.ID) {
			paths = paths[:min(alone, len(paths))]
		}
		for _, path := range paths {
			targets = append(targets, path+queryOf(op, session))
		}
	}
	slices.Sort(targets)
	return slices.Collect(func(yield func(seen) bool) {
		for _, target := range targets {
			if !yield(get(s, target)) {
				return
			}
		}
	}), nil
}

// alone is how often an operation is asked by itself whose response is appended to
// details anyway.
const alone = 25

func isPiece(opID string) bool {
	for _, details := range spec.Operations {
		if !details.Has("append_to_response") {
			continue
		}
		for _, name := range handlers.Pieces(details) {
			if handlers.PieceOf(details, name) == opID {
				return true
			}
		}
	}
	return false
}

// elsewhere reports whether an operation is tested with the users and lists.
func elsewhere(op *spec.Operation) bool {
	return slices.Contains([]string{"ACCOUNT", "AUTHENTICATION", "GUEST SESSION", "LISTS"}, op.Tag)
}

// queryOf returns a query that makes an operation tell all it can.
func queryOf(op *spec.Operation, session string) string {
	q := url.Values{}
	for _, p := range op.Parameters {
		switch p.Name {
		case "session_id":
			q.Set("session_id", session)
		case "query":
			q.Set("query", "the")
		case "start_date":
			q.Set("start_date", "2025-12-15")
		case "append_to_response":
			pieces := handlers.Pieces(op)
			if op.ID == "tvSeriesDetails" {
				pieces = append(pieces, "season/1", "season/1/credits")
			}
			q.Set(p.Name, strings.Join(pieces, ","))
		}
	}
	if len(q) == 0 {
		return ""
	}
	return "?" + q.Encode()
}

// pathsOf returns the paths of an operation for everything in the data.
func pathsOf(set *dataset.Set, template string) []string {
	paths := []string{template}
	for _, p := range parameters(set, template) {
		var longer []string
		for _, path := range paths {
			for _, values := range p {
				longer = append(longer, strings.NewReplacer(values...).Replace(path))
			}
		}
		paths = longer
	}
	return paths
}

// parameters returns for each parameter of a path, or for parameters that go
// together, pairs of placeholder and value.
func parameters(set *dataset.Set, template string) [][][]string {
	has := func(name string) bool { return strings.Contains(template, "{"+name+"}") }
	switch {
	case has("movie_id"):
		return [][][]string{idsOf("{movie_id}", set.Movies, func(m *dataset.Movie) string { return itoa(m.ID) })}
	case has("season_number"):
		return [][][]string{seasonsOf(set)}
	case has("series_id"):
		return [][][]string{idsOf("{series_id}", set.TV, func(s *dataset.Series) string { return itoa(s.ID) })}
	case has("season_id"):
		return [][][]string{{{"{season_id}", "3572"}}}
	case has("episode_id"):
		return [][][]string{{{"{episode_id}", "62085"}}}
	case has("person_id"):
		return [][][]string{idsOf("{person_id}", set.People(), func(p *dataset.Person) string { return itoa(p.ID) })}
	case has("collection_id"):
		return [][][]string{idsOf("{collection_id}", set.Collections(), func(c *dataset.Collection) string { return itoa(c.ID) })}
	case has("company_id"):
		return [][][]string{idsOf("{company_id}", set.Companies(), func(c *dataset.Company) string { return itoa(c.ID) })}
	case has("network_id"):
		return [][][]string{idsOf("{network_id}", set.Networks(), func(n *dataset.Network) string { return itoa(n.ID) })}
	case has("keyword_id"):
		return [][][]string{idsOf("{keyword_id}", set.Keywords(), func(k *dataset.Keyword) string { return itoa(k.ID) })}
	case has("tv_episode_group_id"):
		return [][][]string{idsOf("{tv_episode_group_id}", groupsOf(set), func(id string) string { return id })}
	case has("credit_id"):
		return [][][]string{idsOf("{credit_id}", someCredits(set), func(c *dataset.Credit) string { return c.ID })}
	case has("review_id"):
		return [][][]string{idsOf("{review_id}", allReviews(set), func(id string) string { return id })}
	case has("time_window"):
		return [][][]string{{{"{time_window}", "day"}, {"{time_window}", "week"}}}
	}
	return nil
}

func idsOf[E any](placeholder string, entities []E, id func(E) string) [][]string {
	var values [][]string
	for _, e := range entities {
		values = append(values, []string{placeholder, id(e)})
	}
	return values
}

// seasonsOf names each season with its first and its last episode.
func seasonsOf(set *dataset.Set) [][]string {
	var values [][]string
	for _, s := range set.TV {
		for _, season := range s.Seasons {
			numbers := []int{}
			if all := season.Episodes(); len(all) > 0 {
				numbers = slices.Compact([]int{all[0].Number, all[len(all)-1].Number})
			}
			for _, n := range numbers {
				values = append(values, []string{"{series_id}", itoa(s.ID), "{season_number}", itoa(season.Number), "{episode_number}", itoa(n)})
			}
		}
	}
	return values
}

// setOf returns the data of a server as it is now.
func setOf(s *Server) *dataset.Set { return s.data.at(s.Now()) }

func groupsOf(set *dataset.Set) (ids []string) {
	for _, s := range set.TV {
		for _, g := range s.Piece("episode_groups").List("results") {
			if id := g.Text("id"); set.Group(id) != nil {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// someCredits returns the first credits of some people.
func someCredits(set *dataset.Set) []*dataset.Credit {
	var list []*dataset.Credit
	for _, p := range set.People() {
		credits := set.Credits(p.ID)
		list = append(list, credits[:min(2, len(credits))]...)
	}
	return list
}

func allReviews(set *dataset.Set) (ids []string) {
	add := func(page object.Object) {
		for _, r := range page.List("results") {
			ids = append(ids, r.Text("id"))
		}
	}
	for _, m := range set.Movies {
		add(m.Piece("reviews"))
	}
	for _, s := range set.TV {
		add(s.Piece("reviews"))
	}
	return ids
}

// findTargets asks find for every id that it knows.
func findTargets(set *dataset.Set) []string {
	var targets []string
	add := func(ids object.Object, sources ...string) {
		for _, source := range sources {
			id := ids.Text(source)
			if n := ids.Int(source); n != 0 {
				id = itoa(n)
			}
			if id != "" {
				targets = append(targets, "/3/find/"+url.PathEscape(id)+"?external_source="+source)
			}
		}
	}
	for _, m := range set.Movies {
		add(m.Piece("external_ids"), "imdb_id", "wikidata_id")
	}
	for _, s := range set.TV {
		add(s.Piece("external_ids"), "tvdb_id")
		for e := range s.Episodes {
			add(e.Piece("external_ids"), "imdb_id")
		}
		for _, season := range s.Seasons {
			add(season.Piece("external_ids"), "tvdb_id")
		}
	}
	for _, p := range set.People() {
		add(p.Piece("external_ids"), "imdb_id", "instagram_id", "youtube_id")
	}
	return targets
}

// allReads are the responses of readAll, asked once for all tests.
var allReads = sync.OnceValues(func() ([]seen, error) {
	s, err := New(WithClock(Day))
	if err != nil {
		return nil, err
	}
	defer s.Close()
	return readAll(s)
})

func reads(t *testing.T) []seen {
	t.Helper()
	responses, err := allReads()
	if err != nil {
		t.Fatal(err)
	}
	return responses
}

// TestEveryRead holds the responses about everything in the data to the spec.
func TestEveryRead(t *testing.T) {
	t.Parallel()
	asked := map[string]int{}
	faults := map[string]int{}
	for _, a := range reads(t) {
		asked[a.op.ID]++
		wrong := checkResponse(a.op.ID, a.status, a.body)
		if a.status != http.StatusOK {
			wrong = append(wrong, string(a.body))
		}
		if len(wrong) == 0 {
			continue
		}
		// One of a kind says enough.
		if faults[a.op.ID]++; faults[a.op.ID] <= 3 {
			t.Errorf("%s responds %d: %s", a.target, a.status, strings.Join(wrong[:min(5, len(wrong))], "\n\t"))
		}
	}
	for _, op := range spec.Operations {
		if op.Method == http.MethodGet && strings.HasPrefix(op.Path, "/3/") && !elsewhere(op) && asked[op.ID] == 0 {
			t.Errorf("%s was not asked", op.ID)
		}
	}
}

func itoa(n int) string { return strconv.Itoa(n) }
