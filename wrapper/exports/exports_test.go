package exports_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/internal/transport"
	"github.com/tmdb-go/tmdb/types"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/exports"
)

// from starts a server that answers with handler, and returns options that take the files from there.
func from(t *testing.T, handler http.HandlerFunc, opts ...exports.Option) []exports.Option {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return append([]exports.Option{exports.BaseURL(server.URL), exports.HTTPClient(server.Client())}, opts...)
}

// anyRow makes the rows of all kinds the same.
func anyRow[T any](seq iter.Seq2[T, error]) iter.Seq2[any, error] {
	return func(yield func(any, error) bool) {
		for row, err := range seq {
			if !yield(row, err) {
				return
			}
		}
	}
}

func TestExports(t *testing.T) {
	t.Parallel()
	for file, test := range map[string]struct {
		lines string
		rows  func(context.Context, types.Date, []exports.Option) iter.Seq2[any, error]
		want  any
	}{
		"movie_ids": {
			`{"adult":false,"id":550,"original_title":"Fight Club","popularity":27.06,"video":true}`,
			func(ctx context.Context, day types.Date, opts []exports.Option) iter.Seq2[any, error] {
				return anyRow(exports.Movies(ctx, day, opts...))
			},
			exports.Movie{ID: 550, OriginalTitle: "Fight Club", Popularity: 27.06, Video: true},
		},
		"tv_series_ids": {
			`{"id":1396,"original_name":"Breaking Bad","popularity":"12.5"}`,
			func(ctx context.Context, day types.Date, opts []exports.Option) iter.Seq2[any, error] {
				return anyRow(exports.TVSeries(ctx, day, opts...))
			},
			exports.Series{ID: 1396, OriginalName: "Breaking Bad", Popularity: 12.5},
		},
		"person_ids": {
			`{"adult":true,"id":287,"name":"Brad Pitt","popularity":null,"new":{"a":[1]}}`,
			func(ctx context.Context, day types.Date, opts []exports.Option) iter.Seq2[any, error] {
				return anyRow(exports.People(ctx, day, opts...))
			},
			exports.Person{ID: 287, Name: "Brad Pitt", Adult: true},
		},
		"collection_ids": {
			`{"id":10,"name":"Star Wars Collection"}`,
			func(ctx context.Context, day types.Date, opts []exports.Option) iter.Seq2[any, error] {
				return anyRow(exports.Collections(ctx, day, opts...))
			},
			exports.Named{ID: 10, Name: "Star Wars Collection"},
		},
		"tv_network_ids": {
			`{"id":213,"name":"Netflix"}`,
			func(ctx context.Context, day types.Date, opts []exports.Option) iter.Seq2[any, error] {
				return anyRow(exports.TVNetworks(ctx, day, opts...))
			},
			exports.Named{ID: 213, Name: "Netflix"},
		},
		"keyword_ids": {
			`{"id":378,"name":"prison"}`,
			func(ctx context.Context, day types.Date, opts []exports.Option) iter.Seq2[any, error] {
				return anyRow(exports.Keywords(ctx, day, opts...))
			},
			exports.Named{ID: 378, Name: "prison"},
		},
		"production_company_ids": {
			`{"id":1,"name":"Lucasfilm Ltd."}`,
			func(ctx context.Context, day types.Date, opts []exports.Option) iter.Seq2[any, error] {
				return anyRow(exports.ProductionCompanies(ctx, day, opts...))
			},
			exports.Named{ID: 1, Name: "Lucasfilm Ltd."},
		},
		"adult_movie_ids": {
			`{"id":5}`,
			func(ctx context.Context, day types.Date, opts []exports.Option) iter.Seq2[any, error] {
				return anyRow(exports.AdultMovies(ctx, day, opts...))
			},
			exports.Movie{ID: 5},
		},
		"adult_tv_series_ids": {
			`{"id":6}`,
			func(ctx context.Context, day types.Date, opts []exports.Option) iter.Seq2[any, error] {
				return anyRow(exports.AdultTVSeries(ctx, day, opts...))
			},
			exports.Series{ID: 6},
		},
		"adult_person_ids": {
			`{"id":7,"name":"x"}`,
			func(ctx context.Context, day types.Date, opts []exports.Option) iter.Seq2[any, error] {
				return anyRow(exports.AdultPeople(ctx, day, opts...))
			},
			exports.Person{ID: 7, Name: "x"},
		},
	} {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			opts := from(t, func(w http.ResponseWriter, r *http.Request) {
				if want := "/p/exports/" + file + "_05_01_2026.json.gz"; r.Method != http.MethodGet || r.URL.String() != want {
					t.Errorf("%s %s, want GET %s", r.Method, r.URL, want)
				}
				for name := range r.Header {
					if !slices.Contains([]string{"Accept-Encoding", "User-Agent"}, name) {
						t.Errorf("the header %s is sent", name)
					}
				}
				if got := r.Header.Get("User-Agent"); got != "moviebot/1" {
					t.Errorf("the user agent is %q", got)
				}
				_, _ = w.Write(testkit.Gzip(t, test.lines+"\n\n"+test.lines))
			}, exports.UserAgent("moviebot/1"))
			got, err := tmdb.Collect(test.rows(t.Context(), "2026-05-01", opts), 0)
			if err != nil || !reflect.DeepEqual(got, []any{test.want, test.want}) {
				t.Errorf("got %+v, %v, want %+v twice", got, err, test.want)
			}
		})
	}
}

