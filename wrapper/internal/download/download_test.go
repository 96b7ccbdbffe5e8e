package download

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"math"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tmdb-go/tmdb/internal/transport"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

var op = Operation{Name: "getFile", Path: "/files/{name}", Noun: "file"}

// served is a server without a network that has one file.
type served struct {
	body  io.Reader
	total int64
}

func (s served) RoundTrip(req *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusOK, Request: req, ContentLength: s.total, Body: io.NopCloser(s.body)}, nil
}

func get(t *testing.T, ctx context.Context, server served) *File {
	t.Helper()
	file, err := Source{Base: "https://files.example", Client: &http.Client{Transport: server}}.Get(ctx, op, "/files/a")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = file.Close() })
	return file
}

// TestNetwork: a download without a transport of the user's has one that nobody else closes, and in which
// it waits for no other; the user's client is left as it is.
func TestNetwork(t *testing.T) {
	t.Parallel()
	bare, own := &http.Client{Timeout: time.Minute}, &http.Client{Transport: served{}}
	for name, test := range map[string]struct {
		given   *http.Client
		timeout time.Duration
		own     bool
	}{
		"none": {}, "without a transport": {given: bare, timeout: time.Minute}, "with one": {given: own, own: true},
	} {
		got := Source{Client: test.given}.client()
		if got.Timeout != test.timeout {
			t.Errorf("%s: the timeout is %v", name, got.Timeout)
		}
		network, ours := got.Transport.(*http.Transport)
		switch {
		case ours == test.own:
			t.Errorf("%s: the transport is a %T", name, got.Transport)
		case !ours:
		case got.Transport == http.DefaultTransport: //nolint:forbidigo // it is compared, not used
			t.Errorf("%s: the transport is everybody's", name)
		case network.MaxConnsPerHost != 0 || got.Transport != (Source{}).client().Transport:
			t.Errorf("%s: there is another for each download, or one waits for %d", name, network.MaxConnsPerHost)
		}
	}
	if bare.Transport != nil {
		t.Error("the user's client has been changed")
	}
}

func TestProgress(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ total, want int64 }{{5, 5}, {-1, -1}, {-7, -1}} {
		var told [][2]int64
		ctx := tmdb.OnProgress(t.Context(), func(done, total int64) { told = append(told, [2]int64{done, total}) })
		if data, err := io.ReadAll(get(t, ctx, served{strings.NewReader("hello"), test.total})); string(data) != "hello" || err != nil {
			t.Errorf("%q, %v", data, err)
		}
		if want := [][2]int64{{5, test.want}}; !slices.Equal(told, want) {
			t.Errorf("was told %v, want %v", told, want)
		}
	}
}

// TestBrokenConnection: one that breaks while the file is read is the server's, what is done with the file is not.
func TestBrokenConnection(t *testing.T) {
	t.Parallel()
	reset := &net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}
	broken := get(t, t.Context(), served{io.MultiReader(strings.NewReader("hel"), errorReader{reset}), 5})
	_, err := io.ReadAll(broken)
	e := broken.Fail(nil, err)
	if !errors.Is(e, tmdb.ErrUnavailable) || !errors.Is(e, syscall.ECONNRESET) || e.Operation != "getFile" || e.Path != "/files/{name}" || e.StatusCode != 200 {
		t.Errorf("got %#v", e)
	}
	whole := get(t, t.Context(), served{strings.NewReader("hello"), 5})
	if _, err := io.ReadAll(whole); err != nil {
		t.Fatal(err)
	}
	if e := whole.Fail(nil, reset); errors.Is(e, tmdb.ErrUnavailable) { // of a writer to another connection
		t.Errorf("got %#v", e)
	}
}

type errorReader struct{ err error }

func (r errorReader) Read([]byte) (int, error) { return 0, r.err }

// TestKindOfFailure: whatever the caller did not end is the server's.
func TestKindOfFailure(t *testing.T) {
	t.Parallel()
	secure := httptest.NewUnstartedServer(nil)
	secure.Config.ErrorLog = log.New(io.Discard, "", 0)
	secure.StartTLS()
	t.Cleanup(secure.Close)
	plain := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	t.Cleanup(plain.Close)
	soon, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	failing := func(err error) *http.Client {
		return &http.Client{Transport: transport.Func(func(*http.Request) (*http.Response, error) { return nil, err })}
	}
	for name, test := range map[string]struct {
		ctx         context.Context
		source      Source
		unavailable bool
	}{
		"certificate":          {t.Context(), Source{Base: secure.URL}, true},
		"HTTP on a port":       {t.Context(), Source{Base: "https" + plain.URL[len("http"):]}, true},
		"stalled":              {t.Context(), Source{Base: plain.URL, Patience: time.Millisecond}, true},
		"error without a type": {t.Context(), Source{Base: plain.URL, Client: failing(errors.New("oh"))}, true},
		"timeout of a dial":    {t.Context(), Source{Base: plain.URL, Client: failing(os.ErrDeadlineExceeded)}, true},
		"deadline":             {soon, Source{Base: plain.URL}, false},
	} {
		_, err := test.source.Get(test.ctx, op, "/files/a")
		e, ok := errors.AsType[*tmdb.Error](err)
		if !ok || errors.Is(e, tmdb.ErrUnavailable) != test.unavailable {
			t.Errorf("%s: got %#v", name, err)
		}
	}
}

