package tmdbtest

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
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
	"github.com/tmdb-go/tmdb/internal/transport"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/recording"
)

// maxRecorded is how much of a response is read, in bytes.
const maxRecorded = 32 << 20

// recorder is a proxy to TMDB that keeps the responses.
type recorder struct {
	dir    string
	base   *url.URL
	client *http.Client

	mu    sync.Mutex            // held while a file is chosen and written
	last  map[string]int        // by operation, the number of its latest file
	files map[requestKey]string // the file of each request, for one that comes again
}

// requestKey stands for all requests that are the same but for secrets. It is not written to files.
type requestKey [sha256.Size]byte

func keyOf(op *spec.Operation, path map[string]string, query map[string]any, body any) requestKey {
	told := map[string]string{}
	for name, value := range path {
		if !spec.IsSecret(name) {
			told[name] = value
		}
	}
	key, _ := json.Marshal([]any{op.ID, told, query, body}) // JSON always encodes
	return sha256.Sum256(key)
}

// Record returns a proxy that sends requests on to TMDB and writes the responses to files in dir, for
// [WithReplay]. Callers use it with their own token, which goes on with each request. Secrets are
// removed before anything is written: those of the request wherever they are in the response, and every
// token and session that the response has. So is what tells whose account it was: names, ids and pictures
// of users, and ids, names and texts of their lists. The types of what is removed stay. Ratings stay,
// too. Only requests to operations of the spec are sent on, and redirects are not followed. Responses that
// are not JSON, or that say nothing about what was asked for, such as 401, 429 and 500, are passed on
// but not written. A request that comes again, the same but for secrets, has its file written again.
//
// apiURL is the real API, https://api.themoviedb.org or one like it, from which a last /3 or /4 is
// cut. network sends the requests; if nil, one like http.DefaultTransport with connections of its
// own. The error is about apiURL and dir, which is made if it is not there.
func Record(dir, apiURL string, network http.RoundTripper) (http.Handler, error) {
	server := baseurl.API
	server.Insecure = "" // which Record has not got: the token goes on
	base, err := server.Parse(apiURL)
	if err != nil {
		return nil, fmt.Errorf("tmdbtest: Record: %w", err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("tmdbtest: Record: %w", err)
	}
	if network == nil {
		network = transport.Network()
	}
	rec := &recorder{
		dir:   dir,
		last:  map[string]int{},
		files: map[requestKey]string{},
		base:  base,
		client: &http.Client{
			Transport:     network,
			Timeout:       time.Minute,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
	if err := rec.readDir(); err != nil {
		return nil, fmt.Errorf("tmdbtest: Record: %w", err)
	}
	return rec, nil
}

// passedOn are the headers of a request that TMDB gets to see. Compression is left to the transport.
var passedOn = []string{"Authorization", "Accept", "Content-Type"}

// passedBack are the headers of a response that the caller gets to see.
var passedBack = []string{"Content-Type", "Cache-Control", "Etag", "Retry-After", "Date", "Vary"}

func (rec *recorder) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	allowBrowsers(w.Header())
	if preflight(w, r) {
		return
	}
	limitBody(w)
	m := match(r, false)
	op, path := m.op, m.path
	if op == nil {
		sendPlain(w, failed(codes.NotFound()))
		return
	}
	body, refused := readBody(w, r)
	if refused != nil {
		sendPlain(w, refused)
		return
	}
	resp, err := rec.send(op.Method, r, body)
	if err != nil {
		unreachable(w, r)
		return
	}
	defer resp.Body.Close()
	response, err := io.ReadAll(io.LimitReader(resp.Body, maxRecorded+1))
	if err != nil || len(response) > maxRecorded {
		unreachable(w, r)
		return
	}
	if err := rec.write(op, path, r, body, resp.StatusCode, response); err != nil {
		sendPlain(w, fail(gen.StatusCodeInternalError, "the response cannot be written: "+err.Error()))
		return
	}
	for _, name := range passedBack {
		if v := resp.Header.Get(name); v != "" {
			w.Header().Set(name, v)
		}
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(response)))
	w.WriteHeader(resp.StatusCode)
	w.Write(response)
}

// unreachable responds to who cannot have TMDB's response. It does not say why: the error of the client
// names the URL, which may hold the key.
func unreachable(w http.ResponseWriter, r *http.Request) {
	if r.Context().Err() != nil { // the proxy ends
		offline(w)
		return
	}
	sendPlain(w, fail(gen.StatusCodeBackendUnreachable))
}

// send sends a request on.
func (rec *recorder) send(method string, r *http.Request, body []byte) (*http.Response, error) {
	u := *rec.base
	u.Path = strings.TrimSuffix(u.Path, "/") + r.URL.Path
	u.RawPath = strings.TrimSuffix(rec.base.EscapedPath(), "/") + r.URL.EscapedPath()
	u.RawQuery = r.URL.RawQuery
	on, err := http.NewRequestWithContext(r.Context(), method, u.String(), bytes.NewReader(body))
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

// write writes a response without secrets. One that is not JSON, or no use to [WithReplay], is left out.
func (rec *recorder) write(op *spec.Operation, path map[string]string, r *http.Request, body []byte, status int, response []byte) error {
	v, err := object.Decode(response)
	if err != nil || !tells(status) {
		return nil
	}
	hidden := secretsOf(path, r, body)
	asked := maps.Clone(path)
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
			query[name] = hide(values[len(values)-1], hidden)
		}
	}
	clean, err := json.Marshal(hide(v, hidden))
	if err != nil {
		return err
	}
	file, err := json.Marshal(recording.Recording{
		Source: ofRecorder, Method: op.Method, Path: op.Path, PathParams: kept, Status: status,
		Query: query, Kind: "recorded", Date: time.Now().UTC().Format(time.DateOnly), Body: clean,
	})
	if err != nil {
		return err
	}
	sent, _ := object.Decode(body) // nil for none
	return rec.writeFile(op.ID, keyOf(op, asked, query, hide(sent, hidden)), append(file, '\n'))
}

