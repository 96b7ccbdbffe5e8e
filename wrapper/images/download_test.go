package images_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/internal/transport"
	"github.com/tmdb-go/tmdb/types"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/images"
)

// from starts a server that answers with handler, and returns options that take images from there.
func from(t *testing.T, handler http.HandlerFunc) []images.Option {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return []images.Option{images.BaseURL(testkit.Front(t, server.URL, "none") + "/t/p/"), images.HTTPClient(server.Client())}
}

func TestDownload(t *testing.T) {
	t.Parallel()
	image := strings.Repeat("not quite a picture ", 50_000)
	for _, test := range []struct {
		path types.ImagePath
		size images.Size
		want string
	}{
		{"/a.jpg", images.PosterW342, "/t/p/w342/a.jpg"},
		{"/a.svg", images.LogoW92, "/t/p/w92/a.png"},
		{"/a.svg", images.LogoOriginal, "/t/p/original/a.svg"},
	} {
		var got *http.Request
		opts := from(t, func(w http.ResponseWriter, r *http.Request) {
			got = r
			testkit.Respond(200, "image/jpeg", image)(w, r)
		})
		var buf bytes.Buffer
		n, err := images.Download(t.Context(), test.path, test.size, &buf, opts...)
		if err != nil || n != int64(len(image)) || buf.String() != image {
			t.Fatalf("got %d bytes, %d in the buffer, and %v", n, buf.Len(), err)
		}
		if got.Method != http.MethodGet || got.RequestURI != test.want {
			t.Errorf("got %s %s, want GET %s", got.Method, got.RequestURI, test.want)
		}
		testkit.WantNone(t, fmt.Sprint(got.Header, got.URL), "Authorization", "Bearer")
	}
}

func TestDownloadRefuses(t *testing.T) {
	t.Parallel()
	opts := from(t, func(http.ResponseWriter, *http.Request) { t.Error("a request was sent") })
	for name, test := range map[string]struct {
		path types.ImagePath
		size images.Size
		w    io.Writer
		want string
	}{
		"no path":       {"", images.PosterW92, io.Discard, "path is empty"},
		"no image path": {"/https://www.gravatar.com/a.jpg", images.PosterW92, io.Discard, "path is "},
		"dots":          {"/../3/movie/550", images.PosterW92, io.Discard, "path is "},
		"query":         {"/a.jpg?x=1", images.PosterW92, io.Discard, "path is "},
		"no size":       {"/a.jpg", images.PosterSize("w92/../.."), io.Discard, "size is "},
		"no writer":     {"/a.jpg", images.PosterW92, nil, "w is nil"},
	} {
		t.Run(name, func(t *testing.T) {
			n, err := images.Download(t.Context(), test.path, test.size, test.w, opts...)
			if n != 0 || !errors.Is(err, tmdb.ErrInvalid) {
				t.Fatalf("got %d, %v", n, err)
			}
			testkit.WantText(t, err.Error(), test.want)
		})
	}
	var none context.Context
	if _, err := images.Download(none, "/a.jpg", images.PosterW92, io.Discard, opts...); !errors.Is(err, tmdb.ErrInvalid) {
		t.Errorf("without a context: %v", err)
	}
}