// hung is a transport that heeds no context: it does not respond, or its body does not come, until it
// is released.
type hung struct {
	body             bool
	release, closing chan struct{}
}

func (h hung) RoundTrip(req *http.Request) (*http.Response, error) {
	if !h.body {
		<-h.release
	}
	return &http.Response{StatusCode: http.StatusOK, Request: req, ContentLength: -1, Body: h}, nil
}

func (h hung) Read([]byte) (int, error) {
	<-h.release
	return 0, io.EOF
}

func (h hung) Close() error {
	close(h.closing)
	return nil
}

// TestHungTransport: the context and the patience end a download whatever the transport does. What comes
// after that is closed.
func TestHungTransport(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		body     bool
		patience time.Duration
		want     error
		says     string
	}{
		"response":                {false, 0, context.DeadlineExceeded, "deadline exceeded"},
		"body":                    {true, 0, context.DeadlineExceeded, "deadline exceeded"},
		"response, with patience": {false, time.Second, context.DeadlineExceeded, "sent nothing for 1s"},
		"body, with patience":     {true, time.Second, context.DeadlineExceeded, "sent nothing for 1s"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
				defer cancel()
				server := hung{test.body, make(chan struct{}), make(chan struct{})}
				begun := time.Now()
				file, err := Source{Base: "https://files.example", Client: &http.Client{Transport: server}, Patience: test.patience}.Get(ctx, op, "/a")
				if err == nil {
					_, err = io.ReadAll(file)
					err = errors.Join(file.Fail(nil, err), file.Close())
				}
				want := test.patience
				if want == 0 {
					want = time.Minute
				}
				if took := time.Since(begun); !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.says) || took != want {
					t.Errorf("%v after %v, want %q after %v", err, took, test.says, want)
				}
				close(server.release)
				<-server.closing
			})
		})
	}
}

// TestTransportPanics: a panic is the caller's.
func TestTransportPanics(t *testing.T) {
	t.Parallel()
	for name, server := range map[string]http.RoundTripper{
		"transport": transport.Func(func(*http.Request) (*http.Response, error) { panic("boom") }),
		"body":      served{panicReader{}, -1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			defer func() {
				if got := recover(); got != "boom" {
					t.Errorf("recovered %v", got)
				}
			}()
			file, err := Source{Base: "https://files.example", Client: &http.Client{Transport: server}}.Get(t.Context(), op, "/a")
			if err != nil {
				t.Fatal(err)
			}
			_, _ = io.ReadAll(file)
		})
	}
}

type panicReader struct{}

func (panicReader) Read([]byte) (int, error) { panic("boom") }

func TestMaxBytes(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		total, limit int64
		want         string // "" if it is too large
	}{
		{5, 0, "hello"}, {5, 5, "hello"}, {-1, 5, "hello"}, {-1, 6, "hello"}, {-1, math.MaxInt64, "hello"}, {5, 4, ""}, {-1, 4, "hell"}, {-1, 1, "h"}, {2, 3, "hel"},
	} {
		source := Source{Base: "https://files.example", Client: &http.Client{Transport: served{strings.NewReader("hello"), test.total}}, MaxBytes: test.limit}
		var got []byte
		file, err := source.Get(t.Context(), op, "/a")
		if err == nil {
			defer func() { _ = file.Close() }()
			if got, err = io.ReadAll(file); err != nil {
				err = file.Fail(nil, err)
			}
		}
		if string(got) != test.want || (err == nil) != (test.want == "hello") {
			t.Errorf("%+v: %q, %v", test, got, err)
		}
		if err != nil && (!errors.Is(err, tmdb.ErrUnavailable) || !strings.Contains(err.Error(), fmt.Sprintf("the file has more than %d bytes", test.limit))) {
			t.Errorf("%+v: %v", test, err)
		}
	}
}