func TestLatestDay(t *testing.T) {
	t.Parallel()
	for now, want := range map[string]types.Date{
		"2026-05-02T08:00:00Z":      "2026-05-02",
		"2026-05-02T07:59:59Z":      "2026-05-01",
		"2026-05-02T23:59:59Z":      "2026-05-02",
		"2026-05-01T00:00:00Z":      "2026-04-30",
		"2026-01-01T03:00:00Z":      "2025-12-31",
		"2028-03-01T07:00:00Z":      "2028-02-29",
		"2026-05-02T01:00:00-07:00": "2026-05-02", // 08:00 in UTC
		"2026-05-02T16:00:00+09:00": "2026-05-01", // 07:00 in UTC
	} {
		at, err := time.Parse(time.RFC3339, now)
		if err != nil {
			t.Fatal(err)
		}
		if got := exports.LatestDay(at); got != want {
			t.Errorf("at %s it is %s, want %s", now, got, want)
		}
	}
}

func TestExportsRefuse(t *testing.T) {
	t.Parallel()
	file := testkit.Gzip(t, strings.Repeat(`{"id":1,"name":"a"}`+"\n", 1000))
	serve := func(status int, contentType string, body []byte) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", contentType)
			w.WriteHeader(status)
			_, _ = w.Write(body)
		}
	}
	flipped := slices.Clone(file)
	flipped[len(flipped)-6] ^= 1 // in the checksum
	broken := slices.Clone(file)
	for i := 20; i < 40; i++ {
		broken[i] ^= 0xff
	}
	for name, test := range map[string]struct {
		day     types.Date
		handler http.HandlerFunc
		want    error
		text    string
	}{
		"no day":        {"", nil, tmdb.ErrInvalid, `day is "": want a day of the calendar`},
		"30 February":   {"2026-02-30", nil, tmdb.ErrInvalid, `day is "2026-02-30"`},
		"not ready":     {"2026-05-01", serve(404, "text/html", nil), tmdb.ErrNotFound, "no file of 2026-05-01"},
		"not ready, S3": {"2026-05-01", serve(403, "application/xml", []byte("<Error/>")), tmdb.ErrNotFound, "no file of 2026-05-01"},
		"busy":          {"2026-05-01", serve(429, "text/html", nil), tmdb.ErrRateLimited, "429"},
		"down":          {"2026-05-01", serve(503, "text/html", nil), tmdb.ErrUnavailable, "503"},
		"a part":        {"2026-05-01", serve(206, "application/gzip", file), tmdb.ErrUnavailable, "no whole file"},
		"HTML":          {"2026-05-01", serve(200, "text/html", []byte("<html>sorry</html>")), tmdb.ErrUnavailable, "damaged"},
		"nothing":       {"2026-05-01", serve(200, "application/gzip", nil), tmdb.ErrUnavailable, "damaged"},
		"no rows":       {"2026-05-01", serve(200, "application/gzip", testkit.Gzip(t, "\n")), tmdb.ErrUnavailable, "neither gzip nor rows"},
		"no header":     {"2026-05-01", serve(200, "application/gzip", file[:2]), tmdb.ErrUnavailable, "cut off"},
		"half a header": {"2026-05-01", serve(200, "application/gzip", file[:7]), tmdb.ErrUnavailable, "cut off"},
		"cut off":       {"2026-05-01", serve(200, "application/gzip", file[:len(file)-10]), tmdb.ErrUnavailable, "cut off"},
		"checksum":      {"2026-05-01", serve(200, "application/gzip", flipped), tmdb.ErrUnavailable, "damaged"},
		"broken":        {"2026-05-01", serve(200, "application/gzip", broken), tmdb.ErrUnavailable, "damaged"},
		"rubbish after": {"2026-05-01", serve(200, "application/gzip", append(slices.Clone(file), "rubbish....."...)), tmdb.ErrUnavailable, "damaged"},
		"cut connection": {"2026-05-01", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", fmt.Sprint(len(file)))
			_, _ = w.Write(file[:len(file)/2])
		}, tmdb.ErrUnavailable, "cut off"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var last error
			errs := 0
			for row, err := range exports.Keywords(t.Context(), test.day, from(t, test.handler)...) {
				if err != nil {
					last = err
					errs++
				} else if row.ID != 1 {
					t.Errorf("a row is %+v", row)
				}
			}
			e, ok := errors.AsType[*tmdb.Error](last)
			if errs != 1 || !ok || !errors.Is(last, test.want) {
				t.Fatalf("%d errors, the last is %v, want %v", errs, last, test.want)
			}
			which := "05_01_2026"
			if test.want == tmdb.ErrInvalid { // no file was asked for
				which = "{day}"
			}
			testkit.WantText(t, last.Error(), test.text, "GET /p/exports/keyword_ids_"+which+".json.gz")
			if e.Operation != "keyword_ids" {
				t.Errorf("the operation is %q", e.Operation)
			}
			if _, ok := errors.AsType[*exports.LineError](last); ok {
				t.Error("it counts as one of a line")
			}
		})
	}
}

