package wrapper

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

	"github.com/tmdb-go/tmdb/types"
)

func gzipped(t testing.TB, text string) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := gzip.NewWriter(&buf)
	_, err := io.WriteString(w, text)
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// exportsClient returns a client whose exports come from handler, and whose API is not there.
func exportsClient(t *testing.T, handler http.HandlerFunc, opts ...Option) *Client {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	client, err := New(testToken, append([]Option{WithExportBaseURL(server.URL), WithHTTPClient(server.Client())}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	return client
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
	day := types.Date("2026-05-01")
	for file, test := range map[string]struct {
		lines string
		rows  func(context.Context, *ExportsService) iter.Seq2[any, error]
		want  any
	}{
		"movie_ids": {
			`{"adult":false,"id":550,"original_title":"Fight Club","popularity":27.06,"video":true}`,
			func(ctx context.Context, s *ExportsService) iter.Seq2[any, error] { return anyRow(s.Movies(ctx, day)) },
			MovieExport{ID: 550, OriginalTitle: "Fight Club", Popularity: 27.06, Video: true},
		},
		"tv_series_ids": {
			`{"id":1396,"original_name":"Breaking Bad","popularity":"12.5"}`,
			func(ctx context.Context, s *ExportsService) iter.Seq2[any, error] {
				return anyRow(s.TVSeries(ctx, day))
			},
			TVSeriesExport{ID: 1396, OriginalName: "Breaking Bad", Popularity: 12.5},
		},
		"person_ids": {
			`{"adult":true,"id":287,"name":"Brad Pitt","popularity":null,"new":{"a":[1]}}`,
			func(ctx context.Context, s *ExportsService) iter.Seq2[any, error] { return anyRow(s.People(ctx, day)) },
			PersonExport{ID: 287, Name: "Brad Pitt", Adult: true},
		},
		"collection_ids": {
			`{"id":10,"name":"Star Wars Collection"}`,
			func(ctx context.Context, s *ExportsService) iter.Seq2[any, error] {
				return anyRow(s.Collections(ctx, day))
			},
			NamedExport{ID: 10, Name: "Star Wars Collection"},
		},
		"tv_network_ids": {
			`{"id":213,"name":"Netflix"}`,
			func(ctx context.Context, s *ExportsService) iter.Seq2[any, error] {
				return anyRow(s.TVNetworks(ctx, day))
			},
			NamedExport{ID: 213, Name: "Netflix"},
		},
		"keyword_ids": {
			`{"id":378,"name":"prison"}`,
			func(ctx context.Context, s *ExportsService) iter.Seq2[any, error] {
				return anyRow(s.Keywords(ctx, day))
			},
			NamedExport{ID: 378, Name: "prison"},
		},
		"production_company_ids": {
			`{"id":1,"name":"Lucasfilm Ltd."}`,
			func(ctx context.Context, s *ExportsService) iter.Seq2[any, error] {
				return anyRow(s.ProductionCompanies(ctx, day))
			},
			NamedExport{ID: 1, Name: "Lucasfilm Ltd."},
		},
		"adult_movie_ids": {
			`{"id":5}`,
			func(ctx context.Context, s *ExportsService) iter.Seq2[any, error] {
				return anyRow(s.AdultMovies(ctx, day))
			},
			MovieExport{ID: 5},
		},
		"adult_tv_series_ids": {
			`{"id":6}`,
			func(ctx context.Context, s *ExportsService) iter.Seq2[any, error] {
				return anyRow(s.AdultTVSeries(ctx, day))
			},
			TVSeriesExport{ID: 6},
		},
		"adult_person_ids": {
			`{"id":7,"name":"x"}`,
			func(ctx context.Context, s *ExportsService) iter.Seq2[any, error] {
				return anyRow(s.AdultPeople(ctx, day))
			},
			PersonExport{ID: 7, Name: "x"},
		},
	} {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			client := exportsClient(t, func(w http.ResponseWriter, r *http.Request) {
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
				_, _ = w.Write(gzipped(t, test.lines+"\n\n"+test.lines))
			}, WithSession("a-session"), WithUserAgent("moviebot/1"))
			got, err := Collect(test.rows(t.Context(), client.Exports), 0)
			if err != nil || !reflect.DeepEqual(got, []any{test.want, test.want}) {
				t.Errorf("got %+v, %v, want %+v twice", got, err, test.want)
			}
		})
	}
}

