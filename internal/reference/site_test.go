package reference

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"github.com/tmdb-go/tmdb/api"
	"github.com/tmdb-go/tmdb/internal/spec"
)

const base = "https://example.com/tmdb"

// drift is a report as internal/drift writes it.
const drift = `{"responses": 3, "known": [
	{"name": "whole numbers", "reason": "Averages have fractions.", "count": 1}, {"name": "no null", "reason": "TMDB's file knows no null.", "count": 2}
], "operations": [{"id": "movieDetails", "differences": [
	{"kind": "type", "pointer": "response/vote_average", "official": "integer", "spec": "number", "seen": 2, "of": 3, "known": "whole numbers"},
	{"kind": "null", "pointer": "response/homepage", "official": "string", "spec": "null, string", "known": "no null"},
	{"kind": "null", "pointer": "response/imdb_id", "official": "string", "spec": "null, string", "known": "no null"}
]}]}`

// shared is the site, and whole all its files, made once for all tests.
var shared = sync.OnceValues(func() (*Site, error) {
	return New(api.Spec, Config{Base: base, Token: "made-up", Drift: []byte(drift)})
})

var whole = sync.OnceValues(func() (map[string][]byte, error) {
	s, err := shared()
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, name := range s.Paths() {
		if files[name], err = s.File(name); err != nil {
			return nil, err
		}
	}
	return files, nil
})