// writeFile writes the file that the request has, or else one under the first number that is free:
// movieDetails__1.json.
func (rec *recorder) writeFile(id string, key requestKey, data []byte) error {
	rec.mu.Lock()
	defer rec.mu.Unlock()
	if name, ok := rec.files[key]; ok {
		return os.WriteFile(filepath.Join(rec.dir, name), data, 0o644)
	}
	for {
		rec.last[id]++
		name := fileName(id, rec.last[id])
		f, err := os.OpenFile(filepath.Join(rec.dir, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(err, os.ErrExist) {
			continue
		}
		if err != nil {
			return err
		}
		rec.files[key] = name
		_, err = f.Write(data)
		return errors.Join(err, f.Close())
	}
}

func fileName(id string, number int) string { return fmt.Sprintf("%s__%d.json", id, number) }

// readDir learns of the files that are there already: the highest number of each operation, and the
// requests that can be told from their files.
func (rec *recorder) readDir() error {
	entries, err := os.ReadDir(rec.dir)
	for _, e := range entries {
		id, rest, _ := strings.Cut(e.Name(), "__")
		n, err := strconv.Atoi(strings.TrimSuffix(rest, ".json"))
		if err != nil || e.Name() != fileName(id, n) {
			continue
		}
		rec.last[id] = max(rec.last[id], n)
		if key, ok := rec.keyIn(e.Name(), spec.ByID(id)); ok {
			rec.files[key] = e.Name()
		}
	}
	return err
}

// keyIn returns the key of the request that a file is of. The body of a request is not in files, nor
// which list of a user it was about: false.
func (rec *recorder) keyIn(name string, op *spec.Operation) (requestKey, bool) {
	var a recording.Recording
	if op == nil || op.Body != nil {
		return requestKey{}, false
	}
	data, err := os.ReadFile(filepath.Join(rec.dir, name))
	if err != nil || json.Unmarshal(data, &a) != nil || a.Source != ofRecorder || !tellsPath(&a, op) {
		return requestKey{}, false
	}
	return keyOf(op, a.PathParams, a.Query, nil), true
}