// TestExportsDamagedLines: a damaged line is told with its number, and the next is read.
func TestExportsDamagedLines(t *testing.T) {
	t.Parallel()
	lines := strings.Join([]string{
		`{"id":1,"name":"a"}`,
		`{"id":2,"name":`,
		``,
		`{"id":"x"}`,
		`{"name":"no id"}`,
		`null`,
		`[]`,
		`{"id":3,"name":"` + strings.Repeat("long", 50000) + `"}`,
		`{"id":-1}`,
		`{"id":4} {"id":5}`,
		"\t{\"id\":6,\"name\":\"b\"}\r",
	}, "\n")
	opts := from(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(testkit.Gzip(t, lines)) })
	var ids, bad []int
	for row, err := range exports.Keywords(t.Context(), "2026-05-01", opts...) {
		if err == nil {
			ids = append(ids, row.ID)
			continue
		}
		line, ok := errors.AsType[*exports.LineError](err)
		if !ok || line.Err == nil || row != (exports.Named{}) {
			t.Fatal(row, err)
		}
		bad = append(bad, line.Line)
		if text := err.Error(); !strings.Contains(text, fmt.Sprintf("line %d: ", line.Line)) || len(text) > 300 {
			t.Errorf("the error is %s", text)
		}
	}
	if !slices.Equal(ids, []int{1, 6}) || !slices.Equal(bad, []int{2, 4, 5, 6, 7, 8, 9, 10}) {
		t.Errorf("the rows are %v, the damaged lines %v", ids, bad)
	}
}

// TestExportsUnpacked: a server, or something before it, may say that the response is encoded, or unpack it.
func TestExportsUnpacked(t *testing.T) {
	t.Parallel()
	const lines = `{"id":1,"name":"a"}` + "\n" + `{"id":2,"name":"b"}` + "\n"
	for name, handler := range map[string]http.HandlerFunc{
		"encoded": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(testkit.Gzip(t, lines))
		},
		"unpacked": func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, lines) },
		"moved": func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/moved" {
				http.Redirect(w, r, "/moved", http.StatusFound)
				return
			}
			_, _ = w.Write(testkit.Gzip(t, lines))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rows, err := tmdb.Collect(exports.Keywords(t.Context(), "2026-05-01", from(t, handler)...), 0)
			if err != nil || len(rows) != 2 {
				t.Errorf("%v, %v", rows, err)
			}
		})
	}
}

