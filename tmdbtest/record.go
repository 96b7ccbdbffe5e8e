package tmdbtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/baseurl"
	"github.com/tmdb-go/tmdb/internal/spec"
)

// maxRecorded is how much of an answer is read, in bytes.
const maxRecorded = 32 << 20

// recorder is a proxy to TMDB that keeps the answers.
type recorder struct {
	dir    string
	base   *url.URL
	client *http.Client

	mu   sync.Mutex     // held while a file is chosen and written
	last map[string]int // by operation, the number of its latest file
}

// Record returns a proxy that sends requests on to TMDB and writes the answers to files in dir, for
// [WithReplay]. Callers use it with their own token, which goes on with each request. Secrets are
// removed before anything is written: those of the request wherever they are in the answer, and every
// token and session that the answer has. So is what tells whose account it was: names, ids and pictures
// of users, and ids, names and texts of their lists. The types of what is removed stay. Ratings stay,
// too. Only requests to operations of the spec are sent on, redirects are not followed, and answers
// that are not JSON are passed on but not written.
//
// apiURL is the real API, https://api.themoviedb.org or one like it, from which a last /3 or /4 is
// cut. transport sends the requests; http.DefaultTransport if nil. The error is about apiURL and
// dir, which is made if it is not there.
func Record(dir, apiURL string, transport http.RoundTripper) (http.Handler, error) {
	server := baseurl.API
	server.Insecure = "" // which Record has not got: the token goes on
	base, err := server.Parse(apiURL)
	if err != nil {
		return nil, fmt.Errorf("tmdbtest: Record: %w", err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("tmdbtest: Record: %w", err)
	}
	last, err := lastNumbers(dir)
	if err != nil {
		return nil, fmt.Errorf("tmdbtest: Record: %w", err)
	}
	return &recorder{
		dir:  dir,
		last: last,
		base: base,
		client: &http.Client{
			Transport:     transport,
			Timeout:       time.Minute,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}, nil
}

// passedOn are the headers of a request that TMDB gets to see. Compression is left to the transport.
var passedOn = []string{"Authorization", "Accept", "Content-Type"}

// passedBack are the headers of an answer that the caller gets to see.
var passedBack = []string{"Content-Type", "Cache-Control", "Etag", "Retry-After", "Date", "Vary"}

func (rec *recorder) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	limitBody(w)
	op, path, _ := spec.Match(r.Method, r.URL.EscapedPath())
	if op == nil {
		sendPlain(w, failed(notFound()))
		return
	}
	body, refused := readBody(w, r)
	if refused != nil {
		sendPlain(w, refused)
		return
	}
	resp, err := rec.send(r, body)
	if err != nil {
		// The error of the client names the URL, which may hold the key.
		sendPlain(w, failed(fail(gen.StatusCodeBackendUnreachable)))
		return
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, maxRecorded+1))
	if err != nil || len(answer) > maxRecorded {
		sendPlain(w, failed(fail(gen.StatusCodeBackendUnreachable)))
		return
	}
	if err := rec.write(op, path, r, body, resp.StatusCode, answer); err != nil {
		sendPlain(w, failed(fail(gen.StatusCodeInternalError, "the answer cannot be written: "+err.Error())))
		return
	}
	for _, name := range passedBack {
		if v := resp.Header.Get(name); v != "" {
			w.Header().Set(name, v)
		}
	}
	w.WriteHeader(resp.StatusCode)
	w.Write(answer)
}

// send sends a request on.
func (rec *recorder) send(r *http.Request, body []byte) (*http.Response, error) {
	u := *rec.base
	u.Path = strings.TrimSuffix(u.Path, "/") + r.URL.Path
	u.RawPath = strings.TrimSuffix(rec.base.EscapedPath(), "/") + r.URL.EscapedPath()
	u.RawQuery = r.URL.RawQuery
	on, err := http.NewRequestWithContext(r.Context(), r.Method, u.String(), bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	for _, name := range passedOn {
		if v := r.Header.Get(name); v != "" {
			on.Header.Set(name, v)
		}
	}
	return rec.client.Do(on)
}

// write writes an answer without secrets. One that is not JSON is left out.
func (rec *recorder) write(op *operation, path map[string]string, r *http.Request, body []byte, status int, answer []byte) error {
	v, err := parseJSON(answer)
	if err != nil {
		return nil
	}
	hidden := secretsOf(path, r, body)
	hideLists(op, path, v)
	kept := map[string]string{}
	for name, value := range path {
		if !spec.IsSecret(name) {
			kept[name] = hide(value, hidden).(string)
		}
	}
	query := map[string]any{}
	for name, values := range r.URL.Query() {
		if !spec.IsSecret(name) {
			query[name] = hide(values[0], hidden)
		}
	}
	clean, err := json.Marshal(hide(v, hidden))
	if err != nil {
		return err
	}
	file, err := json.Marshal(recordedAnswer{
		Source: ofRecorder, Method: op.Method, Path: op.Path, PathParams: kept, Status: status,
		Query: query, Kind: "recorded", Date: time.Now().UTC().Format(time.DateOnly), Body: clean,
	})
	if err != nil {
		return err
	}
	return rec.writeNext(op.ID, append(file, '\n'))
}

// writeNext writes a file under the first number that is free: movieDetails__1.json.
func (rec *recorder) writeNext(id string, data []byte) error {
	rec.mu.Lock()
	defer rec.mu.Unlock()
	for {
		rec.last[id]++
		f, err := os.OpenFile(filepath.Join(rec.dir, fileName(id, rec.last[id])), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(err, os.ErrExist) {
			continue
		}
		if err != nil {
			return err
		}
		_, err = f.Write(data)
		return errors.Join(err, f.Close())
	}
}

func fileName(id string, number int) string { return fmt.Sprintf("%s__%d.json", id, number) }

// lastNumbers returns by operation the highest number of a file that is in dir already.
func lastNumbers(dir string) (map[string]int, error) {
	entries, err := os.ReadDir(dir)
	last := map[string]int{}
	for _, e := range entries {
		id, rest, _ := strings.Cut(e.Name(), "__")
		n, err := strconv.Atoi(strings.TrimSuffix(rest, ".json"))
		if err == nil && e.Name() == fileName(id, n) {
			last[id] = max(last[id], n)
		}
	}
	return last, err
}
