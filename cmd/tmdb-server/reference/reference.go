// Package reference serves the reference beside the stand-in.
package reference

import (
	"net/http"
	"sync"

	"github.com/tmdb-go/tmdb/api"
	"github.com/tmdb-go/tmdb/internal/drift/compare"
	"github.com/tmdb-go/tmdb/internal/reference"
)

// Beside serves the reference at / and the API beside it. The pages send the token to the
// API: who may not see it gives none. They are made when they are asked for.
func Beside(h http.Handler, token string) http.Handler {
	site := sync.OnceValues(func() (*reference.Site, error) {
		return reference.New(api.Spec, reference.Config{Token: token, Drift: compare.CommittedJSON()})
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !reference.Serves(r) {
			h.ServeHTTP(w, r)
			return
		}
		s, err := site()
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		s.ServeHTTP(w, r)
	})
}
