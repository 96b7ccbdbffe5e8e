package proxy

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"sync"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/bearer"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/internal/transport"
)

// job is what is known of a request while it is under way, for the log and the metrics.
type job struct {
	op   *spec.Operation // nil of an image, and of what is none
	call *call           // nil of an image, and of what was refused
	size string          // of an image
	url  *url.URL        // of what TMDB is asked, without the credential of the proxy
	via  []string        // the proxies that it comes through
	err  error           // why there is no response

	recorder transport.Recorder

	mu   sync.Mutex
	host string
}

type jobKey struct{}

// jobFrom returns the job of a request's context, nil if there is none.
func jobFrom(ctx context.Context) *job {
	j, _ := ctx.Value(jobKey{}).(*job)
	return j
}

// context returns a context for what the job sends, and its end.
func (j *job) context(r *http.Request) (context.Context, context.CancelFunc) {
	ctx := context.WithValue(context.WithValue(r.Context(), jobKey{}, j), transport.RecorderKey{}, &j.recorder)
	return context.WithTimeout(ctx, patience)
}

func (j *job) writes() bool { return j != nil && j.call != nil && j.call.op.Writes }

// askedOf notes which host is asked.
func (j *job) askedOf(host string) {
	if j != nil {
		j.mu.Lock()
		j.host = host
		j.mu.Unlock()
	}
}

// askedAt returns the host that was asked last, "" if none was, or if somebody else's request was waited
// for.
func (j *job) askedAt() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.host
}

// operation returns what a job is of, for a log and as a label: never a text of the client's.
func (j *job) operation() string {
	switch {
	case j.op != nil:
		return j.op.ID
	case j.size != "":
		return "image"
	}
	return "none"
}

// status returns what Cache-Status of RFC 9211 has of a job.
func (j *job) status() string {
	switch cache := j.cache(); cache {
	case transport.Hit:
		return "hit"
	case transport.Miss:
		return "fwd=miss"
	case transport.Bypass:
		return "fwd=bypass"
	case transport.Stale, transport.Revalidated:
		return "hit; detail=" + cache
	}
	return "fwd=miss; collapsed"
}

// secretsOf returns what is secret of a client's request, in case another part of it, or an error, is the
// same.
func (j *job) secretsOf(r *http.Request) []string {
	secrets := []string{bearer.Token(r.Header.Get("Authorization")), bearer.Token(r.Header.Get("Proxy-Authorization"))}
	for name, values := range r.URL.Query() {
		if name == apiKey || spec.IsSecret(name) {
			secrets = append(secrets, values...)
		}
	}
	if j.op != nil {
		for p := range j.op.In(spec.InPath) {
			if p.Secret() {
				secrets = append(secrets, j.op.Value(withoutSlash(r.URL.EscapedPath()), p.Name))
			}
		}
	}
	return slices.DeleteFunc(secrets, func(secret string) bool { return secret == "" })
}

// cache returns what the cache did for a job.
func (j *job) cache() string {
	switch trace := j.recorder.Trace(); {
	case trace.Shared && trace.Cache == transport.Miss:
		return "shared"
	case trace.Cache != "":
		return trace.Cache
	case j.call != nil || j.size != "":
		return transport.Bypass
	}
	return "none"
}
