package wrapper

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/transport"
)

// newFakeClient returns a client whose requests handler answers without a network, so that the test may
// run with a faked clock. Unlike newTestClient's it waits and tries again as usual.
func newFakeClient(t *testing.T, handler http.HandlerFunc, opts ...Option) *Client {
	t.Helper()
	client, err := New(testToken, append([]Option{WithHTTPClient(fakeHTTP(handler))}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func fakeHTTP(handler http.HandlerFunc) *http.Client {
	return &http.Client{Transport: transport.Func(func(req *http.Request) (*http.Response, error) {
		if err := req.Context().Err(); err != nil {
			return nil, err
		}
		got := *req
		if got.Body == nil {
			got.Body = http.NoBody // which a server sees
		}
		w := httptest.NewRecorder()
		handler(w, &got)
		resp := w.Result()
		resp.Request = req
		return resp, nil
	})}
}

// with returns a copy of a client.
func with(t *testing.T, client *Client, opts ...Option) *Client {
	t.Helper()
	other, err := client.With(opts...)
	if err != nil {
		t.Fatal(err)
	}
	return other
}

// header returns a request editor that sets a header.
func header(name, value string) gen.RequestEditorFn {
	return func(_ context.Context, req *http.Request) error {
		req.Header.Set(name, value)
		return nil
	}
}

// testKey is a v3 API key.
const testKey = "0123456789abcdef0123456789ABCDEF"
