package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
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
	greet(out, urlOf(listener.Addr()))

	server := newServer(handler, s.latency)
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		end()
		return err
	case <-ctx.Done():
	}
	fmt.Fprintln(out, "# Stopping.")
	late, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	err = server.Shutdown(late)
	end()
	if errors.Is(err, context.DeadlineExceeded) {
		return server.Close()
	}
	return err
}

// newServer returns a server that nobody can hold up. The handlers bound the time of a body themselves:
// a ReadTimeout would also end requests that wait for the latency.
func newServer(h http.Handler, latency time.Duration) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 10 * time.Second,
		WriteTimeout:      latency + 2*time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
}

// urlOf returns where the server is for programs on this machine.
func urlOf(addr net.Addr) string {
	if tcp, ok := addr.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		return fmt.Sprintf("http://127.0.0.1:%d", tcp.Port)
	}
	return "http://" + addr.String()
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

// greetServer says what to set, in the language of a shell. Token, key and users are made up, or the
// caller's own, and are there to be shown.
func greetServer(w io.Writer, url string, srv *tmdbtest.Server) {
	fmt.Fprintf(w, "# A stand-in for TMDB is at %s, which lists what it answers.\n", url)
	export(w, "TMDB_BASE_URL", url)
	export(w, "TMDB_ACCESS_TOKEN", srv.Token)
	export(w, "TMDB_API_KEY", srv.APIKey)
	fmt.Fprintf(w, "# Users approve at %s/authenticate/{request_token}, or sign in with a password:\n", url)
	for _, u := range srv.Users() {
		if u.Password != "" {
			fmt.Fprintf(w, "#   %q, password %q\n", u.Username, u.Password)
		}
	}
}

func (s settings) greetRecorder(w io.Writer, url string) {
	fmt.Fprintf(w, "# Requests to %s go on to %s, with the token that they bring.\n", url, s.api)
	fmt.Fprintf(w, "# The answers are written to %q, without secrets.\n", s.record)
	export(w, "TMDB_BASE_URL", url)
}

// export writes a line that sets a variable, whatever a shell would make of the value.
func export(w io.Writer, name, value string) {
	if strings.ContainsFunc(value, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && !strings.ContainsRune("-_./:", r)
	}) {
		value = "'" + strings.ReplaceAll(value, "'", `'\''`) + "'"
	}
	fmt.Fprintf(w, "export %s=%s\n", name, value)
}