// TestExportsStream: rows come as they are read, of a file that has no end, and the end of the loop ends it.
func TestExportsStream(t *testing.T) {
	t.Parallel()
	endless := func(ended chan bool) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			defer close(ended)
			zip := gzip.NewWriter(w)
			for n := 1; r.Context().Err() == nil; n++ {
				if _, err := fmt.Fprintf(zip, "{\"id\":%d,\"name\":\"a\"}\n", n); err != nil {
					return
				}
			}
		}
	}
	t.Run("left", func(t *testing.T) {
		t.Parallel()
		ended := make(chan bool)
		n := 0
		for row, err := range exports.Keywords(t.Context(), "2026-05-01", from(t, endless(ended))...) {
			if n++; err != nil || row.ID != n {
				t.Fatal(row, err)
			}
			if n == 10000 {
				break
			}
		}
		<-ended
	})
	t.Run("cancelled", func(t *testing.T) {
		t.Parallel()
		ended := make(chan bool)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		var last error
		for row, err := range exports.Keywords(ctx, "2026-05-01", from(t, endless(ended))...) {
			if last = err; row.ID == 10000 {
				cancel()
			}
		}
		if !errors.Is(last, context.Canceled) || errors.Is(last, tmdb.ErrUnavailable) {
			t.Errorf("the last error is %v", last)
		}
		<-ended
	})
}

// TestExportsTwice: a sequence may be used again, with a request of its own.
func TestExportsTwice(t *testing.T) {
	t.Parallel()
	requests := 0
	opts := from(t, func(w http.ResponseWriter, _ *http.Request) {
		requests++
		_, _ = w.Write(testkit.Gzip(t, `{"id":1}`))
	})
	seq := exports.Movies(t.Context(), "2026-05-01", opts...)
	for range 2 {
		if rows, err := tmdb.Collect(seq, 0); err != nil || len(rows) != 1 {
			t.Errorf("%v, %v", rows, err)
		}
	}
	if requests != 2 {
		t.Errorf("%d requests", requests)
	}
}

// slowFile is a body that takes some time for each byte.
type slowFile struct {
	ctx  context.Context
	data []byte
	step time.Duration
}

func (f *slowFile) Read(p []byte) (int, error) {
	if len(f.data) == 0 {
		return 0, io.EOF
	}
	if err := testkit.Wait(f.ctx, f.step); err != nil {
		return 0, err
	}
	p[0], f.data = f.data[0], f.data[1:]
	return 1, nil
}

func (f *slowFile) Close() error { return nil }

// TestExportsTimeout: the timeout is for a server that does nothing, not for a file that is long or a loop
// that is slow.
func TestExportsTimeout(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		begin, step, loop time.Duration
		opts              []exports.Option
		stalls            bool
	}{
		"slow but steady":      {20 * time.Second, 20 * time.Second, 0, nil, false},
		"slow loop":            {0, 0, time.Hour, nil, false},
		"never begins":         {31 * time.Second, 0, 0, nil, true},
		"stops":                {0, 31 * time.Second, 0, nil, true},
		"may take longer":      {40 * time.Second, 40 * time.Second, 0, []exports.Option{exports.Patience(time.Minute)}, false},
		"may take for ever":    {40 * time.Hour, 40 * time.Hour, 0, []exports.Option{exports.Patience(0)}, false},
		"must not take longer": {2 * time.Second, 0, 0, []exports.Option{exports.Patience(time.Second)}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				server := transport.Func(func(req *http.Request) (*http.Response, error) {
					if err := testkit.Wait(req.Context(), test.begin); err != nil {
						return nil, err
					}
					return &http.Response{
						StatusCode: http.StatusOK, Request: req, ContentLength: -1,
						Body: &slowFile{req.Context(), testkit.Gzip(t, "{\"id\":1}\n{\"id\":2}\n"), test.step},
					}, nil
				})
				opts := append([]exports.Option{exports.HTTPClient(&http.Client{Transport: server})}, test.opts...)
				n := 0
				var last error
				for _, err := range exports.Movies(t.Context(), "2026-05-01", opts...) {
					if last = err; err == nil {
						n++
					}
					time.Sleep(test.loop)
				}
				if !test.stalls {
					if n != 2 || last != nil {
						t.Errorf("%d rows, %v", n, last)
					}
					return
				}
				if _, ok := errors.AsType[*tmdb.Error](last); !ok || !errors.Is(last, context.DeadlineExceeded) {
					t.Fatalf("%d rows, %v", n, last)
				}
				testkit.WantText(t, last.Error(), "the server sent nothing for")
				if timeout, ok := errors.AsType[interface {
					error
					Timeout() bool
				}](last); !ok || !timeout.Timeout() {
					t.Error("it is no timeout")
				}
			})
		})
	}
}

