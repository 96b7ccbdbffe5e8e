package tmdbtest

import (
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// TestCloseAnswers: a request that waits when the server closes gets a response: that it waits for, or
// one that says that there is no service.
func TestCloseAnswers(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		opt    Option
		status int
		body   string
	}{
		"latency": {WithLatency(time.Hour), 503, `"status_code":9`},
		"slow":    {WithFault("movieDetails", 1, Slow(time.Hour)), 200, `"Fight Club"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s, err := NewUnstarted(onlyData(world), test.opt)
				if err != nil {
					t.Fatal(err)
				}
				r := httptest.NewRequest("GET", "/3/movie/550", nil)
				r.Header.Set("Authorization", "Bearer "+s.Token)
				w := httptest.NewRecorder()
				begun := time.Now()
				go s.Handler().ServeHTTP(w, r)
				synctest.Wait() // it waits
				s.Close()
				synctest.Wait()
				if took := time.Since(begun); w.Code != test.status || !strings.Contains(w.Body.String(), test.body) || took != 0 {
					t.Errorf("%d with %s after %v, want %d with %s at once", w.Code, w.Body, took, test.status, test.body)
				}
			})
		})
	}
}
