package wrapper

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/types"
)

// fakeList answers for any list of TMDB, in this process, and notes which pages it is asked for.
type fakeList struct {
	page func(number int) string // the body

	mu    sync.Mutex
	asked []int
}

func (f *fakeList) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	number, err := strconv.Atoi(req.URL.Query().Get("page"))
	if err != nil {
		return nil, fmt.Errorf("page: %w", err)
	}
	f.mu.Lock()
	f.asked = append(f.asked, number)
	f.mu.Unlock()
	return jsonResponse(req, f.page(number)), nil
}

func (f *fakeList) pages() []int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.asked)
}

func (f *fakeList) client(t testing.TB) *Client { return localClient(t, f) }

// localClient returns a client of a server in this process.
func localClient(t testing.TB, server http.RoundTripper, opts ...Option) *Client {
	t.Helper()
	client, err := New(testToken, append([]Option{
		WithHTTPClient(&http.Client{Transport: server}), WithRetry(nil), WithLimiter(nil),
	}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func jsonResponse(req *http.Request, body string) *http.Response {
	return &http.Response{
		StatusCode: http.StatusOK, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: req,
		Header: http.Header{"Content-Type": {jsonType}}, Body: io.NopCloser(strings.NewReader(body)),
		ContentLength: int64(len(body)),
	}
}

// movies returns a page of movies with these ids.
func movies(number, pages int, ids ...int) string {
	rows := make([]string, len(ids))
	for i, id := range ids {
		rows[i] = fmt.Sprintf(`{"id":%d,"title":"M%d"}`, id, id)
	}
	return fmt.Sprintf(`{"page":%d,"total_pages":%d,"total_results":%d,"results":[%s]}`, number, pages, pages*len(ids), strings.Join(rows, ","))
}

func idsOf(t *testing.T, seq iter.Seq2[gen.Movie, error]) []int {
	t.Helper()
	var ids []int
	for movie, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, movie.ID)
	}
	return ids
}

func TestPages(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		first *int
		page  func(number int) string
		ids   []int
		asked []int
	}{
		"all pages": {
			page:  func(n int) string { return movies(n, 3, 10*n, 10*n+1) },
			ids:   []int{10, 11, 20, 21, 30, 31},
			asked: []int{1, 2, 3},
		},
		"from a page on": {
			first: new(2),
			page:  func(n int) string { return movies(n, 3, 10*n) },
			ids:   []int{20, 30},
			asked: []int{2, 3},
		},
		"from behind the last page": {
			first: new(7),
			page:  func(n int) string { return movies(n, 3) },
			asked: []int{7},
		},
		"nothing": {page: func(n int) string { return movies(n, 0) }, asked: []int{1}},
		"rows that moved to the next page": {
			page:  func(n int) string { return movies(n, 3, n, n+1, n+2) },
			ids:   []int{1, 2, 3, 4, 5},
			asked: []int{1, 2, 3},
		},
		"a page of rows that were all seen is not the end": {
			page: func(n int) string {
				return movies(n, 3, [][]int{{1, 2}, {2, 1}, {3, 4}}[n-1]...)
			},
			ids:   []int{1, 2, 3, 4},
			asked: []int{1, 2, 3},
		},
		"rows without an id": {
			page: func(n int) string {
				return fmt.Sprintf(`{"page":%d,"total_pages":3,"total_results":6,"results":[{"title":"A"},{"title":"%d"}]}`, n, n)
			},
			ids:   []int{0, 0, 0, 0, 0, 0},
			asked: []int{1, 2, 3},
		},
		"nothing, on one page": {page: func(n int) string { return movies(n, 1) }, asked: []int{1}},
		"the list shrinks, and the pages that it had come all the same": {
			page:  func(n int) string { return movies(n, 5-n, n) },
			ids:   []int{1, 2, 3, 4},
			asked: []int{1, 2, 3, 4},
		},
		"the list shrinks": {
			page: func(n int) string {
				if n == 3 {
					return `{"page":3,"total_pages":2,"total_results":2,"results":[]}`
				}
				return movies(n, 4-n, n)
			},
			ids:   []int{1, 2},
			asked: []int{1, 2, 3},
		},
		"the list grows": {
			page:  func(n int) string { return movies(n, min(n+1, 4), n) },
			ids:   []int{1, 2, 3, 4},
			asked: []int{1, 2, 3, 4},
		},
		"the last page has gone": {
			page: func(n int) string {
				if n == 2 {
					return `{"page":2,"total_pages":2,"total_results":1,"results":[]}`
				}
				return movies(n, 2, n)
			},
			ids:   []int{1},
			asked: []int{1, 2},
		},
		"no word of how many pages": {
			page: func(n int) string {
				if n == 3 {
					return `{"results":[]}`
				}
				return fmt.Sprintf(`{"results":[{"id":%d}]}`, n)
			},
			ids:   []int{1, 2},
			asked: []int{1, 2, 3},
		},
		"the same without a word": {
			page:  func(int) string { return `{"results":[{"id":7}]}` },
			ids:   []int{7},
			asked: []int{1, 2},
		},
	} {
		for how, setting := range map[string]func(context.Context) context.Context{
			"one by one": func(ctx context.Context) context.Context { return ctx },
			"ahead":      Prefetch,
		} {
			t.Run(name+" "+how, func(t *testing.T) {
				t.Parallel()
				server := &fakeList{page: test.page}
				params := &gen.SearchMoviesParams{Query: "x", Page: test.first}
				seq := server.client(t).Search.MoviesIter(setting(t.Context()), params)
				if len(server.pages()) > 0 {
					t.Error("a page was asked for before the loop")
				}
				params.Query = "" // the caller's is no longer looked at
				for range 2 {     // the sequence may be used again
					server.asked = nil
					if got := idsOf(t, seq); !slices.Equal(got, test.ids) {
						t.Errorf("got %v, want %v", got, test.ids)
					}
					if got := server.pages(); !slices.Equal(got, test.asked) {
						t.Errorf("asked for the pages %v, want %v", got, test.asked)
					}
				}
				if params.Page != test.first {
					t.Errorf("the caller's page became %v", *params.Page)
				}
			})
		}
	}
}

