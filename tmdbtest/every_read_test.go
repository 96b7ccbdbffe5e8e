package tmdbtest

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
)

// seen is an answer to a request.
type seen struct {
	op     *operation
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
// What a request of its own and an appended piece both answer is asked alone for
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
			targets = append(targets, findTargets(s.set)...)
			continue
		}
		paths := pathsOf(s.set, op.Path)
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

// alone is how often an operation is asked by itself whose answer is appended to
// details anyway.
const alone = 25

func isPiece(opID string) bool {
	for _, pieces := range appendable {
		for _, id := range pieces {
			if id == opID {
				return true
			}
		}
	}
	return false
}

// elsewhere reports whether an operation is tested with the users and lists.
func elsewhere(op *operation) bool {
	return slices.Contains([]string{"ACCOUNT", "AUTHENTICATION", "GUEST SESSION", "LISTS"}, op.Tag)
}

// queryOf returns a query that makes an operation tell all it can.
func queryOf(op *operation, session string) string {
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
			pieces := slices.Sorted(maps.Keys(appendable[op.ID]))
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
		return [][][]string{changed(set, "{season_id}", dataset.KindSeason)}
	case has("episode_id"):
		return [][][]string{changed(set, "{episode_id}", dataset.KindEpisode)}
	case has("person_id"):
		return [][][]string{idsOf("{person_id}", set.People, func(p *dataset.Person) string { return itoa(p.ID) })}
	case has("collection_id"):
		return [][][]string{idsOf("{collection_id}", set.Collections, func(c *dataset.Collection) string { return itoa(c.ID) })}
	case has("company_id"):
		return [][][]string{idsOf("{company_id}", set.Companies, func(c *dataset.Company) string { return itoa(c.ID) })}
	case has("network_id"):
		return [][][]string{idsOf("{network_id}", set.Networks, func(n *dataset.Network) string { return itoa(n.ID) })}
	case has("keyword_id"):
		return [][][]string{idsOf("{keyword_id}", set.Keywords, func(k *dataset.Keyword) string { return itoa(k.ID) })}
	case has("tv_episode_group_id"):
		return [][][]string{idsOf("{tv_episode_group_id}", groupsOf(set), func(g *dataset.EpisodeGroup) string { return g.ID })}
	case has("credit_id"):
		return [][][]string{idsOf("{credit_id}", someCredits(set), func(c *dataset.Credit) string { return c.ID })}
	case has("review_id"):
		return [][][]string{idsOf("{review_id}", allReviews(set), func(r *dataset.Review) string { return r.ID })}
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
			if n := len(season.Episodes); n > 0 {
				numbers = slices.Compact([]int{season.Episodes[0].Number, season.Episodes[n-1].Number})
			}
			for _, n := range numbers {
				values = append(values, []string{"{series_id}", itoa(s.ID), "{season_number}", itoa(season.Number), "{episode_number}", itoa(n)})
			}
		}
	}
	return values
}

func changed(set *dataset.Set, placeholder string, kind dataset.Kind) [][]string {
	var values [][]string
	for _, ch := range set.Changes {
		if ch.Kind() == kind {
			values = append(values, []string{placeholder, itoa(ch.Target())})
		}
	}
	return values
}

func groupsOf(set *dataset.Set) []*dataset.EpisodeGroup {
	var list []*dataset.EpisodeGroup
	for _, s := range set.TV {
		list = append(list, s.EpisodeGroups...)
	}
	return list
}

// someCredits returns the first credits of each series and movie, of each kind.
func someCredits(set *dataset.Set) []*dataset.Credit {
	var list []*dataset.Credit
	add := func(credits []*dataset.Credit) { list = append(list, credits[:min(2, len(credits))]...) }
	for _, m := range set.Movies {
		add(m.Cast)
		add(m.Crew)
	}
	for _, s := range set.TV {
		add(s.CreatedBy())
		add(s.Cast)
		add(s.Crew)
		add(keep(s.Cast, func(c *dataset.Credit) bool { return len(c.Episodes) > 0 }))
	}
	return list
}

func allReviews(set *dataset.Set) []*dataset.Review {
	var list []*dataset.Review
	for _, m := range set.Movies {
		list = append(list, m.Reviews...)
	}
	for _, s := range set.TV {
		list = append(list, s.Reviews...)
	}
	return list
}

// findTargets asks find for every id that it knows.
func findTargets(set *dataset.Set) []string {
	var targets []string
	add := func(source, id string) {
		if id != "" && id != "0" {
			targets = append(targets, "/3/find/"+url.PathEscape(id)+"?external_source="+source)
		}
	}
	for _, m := range set.Movies {
		add("imdb_id", m.ExternalIDs.IMDB)
		add("wikidata_id", m.ExternalIDs.Wikidata)
	}
	for _, s := range set.TV {
		add("tvdb_id", itoa(s.ExternalIDs.TVDB))
		for _, e := range episodesOf(s) {
			add("imdb_id", e.ExternalIDs.IMDB)
		}
		for _, season := range s.Seasons {
			add("tvdb_id", itoa(season.ExternalIDs.TVDB))
		}
	}
	for _, p := range set.People {
		add("imdb_id", p.ExternalIDs.IMDB)
		add("instagram_id", p.ExternalIDs.Instagram)
		add("youtube_id", p.ExternalIDs.YouTube)
	}
	return targets
}

// allReads are the answers of readAll, asked once for all tests.
var allReads = sync.OnceValues(func() ([]seen, error) {
	s, err := New()
	if err != nil {
		return nil, err
	}
	defer s.Close()
	return readAll(s)
})

func reads(t *testing.T) []seen {
	t.Helper()
	answers, err := allReads()
	if err != nil {
		t.Fatal(err)
	}
	return answers
}

// TestEveryRead holds the answers about everything in the data to the spec.
func TestEveryRead(t *testing.T) {
	t.Parallel()
	asked := map[string]int{}
	faults := map[string]int{}
	for _, a := range reads(t) {
		asked[a.op.ID]++
		wrong := checkAnswer(a.op.ID, a.status, a.body)
		if a.status != http.StatusOK {
			wrong = append(wrong, string(a.body))
		}
		if len(wrong) == 0 {
			continue
		}
		// One of a kind says enough.
		if faults[a.op.ID]++; faults[a.op.ID] <= 3 {
			t.Errorf("%s answers %d: %s", a.target, a.status, strings.Join(wrong[:min(5, len(wrong))], "\n\t"))
		}
	}
	for id := range catalogueIDs() {
		if asked[id] == 0 {
			t.Errorf("%s was not asked", id)
		}
	}
}

// catalogueIDs yields the operations of the catalogue.
func catalogueIDs() map[string]handler {
	all := map[string]handler{}
	for _, table := range catalogue() {
		maps.Copy(all, table)
	}
	return all
}