func TestDownloadFails(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		handler http.HandlerFunc
		kind    error
		want    string
	}{
		"not there": {testkit.Respond(404, "text/html", "<h1>404</h1>"), tmdb.ErrNotFound, "404 Not Found: there is no image"},
		"too many":  {testkit.Respond(429, "", ""), tmdb.ErrRateLimited, "429"},
		"down":      {testkit.Respond(503, "image/png", "x"), tmdb.ErrUnavailable, "503"},
		"part":      {testkit.Respond(206, "image/png", "x"), tmdb.ErrUnavailable, "no whole image"},
		"HTML":      {testkit.Respond(200, "text/html; charset=utf-8", "<h1>sorry</h1>"), tmdb.ErrUnavailable, "the response is text/html, not an image"},
		"JSON":      {testkit.Respond(200, "application/json", `{}`), tmdb.ErrUnavailable, "application/json"},
		"nothing said": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header()["Content-Type"] = nil
			_, _ = w.Write([]byte("x"))
		}, tmdb.ErrUnavailable, "does not say what it is"},
		"cut off": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "9")
			testkit.Respond(200, "image/png", "x")(w, r)
		}, tmdb.ErrUnavailable, "cut off"},
		"redirect loop": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, r.URL.Path+"?hunter2", http.StatusFound)
		}, nil, "stopped after 10 redirects"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			opts := from(t, test.handler)
			_, err := images.Download(t.Context(), "/a.jpg", images.PosterW92, io.Discard, opts...)
			e, ok := errors.AsType[*tmdb.Error](err)
			if !ok || test.kind != nil && !errors.Is(err, test.kind) {
				t.Fatalf("got %#v", err)
			}
			if e.Operation != "downloadImage" || e.Path != "/t/p/{size}{file_path}" {
				t.Errorf("the error is of %s, %s", e.Operation, e.Path)
			}
			if testkit.Fronted() {
				test.want = "" // it says so in words of its own
			}
			testkit.WantText(t, err.Error(), test.want, "GET /t/p/w92/a.jpg: ")
			testkit.WantNone(t, fmt.Sprintf("%v %+v %#v", err, err, err), "hunter2")
		})
	}
}

func TestDownloadWriterFails(t *testing.T) {
	t.Parallel()
	opts := from(t, testkit.Respond(200, "image/png", "0123456789"))
	full := errors.New("the disk is full")
	n, err := images.Download(t.Context(), "/a.jpg", images.PosterW92, writerFunc(func(p []byte) (int, error) { return 3, full }), opts...)
	if n != 3 || !errors.Is(err, full) {
		t.Errorf("got %d, %v", n, err)
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

// TestDownloadStreams ends the context in the middle of an image: what came before is written
// already.
func TestDownloadStreams(t *testing.T) {
	t.Parallel()
	testkit.Direct(t, "it reads an image whole, up to its own bound, before it passes it on")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	opts := from(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "image/png")
		_, _ = w.Write([]byte("first"))
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	})
	var got []byte
	n, err := images.Download(ctx, "/a.jpg", images.PosterW92, writerFunc(func(p []byte) (int, error) {
		got = append(got, p...)
		cancel()
		return len(p), nil
	}), opts...)
	if string(got) != "first" || n != 5 || !errors.Is(err, context.Canceled) {
		t.Errorf("got %q, %d, %v", got, n, err)
	}
}

// TestDownloadFrom: where an image is asked for, by the URL of the server.
func TestDownloadFrom(t *testing.T) {
	t.Parallel()
	for base, want := range map[string]string{
		"https://images.example":          "https://images.example/t/p/w92/a.jpg",
		"https://images.example/t/p/":     "https://images.example/t/p/w92/a.jpg",
		"https://images.example/t/p/w500": "https://images.example/t/p/w92/a.jpg",
		"https://images.example/own":      "https://images.example/own/w92/a.jpg",
		"http://127.0.0.1:8080":           "http://127.0.0.1:8080/t/p/w92/a.jpg",
		"http://tmdb-proxy:3000":          "http://tmdb-proxy:3000/t/p/w92/a.jpg",
	} {
		option := images.BaseURL
		if strings.HasPrefix(base, "http://tmdb") {
			option = images.InsecureBaseURL
		}
		got := ""
		network := &http.Client{Transport: transport.Func(func(req *http.Request) (*http.Response, error) {
			got = req.URL.String()
			return nil, io.ErrClosedPipe
		})}
		_, err := images.Download(t.Context(), "/a.jpg", images.PosterW92, io.Discard, option(base), images.HTTPClient(network))
		if got != want || !errors.Is(err, io.ErrClosedPipe) {
			t.Errorf("%s: asked for %s, want %s: %v", base, got, want, err)
		}
	}
}