func TestLatestExportDay(t *testing.T) {
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
		if got := LatestExportDay(at); got != want {
			t.Errorf("at %s it is %s, want %s", now, got, want)
		}
	}
}

func TestExportsRefuse(t *testing.T) {
	t.Parallel()
	file := gzipped(t, strings.Repeat(`{"id":1,"name":"a"}`+"\n", 1000))
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
		"no day":        {"", nil, ErrInvalid, `day is "": want a day of the calendar`},
		"30 February":   {"2026-02-30", nil, ErrInvalid, `day is "2026-02-30"`},
		"not ready":     {"2026-05-01", serve(404, "text/html", nil), ErrNotFound, "no file of 2026-05-01"},
		"not ready, S3": {"2026-05-01", serve(403, "application/xml", []byte("<Error/>")), ErrNotFound, "no file of 2026-05-01"},
		"busy":          {"2026-05-01", serve(429, "text/html", nil), ErrRateLimited, "429"},
		"down":          {"2026-05-01", serve(503, "text/html", nil), ErrUnavailable, "503"},
		"a part":        {"2026-05-01", serve(206, "application/gzip", file), ErrUnavailable, "no whole file"},
		"HTML":          {"2026-05-01", serve(200, "text/html", []byte("<html>sorry</html>")), ErrUnavailable, "damaged"},
		"nothing":       {"2026-05-01", serve(200, "application/gzip", nil), ErrUnavailable, "damaged"},
		"no header":     {"2026-05-01", serve(200, "application/gzip", file[:2]), ErrUnavailable, "cut off"},
		"half a header": {"2026-05-01", serve(200, "application/gzip", file[:7]), ErrUnavailable, "cut off"},
		"cut off":       {"2026-05-01", serve(200, "application/gzip", file[:len(file)-10]), ErrUnavailable, "cut off"},
		"checksum":      {"2026-05-01", serve(200, "application/gzip", flipped), ErrUnavailable, "damaged"},
		"broken":        {"2026-05-01", serve(200, "application/gzip", broken), ErrUnavailable, "damaged"},
		"rubbish after": {"2026-05-01", serve(200, "application/gzip", append(slices.Clone(file), "rubbish....."...)), ErrUnavailable, "damaged"},
		"cut connection": {"2026-05-01", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", fmt.Sprint(len(file)))
			_, _ = w.Write(file[:len(file)/2])
		}, ErrUnavailable, "cut off"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var last error
			errs := 0
			for row, err := range exportsClient(t, test.handler).Exports.Keywords(t.Context(), test.day) {
				if err != nil {
					last = err
					errs++
				} else if row.ID != 1 {
					t.Errorf("a row is %+v", row)
				}
			}
			e, ok := errors.AsType[*Error](last)
			if errs != 1 || !ok || !errors.Is(last, test.want) {
				t.Fatalf("%d errors, the last is %v, want %v", errs, last, test.want)
			}
			wantText(t, last.Error(), test.text, "GET /p/exports/keyword_ids_{day}.json.gz")
			if e.Operation != "keyword_ids" {
				t.Errorf("the operation is %q", e.Operation)
			}
			if _, ok := errors.AsType[*ExportLineError](last); ok {
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
	client := exportsClient(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(gzipped(t, lines)) })
	var ids, bad []int
	for row, err := range client.Exports.Keywords(t.Context(), "2026-05-01") {
		if err == nil {
			ids = append(ids, row.ID)
			continue
		}
		line, ok := errors.AsType[*ExportLineError](err)
		if !ok || line.Err == nil || row != (NamedExport{}) {
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

// TestExportsUnpacked: a server, or something before it, may say that the answer is encoded, or unpack it.
func TestExportsUnpacked(t *testing.T) {
	t.Parallel()
	const lines = `{"id":1,"name":"a"}` + "\n" + `{"id":2,"name":"b"}` + "\n"
	for name, handler := range map[string]http.HandlerFunc{
		"encoded": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(gzipped(t, lines))
		},
		"unpacked": func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, lines) },
		"moved": func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/moved" {
				http.Redirect(w, r, "/moved", http.StatusFound)
				return
			}
			_, _ = w.Write(gzipped(t, lines))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rows, err := Collect(exportsClient(t, handler).Exports.Keywords(t.Context(), "2026-05-01"), 0)
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
		for row, err := range exportsClient(t, endless(ended)).Exports.Keywords(t.Context(), "2026-05-01") {
			if n++; err != nil || row.ID != n {
				t.Fatal(row, err)
			}
			if n == 100000 {
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
		for row, err := range exportsClient(t, endless(ended)).Exports.Keywords(ctx, "2026-05-01") {
			if last = err; row.ID == 100000 {
				cancel()
			}
		}
		if !errors.Is(last, context.Canceled) || errors.Is(last, ErrUnavailable) {
			t.Errorf("the last error is %v", last)
		}
		<-ended
	})
}