// TestPagesThatLack: a page without rows of its own where there have to be some is an error, not the end,
// at which a program would take what it has for all there is.
func TestPagesThatLack(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		rest string // the page after the first, which is 1 of 9
		want string
	}{
		"empty":                     {`{"page":2,"total_pages":9,"total_results":9,"results":[]}`, "page 2 of 9 is empty"},
		"null":                      {`{"page":2,"total_pages":9,"total_results":9,"results":null}`, "page 2 of 9 is empty"},
		"without a list":            {`{"page":2,"total_pages":9,"total_results":9}`, "page 2 of 9 is empty"},
		"nothing at all":            {`{}`, "page 2 of 9 is empty"},
		"empty, of no pages":        {`{"page":2,"total_pages":0,"total_results":0,"results":[]}`, "page 2 of 9 is empty"},
		"empty, of one page":        {`{"page":1,"total_pages":1,"total_results":0,"results":[]}`, "page 2 of 9 is empty"},
		"empty, of rows":            {`{"page":2,"total_pages":0,"total_results":40,"results":[]}`, "page 2 of 9 is empty"},
		"empty and last, rows lack": {`{"page":2,"total_pages":2,"total_results":40,"results":[]}`, "page 2 of 9 is empty"},
		"the first once more":       {movies(1, 9, 1, 2), "page 2 of 9 is the page before once more"},
	} {
		for how, setting := range map[string]func(context.Context) context.Context{
			"one by one": func(ctx context.Context) context.Context { return ctx },
			"ahead":      Prefetch,
		} {
			t.Run(name+" "+how, func(t *testing.T) {
				t.Parallel()
				server := &fakeList{page: func(n int) string {
					if n == 1 {
						return movies(1, 9, 1, 2)
					}
					return test.rest
				}}
				rows, err := Collect(server.client(t).Search.MoviesIter(setting(t.Context()), &gen.SearchMoviesParams{Query: "x"}), 0)
				if e, ok := errors.AsType[*Error](err); !ok || len(rows) != 2 || e.Operation != "searchMovies" || !errors.Is(err, ErrUnavailable) {
					t.Fatalf("%d rows, %v", len(rows), err)
				}
				testkit.WantText(t, err.Error(), "/3/search/movie", test.want, "rows are missing")
			})
		}
	}
	// Also in a v3 list, which need not tell of pages, but did.
	list := &fakeList{page: func(n int) string {
		return map[int]string{1: `{"total_pages":2,"total_results":3,"items":[{"id":5},{"id":6}]}`, 2: `{"items":[]}`}[n]
	}}
	if rows, err := Collect(list.client(t).Lists.DetailsIter(t.Context(), 1, nil), 0); len(rows) != 2 || !errors.Is(err, ErrUnavailable) {
		t.Errorf("a v3 list: %d rows, %v", len(rows), err)
	}
	// Also where nothing came before.
	for _, body := range []string{`{"page":1,"total_pages":9,"results":null}`, `{"page":1,"total_pages":1,"total_results":5,"results":[]}`, `{"page":1,"total_pages":0,"total_results":5,"results":[]}`} {
		server := &fakeList{page: func(int) string { return body }}
		if rows, err := Collect(server.client(t).Movies.SimilarIter(t.Context(), 550, nil), 0); len(rows) > 0 || !errors.Is(err, ErrUnavailable) {
			t.Errorf("%s: %d rows, %v", body, len(rows), err)
		}
	}
}

