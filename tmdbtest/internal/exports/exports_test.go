package exports_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/internal/testkit"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	client "github.com/tmdb-go/tmdb/wrapper/exports"

	"github.com/tmdb-go/tmdb/tmdbtest/internal/exports"
)

var rows = exports.Rows{
	Movies:              slices.Values([]exports.Movie{{ID: 550, OriginalTitle: "Fight Club <&>", Popularity: 27.5}, {ID: 129, OriginalTitle: "千と千尋の神隠し", Video: true}}),
	AdultMovies:         slices.Values([]exports.Movie{{ID: 1, OriginalTitle: "a", Adult: true}}),
	TVSeries:            slices.Values([]exports.Series{{ID: 1396, OriginalName: "Breaking Bad", Popularity: 12.5}}),
	AdultTVSeries:       slices.Values([]exports.Series{{ID: 2, OriginalName: "b"}}),
	People:              slices.Values([]exports.Person{{ID: 287, Name: "Brad Pitt", Popularity: 3}}),
	AdultPeople:         slices.Values([]exports.Person{{ID: 3, Name: "c", Adult: true}}),
	Collections:         slices.Values([]exports.Named{{ID: 10, Name: "Star Wars Collection"}}),
	Keywords:            slices.Values([]exports.Named{{ID: 378, Name: "prison"}}),
	ProductionCompanies: slices.Values([]exports.Named{{ID: 508, Name: "Regency Enterprises"}}),
	TVNetworks:          slices.Values([]exports.Named{{ID: 213, Name: "Netflix"}}),
}

// at returns a server of rows whose clock stands at a time.
func at(t *testing.T, now string) *httptest.Server {
	t.Helper()
	clock, err := time.Parse(time.RFC3339, now)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(exports.New(rows, func() time.Time { return clock }))
	t.Cleanup(server.Close)
	return server
}

// get sends a request, and reads the response. The file comes as it is, packed.
func get(t *testing.T, server *httptest.Server, method, path string, headers ...string) (*http.Response, []byte) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, server.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept-Encoding", "gzip")
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	resp, err := server.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, body
}

func TestFiles(t *testing.T) {
	t.Parallel()
	server := at(t, "2026-05-02T12:00:00Z")
	for kind, want := range map[string]string{
		"movie": `{"adult":false,"id":550,"original_title":"Fight Club <&>","popularity":27.5,"video":false}` + "\n" +
			`{"adult":false,"id":129,"original_title":"千と千尋の神隠し","popularity":0,"video":true}` + "\n",
		"adult_movie":        `{"adult":true,"id":1,"original_title":"a","popularity":0,"video":false}` + "\n",
		"tv_series":          `{"id":1396,"original_name":"Breaking Bad","popularity":12.5}` + "\n",
		"adult_tv_series":    `{"id":2,"original_name":"b","popularity":0}` + "\n",
		"person":             `{"adult":false,"id":287,"name":"Brad Pitt","popularity":3}` + "\n",
		"adult_person":       `{"adult":true,"id":3,"name":"c","popularity":0}` + "\n",
		"collection":         `{"id":10,"name":"Star Wars Collection"}` + "\n",
		"keyword":            `{"id":378,"name":"prison"}` + "\n",
		"production_company": `{"id":508,"name":"Regency Enterprises"}` + "\n",
		"tv_network":         `{"id":213,"name":"Netflix"}` + "\n",
	} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			resp, file := get(t, server, "GET", "/p/exports/"+kind+"_ids_05_01_2026.json.gz")
			unzip, err := gzip.NewReader(bytes.NewReader(file))
			if err != nil {
				t.Fatal(resp.Status, err)
			}
			text, err := io.ReadAll(unzip)
			if err != nil || string(text) != want {
				t.Errorf("the file is %s, %v, want %s", text, err, want)
			}
			for line := range strings.Lines(string(text)) {
				if !json.Valid([]byte(line)) {
					t.Errorf("no JSON: %s", line)
				}
			}
		})
	}
}

// TestClient: the client of this project gets what was put in, of each kind.
func TestClient(t *testing.T) {
	t.Parallel()
	server := at(t, "2026-05-02T12:00:00Z")
	base := client.BaseURL(server.URL)
	movies, err := tmdb.Collect(client.Movies(t.Context(), "2026-05-02", base), 0)
	if want := []client.Movie{{ID: 550, OriginalTitle: "Fight Club <&>", Popularity: 27.5}, {ID: 129, OriginalTitle: "千と千尋の神隠し", Video: true}}; err != nil || !reflect.DeepEqual(movies, want) {
		t.Errorf("the movies are %v, %v", movies, err)
	}
	people, err := tmdb.Collect(client.AdultPeople(t.Context(), "2026-05-02", base), 0)
	if want := []client.Person{{ID: 3, Name: "c", Adult: true}}; err != nil || !reflect.DeepEqual(people, want) {
		t.Errorf("the people are %v, %v", people, err)
	}
	if _, err := tmdb.Collect(client.Movies(t.Context(), "2026-05-03", base), 0); !errors.Is(err, tmdb.ErrNotFound) {
		t.Errorf("of tomorrow: %v", err)
	}
}

