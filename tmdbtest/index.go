package tmdbtest

import (
	"fmt"
	"net/http"

	"github.com/tmdb-go/tmdb/internal/spec"
)

// serveIndex lists the operations, one a line.
func (s *Server) serveIndex(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	fmt.Fprintf(w, "A stand-in for TMDB with %d operations. It is not TMDB, and knows only a few titles.\n\n", len(spec.Operations))
	for _, op := range spec.Operations {
		fmt.Fprintf(w, "%-6s %s  (%s: %s)\n", op.Method, op.Path, op.Tag, op.Summary)
	}
}