// TestPagesToTheLast: TMDB shows no page after 500, whatever it says.
func TestPagesToTheLast(t *testing.T) {
	t.Parallel()
	server := &fakeList{page: func(n int) string { return movies(n, 1000000, n) }}
	got := idsOf(t, server.client(t).Movies.SimilarIter(t.Context(), 550, nil))
	if len(got) != 500 || got[499] != 500 || len(server.pages()) != 500 {
		t.Errorf("%d rows of %d pages", len(got), len(server.pages()))
	}
}

// TestPagesOfTMDB reads lists of TMDB to the end: as many rows as it says that there are, each once, and no
// page twice.
func TestPagesOfTMDB(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		rows func(context.Context, *Client) ([]string, error)
		one  bool // all on one page
	}{
		"trending": {rows: func(ctx context.Context, c *Client) ([]string, error) {
			return rowsOf(c.Trending.AllIter(ctx, "day", nil))
		}},
		"top rated": {rows: func(ctx context.Context, c *Client) ([]string, error) {
			return rowsOf(c.MovieLists.TopRatedIter(ctx, nil))
		}},
		"popular TV": {rows: func(ctx context.Context, c *Client) ([]string, error) {
			return rowsOf(c.TVSeriesLists.PopularIter(ctx, nil))
		}},
		"people": {rows: func(ctx context.Context, c *Client) ([]string, error) {
			return rowsOf(c.Search.PeopleIter(ctx, &gen.SearchPeopleParams{Query: "john"}))
		}},
		"now playing": {rows: func(ctx context.Context, c *Client) ([]string, error) {
			return rowsOf(c.MovieLists.NowPlayingIter(ctx, nil))
		}, one: true},
		"v3 list": {rows: func(ctx context.Context, c *Client) ([]string, error) {
			return rowsOf(c.Lists.DetailsIter(ctx, 8000004, nil))
		}, one: true},
		"v4 list": {rows: func(ctx context.Context, c *Client) ([]string, error) {
			return rowsOf(c.V4Lists.DetailsIter(ctx, 8000004, nil))
		}, one: true},
		"nothing": {rows: func(ctx context.Context, c *Client) ([]string, error) {
			return rowsOf(c.Search.MultiIter(ctx, &gen.SearchMultiParams{Query: "qqqq"}))
		}, one: true},
		"search": {rows: func(ctx context.Context, c *Client) ([]string, error) {
			return rowsOf(c.Search.MultiIter(ctx, &gen.SearchMultiParams{Query: "the"}))
		}},
		"tagged image": {rows: func(ctx context.Context, c *Client) ([]string, error) {
			return rowsOf(c.People.TaggedImagesIter(ctx, 31, nil))
		}, one: true},
		"discover": {rows: func(ctx context.Context, c *Client) ([]string, error) {
			return rowsOf(c.Discover.MoviesIter(ctx, &gen.DiscoverMoviesParams{WithGenres: And(12, 28)}))
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server, client := newTMDB(t)
			var p told
			rows, err := test.rows(OnProgress(t.Context(), p.progress), client)
			if err != nil {
				t.Fatal(err)
			}
			if n := len(p.seen); n > 0 && p.seen[n-1][1] >= 0 && p.seen[n-1][1] != int64(len(rows)) {
				t.Errorf("%d rows, TMDB has %d", len(rows), p.seen[n-1][1])
			}
			slices.Sort(rows)
			if each := slices.Compact(slices.Clone(rows)); len(each) != len(rows) {
				t.Errorf("%d rows, of which %d are not the same", len(rows), len(each))
			}
			requests := slices.DeleteFunc(server.Requests(), func(r StandInRequest) bool {
				return name == "v3 list" && r.Operation == "listDetailsV4" // which tells a proxy whether the list is public
			})
			for i, request := range requests {
				if page := request.Query.Get("page"); page != strconv.Itoa(i+1) {
					t.Errorf("request %d is for page %s", i+1, page)
				}
			}
			if one := len(requests) == 1; one != test.one || !one && len(requests) != (len(rows)+19)/20 {
				t.Errorf("%d requests for %d rows", len(requests), len(rows))
			}
		})
	}
}

