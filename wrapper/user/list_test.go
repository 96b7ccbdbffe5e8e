package user

import (
	"errors"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func newEmptyServer(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(testkit.Respond(200, "application/json", `{}`))
	t.Cleanup(server.Close)
	return server.URL
}

// refusals returns what the error of a list says was refused: "movie 550: reason".
func refusals(t *testing.T, err error, listID int) []string {
	t.Helper()
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*tmdb.Error](err); !ok {
		t.Errorf("%v is no *tmdb.Error", err)
	}
	refused, ok := errors.AsType[*RefusedError](err)
	if !ok {
		t.Fatalf("%v is no RefusedError", err)
	}
	if refused.ListID != listID {
		t.Errorf("the list is %d, want %d", refused.ListID, listID)
	}
	var texts []string
	for _, r := range refused.Items {
		texts = append(texts, strings.TrimSuffix(r.Item.String()+": "+r.Reason, ": "))
	}
	return texts
}

// TestList adds to lists, reads them back, and removes it again.
func TestList(t *testing.T) {
	t.Parallel()
	for kind, test := range map[string]struct {
		list int
		add  []Item
	}{
		"v3": {8000001, []Item{Movie(105), Movie(603), Movie(105)}},
		"v4": {8000004, []Item{Movie(105), Series(1437), Movie(105)}},
	} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			w, ctx := newWorld(t), t.Context()
			u := w.user(t, kind)
			read := func() []int {
				return ids(t, u.Client().V4Lists.DetailsIter(ctx, test.list, nil), func(i gen.MediaItem) int {
					switch v := i.Value().(type) {
					case gen.Movie:
						return v.ID
					case gen.TVSeries:
						return v.ID
					}
					return 0
				})
			}
			before := read()
			if err := u.AddToList(ctx, test.list, test.add...); err != nil {
				t.Fatal(err)
			}
			for _, item := range test.add {
				if !slices.Contains(read(), item.id) {
					t.Errorf("the list has %v, want %v among them", read(), item)
				}
			}

			// What is refused keeps out nothing else.
			err := u.AddToList(ctx, test.list, test.add[0], Movie(999999999), Movie(107))
			if got := refusals(t, err, test.list); len(got) != 2 || !strings.HasPrefix(got[0], "movie 105") || !strings.HasPrefix(got[1], "movie 999999999") ||
				!errors.Is(err, tmdb.ErrInvalid) {
				t.Errorf("refused are %q: %v", got, err)
			}
			if !slices.Contains(read(), 107) {
				t.Errorf("the list has %v, want 107 among them", read())
			}

			remove := append([]Item{Movie(107)}, test.add...)
			if err := u.RemoveFromList(ctx, test.list, remove...); err != nil {
				t.Fatal(err)
			}
			if got := read(); !slices.Equal(got, before) {
				t.Errorf("the list has %v, want %v as before", got, before)
			}
			err = u.RemoveFromList(ctx, test.list, Movie(105))
			if got := refusals(t, err, test.list); len(got) != 1 || !strings.HasPrefix(got[0], "movie 105") || !errors.Is(err, tmdb.ErrInvalid) {
				t.Errorf("refused are %q: %v", got, err)
			}
			if err := u.AddToList(ctx, 999999999, Movie(105), Movie(107)); !errors.Is(err, tmdb.ErrNotFound) {
				t.Errorf("no such list: %v, want ErrNotFound", err)
			}
			if err := u.AddToList(ctx, 8000002, Movie(105)); !errors.Is(err, tmdb.ErrUnauthorized) {
				t.Errorf("the list of another: %v, want ErrUnauthorized", err)
			}
		})
	}
}

// TestListStops: an error that is not that of an item ends the additions, and says where.
func TestListStops(t *testing.T) {
	t.Parallel()
	w, ctx := newWorld(t), t.Context()
	u := w.user(t, "v3")
	if err := u.AddToList(ctx, 8000001, Movie(105)); err != nil {
		t.Fatal(err)
	}
	before := w.sent()["addListItem"]
	// The first is there already, the second meets the trouble, the third is not asked for.
	if err := w.server.Fail("addListItem", 1, tmdbtest.Code(8)); err != nil {
		t.Fatal(err)
	}
	if err := w.server.Fail("addListItem", 1, tmdbtest.ServerError()); err != nil {
		t.Fatal(err)
	}
	err := u.AddToList(ctx, 8000001, Movie(105), Movie(107), Movie(603))
	if !errors.Is(err, tmdb.ErrUnavailable) {
		t.Errorf("%v, want ErrUnavailable", err)
	}
	if got := refusals(t, err, 8000001); len(got) != 1 || !strings.HasPrefix(got[0], "movie 105") {
		t.Errorf("refused are %q", got)
	}
	testkit.WantText(t, err.Error(), "at movie 107: ")
	if n := w.sent()["addListItem"] - before; n != 2 {
		t.Errorf("%d requests, want 2", n)
	}
}

// TestReasons: the reason for each item of a v4 list is in the error.
func TestReasons(t *testing.T) {
	t.Parallel()
	for body, want := range map[string][]string{
		`{"success":true,"status_code":1,"results":[
			{"media_type":"movie","media_id":550,"success":false,"error":["Media has already been taken","and more"]},
			{"media_type":"tv","media_id":550,"success":true},
			{"media_type":"movie","media_id":603,"success":false,"error":"Not now"}]}`: {"movie 550: Media has already been taken; and more", "movie 603: Not now"},
		`{"success":true,"status_code":1,"results":[{"media_type":"movie","media_id":550,"success":false}]}`: {"movie 550", "series 550", "movie 603"},
		`{"success":true,"status_code":1,"results":[]}`:                                                      {"movie 550", "series 550", "movie 603"},
	} {
		server := httptest.NewServer(testkit.Respond(200, "application/json", body))
		t.Cleanup(server.Close)
		u, err := V4(newClient(t, server.URL, "token"), "eyJa.users.token", "account")
		if err != nil {
			t.Fatal(err)
		}
		for _, err := range []error{
			u.AddToList(t.Context(), 8136, Movie(550), Series(550), Movie(603)),
			u.RemoveFromList(nil, 8136, Movie(550), Series(550), Movie(603)), //nolint:staticcheck // nil is taken
		} {
			if got := refusals(t, err, 8136); !slices.Equal(got, want) || !errors.Is(err, tmdb.ErrInvalid) {
				t.Errorf("%q: %v, want %q", got, err, want)
			}
		}
	}
	many := RefusedError{ListID: 8136}
	for id := range 100 {
		many.Items = append(many.Items, Refusal{Item: Movie(id + 1), Reason: strings.Repeat("long\n", 1000)})
	}
	if text := many.Error(); len(text) > 1000 || strings.Contains(text, "\n") || !strings.HasSuffix(text, "95 more") {
		t.Errorf("%d bytes: %.1000q", len(text), text)
	}
}

func TestLists(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	want := List{ID: 8000001, Name: "Rainy Sundays", Description: "Long films for short days.", Items: 6}
	for _, kind := range []string{"v3", "v4"} {
		found := false
		for list, err := range w.user(t, kind).Lists(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			if list == want {
				found = true
				break
			}
		}
		if !found {
			t.Errorf("%s: no list is %+v", kind, want)
		}
	}
	bruno, err := V4(w.client, w.token, "e3928a3bc4be46516aa33a79") // the account of another
	if err != nil {
		t.Fatal(err)
	}
	if err := failure(bruno.Lists(t.Context())); !errors.Is(err, tmdb.ErrUnauthorized) {
		t.Errorf("%v, want ErrUnauthorized", err)
	}
}
