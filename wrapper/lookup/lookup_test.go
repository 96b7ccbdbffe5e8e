package lookup

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func newWorld(t *testing.T, opts ...tmdb.Option) (*tmdbtest.Server, *tmdb.Client) {
	t.Helper()
	server, err := tmdbtest.New(tmdbtest.WithClock(tmdbtest.Day))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	return server, newClient(t, server.URL, server.Token, opts...)
}

func newClient(t *testing.T, url, token string, opts ...tmdb.Option) *tmdb.Client {
	t.Helper()
	client, err := tmdb.New(token, append(opts, tmdb.WithBaseURL(testkit.Front(t, url, token)), tmdb.WithRetry(nil))...)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func TestGenres(t *testing.T) {
	t.Parallel()
	_, client := newWorld(t, tmdb.WithDefaults(tmdb.Language("pt-BR")))
	for name, test := range map[string]struct {
		editors []gen.RequestEditorFn
		want    string
	}{
		"language of the client": {nil, "Ação, Reality"},
		"language of an editor":  {[]gen.RequestEditorFn{tmdb.Language("es")}, "Acción, Reality"},
	} {
		genres, err := Genres(t.Context(), client, test.editors...)
		if err != nil {
			t.Fatal(name, ": ", err)
		}
		// 28 is of movies only, 10764 of series only, 1 of neither.
		if got := strings.Join(genres.Names(28, 1, 10764), ", "); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
	if got := GenreNames(nil).Names(28); got != nil {
		t.Errorf("without names: %v", got)
	}
}

// TestGenresWithoutName: TMDB sends null for what has no name in a language.
func TestGenresWithoutName(t *testing.T) {
	t.Parallel()
	var asked []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		language := r.URL.Query().Get("language")
		asked = append(asked, r.URL.Path+" "+language)
		testkit.Respond(200, "application/json", map[string]string{
			"/3/genre/movie/list pt": `{"genres":[{"id":28,"name":"Ação"},{"id":37,"name":null},{"id":18,"name":"Drama!"}]}`,
			"/3/genre/tv/list pt":    `{"genres":[{"id":37,"name":""},{"id":18,"name":null},{"id":10759,"name":"Ação e Aventura"}]}`,
			"/3/genre/movie/list en": `{"genres":[{"id":28,"name":"Action"},{"id":37,"name":"Western"},{"id":18,"name":"Drama"}]}`,
			"/3/genre/tv/list en":    `{"genres":[]}`,
		}[r.URL.Path+" "+language])(w, r)
	}))
	defer server.Close()
	genres, err := Genres(t.Context(), newClient(t, server.URL, "token"), tmdb.Language("pt"))
	if err != nil {
		t.Fatal(err)
	}
	if got := genres.Names(28, 37, 18, 10759); !slices.Equal(got, []string{"Ação", "Western", "Drama!", "Ação e Aventura"}) || len(asked) != 4 {
		t.Errorf("%v after %v", got, asked)
	}
}

func TestProviders(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("watch_region") != "BR" {
			t.Errorf("asked for %s", r.URL)
		}
		testkit.Respond(200, "application/json", map[string]string{
			"/3/watch/providers/movie": `{"results":[
				{"provider_id":2,"provider_name":"Apple TV","display_priority":1,"display_priorities":{"BR":7,"US":1}},
				{"provider_id":8,"provider_name":"Netflix","display_priority":0,"display_priorities":{"BR":0}},
				{"provider_id":337,"provider_name":"Disney Plus","display_priority":5}]}`,
			"/3/watch/providers/tv": `{"results":[
				{"provider_id":8,"provider_name":"Netflix","display_priority":0,"display_priorities":{"BR":0}},
				{"provider_id":350,"provider_name":"Apple TV","display_priority":9,"display_priorities":{"BR":3}},
				{"provider_id":1796,"provider_name":"Netflix Standard with Ads","display_priority":20}]}`,
		}[r.URL.Path])(w, r)
	}))
	defer server.Close()
	providers, err := Providers(t.Context(), newClient(t, server.URL, "token"), "br")
	if err != nil {
		t.Fatal(err)
	}
	var order []int
	for _, row := range providers.Rows {
		order = append(order, row.ProviderID)
	}
	if !slices.Equal(order, []int{8, 350, 337, 2, 1796}) || providers.Region != "BR" {
		t.Errorf("%s has %v", providers.Region, order)
	}
	for name, test := range map[string]struct {
		names []string
		want  []int
		fault string
	}{
		"order of the names":   {[]string{"Disney Plus", "Netflix"}, []int{337, 8}, ""},
		"another spelling":     {[]string{" disney+", "NETFLIX STANDARD WITH-ADS"}, []int{337, 1796}, ""},
		"two of the same name": {[]string{"apple tv"}, []int{350, 2}, ""},
		"nothing":              {nil, nil, ""},
		"unknown":              {[]string{"Netflix", "Netflx"}, nil, `no provider in BR is called "Netflx": want one such as Netflix, Apple TV, Disney Plus`},
		"part of a name":       {[]string{"with ads"}, nil, `want one such as Netflix Standard with Ads, Netflix, Apple TV`},
		"empty":                {[]string{""}, nil, `no provider in BR is called ""`},
		"signs":                {[]string{"!"}, nil, `no provider in BR is called "!"`},
	} {
		got, err := providers.IDs(test.names...)
		if !slices.Equal(got, test.want) || (err != nil) != (test.fault != "") {
			t.Errorf("%s: %v, %v, want %v", name, got, err, test.want)
		}
		if test.fault != "" && (!errors.Is(err, tmdb.ErrNotFound) || !strings.Contains(err.Error(), test.fault)) {
			t.Errorf("%s: %v, want %s", name, err, test.fault)
		}
	}
	if _, err := (RegionProviders{Region: "AQ"}).IDs("Netflix"); !errors.Is(err, tmdb.ErrNotFound) {
		t.Errorf("no providers: %v", err)
	}
}

// TestRefused: nothing is sent for what makes no sense, and what TMDB says comes through.
func TestRefused(t *testing.T) {
	t.Parallel()
	testkit.Direct(t, "it tries again after an error")
	server, client := newWorld(t)
	lookups := map[string]func(context.Context, *tmdb.Client) error{
		"genres":    func(ctx context.Context, c *tmdb.Client) error { _, err := Genres(ctx, c); return err },
		"providers": func(ctx context.Context, c *tmdb.Client) error { _, err := Providers(ctx, c, "BR"); return err },
	}
	for name, ask := range lookups {
		for _, c := range []*tmdb.Client{nil, {}} {
			if err := ask(t.Context(), c); !errors.Is(err, tmdb.ErrInvalid) {
				t.Errorf("%s without a client: %v", name, err)
			}
		}
	}
	for _, region := range []string{"", "B", "Brazil", "B1", "BR,US", "ÄÖ"} {
		if _, err := Providers(t.Context(), client, region); !errors.Is(err, tmdb.ErrInvalid) {
			t.Errorf("region %q: %v", region, err)
		}
	}
	if n := len(server.Requests()); n != 0 {
		t.Errorf("%d requests were sent", n)
	}
	for _, operation := range []string{"movieGenres", "tvGenres", "movieWatchProviderList", "tvWatchProviderList"} {
		if err := server.Fail(operation, 1, tmdbtest.ServerError()); err != nil {
			t.Fatal(err)
		}
		name := "genres"
		if strings.HasSuffix(operation, "List") {
			name = "providers"
		}
		if err := lookups[name](t.Context(), client); !errors.Is(err, tmdb.ErrUnavailable) {
			t.Errorf("%s with %s down: %v", name, operation, err)
		}
	}
}
