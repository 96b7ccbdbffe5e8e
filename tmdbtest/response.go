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
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/state"
)

// response is what goes back: a status, a body and how long it may be kept.
type response struct {
	op     *spec.Operation // nil for a path that does not exist
	status int
	body   json.RawMessage
	// callback is the address of the approval page, of new request tokens only.
	callback string
}

func (a *response) of(op *spec.Operation) *response {
	a.op = op
	return a
}

// failed returns the response of an error. One that is not of package codes is a fault of the server.
func failed(err error) *response {
	f, ok := errors.AsType[*codes.Failure](err)
	if !ok {
		f = &codes.Failure{Code: gen.StatusCodeInternalError, Errors: []string{err.Error()}}
	}
	o := object.Of("success", false, "status_code", int(f.Code), "status_message", codes.Message(f.Code))
	if f.Code == gen.StatusCodeInvalidInput {
		o = o.With("failure", true, "error", strings.Join(f.Errors, "; "))
	}
	if len(f.Errors) > 0 {
		o = o.With("errors", f.Errors)
	}
	return &response{status: f.Status(), body: object.Value(o)}
}

// fail returns the response of a code.
func fail(code gen.StatusCode, errs ...string) *response { return failed(codes.Fail(code, errs...)) }

// send writes the response.
func (a *response) send(w http.ResponseWriter, r *http.Request) {
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
	if a.callback != "" {
		h.Set("Authentication-Callback", a.callback)
	}
	if a.reads() && a.status == http.StatusOK {
		h.Set("X-Az", "us-east-1a")
		h.Set("X-Gateway-Cache-Status", "MISS")
		h.Set("X-Memc", "HIT")
		h.Set("X-Memc-Age", "0")
		h.Set("X-Memc-Expires", strconv.Itoa(a.maxAge()))
		h.Set("X-Memc-Key", state.Secret("memcache "+r.URL.Path, 0, 32))
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
func (a *response) etag() string {
	sum := md5.Sum(a.body)
	return `W/"` + hex.EncodeToString(sum[:]) + `"`
}

// reads reports whether the response is of an operation that changes nothing.
func (a *response) reads() bool {
	return a.op != nil && a.op.Method == http.MethodGet && a.op.ID != "clearListV4"
}

func (a *response) cacheControl() string {
	if a.status >= http.StatusBadRequest {
		return "public, max-age=0"
	}
	return "public, max-age=" + strconv.Itoa(a.maxAge())
}

// maxAge returns for how many seconds a response may be kept.
func (a *response) maxAge() int {
	if a.op == nil {
		return 0
	}
	return int(a.op.MaxAge().Seconds())
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