func TestDays(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		now, file string
		want      int
	}{
		{"2026-05-02T08:00:00Z", "movie_ids_05_02_2026.json.gz", 200},
		{"2026-05-02T07:59:59Z", "movie_ids_05_02_2026.json.gz", 403},
		{"2026-05-02T07:59:59Z", "movie_ids_05_01_2026.json.gz", 200},
		{"2026-05-02T01:00:00-07:00", "movie_ids_05_02_2026.json.gz", 200}, // 08:00 in UTC
		{"2026-05-02T12:00:00+09:00", "movie_ids_05_02_2026.json.gz", 403}, // 03:00 in UTC
		{"2026-05-02T12:00:00Z", "movie_ids_05_03_2026.json.gz", 403},
		{"2026-05-02T12:00:00Z", "movie_ids_02_02_2026.json.gz", 200},
		{"2026-05-02T12:00:00Z", "movie_ids_02_01_2026.json.gz", 403},
		{"2026-05-03T08:00:00+09:00", "movie_ids_02_02_2026.json.gz", 200}, // of 2 May in UTC
		{"2026-05-02T12:00:00Z", "movie_ids_05_01_2025.json.gz", 403},
		{"2026-01-05T12:00:00Z", "movie_ids_12_24_2025.json.gz", 200},
		{"2023-07-06T12:00:00Z", "adult_movie_ids_07_05_2023.json.gz", 200},
		{"2023-07-06T12:00:00Z", "adult_movie_ids_07_04_2023.json.gz", 403},
		{"2023-07-06T12:00:00Z", "movie_ids_07_04_2023.json.gz", 200},
		{"2026-05-02T12:00:00Z", "movie_ids_5_1_2026.json.gz", 403},
		{"2026-05-02T12:00:00Z", "movie_ids_02_30_2026.json.gz", 403},
		{"2026-05-02T12:00:00Z", "movie_ids_2026_05_01.json.gz", 403},
		{"2026-05-02T12:00:00Z", "movie_ids_05_01_2026.json", 403},
		{"2026-05-02T12:00:00Z", "movies_ids_05_01_2026.json.gz", 403},
		{"2026-05-02T12:00:00Z", "movie_05_01_2026.json.gz", 403},
		{"2026-05-02T12:00:00Z", "x/movie_ids_05_01_2026.json.gz", 403},
		{"2026-05-02T12:00:00Z", "", 403},
	} {
		resp, body := get(t, at(t, test.now), "GET", "/p/exports/"+test.file)
		if resp.StatusCode != test.want {
			t.Errorf("at %s %s is %s, want %d", test.now, test.file, resp.Status, test.want)
		}
		if test.want == 200 {
			continue
		}
		var fault struct{ Code, Message string }
		if err := xml.Unmarshal(body, &fault); err != nil || fault.Code != "AccessDenied" || fault.Message == "" || resp.Header.Get("Content-Type") != "application/xml" {
			t.Errorf("%s is %s, %v", test.file, body, err)
		}
	}
}

func TestHTTP(t *testing.T) {
	t.Parallel()
	server := at(t, "2026-05-02T12:00:00Z")
	const path = "/p/exports/movie_ids_05_01_2026.json.gz"
	whole, data := get(t, server, "GET", path)
	etag, modified := whole.Header.Get("ETag"), "Fri, 01 May 2026 08:00:00 GMT"
	if len(etag) != 34 || whole.Header.Get("Last-Modified") != modified || whole.Header.Get("Content-Type") != "application/gzip" ||
		whole.Header.Get("Content-Encoding") != "" || whole.Header.Get("Access-Control-Allow-Origin") != "*" || whole.ContentLength != int64(len(data)) {
		t.Errorf("the headers are %v", whole.Header)
	}
	for name, test := range map[string]struct {
		method  string
		headers []string
		status  int
		body    []byte
	}{
		"again":          {"GET", nil, 200, data},
		"HEAD":           {"HEAD", nil, 200, nil},
		"not modified":   {"GET", []string{"If-None-Match", etag}, 304, nil},
		"not since then": {"GET", []string{"If-Modified-Since", modified}, 304, nil},
		"range":          {"GET", []string{"Range", "bytes=0-1"}, 206, []byte{0x1f, 0x8b}},
		"POST":           {"POST", nil, 405, []byte("want GET or HEAD\n")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			resp, body := get(t, server, test.method, path, test.headers...)
			if resp.StatusCode != test.status || !bytes.Equal(body, test.body) {
				t.Errorf("%s with %d bytes, want %d with %d", resp.Status, len(body), test.status, len(test.body))
			}
			if test.method == "HEAD" && resp.ContentLength != int64(len(data)) {
				t.Errorf("the length is %d, want %d", resp.ContentLength, len(data))
			}
		})
	}
}

// TestNoRows: a file without rows is there all the same.
func TestNoRows(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, time.May, 2, 12, 0, 0, 0, time.UTC)
	server := httptest.NewServer(exports.New(exports.Rows{}, func() time.Time { return now }))
	t.Cleanup(server.Close)
	resp, file := get(t, server, "GET", "/p/exports/adult_person_ids_05_01_2026.json.gz")
	if resp.StatusCode != 200 || !bytes.Equal(file, testkit.Gzip(t, "")) {
		t.Errorf("%s, %x", resp.Status, file)
	}
}

// FuzzPath: any path has a response, and a file only if it names one.
func FuzzPath(f *testing.F) {
	for _, path := range []string{"/p/exports/movie_ids_05_01_2026.json.gz", "/p/exports/_ids_", "/p/exports/person_ids_5_1_26.json.gz", "/"} {
		f.Add(path)
	}
	now := time.Date(2026, time.May, 2, 12, 0, 0, 0, time.UTC)
	h := exports.New(rows, func() time.Time { return now })
	f.Fuzz(func(t *testing.T, path string) {
		r := httptest.NewRequest("GET", "/", nil)
		r.URL.Path = path
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code == 200 && !(strings.HasPrefix(path, "/p/exports/") && strings.HasSuffix(path, "_2026.json.gz")) || w.Code != 200 && w.Code != 403 {
			t.Errorf("%q is %d", path, w.Code)
		}
	})
}