func rowsOf[T any](seq iter.Seq2[T, error]) ([]string, error) {
	rows, err := Collect(seq, 0)
	var texts []string
	for _, row := range rows {
		text, err := json.Marshal(row)
		if err != nil {
			return nil, err
		}
		texts = append(texts, string(text))
	}
	return texts, err
}

func TestPagesErrors(t *testing.T) {
	t.Parallel()
	broken := func(n int) string {
		if n == 2 {
			return `{"success":false,"status_code":34,"status_message":"gone"}`
		}
		return movies(n, 5, n)
	}
	for name, test := range map[string]struct {
		seq  func(*Client) iter.Seq2[gen.Movie, error]
		rows int
		want error
		text string
	}{
		"page in the middle": {
			func(c *Client) iter.Seq2[gen.Movie, error] { return c.Movies.SimilarIter(t.Context(), 550, nil) },
			1, ErrNotFound, "/similar",
		},
		"ahead": {
			func(c *Client) iter.Seq2[gen.Movie, error] {
				return c.Movies.SimilarIter(Prefetch(t.Context()), 550, nil)
			},
			1, ErrNotFound, "/similar",
		},
		"page 501": {
			func(c *Client) iter.Seq2[gen.Movie, error] {
				return c.Discover.MoviesIter(t.Context(), &gen.DiscoverMoviesParams{Page: new(501)})
			},
			0, ErrInvalid, "page is \"501\": want a whole number from 1 to 500",
		},
		"page 0": {
			func(c *Client) iter.Seq2[gen.Movie, error] {
				return c.Discover.MoviesIter(t.Context(), &gen.DiscoverMoviesParams{Page: new(0)})
			},
			0, ErrInvalid, "page is",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := &fakeList{page: broken}
			rows, errs := 0, 0
			for movie, err := range test.seq(server.client(t)) {
				if err == nil {
					rows++
					continue
				}
				errs++
				if !reflect.ValueOf(movie).IsZero() || !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.text) {
					t.Errorf("got %v, %v", movie, err)
				}
				if _, ok := errors.AsType[*Error](err); !ok {
					t.Errorf("%T", err)
				}
			}
			if rows != test.rows || errs != 1 {
				t.Errorf("%d rows and %d errors, want %d and 1", rows, errs, test.rows)
			}
		})
	}
}

// TestPagesCancel: the end of the context is the end of the loop, also within a page.
func TestPagesCancel(t *testing.T) {
	t.Parallel()
	for name, setting := range map[string]func(context.Context) context.Context{
		"one by one": func(ctx context.Context) context.Context { return ctx },
		"ahead":      Prefetch,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithCancel(setting(t.Context()))
			defer cancel()
			server := &fakeList{page: func(n int) string { return movies(n, 9, 3*n, 3*n+1, 3*n+2) }}
			var got []int
			var last error
			for movie, err := range server.client(t).Movies.SimilarIter(ctx, 550, nil) {
				if last = err; err != nil {
					continue
				}
				if got = append(got, movie.ID); len(got) == 4 {
					cancel()
				}
			}
			if !slices.Equal(got, []int{3, 4, 5, 6}) {
				t.Errorf("got %v", got)
			}
			if e, ok := errors.AsType[*Error](last); !ok || !errors.Is(last, context.Canceled) || e.Operation != "movieSimilar" {
				t.Errorf("the last error is %v", last)
			}
		})
	}
}

