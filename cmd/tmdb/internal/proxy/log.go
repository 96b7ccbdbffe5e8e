package proxy

import (
	"log/slog"
	"net/http"
	"slices"
	"time"

	"github.com/tmdb-go/tmdb/internal/redact"
)

// counter is a response writer that knows what was written.
type counter struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (c *counter) WriteHeader(status int) {
	if c.status == 0 {
		c.status = status
	}
	c.ResponseWriter.WriteHeader(status)
}

func (c *counter) Write(p []byte) (int, error) {
	if c.status == 0 {
		c.status = http.StatusOK
	}
	n, err := c.ResponseWriter.Write(p)
	c.bytes += int64(n)
	return n, err
}

// Unwrap is what http.ResponseController looks for.
func (c *counter) Unwrap() http.ResponseWriter { return c.ResponseWriter }

// log tells of a request: nothing of it is the client's own text but values of parameters that everybody
// may see.
func (p *Proxy) log(r *http.Request, j *job, c *counter, took time.Duration) {
	if p.config.Quiet {
		return
	}
	attrs := []slog.Attr{
		slog.String("method", knownMethod(r.Method)), slog.String("operation", j.operation()), slog.Int("status", c.status),
		slog.String("cache", j.cache()), slog.Duration("duration", took.Round(10*time.Microsecond)), slog.Int64("bytes", c.bytes),
	}
	if j.call != nil {
		attrs = append(attrs, slog.String("target", redact.Target(j.call.op, j.url, j.secretsOf(r)...)))
	}
	if j.size != "" {
		attrs = append(attrs, slog.String("size", j.size))
	}
	if trace := j.recorder.Trace(); trace.Attempts > 0 {
		attrs = append(attrs, slog.Int("attempts", trace.Attempts))
	}
	if host := j.askedAt(); host != "" {
		attrs = append(attrs, slog.String("host", host))
	}
	if j.err != nil {
		secrets := append(j.secretsOf(r), p.config.Credential.Token, p.config.Credential.Key)
		attrs = append(attrs, slog.String("error", redact.Text(j.err.Error(), secrets...)))
	}
	p.config.Logger.LogAttrs(r.Context(), slog.LevelInfo, "request", attrs...)
}

func knownMethod(method string) string {
	if slices.Contains([]string{"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"}, method) {
		return method
	}
	return "other"
}
