// Package download gets files from TMDB's servers of files. They are no part of the API: they get
// no credential, and a file that is on its way may take long, but not stand still.
package download

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/tmdb-go/tmdb/internal/redact"
	"github.com/tmdb-go/tmdb/internal/transport"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// Patience is how long a server may send nothing unless a [Source] says otherwise.
const Patience = 30 * time.Second

// Source is where files come from.
type Source struct {
	Base      string        // URL without a slash at its end
	Client    *http.Client  // nil: one with the transport of this package, as without one
	Patience  time.Duration // how long the server may send nothing; 0 is without end
	MaxBytes  int64         // of a file, as it comes; 0 is without end
	UserAgent string        // "" for that of this module
}

// SetBase takes the files from another server, which u is unless there is an error.
func (s *Source) SetBase(u *url.URL, err error) error {
	if err == nil {
		s.Base = u.String()
	}
	return err
}

// SetClient uses another HTTP client.
func (s *Source) SetClient(client *http.Client) error {
	if client == nil {
		return errors.New("the client is nil: want one such as &http.Client{}")
	}
	s.Client = client
	return nil
}

// SetMaxBytes bounds the files.
func (s *Source) SetMaxBytes(n int64) error {
	if n < 1 {
		return fmt.Errorf("bytes is %d: want 1 or more", n)
	}
	s.MaxBytes = n
	return nil
}

// Operation is the download of some kind of file, as errors name it. It is not in the OpenAPI
// document.
type Operation struct {
	Name string // such as movie_ids
	Path string // template, such as /p/exports/movie_ids_{day}.json.gz
	// Target is the path with its values, such as /p/exports/movie_ids_05_15_2024.json.gz, "" as long as
	// they are not known to be right.
	Target string
	Noun   string // what is got: "file" or "image"
}

// Invalid returns the error for input that is refused before anything is sent.
func (op Operation) Invalid(err error) error {
	e := op.error(err)
	e.Kind, e.Message = tmdb.ErrInvalid, err.Error()
	return e
}

func (op Operation) error(err error) *tmdb.Error {
	return &tmdb.Error{Method: http.MethodGet, Path: op.Path, Target: op.Target, Operation: op.Name, Err: err}
}

// File is a file that is being read. It has to be closed.
type File struct {
	op       Operation
	patience *patience
	response *http.Response // nil until there is one
	body     *body
	bounded  io.Reader // of body
	failed   error     // of reading it
	done     int64     // bytes
}

// Get asks for the file at path below the source's base. A response other than 200 is an error,
// which as all others is a *[tmdb.Error].
func (s Source) Get(ctx context.Context, op Operation, path string) (*File, error) {
	if ctx == nil {
		return nil, op.Invalid(errors.New("the context is nil: want one such as context.Background()"))
	}
	f := &File{op: op, patience: newPatience(ctx, s.Patience)}
	req, err := http.NewRequestWithContext(f.patience.ctx, http.MethodGet, s.Base+path, nil)
	if err != nil {
		f.patience.end()
		return nil, op.Invalid(err)
	}
	// The file as it is: what is gzip itself is not to be taken for an encoding of the response.
	req.Header.Set("Accept-Encoding", "identity")
	req.Header.Set("User-Agent", s.userAgent())
	resp, err := do(s.client(), req)
	if err != nil {
		f.failed = f.patience.cause(err)
		f.patience.end()
		return nil, f.Fail(nil, f.failed)
	}
	f.patience.pause()
	f.response, f.body = resp, &body{ctx: f.patience.ctx, from: resp.Body}
	f.bounded = f.body
	if resp.StatusCode != http.StatusOK {
		_ = f.Close()
		return nil, f.refused()
	}
	if s.MaxBytes > 0 {
		f.bounded = Bound(f.body, op.Noun, s.MaxBytes)
		if resp.ContentLength > s.MaxBytes {
			_ = f.Close()
			return nil, f.Fail(nil, &TooLargeError{op.Noun, s.MaxBytes})
		}
	}
	return f, nil
}

// network is shared by all downloads that bring no transport of their own. None waits for another to
// end: that would count as a server that sends nothing.
var network = sync.OnceValue(func() http.RoundTripper {
	network := transport.Network()
	if own, ok := network.(*http.Transport); ok {
		own.MaxConnsPerHost = 0
	}
	return network
})

func (s Source) client() *http.Client {
	var client http.Client
	if s.Client != nil {
		client = *s.Client // which is the user's, and left as it is
	}
	if client.Transport == nil {
		client.Transport = network()
	}
	return &client
}

func (s Source) userAgent() string {
	if s.UserAgent == "" {
		return "tmdb-go"
	}
	return s.UserAgent
}

// refused returns the error of a response without the file.
func (f *File) refused() error {
	if f.response.StatusCode/100 == 2 {
		return f.Fail(tmdb.ErrUnavailable, errors.New("there is no whole "+f.op.Noun))
	}
	return f.Fail(nil, errors.New("there is no "+f.op.Noun))
}

// Header returns the header of the response.
func (f *File) Header() http.Header { return f.response.Header }

// Read reads of the file and reports how much has been read to [tmdb.OnProgress]. The time between
// two calls does not count as that of the server. The end of the context ends it, whatever the
// transport does.
func (f *File) Read(p []byte) (int, error) {
	f.patience.resume()
	n, err := f.bounded.Read(p)
	f.patience.pause()
	if n > 0 {
		f.done += int64(n)
		tmdb.ReportProgress(f.patience.ctx, f.done, max(f.response.ContentLength, -1))
	}
	if err != nil && !errors.Is(err, io.EOF) {
		err = f.patience.cause(err)
		f.failed = err
	}
	return n, err
}

// Close ends the download.
func (f *File) Close() error {
	f.patience.end()
	return f.body.close()
}

// Fail returns the error of a download that err ended, whether it came of the file or of what was
// done with it. kind is one of the Err values of package tmdb, nil for what the connection tells.
func (f *File) Fail(kind, err error) *tmdb.Error {
	e := f.op.error(redact.Error(err))
	e.Kind = kind
	_, tooLarge := errors.AsType[*TooLargeError](err)
	// That the caller gave up or ran out of time says nothing of the server.
	if kind == nil && (tooLarge || f.failed != nil && f.patience.caller.Err() == nil) {
		e.Kind = tmdb.ErrUnavailable
	}
	if f.response != nil {
		e.StatusCode = f.response.StatusCode
		e.RetryAfter, _ = transport.RetryAfter(f.response.Header)
	}
	return e
}