// TestPagesBreak: nothing is asked for that the loop does not want.
func TestPagesBreak(t *testing.T) {
	t.Parallel()
	server := &fakeList{page: func(n int) string { return movies(n, 9, 2*n, 2*n+1) }}
	for movie := range server.client(t).Movies.SimilarIter(t.Context(), 550, nil) {
		if movie.ID == 5 {
			break
		}
	}
	if got := server.pages(); !slices.Equal(got, []int{1, 2}) {
		t.Errorf("asked for the pages %v", got)
	}
}

// TestPagesOfUnions: a movie and a series may have the same id.
func TestPagesOfUnions(t *testing.T) {
	t.Parallel()
	server := &fakeList{page: func(n int) string {
		rows := []string{
			`{"id":1,"media_type":"movie","title":"A"},{"id":1,"media_type":"tv","name":"B"},{"id":2},{"id":null,"media_type":"tv"}`,
			`{"id":1,"media_type":"tv","name":"B"},{"id":1,"media_type":"person"},{"id":2},{"id":null,"media_type":"tv"}`,
			`{"id":1,"media_type":"movie","title":"A2"}`,
		}
		return fmt.Sprintf(`{"page":%d,"total_pages":3,"total_results":9,"results":[%s]}`, n, rows[n-1])
	}}
	items, err := Collect(server.client(t).Search.MultiIter(t.Context(), &gen.SearchMultiParams{Query: "x"}), 0)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, item := range items {
		got = append(got, string(item.Raw()))
	}
	want := []string{
		`{"id":1,"media_type":"movie","title":"A"}`, `{"id":1,"media_type":"tv","name":"B"}`, `{"id":2}`, `{"id":null,"media_type":"tv"}`,
		`{"id":1,"media_type":"person"}`, `{"id":2}`, `{"id":null,"media_type":"tv"}`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestPagesOfChanges: the changes of one thing have no number of pages, and no ids.
func TestPagesOfChanges(t *testing.T) {
	t.Parallel()
	const image = `{"key":"images","items":[{"id":"%d","action":"added","time":"2026-01-02 03:04:05 UTC","value":{"poster":{"file_path":"/a.jpg"}}}]}`
	for name, test := range map[string]struct {
		page  func(n int) string
		want  int
		asked []int
	}{
		"page ignored": {func(int) string { return `{"changes":[` + fmt.Sprintf(image, 1) + `]}` }, 1, []int{1, 2}},
		"empty page": {func(n int) string {
			if n == 3 {
				return `{"changes":[]}`
			}
			return `{"changes":[` + fmt.Sprintf(image, n) + `]}` // of the same key: more changes, not the same
		}, 2, []int{1, 2, 3}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := &fakeList{page: test.page}
			got, err := Collect(server.client(t).Movies.ChangesIter(t.Context(), 550, nil), 0)
			if err != nil || len(got) != test.want || !slices.Equal(server.pages(), test.asked) {
				t.Errorf("%d changes of the pages %v, %v", len(got), server.pages(), err)
			}
		})
	}
}

// TestPagesOfOldLists: a v3 list says nothing of pages at times, and then has all on each.
func TestPagesOfOldLists(t *testing.T) {
	t.Parallel()
	server := &fakeList{page: func(int) string { return `{"id":"1","item_count":2,"items":[{"id":5},{"id":6,"media_type":"tv"}]}` }}
	got, err := Collect(server.client(t).Lists.DetailsIter(t.Context(), 1, nil), 0)
	if err != nil || len(got) != 2 || len(server.pages()) != 2 {
		t.Errorf("%d items of the pages %v, %v", len(got), server.pages(), err)
	}
}

// TestTaggedImagesIter: TMDB has one page of tagged images, which it calls 0, whatever number is asked for.
func TestTaggedImagesIter(t *testing.T) {
	t.Parallel()
	server := &fakeList{page: func(int) string {
		return `{"id":287,"page":0,"total_pages":7,"total_results":2,"results":[{"id":"a","file_path":"/a.jpg"},{"id":"b","file_path":"/b.jpg"}]}`
	}}
	got, err := Collect(server.client(t).People.TaggedImagesIter(t.Context(), 287, nil), 0)
	if err != nil || len(got) != 2 || len(server.pages()) != 1 {
		t.Errorf("%d images of the pages %v, %v", len(got), server.pages(), err)
	}
}

// TestNoContext: a context that is nil is one that does not end, as for single calls.
func TestNoContext(t *testing.T) {
	t.Parallel()
	var none context.Context
	server := &fakeList{page: func(n int) string { return movies(n, 2, n) }}
	if rows, err := Collect(server.client(t).Movies.SimilarIter(none, 550, nil), 0); len(rows) != 2 || err != nil {
		t.Errorf("pages: %v, %v", rows, err)
	}
	changes := &fakeChanges{page: func(types.Date, types.Date, int) string { return changed(1, 1, 1, 7) }}
	if rows, err := Collect(localClient(t, changes).Changes.TVBetween(none, "2026-01-01", "2026-01-01"), 0); len(rows) != 1 || err != nil {
		t.Errorf("changes: %v, %v", rows, err)
	}
}

func TestCollect(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ limit, rows, pages int }{{0, 6, 3}, {-1, 6, 3}, {1, 1, 1}, {2, 2, 1}, {3, 3, 2}, {6, 6, 3}, {100, 6, 3}} {
		server := &fakeList{page: func(n int) string { return movies(n, 3, 2*n, 2*n+1) }}
		got, err := Collect(server.client(t).Movies.SimilarIter(t.Context(), 550, nil), test.limit)
		if err != nil || len(got) != test.rows || len(server.pages()) != test.pages {
			t.Errorf("limit %d: %d rows of the pages %v, %v", test.limit, len(got), server.pages(), err)
		}
	}
	empty := &fakeList{page: func(n int) string { return movies(n, 0) }}
	if got, err := Collect(empty.client(t).Movies.SimilarIter(t.Context(), 550, nil), 0); got == nil || len(got) > 0 || err != nil {
		t.Errorf("of nothing: %v, %v", got, err)
	}
	failing := func(yield func(int, error) bool) {
		_ = yield(1, nil) && yield(0, ErrNotFound) && yield(2, nil)
	}
	if got, err := Collect(failing, 0); !slices.Equal(got, []int{1}) || err != ErrNotFound {
		t.Errorf("of an error: %v, %v", got, err)
	}
	if got, err := Collect[int](nil, 0); got != nil || !errors.Is(err, ErrInvalid) {
		t.Errorf("of nil: %v, %v", got, err)
	}
}

