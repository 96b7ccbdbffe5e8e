package wrapper_test

import (
	"log"

	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// exampleServer starts the TMDB that the examples ask, in this process.
func exampleServer() exampleTMDB {
	server, err := tmdbtest.New(tmdbtest.WithClock(tmdbtest.Day))
	if err != nil {
		log.Fatal(err)
	}
	return exampleTMDB{server, testkit.FrontOfExample(server.URL, server.Token)}
}

// exampleTMDB is a server and where it is asked.
type exampleTMDB struct {
	*tmdbtest.Server
	URL string
}

// exampleClient returns a client of an exampleServer. A program makes its client with tmdb.New(token).
func exampleClient() (client *tmdb.Client, stop func()) {
	server := exampleServer()
	return clientOf(server), server.Close
}

// exampleUser returns a client that acts for Ada by the v3 API, as if she had signed in.
func exampleUser() (client *tmdb.Client, stop func()) {
	server := exampleServer()
	session, err := server.Session("ada")
	if err != nil {
		log.Fatal(err)
	}
	return clientOf(server, tmdb.WithDefaults(tmdb.Session(session))), server.Close
}

// exampleUserV4 returns a client that acts for Ada by the v4 API, and the id that her account has there.
func exampleUserV4() (client *tmdb.Client, accountID string, stop func()) {
	server := exampleServer()
	token, accountID, err := server.AccessToken("ada")
	if err != nil {
		log.Fatal(err)
	}
	client, err = clientOf(server).With(tmdb.WithToken(token))
	if err != nil {
		log.Fatal(err)
	}
	return client, accountID, server.Close
}

func clientOf(server exampleTMDB, opts ...tmdb.Option) *tmdb.Client {
	client, err := tmdb.New(server.Token, append([]tmdb.Option{
		tmdb.WithBaseURL(server.URL),
	}, opts...)...)
	if err != nil {
		log.Fatal(err)
	}
	return client
}