func TestProgressOfExports(t *testing.T) {
	t.Parallel()
	file := testkit.Gzip(t, `{"id":1}`)
	for name, test := range map[string]struct {
		chunked bool
		total   int64
	}{"length": {false, int64(len(file))}, "no length": {true, -1}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var told [][2]int64
			opts := from(t, func(w http.ResponseWriter, _ *http.Request) {
				if test.chunked {
					_ = http.NewResponseController(w).Flush()
				}
				_, _ = w.Write(file)
			})
			if _, err := tmdb.Collect(exports.Movies(tmdb.OnProgress(t.Context(), func(done, total int64) { told = append(told, [2]int64{done, total}) }), "2026-05-01", opts...), 0); err != nil {
				t.Fatal(err)
			}
			if len(told) == 0 || told[len(told)-1] != [2]int64{int64(len(file)), test.total} {
				t.Errorf("was told %v", told)
			}
		})
	}
}

func TestBaseURL(t *testing.T) {
	t.Parallel()
	for base, want := range map[string]string{
		"":                                  "https://files.tmdb.org/p/exports/movie_ids_05_01_2026.json.gz",
		"https://mirror.example/tmdb/":      "https://mirror.example/tmdb/p/exports/movie_ids_05_01_2026.json.gz",
		"https://files.tmdb.org/p/exports/": "https://files.tmdb.org/p/exports/movie_ids_05_01_2026.json.gz",
		"http://tmdb-proxy:3000":            "http://tmdb-proxy:3000/p/exports/movie_ids_05_01_2026.json.gz",
		"http://127.0.0.1:8080":             "http://127.0.0.1:8080/p/exports/movie_ids_05_01_2026.json.gz",
	} {
		var got string
		opts := []exports.Option{exports.HTTPClient(&http.Client{
			Transport: transport.Func(func(req *http.Request) (*http.Response, error) {
				got = req.URL.String()
				return nil, io.ErrClosedPipe
			}),
		})}
		switch {
		case strings.HasPrefix(base, "http://tmdb"):
			opts = append(opts, exports.InsecureBaseURL(base))
		case base != "":
			opts = append(opts, exports.BaseURL(base))
		}
		_, err := tmdb.Collect(exports.Movies(t.Context(), "2026-05-01", opts...), 0)
		if got != want || !errors.Is(err, io.ErrClosedPipe) {
			t.Errorf("asked for %s, want %s: %v", got, want, err)
		}
	}
}