// TestPagedOperations holds the iterators against the OpenAPI document: each operation that takes a page
// and answers with a list has one, and it ends at a server that has no end.
func TestPagedOperations(t *testing.T) {
	t.Parallel()
	doc := loadSpec(t)
	services := map[string]string{}
	for _, tag := range doc.Tags {
		services[tag.Name], _ = tag.Extensions["x-service-name"].(string)
	}
	n := 0
	for _, item := range doc.Paths.Map() {
		for _, op := range item.Operations() {
			goMethod, _ := op.Extensions["x-method-name"].(string)
			field, ok := reflect.TypeFor[Services]().FieldByName(services[op.Tags[0]])
			if !ok {
				t.Fatalf("there is no service of %s", op.Tags[0])
			}
			_, found := field.Type.MethodByName(goMethod + "Iter")
			if paged := op.Parameters.GetByInAndName("query", "page") != nil; found != paged {
				t.Errorf("%s takes a page: %t, and has an iterator: %t", op.OperationID, paged, found)
			} else if paged {
				n++
				t.Run(op.OperationID, func(t *testing.T) {
					t.Parallel()
					checkIterator(t, op, field.Name, goMethod)
				})
			}
		}
	}
	if n != 63 {
		t.Errorf("%d operations have pages, want 63", n)
	}
}

