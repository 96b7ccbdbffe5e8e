package tmdbtest

import (
	"compress/gzip"
	"crypto/md5"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/tmdb-go/tmdb/gen"
)

// answer is what goes back: a status, a body and how long it may be kept.
type answer struct {
	op     *operation // nil for a path that does not exist
	status int
	body   json.RawMessage
	// callback is the address of the approval page, of new request tokens only.
	callback string
}

func (a *answer) of(op *operation) *answer {
	a.op = op
	return a
}

// succeeded returns the answer with a value of a type of package gen.
func succeeded(v any, status int) *answer {
	body, err := encode(v)
	if err != nil {
		return failed(err)
	}
	if status == 0 {
		status = http.StatusOK
	}
	return &answer{status: status, body: body}
}

// failed returns the answer of an error. One that is not of [fail] is a fault of the server.
func failed(err error) *answer {
	f, ok := errors.AsType[*failure](err)
	if !ok {
		f = &failure{gen.StatusCodeInternalError, []string{err.Error()}}
	}
	code := f.code
	e := gen.Error{
		StatusCode:    &code,
		StatusMessage: message(f.code),
		Success:       new(false),
		Errors:        f.errs,
	}
	if f.code == gen.StatusCodeInvalidInput {
		e.Failure, e.Error = new(true), strings.Join(f.errs, "; ")
	}
	body, err := encode(e)
	if err != nil {
		body = json.RawMessage(`{"success":false}`)
	}
	return &answer{status: f.status(), body: body}
}

// send writes the answer.
func (a *answer) send(w http.ResponseWriter, r *http.Request, s *Server) {
	h := w.Header()
	etag := a.etag()
	h.Set("Content-Type", "application/json;charset=utf-8")
	h.Set("Cache-Control", a.cacheControl())
	h.Set("ETag", etag)
	h.Set("Vary", "accept-encoding, Origin")
	allowBrowsers(h)
	h.Set("Server", "openresty")
	h.Set("Alt-Svc", `h3=":443"; ma=86400`)
	h.Set("X-Cache", "Miss from cloudfront")
	h.Set("Via", "1.1 tmdbtest (CloudFront)")
	h.Set("X-Amz-Cf-Pop", "TMDB-TEST")
	h.Set("X-Amz-Cf-Id", strings.Trim(etag, `W/"`))
	if s.ownClock {
		h.Set("Date", s.Now().Format(http.TimeFormat))
	}
	if a.callback != "" {
		h.Set("Authentication-Callback", a.callback)
	}
	if a.reads() && a.status == http.StatusOK {
		h.Set("X-Az", "us-east-1a")
		h.Set("X-Gateway-Cache-Status", "MISS")
		h.Set("X-Memc", "HIT")
		h.Set("X-Memc-Age", "0")
		h.Set("X-Memc-Expires", strconv.Itoa(a.maxAge()))
		h.Set("X-Memc-Key", secret("memcache "+r.URL.Path, 0, 32))
		if matches(r.Header.Get("If-None-Match"), etag) {
			h.Del("Content-Type")
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	if !takesGzip(r) {
		h.Set("Content-Length", strconv.Itoa(len(a.body)))
		w.WriteHeader(a.status)
		w.Write(a.body)
		return
	}
	h.Set("Content-Encoding", "gzip")
	w.WriteHeader(a.status)
	z := compressors.Get().(*gzip.Writer)
	defer compressors.Put(z)
	z.Reset(w)
	z.Write(a.body)
	z.Close()
}

// compressors are used again, for each takes almost a megabyte.
var compressors = sync.Pool{New: func() any { return gzip.NewWriter(io.Discard) }}

// etag returns the weak tag of the body.
func (a *answer) etag() string {
	sum := md5.Sum(a.body)
	return `W/"` + hex.EncodeToString(sum[:]) + `"`
}

// reads reports whether the answer is of an operation that changes nothing.
func (a *answer) reads() bool {
	return a.op != nil && a.op.Method == http.MethodGet && a.op.ID != "clearListV4"
}

func (a *answer) cacheControl() string {
	if a.status >= http.StatusBadRequest {
		return "public, max-age=0"
	}
	return "public, max-age=" + strconv.Itoa(a.maxAge())
}

// maxAge returns for how many seconds an answer may be kept, by the kind of operation, as measured.
func (a *answer) maxAge() int {
	if !a.reads() {
		return 0
	}
	switch a.op.Tag {
	case "AUTHENTICATION", "ACCOUNT", "GUEST SESSION", "V4 ACCOUNT", "V4 AUTH":
		return 0
	case "LISTS":
		return 0
	case "V4 LISTS":
		return 300 // although a list may be private
	case "TRENDING", "CHANGES", "DISCOVER":
		return 600
	case "SEARCH", "FIND":
		return 14400
	}
	switch {
	case strings.HasSuffix(a.op.Path, "/account_states"), strings.HasSuffix(a.op.Path, "/latest"):
		return 0
	case strings.HasSuffix(a.op.Path, "/changes"):
		return 600
	default:
		return 21600
	}
}

// matches reports whether If-None-Match names the tag. The comparison is weak.
func matches(header, etag string) bool {
	for tag := range strings.SplitSeq(header, ",") {
		tag = strings.TrimSpace(tag)
		if tag == "*" || tag != "" && strings.TrimPrefix(tag, "W/") == strings.TrimPrefix(etag, "W/") {
			return true
		}
	}
	return false
}

// takesGzip reports whether the request asks for gzip.
func takesGzip(r *http.Request) bool {
	for part := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, weight, _ := strings.Cut(part, ";")
		if strings.EqualFold(strings.TrimSpace(name), "gzip") {
			return strings.ReplaceAll(weight, " ", "") != "q=0"
		}
	}
	return false
}