func TestDownloadOptionsRefuse(t *testing.T) {
	t.Parallel()
	for _, base := range []string{"", "images.example", "http://images.example", "https://me:hunter2@images.example", "https://images.example?key=hunter2"} {
		_, err := images.Download(t.Context(), "/a.jpg", images.PosterW92, io.Discard, images.BaseURL(base))
		if !errors.Is(err, tmdb.ErrInvalid) {
			t.Errorf("%q: %v", base, err)
			continue
		}
		testkit.WantText(t, err.Error(), "BaseURL: ")
		if _, err := images.Download(t.Context(), "/a.jpg", images.PosterW92, io.Discard, images.InsecureBaseURL("ftp://images.example")); !errors.Is(err, tmdb.ErrInvalid) {
			t.Errorf("insecure: %v", err)
		}
		testkit.WantNone(t, err.Error(), "hunter2")
	}
	for want, opt := range map[string]images.Option{
		"an option is nil": nil, "HTTPClient: the client is nil": images.HTTPClient(nil), "MaxBytes: bytes is 0: want 1 or more": images.MaxBytes(0),
	} {
		_, err := images.Download(t.Context(), "/a.jpg", images.PosterW92, io.Discard, opt)
		if !errors.Is(err, tmdb.ErrInvalid) {
			t.Errorf("%v, want %s", err, want)
			continue
		}
		testkit.WantText(t, err.Error(), want)
	}
}

// TestDownloadIsBounded: no server fills a disk, by default or by the bound that is set.
func TestDownloadIsBounded(t *testing.T) {
	t.Parallel()
	testkit.Direct(t, "it reads an image whole, up to its own bound, before it passes it on")
	endless := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "image/png")
		for block := make([]byte, 1<<20); r.Context().Err() == nil; {
			_, _ = w.Write(block)
		}
	}
	announced := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "1000000000000")
		testkit.Respond(200, "image/png", "x")(w, r)
	}
	for name, test := range map[string]struct {
		handler http.HandlerFunc
		opts    []images.Option
		want    int64
		says    string
	}{
		"endless":            {endless, nil, 64 << 20, "the image has more than 67108864 bytes"},
		"endless, bounded":   {endless, []images.Option{images.MaxBytes(1000)}, 1000, "the image has more than 1000 bytes"},
		"announced":          {announced, nil, 0, "the image has more than 67108864 bytes"},
		"announced, bounded": {announced, []images.Option{images.MaxBytes(1000)}, 0, "the image has more than 1000 bytes"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n, err := images.Download(t.Context(), "/a.jpg", images.PosterW92, io.Discard, append(from(t, test.handler), test.opts...)...)
			if n != test.want || !errors.Is(err, tmdb.ErrUnavailable) {
				t.Fatalf("%d, %v", n, err)
			}
			testkit.WantText(t, err.Error(), test.says)
		})
	}
}

func TestDownloadProgress(t *testing.T) {
	t.Parallel()
	var told [][2]int64
	ctx := tmdb.OnProgress(t.Context(), func(done, total int64) { told = append(told, [2]int64{done, total}) })
	opts := from(t, testkit.Respond(200, "image/jpeg", "picture"))
	if _, err := images.Download(ctx, "/a.jpg", images.PosterW342, io.Discard, opts...); err != nil {
		t.Fatal(err)
	}
	if want := [][2]int64{{7, 7}}; !slices.Equal(told, want) {
		t.Errorf("was told %v, want %v", told, want)
	}
}

// TestDownloadStalls: a server that sends nothing is not waited for for ever.
func TestDownloadStalls(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		server := &http.Client{Transport: transport.Func(func(req *http.Request) (*http.Response, error) {
			<-req.Context().Done()
			return nil, req.Context().Err()
		})}
		begun := time.Now()
		_, err := images.Download(t.Context(), "/a.jpg", images.PosterW342, io.Discard, images.HTTPClient(server))
		if took := time.Since(begun); !errors.Is(err, context.DeadlineExceeded) || took != 30*time.Second {
			t.Errorf("%v after %v", err, took)
		}
	})
}