// TestOptionsRefuse: an option that makes no sense is the error of the iterator, and nothing is sent.
func TestOptionsRefuse(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		opt  exports.Option
		want string
	}{
		"no base":           {exports.BaseURL(""), "BaseURL: "},
		"relative":          {exports.BaseURL("files.tmdb.org"), "BaseURL: "},
		"not https":         {exports.BaseURL("http://files.tmdb.org"), "BaseURL: "},
		"insecure, no http": {exports.InsecureBaseURL("ftp://x"), "InsecureBaseURL: "},
		"user":              {exports.BaseURL("https://u:hunter2@files.tmdb.org"), "BaseURL: "},
		"query":             {exports.BaseURL("https://files.tmdb.org?x=1"), "BaseURL: "},
		"fragment":          {exports.BaseURL("https://files.tmdb.org#x"), "BaseURL: "},
		"no URL":            {exports.BaseURL(":"), "BaseURL: "},
		"no client":         {exports.HTTPClient(nil), "HTTPClient: the client is nil: want one"},
		"negative patience": {exports.Patience(-1), "Patience: the time is -1ns: want a positive one"},
		"no user agent":     {exports.UserAgent(" "), "UserAgent: it is empty"},
		"two lines":         {exports.UserAgent("a\r\nX-Y: b"), "UserAgent: it is empty or holds a line end"},
		"no bytes":          {exports.MaxBytes(0), "MaxBytes: bytes is 0: want 1 or more"},
		"no option":         {nil, "an option is nil"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			opts := from(t, func(http.ResponseWriter, *http.Request) { t.Error("a request was sent") }, test.opt)
			n := 0
			for _, err := range exports.People(t.Context(), "2026-05-01", opts...) {
				if n++; !errors.Is(err, tmdb.ErrInvalid) {
					t.Fatalf("got %v", err)
				}
				testkit.WantText(t, err.Error(), "tmdb: GET /p/exports/person_ids_{day}.json.gz: "+test.want)
				if strings.Contains(err.Error(), "hunter2") {
					t.Error("it shows the password")
				}
			}
			if n != 1 {
				t.Errorf("%d errors", n)
			}
		})
	}
}

// TestWithoutContext: a context that is nil is one that does not end, as for single calls.
func TestWithoutContext(t *testing.T) {
	t.Parallel()
	var none context.Context
	opts := from(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(testkit.Gzip(t, `{"id":1}`)) })
	if rows, err := tmdb.Collect(exports.Movies(none, "2026-05-01", opts...), 0); len(rows) != 1 || err != nil {
		t.Errorf("%v, %v", rows, err)
	}
}

// TestEndBetweenLines: the end of the context ends the rows also when all of them have been read already, or
// when nothing but empty lines comes, of a transport that does not heed the context.
func TestEndBetweenLines(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]io.ReadCloser{
		"read already": io.NopCloser(strings.NewReader("{\"id\":1}\n{\"id\":2}\n{\"id\":3}\n")),
		"empty lines":  io.NopCloser(io.MultiReader(strings.NewReader("{\"id\":1}\n"), emptyLines{})),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := transport.Func(func(req *http.Request) (*http.Response, error) {
				return &http.Response{StatusCode: http.StatusOK, Request: req, ContentLength: -1, Body: body}, nil
			})
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			n := 0
			var last error
			for _, err := range exports.Movies(ctx, "2026-05-01", exports.HTTPClient(&http.Client{Transport: server})) {
				if last = err; err == nil {
					n++
				}
				cancel()
			}
			if n != 1 || !errors.Is(last, context.Canceled) || errors.Is(last, tmdb.ErrUnavailable) {
				t.Errorf("%d rows, %v", n, last)
			}
		})
	}
}

// TestCutAnywhere: wherever a connection ends cleanly, what is missing is an error, and never the end of
// the loop alone.
func TestCutAnywhere(t *testing.T) {
	t.Parallel()
	file := testkit.Gzip(t, strings.Repeat(`{"id":1}`+"\n", 3)+`{"id":2}`)
	for size := range file {
		server := transport.Func(func(req *http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: http.StatusOK, Request: req, ContentLength: -1, Body: io.NopCloser(bytes.NewReader(file[:size]))}, nil
		})
		var last error
		for _, err := range exports.Movies(t.Context(), "2026-05-01", exports.HTTPClient(&http.Client{Transport: server})) {
			last = err
		}
		if !errors.Is(last, tmdb.ErrUnavailable) {
			t.Errorf("%d of %d bytes: %v, want an error at the end", size, len(file), last)
		}
	}
}

