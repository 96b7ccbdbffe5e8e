package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"github.com/tmdb-go/tmdb/tmdbtest"
)

// grace is how long requests under way may take to end.
const grace = 5 * time.Second

// run serves until ctx ends.
func run(ctx context.Context, args []string, out, errOut io.Writer) error {
	s, err := parse(args, errOut)
	if err != nil {
		return err
	}
	handler, greet, end, err := s.handler()
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", s.addr)
	if err != nil {
		return err
	}
	greet(out, "http://"+listener.Addr().String())

	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		end()
		return err
	case <-ctx.Done():
	}
	fmt.Fprintln(out, "Stopping.")
	late, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	err = server.Shutdown(late)
	end()
	if errors.Is(err, context.DeadlineExceeded) {
		return server.Close()
	}
	return err
}

// handler returns what answers, what says so on the way, and what ends it.
func (s settings) handler() (h http.Handler, greet func(w io.Writer, url string), end func(), err error) {
	if s.record != "" {
		h, err := tmdbtest.Record(s.record, s.api, nil)
		return h, s.greetRecorder, func() {}, err
	}
	srv, err := tmdbtest.NewUnstarted(s.options()...)
	if err != nil {
		return nil, nil, nil, err
	}
	return srv.Handler(), func(w io.Writer, url string) { greetServer(w, url, srv) }, srv.Close, nil
}

// greetServer says what to set. Token, key and users are made up, or the caller's own, and are
// there to be shown.
func greetServer(w io.Writer, url string, srv *tmdbtest.Server) {
	fmt.Fprintf(w, "A stand-in for TMDB is at %s, which lists what it answers.\n\n", url)
	fmt.Fprintf(w, "export TMDB_BASE_URL=%s\nexport TMDB_ACCESS_TOKEN=%s\nexport TMDB_API_KEY=%s\n\n", url, srv.Token, srv.APIKey)
	fmt.Fprintf(w, "Users approve at %s/authenticate/{request_token}, or sign in with a password:\n", url)
	for _, u := range srv.Users() {
		if u.Password != "" {
			fmt.Fprintf(w, "  %s, password %q\n", u.Username, u.Password)
		}
	}
}

func (s settings) greetRecorder(w io.Writer, url string) {
	fmt.Fprintf(w, "Requests to %s go on to %s, with the token that they bring.\n", url, s.api)
	fmt.Fprintf(w, "The answers are written to %s, without secrets.\n\nexport TMDB_BASE_URL=%s\n", s.record, url)
}