func load(t *testing.T) map[string][]byte {
	t.Helper()
	files, err := whole()
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func loadSite(t *testing.T) *Site {
	t.Helper()
	s, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestEveryOperation wants a page and a Markdown page of every operation, in llms.txt and in the search.
func TestEveryOperation(t *testing.T) {
	t.Parallel()
	files := load(t)
	var index []entry
	if err := json.Unmarshal(files["search.json"], &index); err != nil {
		t.Fatal(err)
	}
	pages := 0
	for name := range files {
		if strings.HasPrefix(name, "reference/") && strings.HasSuffix(name, ".md") {
			pages++
		}
	}
	if pages != len(spec.Operations) {
		t.Errorf("%d Markdown pages of operations, want %d", pages, len(spec.Operations))
	}
	for _, op := range spec.Operations {
		address := "reference/" + kebab(op.Service) + "/" + kebab(op.GoMethod)
		if page := files[address+".html"]; !bytes.Contains(page, []byte(op.Path)) {
			t.Errorf("%s: its page %s.html has no path", op.ID, address)
		}
		if page := files[address+".md"]; !bytes.Contains(page, []byte("operationId: "+op.ID+"\n")) {
			t.Errorf("%s: its page %s.md has no operationId", op.ID, address)
		}
		if !bytes.Contains(files["llms.txt"], []byte("("+base+"/"+address+".md): ")) {
			t.Errorf("%s: llms.txt has no %s.md", op.ID, address)
		}
		if !bytes.Contains(files["llms-full.txt"], []byte("Source: "+base+"/"+address+"\n")) {
			t.Errorf("%s: llms-full.txt lacks it", op.ID)
		}
		if !slices.ContainsFunc(index, func(e entry) bool { return e.Address == address }) {
			t.Errorf("%s: the search does not know it", op.ID)
		}
	}
}

// TestAddresses pins some addresses, which others link to.
func TestAddresses(t *testing.T) {
	t.Parallel()
	files := load(t)
	for _, name := range []string{
		"index.html", "404.html", "llms.txt", "llms-full.txt", "openapi.yaml", "openapi-3.1.yaml", "search.json", "reference/index.html",
		"reference/movies/index.html", "reference/movies/details.html", "reference/movies/details.md",
		"reference/movies/external-ids.html", "reference/authentication/delete-session.md",
		"reference/authentication/create-session-from-v4-token.html", "reference/v4-lists/add-items.html",
		"reference/tv-series-lists/on-the-air.html", "reference/find/by-external-id.html",
	} {
		if files[name] == nil {
			t.Errorf("there is no %s", name)
		}
	}
}

// TestSize keeps pages quick to load.
func TestSize(t *testing.T) {
	t.Parallel()
	limits := map[string]int{".html": maxPage, ".css": 16_000, ".js": 16_000, ".json": 100_000}
	for name, data := range load(t) {
		if slices.Contains(viewerFiles, path.Base(name)) {
			continue // they are not ours
		}
		if limit := limits[path.Ext(name)]; limit > 0 && len(data) > limit {
			t.Errorf("%s has %d bytes, want %d at most", name, len(data), limit)
		}
	}
}

// parsed is what the tests want to know of a page.
type parsed struct {
	ids   map[string]int
	links []string // of a
	loads []string // what a browser fetches by itself
}

func parse(t *testing.T, name string, data []byte) parsed {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	p := parsed{ids: map[string]int{}}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		for _, a := range n.Attr {
			switch {
			case a.Key == "id":
				p.ids[a.Val]++
			case a.Key == "href" && n.Data == "a":
				p.links = append(p.links, a.Val)
			case a.Key == "href", a.Key == "src", a.Key == "srcset", a.Key == "data", a.Key == "action", a.Key == "poster":
				p.loads = append(p.loads, a.Val)
			case a.Key == "style", strings.HasPrefix(a.Key, "on"):
				t.Errorf("%s: %s has %s, which its policy forbids", name, n.Data, a.Key)
			}
		}
		if n.Data == "h1" {
			p.ids["h1"]++
		}
	}
	return p
}

// TestLinks follows every link within the site, with its anchor, and wants nothing loaded from elsewhere.
func TestLinks(t *testing.T) {
	t.Parallel()
	files, site := load(t), loadSite(t)
	pages := map[string]parsed{}
	for name, data := range files {
		if strings.HasSuffix(name, ".html") {
			pages[name] = parse(t, name, data)
		}
	}
	for name, p := range pages {
		for id, n := range p.ids {
			if n > 1 {
				t.Errorf("%s: %d elements %s", name, n, id)
			}
		}
		if p.ids["h1"] != 1 {
			t.Errorf("%s: %d headings of level 1", name, p.ids["h1"])
		}
		at := &url.URL{Scheme: "https", Host: "example.com", Path: "/" + name}
		if name == "404.html" {
			at.Path = "/tmdb/404.html"
		}
		for _, link := range append(p.links, p.loads...) {
			u, err := url.Parse(link)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if u.IsAbs() || u.Host != "" {
				if slices.Contains(p.loads, link) {
					t.Errorf("%s loads %s, which is on another host", name, link)
				}
				if u.Scheme != "https" {
					t.Errorf("%s leads to %s: want https", name, link)
				}
				continue
			}
			target := at.ResolveReference(u)
			to := strings.TrimPrefix(target.Path, "/")
			if name == "404.html" {
				to = strings.TrimPrefix(to, "tmdb/")
			}
			file, ok := site.resolve(to)
			if !ok {
				t.Errorf("%s leads to %s, which is not there", name, link)
				continue
			}
			if target.Fragment != "" && pages[file].ids[target.Fragment] == 0 {
				t.Errorf("%s leads to %s, and %s has no such anchor", name, link, file)
			}
		}
	}
}

// TestMarkdownLinks does the same for the index for machines.
func TestMarkdownLinks(t *testing.T) {
	t.Parallel()
	files := load(t)
	n := 0
	for _, part := range strings.Split(string(files["llms.txt"]), "](")[1:] {
		address, _, _ := strings.Cut(part, ")")
		name, ok := strings.CutPrefix(address, base+"/")
		if !ok || files[name] == nil {
			t.Errorf("llms.txt leads to %s, which is not there", address)
		}
		n++
	}
	if n <= len(spec.Operations) {
		t.Errorf("llms.txt has %d links, want those to %d operations and more", n, len(spec.Operations))
	}
}

func TestServeHTTP(t *testing.T) {
	t.Parallel()
	site := loadSite(t)
	tests := map[string]struct {
		method, path string
		status       int
		header, want string
	}{
		"start":            {"GET", "/", 200, "Content-Type", "text/html; charset=utf-8"},
		"page":             {"GET", "/reference/movies/details", 200, "Content-Type", "text/html; charset=utf-8"},
		"file of the page": {"GET", "/reference/movies/details.html", 200, "Content-Type", "text/html; charset=utf-8"},
		"Markdown":         {"GET", "/reference/movies/details.md", 200, "Content-Type", "text/markdown; charset=utf-8"},
		"folder":           {"GET", "/reference/movies", 301, "Location", "/reference/movies/"},
		"index":            {"HEAD", "/llms.txt", 200, "Content-Type", "text/plain; charset=utf-8"},
		"script":           {"GET", "/assets/script.js", 200, "Content-Type", "text/javascript; charset=utf-8"},
		"style":            {"GET", "/assets/style.css", 200, "Content-Type", "text/css; charset=utf-8"},
		"document":         {"GET", "/openapi.yaml", 200, "Content-Type", "application/yaml"},
		"document in 3.1":  {"GET", "/openapi-3.1.yaml", 200, "Content-Type", "application/yaml"},
		"viewer":           {"GET", "/viewer/", 200, "Content-Type", "text/html; charset=utf-8"},
		"Swagger UI":       {"GET", "/viewer/swagger-ui-bundle.js", 200, "Content-Type", "text/javascript; charset=utf-8"},
		"its licence":      {"GET", "/viewer/LICENSE.txt", 200, "Content-Type", "text/plain; charset=utf-8"},
		"missing":          {"GET", "/reference/movies/nothing", 404, "Content-Type", "text/html; charset=utf-8"},
		"out of the site":  {"GET", "/reference/../../go.mod", 404, "Content-Type", "text/html; charset=utf-8"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := httptest.NewRecorder()
			r := httptest.NewRequest(test.method, "http://example.com/", nil)
			r.URL.Path = test.path
			site.ServeHTTP(w, r)
			if w.Code != test.status || w.Header().Get(test.header) != test.want {
				t.Errorf("status %d and %s %q, want %d and %q", w.Code, test.header, w.Header().Get(test.header), test.status, test.want)
			}
			if (w.Body.Len() > 0) != (test.method == "GET") {
				t.Errorf("%d bytes for %s", w.Body.Len(), test.method)
			}
		})
	}
}

// TestServes: the API keeps all that is its own.
func TestServes(t *testing.T) {
	t.Parallel()
	for request, want := range map[string]bool{
		"GET /": true, "HEAD /reference/movies/details": true, "GET /assets/style.css": true, "GET /llms.txt": true, "GET /viewer/": true,
		"GET /3/movie/550": false, "POST /": false, "GET /4/list/1": false, "GET /authenticate/token": false,
		"GET /t/p/w92/a.jpg": false, "GET /auth/access": false, "GET /referenced": false,
	} {
		method, path, _ := strings.Cut(request, " ")
		if got := Serves(httptest.NewRequest(method, path, nil)); got != want {
			t.Errorf("%s: %t, want %t", request, got, want)
		}
	}
}

func TestKebab(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Details": "details", "ByExternalID": "by-external-id", "ExternalIDs": "external-ids", "TVSeriesLists": "tv-series-lists",
		"V4Lists": "v4-lists", "RatedTVEpisodes": "rated-tv-episodes", "TV": "tv", "CreateSessionFromV4Token": "create-session-from-v4-token",
	} {
		if got := kebab(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

var _ http.Handler = (*Site)(nil)
