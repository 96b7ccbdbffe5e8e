package reference

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/tmdb-go/tmdb/tmdbtest"
)

// TestRequests sends what the form of each page begins with to the stand-in: what needs no user gets
// a response that the reader can look at.
func TestRequests(t *testing.T) {
	t.Parallel()
	site := loadSite(t)
	server, err := tmdbtest.NewUnstarted(tmdbtest.Lenient())
	if err != nil {
		t.Fatal(err)
	}
	handler := server.Handler()
	for id, op := range site.byID {
		var body io.Reader
		if example := site.bodyExample(op); example != nil {
			data, err := json.Marshal(example)
			if err != nil {
				t.Fatal(err)
			}
			body = bytes.NewReader(data)
		}
		r := httptest.NewRequest(op.Method, site.sampleURL(op), body)
		r.Header.Set("Authorization", "Bearer "+server.Token)
		if body != nil {
			r.Header.Set("Content-Type", "application/json")
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if needed := op.NeedsUser() || op.Writes || op.OfUsers(); w.Code != http.StatusOK && !needed || w.Code >= 500 || w.Code == http.StatusUnprocessableEntity {
			t.Errorf("%s: %s %s: status %d: %s", id, op.Method, site.sampleURL(op), w.Code, w.Body)
		}
	}
}
