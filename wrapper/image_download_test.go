package wrapper

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/types"
)

// newImageClient returns a client with images on a server of this machine.
func newImageClient(t *testing.T, handler http.HandlerFunc) *Client {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	client, err := New(testToken, WithImageBaseURL(server.URL+"/t/p/"), WithHTTPClient(server.Client()))
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func TestDownloadImage(t *testing.T) {
	t.Parallel()
	image := strings.Repeat("not quite a picture ", 50_000)
	for path, want := range map[types.ImagePath]string{
		"/a.jpg": "/t/p/w342/a.jpg",
		"/a.svg": "/t/p/original/a.svg",
	} {
		var got *http.Request
		client := newImageClient(t, func(w http.ResponseWriter, r *http.Request) {
			got = r
			answer(200, "image/jpeg", image)(w, r)
		})
		var buf bytes.Buffer
		n, err := client.DownloadImage(t.Context(), path, PosterW342, &buf)
		if err != nil || n != int64(len(image)) || buf.String() != image {
			t.Fatalf("got %d bytes, %d in the buffer, and %v", n, buf.Len(), err)
		}
		if got.Method != http.MethodGet || got.RequestURI != want {
			t.Errorf("got %s %s, want GET %s", got.Method, got.RequestURI, want)
		}
		wantNone(t, fmt.Sprint(got.Header, got.URL), testToken, "Authorization", "Bearer")
	}
}

func TestDownloadImageRefuses(t *testing.T) {
	t.Parallel()
	client := newImageClient(t, func(http.ResponseWriter, *http.Request) { t.Error("a request was sent") })
	for name, test := range map[string]struct {
		path types.ImagePath
		size ImageSize
		w    io.Writer
		want string
	}{
		"no path":       {"", PosterW92, io.Discard, "path is empty"},
		"no image path": {"/https://www.gravatar.com/a.jpg", PosterW92, io.Discard, "path is "},
		"dots":          {"/../3/movie/550", PosterW92, io.Discard, "path is "},
		"query":         {"/a.jpg?x=1", PosterW92, io.Discard, "path is "},
		"no size":       {"/a.jpg", PosterSize("w92/../.."), io.Discard, "size is "},
		"no writer":     {"/a.jpg", PosterW92, nil, "w is nil"},
	} {
		t.Run(name, func(t *testing.T) {
			n, err := client.DownloadImage(t.Context(), test.path, test.size, test.w)
			if n != 0 || !errors.Is(err, ErrInvalid) {
				t.Fatalf("got %d, %v", n, err)
			}
			wantText(t, err.Error(), test.want)
		})
	}
	var none context.Context
	if _, err := client.DownloadImage(none, "/a.jpg", PosterW92, io.Discard); !errors.Is(err, ErrInvalid) {
		t.Errorf("without a context: %v", err)
	}
}

func TestDownloadImageFails(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		handler http.HandlerFunc
		kind    error
		want    string
	}{
		"not there": {answer(404, "text/html", "<h1>404</h1>"), ErrNotFound, "404 Not Found: there is no image"},
		"too many":  {answer(429, "", ""), ErrRateLimited, "429"},
		"down":      {answer(503, "image/png", "x"), ErrUnavailable, "503"},
		"part":      {answer(206, "image/png", "x"), ErrUnavailable, "no whole image"},
		"HTML":      {answer(200, "text/html; charset=utf-8", "<h1>sorry</h1>"), ErrUnavailable, "the answer is text/html, not an image"},
		"JSON":      {answer(200, "application/json", `{}`), ErrUnavailable, "application/json"},
		"nothing said": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header()["Content-Type"] = nil
			_, _ = w.Write([]byte("x"))
		}, ErrUnavailable, "does not say what it is"},
		"cut off": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "9")
			answer(200, "image/png", "x")(w, r)
		}, ErrUnavailable, "cut off"},
		"redirect loop": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, r.URL.Path+"?hunter2", http.StatusFound)
		}, nil, "stopped after 10 redirects"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := newImageClient(t, test.handler)
			_, err := client.DownloadImage(t.Context(), "/a.jpg", PosterW92, io.Discard)
			e, ok := errors.AsType[*Error](err)
			if !ok || test.kind != nil && !errors.Is(err, test.kind) {
				t.Fatalf("got %#v", err)
			}
			if e.Operation != "downloadImage" || e.Path != "/t/p/{size}{file_path}" {
				t.Errorf("the error is of %s, %s", e.Operation, e.Path)
			}
			wantText(t, err.Error(), test.want)
			wantNone(t, fmt.Sprintf("%v %+v %#v", err, err, err), testToken, "hunter2")
		})
	}
}

func TestDownloadImageWriterFails(t *testing.T) {
	t.Parallel()
	client := newImageClient(t, answer(200, "image/png", "0123456789"))
	full := errors.New("the disk is full")
	n, err := client.DownloadImage(t.Context(), "/a.jpg", PosterW92, writerFunc(func(p []byte) (int, error) { return 3, full }))
	if n != 3 || !errors.Is(err, full) {
		t.Errorf("got %d, %v", n, err)
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

// TestDownloadImageStreams ends the context in the middle of an image: what came before is written
// already.
func TestDownloadImageStreams(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	client := newImageClient(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "image/png")
		_, _ = w.Write([]byte("first"))
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	})
	var got []byte
	n, err := client.DownloadImage(ctx, "/a.jpg", PosterW92, writerFunc(func(p []byte) (int, error) {
		got = append(got, p...)
		cancel()
		return len(p), nil
	}))
	if string(got) != "first" || n != 5 || !errors.Is(err, context.Canceled) {
		t.Errorf("got %q, %d, %v", got, n, err)
	}
}

// TestZeroClientImages: a Client that New did not make has no images of its own, but does not panic.
func TestZeroClientImages(t *testing.T) {
	t.Parallel()
	if got := (&Client{}).ImageURL("/a.jpg", PosterW92); got != "https://image.tmdb.org/t/p/w92/a.jpg" {
		t.Errorf("got %q", got)
	}
}