// TestMaxBytes: what a small file unpacks to is bounded, and so is the memory for it.
func TestMaxBytes(t *testing.T) {
	t.Parallel()
	lines := strings.Repeat(`{"id":1}`+"\n", 1000)
	for name, test := range map[string]struct {
		file string
		max  int64
		rows int
		want string // "" for no error
	}{
		"enough":        {lines, int64(len(lines)), 1000, ""},
		"a byte less":   {lines, int64(len(lines)) - 1, 999, "the file has more than 8999 bytes"},
		"little":        {lines, 100, 11, "the file has more than 100 bytes"},
		"without lines": {strings.Repeat(" ", 1<<20), 1 << 19, 0, "the file has more than 524288 bytes"},
	} {
		for packed, body := range map[string][]byte{"packed": testkit.Gzip(t, test.file), "unpacked": []byte(test.file)} {
			if name == "without lines" && packed == "unpacked" {
				continue // which is no export
			}
			t.Run(name+", "+packed, func(t *testing.T) {
				t.Parallel()
				opts := from(t, testkit.Respond(200, "application/gzip", string(body)), exports.MaxBytes(test.max))
				rows := 0
				var last error
				for _, err := range exports.Movies(t.Context(), "2026-05-01", opts...) {
					if last = err; err == nil {
						rows++
					}
				}
				if rows != test.rows || (last == nil) != (test.want == "") {
					t.Fatalf("%d rows, %v, want %d", rows, last, test.rows)
				}
				if last != nil && (!errors.Is(last, tmdb.ErrUnavailable) || !strings.Contains(last.Error(), test.want)) {
					t.Errorf("%v, want %s", last, test.want)
				}
			})
		}
	}
}

// TestNothingMoreComes: the context ends a loop in which nothing more comes, also if the transport does
// not heed it.
func TestNothingMoreComes(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		reader, writer := io.Pipe()
		defer writer.Close()
		go func() { _, _ = writer.Write([]byte("{\"id\":1}\n{\"id\":2}\n{")) }()
		server := transport.Func(func(req *http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: http.StatusOK, Request: req, ContentLength: -1, Body: io.NopCloser(reader)}, nil
		})
		begun, rows := time.Now(), 0
		var last error
		for _, err := range exports.Movies(ctx, "2026-05-01", exports.HTTPClient(&http.Client{Transport: server}), exports.Patience(0)) {
			if last = err; err == nil {
				rows++
			}
		}
		if took := time.Since(begun); rows != 2 || !errors.Is(last, context.DeadlineExceeded) || took != time.Second {
			t.Errorf("%d rows and %v after %v, want two and the end of the context after 1s", rows, last, took)
		}
	})
}

// emptyLines are a file without an end.
type emptyLines struct{}

func (emptyLines) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '\n'
	}
	return len(p), nil
}

// TestTimeoutOfTheHTTPClient counts as the patience, not for the whole file, and the client is left as it is.
func TestTimeoutOfTheHTTPClient(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client := &http.Client{Timeout: time.Minute, Transport: transport.Func(func(req *http.Request) (*http.Response, error) {
			return &http.Response{
				StatusCode: http.StatusOK, Request: req, ContentLength: -1,
				Body: &slowFile{req.Context(), testkit.Gzip(t, "{\"id\":1}\n"), 40 * time.Second},
			}, nil
		})}
		if rows, err := tmdb.Collect(exports.Movies(t.Context(), "2026-05-01", exports.HTTPClient(client)), 0); len(rows) != 1 || err != nil {
			t.Errorf("%v, %v", rows, err)
		}
		if client.Timeout != time.Minute {
			t.Errorf("the timeout became %v", client.Timeout)
		}
	})
}

// TestUnavailable: a connection that cannot be made is the server's, and its error names the wait that a
// response asks for.
func TestUnavailable(t *testing.T) {
	t.Parallel()
	gone := httptest.NewServer(nil)
	gone.Close()
	_, err := tmdb.Collect(exports.Movies(t.Context(), "2026-05-01", exports.BaseURL(gone.URL)), 0)
	if !errors.Is(err, tmdb.ErrUnavailable) || strings.Contains(err.Error(), gone.URL) {
		t.Errorf("got %v", err)
	}
	opts := from(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "7")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	_, err = tmdb.Collect(exports.Movies(t.Context(), "2026-05-01", opts...), 0)
	if e, ok := errors.AsType[*tmdb.Error](err); !ok || e.StatusCode != 429 || e.RetryAfter != 7*time.Second || e.Method != "GET" {
		t.Errorf("got %#v", err)
	}
}
