package wrapper

import (
	"net/http"
	"slices"
	"testing"

	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/internal/transport"
)

func TestOperationsAreACopy(t *testing.T) {
	t.Parallel()
	list := Operations()
	list[0].Name = "mine"
	if slices.ContainsFunc(Operations(), func(op Operation) bool { return op.Name == "mine" }) {
		t.Error("the table can be changed from outside")
	}
}

func TestOperationFrom(t *testing.T) {
	t.Parallel()
	var got []string
	see := transport.Func(func(req *http.Request) (*http.Response, error) {
		op, ok := OperationFrom(req.Context())
		if !ok {
			t.Errorf("%s has no operation", req.URL)
		}
		got = append(got, op.Name)
		return testkit.HTTP.Transport.RoundTrip(req)
	})
	client := newTestClient(t, testkit.Respond(200, "application/json", `{}`), WithHTTPClient(&http.Client{Transport: see}))
	if _, err := client.Movies.Details(t.Context(), 550, nil); err != nil {
		t.Error(err)
	}
	if _, err := Result(client.API.MovieCreditsWithResponse(t.Context(), 550, nil)); err != nil {
		t.Error(err)
	}
	if want := []string{"movieDetails", "movieCredits"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if op, ok := OperationFrom(t.Context()); ok {
		t.Errorf("a context of no call has %v", op)
	}
}