func checkIterator(t *testing.T, op *openapi3.Operation, service, goMethod string) {
	list := listOf(op)
	if list == "" {
		t.Fatal("the response has no list")
	}
	var textIDs, lacking bool
	server := &fakeList{page: func(n int) string {
		if lacking && n == 499 {
			return fmt.Sprintf(`{"page":%d,"total_pages":1000000,"total_results":2000000,"%s":[]}`, n, list)
		}
		return endlessPage(list, textIDs, n)
	}}
	svc := reflect.ValueOf(server.client(t).Services).FieldByName(service)
	plain, method := svc.MethodByName(goMethod), svc.MethodByName(goMethod+"Iter")

	// Takes what the operation takes.
	if plain.Type().NumIn() != method.Type().NumIn() || !method.Type().IsVariadic() {
		t.Fatalf("takes %v, the operation %v", method.Type(), plain.Type())
	}
	args := []reflect.Value{reflect.ValueOf(t.Context())}
	for i := range plain.Type().NumIn() {
		if plain.Type().In(i) != method.Type().In(i) {
			t.Fatalf("takes %v, the operation %v", method.Type(), plain.Type())
		}
		if i == 0 || i == plain.Type().NumIn()-1 {
			continue
		}
		arg := reflect.New(plain.Type().In(i)).Elem()
		switch arg.Kind() {
		case reflect.Int:
			arg.SetInt(17)
		case reflect.String:
			arg.SetString("17")
		case reflect.Pointer: // near the end, for a test that is quick
			arg.Set(reflect.New(arg.Type().Elem()))
			arg.Elem().FieldByName("Page").Set(reflect.ValueOf(new(498)))
			if query := arg.Elem().FieldByName("Query"); query.IsValid() {
				query.SetString("x")
			}
		}
		args = append(args, arg)
	}

	seq := method.Call(args)[0]
	row := seq.Type().In(0).In(0)
	if id, ok := row.FieldByName("ID"); ok {
		textIDs = id.Type.Kind() == reflect.String
	}
	count := 0
	for row, err := range seq.Seq2() {
		if !err.IsNil() {
			t.Fatal(err)
		}
		if row.IsZero() {
			t.Error("a row is empty")
		}
		count++
	}
	want, wantRows := []int{498, 499, 500}, 6
	if goMethod == "TaggedImages" {
		want, wantRows = []int{498}, 2
	}
	if got := server.pages(); !slices.Equal(got, want) || count != wantRows {
		t.Errorf("%d rows of the pages %v, want %d of %v", count, got, wantRows, want)
	}
	if got := *args[len(args)-1].Elem().FieldByName("Page").Interface().(*int); got != 498 {
		t.Errorf("the caller's page became %d", got)
	}

	// A page without rows is the end only where nobody tells how many pages there are.
	lacking = true
	var last error
	for _, err := range seq.Seq2() {
		last, _ = err.Interface().(error)
	}
	tells := op.Responses.Value("200").Value.Content["application/json"].Schema.Value.Properties["total_pages"] != nil && goMethod != "TaggedImages"
	if errors.Is(last, ErrUnavailable) != tells {
		t.Errorf("an empty page: %v", last)
	}
}

// listOf returns the name of the only list in the response of an operation, or results.
func listOf(op *openapi3.Operation) string {
	var lists []string
	for name, property := range op.Responses.Value("200").Value.Content["application/json"].Schema.Value.Properties {
		if name == "results" {
			return name
		}
		if property.Value.Type.Is("array") {
			lists = append(lists, name)
		}
	}
	if len(lists) != 1 {
		return ""
	}
	return lists[0]
}

// endlessPage returns a page of a list that has no end, with two rows that would do for any operation.
func endlessPage(list string, textIDs bool, number int) string {
	rows := make([]string, 2)
	for i := range rows {
		id := strconv.Itoa(2*number + i)
		if textIDs {
			id = strconv.Quote(id)
		}
		rows[i] = fmt.Sprintf(`{"id":%s,"media_type":"movie","key":"images","items":[{"id":"%d","action":"added"}]}`, id, 2*number+i)
	}
	return fmt.Sprintf(`{"page":%d,"total_pages":1000000,"total_results":2000000,"%s":[%s]}`, number, list, strings.Join(rows, ","))
}
