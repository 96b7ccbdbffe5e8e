package tmdbtest

import (
	"log/slog"
	"net/http"
	"time"
)

// LogRequests returns h, a [Server.Handler] or what [Record] returns, with a line at level info for
// each request when it is over: method, operation, or the path if it is none, status, and duration. The
// status is 0 if there was no response, as with [Reset]. No line holds a secret.
func LogRequests(h http.Handler, logger *slog.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun := time.Now()
		what := slog.String("path", shownPath(r))
		if op := match(r, true).op; op != nil {
			what = slog.String("operation", op.ID)
		}
		watched := &statusWriter{ResponseWriter: w}
		defer func() { // a fault may end a request by a panic
			logger.LogAttrs(r.Context(), slog.LevelInfo, "request", slog.String("method", r.Method), what,
				slog.Int("status", watched.status), slog.Duration("duration", time.Since(begun)))
		}()
		h.ServeHTTP(watched, r)
	})
}