// TestExportsOfNoClient: nothing panics.
func TestExportsOfNoClient(t *testing.T) {
	t.Parallel()
	for _, s := range []*ExportsService{nil, {}} {
		if rows, err := Collect(s.Movies(t.Context(), "2026-05-01"), 0); len(rows) > 0 || !errors.Is(err, ErrInvalid) {
			t.Errorf("%v, %v", rows, err)
		}
	}
}

// TestExportsTwice: a sequence may be used again, with a request of its own.
func TestExportsTwice(t *testing.T) {
	t.Parallel()
	requests := 0
	client := exportsClient(t, func(w http.ResponseWriter, _ *http.Request) {
		requests++
		_, _ = w.Write(gzipped(t, `{"id":1}`))
	})
	seq := client.Exports.Movies(t.Context(), "2026-05-01")
	for range 2 {
		if rows, err := Collect(seq, 0); err != nil || len(rows) != 1 {
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
	if err := wait(f.ctx, f.step); err != nil {
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
		opts              []Option
		stalls            bool
	}{
		"slow but steady":      {20 * time.Second, 20 * time.Second, 0, nil, false},
		"slow loop":            {0, 0, time.Hour, nil, false},
		"never begins":         {31 * time.Second, 0, 0, nil, true},
		"stops":                {0, 31 * time.Second, 0, nil, true},
		"may take longer":      {40 * time.Second, 40 * time.Second, 0, []Option{WithTimeout(time.Minute)}, false},
		"may take for ever":    {40 * time.Hour, 40 * time.Hour, 0, []Option{WithTimeout(0)}, false},
		"must not take longer": {2 * time.Second, 0, 0, []Option{WithTimeout(time.Second)}, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				server := roundTripper(func(req *http.Request) (*http.Response, error) {
					if err := wait(req.Context(), test.begin); err != nil {
						return nil, err
					}
					resp := jsonAnswer(req, "")
					resp.Body = &slowFile{req.Context(), gzipped(t, "{\"id\":1}\n{\"id\":2}\n"), test.step}
					resp.ContentLength = -1
					return resp, nil
				})
				client := localClient(t, server, test.opts...)
				n := 0
				var last error
				for _, err := range client.Exports.Movies(t.Context(), "2026-05-01") {
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
				if _, ok := errors.AsType[*Error](last); !ok || !errors.Is(last, context.DeadlineExceeded) {
					t.Fatalf("%d rows, %v", n, last)
				}
				wantText(t, last.Error(), "the server sent nothing for")
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
	file := gzipped(t, `{"id":1}`)
	for name, test := range map[string]struct {
		chunked bool
		total   int64
	}{"length": {false, int64(len(file))}, "no length": {true, -1}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var p told
			client := exportsClient(t, func(w http.ResponseWriter, _ *http.Request) {
				if test.chunked {
					_ = http.NewResponseController(w).Flush()
				}
				_, _ = w.Write(file)
			})
			if _, err := Collect(client.Exports.Movies(OnProgress(t.Context(), p.progress), "2026-05-01"), 0); err != nil {
				t.Fatal(err)
			}
			if len(p.seen) == 0 || p.seen[len(p.seen)-1] != [2]int64{int64(len(file)), test.total} {
				t.Errorf("was told %v", p.seen)
			}
		})
	}
}

func TestWithExportBaseURL(t *testing.T) {
	t.Parallel()
	for _, baseURL := range []string{"", "files.tmdb.org", "http://files.tmdb.org", "https://u:p@files.tmdb.org", "https://files.tmdb.org?x=1", "https://files.tmdb.org#x", ":"} {
		if _, err := New(testToken, WithExportBaseURL(baseURL)); !errors.Is(err, ErrInvalid) || !strings.Contains(err.Error(), "WithExportBaseURL: ") {
			t.Errorf("%q: %v", baseURL, err)
		}
	}
	// A base may have a path, and copies have the same.
	var got string
	client := exportsClient(t, nil)
	client, err := New(testToken, WithExportBaseURL("https://mirror.example/tmdb/"), WithHTTPClient(&http.Client{
		Transport: roundTripper(func(req *http.Request) (*http.Response, error) {
			got = req.URL.String()
			return nil, io.ErrClosedPipe
		}),
	}))
	if err != nil {
		t.Fatal(err)
	}
	other, err := client.With(WithLanguage("pt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []*Client{client, other} {
		got = ""
		_, err = Collect(c.Exports.Movies(t.Context(), "2026-05-01"), 0)
		if want := "https://mirror.example/tmdb/p/exports/movie_ids_05_01_2026.json.gz"; got != want || !errors.Is(err, io.ErrClosedPipe) {
			t.Errorf("asked for %s, want %s: %v", got, want, err)
		}
	}
	if client, err = New(testToken); err != nil || client.Exports.base != "https://files.tmdb.org" {
		t.Errorf("%v, %v", client.Exports.base, err)
	}
}

// FuzzExportLines: whatever is in a file, each line of it that holds something is a row or an error with
// its number, and nothing panics.
func FuzzExportLines(f *testing.F) {
	for _, seed := range []string{
		"", "\n", `{"id":1,"name":"a"}`, "{\"id\":1}\n{\"id\":2}\n", "{\"id\":1}\r\n\r\n{", `{"id":"1"}`, "null\n[]\n7\n\"\"",
		`{"id":9223372036854775808}`, `{"id":1e3}`, "\x1f\x8b", strings.Repeat(" ", 100) + "\n" + `{"ID":3}`, "\xff\xfe\n{\"id\":1}",
	} {
		f.Add([]byte(seed))
	}
	f.Add(bytes.Repeat([]byte("x"), maxExportLine+10))
	f.Fuzz(func(t *testing.T, file []byte) {
		var got []int // numbers of lines that are damaged
		rows, last := 0, 0
		err := exportLines(bytes.NewReader(file), func(row NamedExport, bad *ExportLineError) bool {
			if bad == nil {
				rows++
				if row.ID < 1 {
					t.Errorf("a row is %+v", row)
				}
				return true
			}
			if bad.Line <= last || bad.Err == nil || row != (NamedExport{}) {
				t.Errorf("line %d after line %d: %v, %v", bad.Line, last, row, bad.Err)
			}
			last = bad.Line
			got = append(got, bad.Line)
			return true
		})
		if err != nil {
			t.Fatal(err)
		}
		want := 0
		for line := range bytes.SplitSeq(file, []byte("\n")) {
			if len(bytes.TrimSpace(line)) > 0 || len(line) >= maxExportLine {
				want++
			}
		}
		if rows+len(got) != want {
			t.Errorf("%d rows and %d damaged lines, want %d", rows, len(got), want)
		}
		// The same file packed, and whatever it is as a pack of its own.
		packed := 0
		if err := readExport(bytes.NewReader(gzipped(t, string(file))), func(_ NamedExport, bad *ExportLineError) bool {
			packed++
			return true
		}); err != nil || packed != want {
			t.Errorf("packed, %d lines and %v, want %d", packed, err, want)
		}
		_ = readExport(bytes.NewReader(file), func(NamedExport, *ExportLineError) bool { return true })
		_ = readExport(bytes.NewReader(append([]byte{0x1f, 0x8b, 8}, file...)), func(NamedExport, *ExportLineError) bool { return true })
	})
}
