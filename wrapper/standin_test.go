package wrapper_test

import (
	"testing"

	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func init() { tmdb.NewStandIn = newStandIn }

func newStandIn(t *testing.T) *tmdb.StandIn {
	t.Helper()
	server := tmdbtest.NewServer(t, tmdbtest.WithClock(tmdbtest.Day))
	fail := func(operation string, fault tmdbtest.Fault) {
		t.Helper()
		if err := server.Fail(operation, tmdbtest.Always, fault); err != nil {
			t.Fatal(err)
		}
	}
	return &tmdb.StandIn{
		URL: testkit.Front(t, server.URL, server.Token), Token: server.Token, APIKey: server.APIKey,
		Requests: func() []tmdb.StandInRequest {
			var list []tmdb.StandInRequest
			for _, r := range server.Requests() {
				list = append(list, tmdb.StandInRequest{Operation: r.Operation, Path: r.Path, Query: r.Query})
			}
			return list
		},
		FailAppends: func(operation string, pieces ...string) { fail(operation, tmdbtest.FailedAppend(pieces...)) },
		Fail:        func(operation string) { fail(operation, tmdbtest.ServerError()) },
	}
}
