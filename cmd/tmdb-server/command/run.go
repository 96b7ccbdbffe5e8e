// Package command is the work of tmdb-server, for other programs to have as well.
package command

import (
	"context"
	"crypto/tls"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/tmdb-go/tmdb/tmdbtest"
)

// grace is how long requests under way may take to end by themselves, and lastGrace how long when they
// are told to.
const (
	grace     = 5 * time.Second
	lastGrace = time.Second
)

// Site serves pages beside the API to those who may see the token; it is "" if nobody may.
type Site func(api http.Handler, token string) http.Handler

// Main runs the program of this name until a signal ends it, and returns its exit code. The site may be
// nil.
func Main(name string, args []string, site Site) int {
	caught, release := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	ctx, stop := context.WithCancel(context.Background())
	context.AfterFunc(caught, func() {
		release() // a second signal ends the program at once
		stop()
	})
	err := Run(ctx, name, args, site, os.Stdout, os.Stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
	case err != nil:
		fmt.Fprintln(os.Stderr, name+":", err)
		return 1
	}
	return 0
}

// Run serves until ctx ends, under the name that the user called it by. It says on out what to set, and
// on errOut what is odd. The site may be nil. The error is a [UsageError] if the flags are wrong, and
// flag.ErrHelp if help was asked for, which errOut has.
func Run(ctx context.Context, name string, args []string, site Site, out, errOut io.Writer) error {
	s, err := parse(name, args, errOut)
	if err != nil {
		return err
	}
	handler, greet, err := s.handler(site, errOut)
	if err != nil {
		return err
	}
	if s.log {
		handler = tmdbtest.LogRequests(handler, slog.New(slog.NewTextHandler(errOut, nil)))
	}
	server := newServer(handler, s.latency)
	server.ErrorLog = log.New(errOut, name+": ", 0)
	requests, end := context.WithCancel(context.Background())
	defer end()
	server.BaseContext = func(net.Listener) context.Context { return requests }
	listener, err := net.Listen("tcp", s.addr)
	if err != nil {
		return err
	}
	defer listener.Close()
	if s.tls {
		file, remove, err := s.secure(server)
		if err != nil {
			return fmt.Errorf("-tls: %w", err)
		}
		defer remove()
		greet(out, urlOf("https", listener.Addr()))
		greetTLS(out, file)
		listener = tls.NewListener(listener, server.TLSConfig)
	} else {
		greet(out, urlOf("http", listener.Addr()))
	}

	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	fmt.Fprintln(out, "# Stopping.")
	return stop(server, end)
}

// stop ends a server when the requests under way have their responses. Those that take longer than
// grace get 503 when end ends their context.
func stop(server *http.Server, end func()) error {
	err := shutDown(server, grace)
	end()
	if errors.Is(err, context.DeadlineExceeded) {
		err = shutDown(server, lastGrace)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return server.Close()
	}
	return err
}

func shutDown(server *http.Server, within time.Duration) error {
	ctx, cancel := context.WithTimeout(context.Background(), within)
	defer cancel()
	return server.Shutdown(ctx)
}

// secure gives a server a certificate of its own. Who trusts the one in the file trusts it.
func (s settings) secure(server *http.Server) (file string, remove func(), err error) {
	var hosts []string
	if host, _, err := net.SplitHostPort(s.addr); err == nil && s.public {
		hosts = namesOf(host)
	}
	cert, authority, err := newCertificate(hosts...)
	if err != nil {
		return "", nil, err
	}
	server.TLSConfig = &tls.Config{
		Certificates: []tls.Certificate{cert},
		MinVersion:   tls.VersionTLS12,
		NextProtos:   []string{"h2", "http/1.1"},
	}
	return writeAuthority(authority)
}

// namesOf returns what other machines call this one: the host, or all that it is if that is 0.0.0.0.
func namesOf(host string) []string {
	name, _ := os.Hostname() // empty if there is none, like the addresses
	if ip := net.ParseIP(host); host != "" && (ip == nil || !ip.IsUnspecified()) {
		return []string{name, host}
	}
	names := []string{name}
	addrs, _ := net.InterfaceAddrs()
	for _, addr := range addrs {
		if ip, ok := addr.(*net.IPNet); ok {
			names = append(names, ip.IP.String())
		}
	}
	return names
}

// greetTLS says how programs come to trust the certificate.
func greetTLS(w io.Writer, file string) {
	fmt.Fprintln(w, "# Programs trust the certificate of this run by a file, which goes when the server ends. The first")
	fmt.Fprintln(w, "# variables are for Go, OpenSSL, curl and Python, which then trust no other; Node trusts it as well.")
	for _, name := range []string{"SSL_CERT_FILE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"} {
		export(w, name, file)
	}
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
func urlOf(scheme string, addr net.Addr) string {
	if tcp, ok := addr.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		return fmt.Sprintf("%s://127.0.0.1:%d", scheme, tcp.Port)
	}
	return scheme + "://" + addr.String()
}

// handler returns what responds, and tells errOut of it, and what says so on the way.
func (s settings) handler(site Site, errOut io.Writer) (h http.Handler, greet func(w io.Writer, url string), err error) {
	if s.record != "" {
		h, err := tmdbtest.Record(s.record, s.api, nil)
		return h, s.greetRecorder, err
	}
	srv, err := tmdbtest.NewUnstarted(s.options(errOut)...)
	if err != nil {
		return nil, nil, err
	}
	tellSkipped(errOut, s.name, srv.Skipped())
	token := srv.Token
	if s.token != "" {
		token = "" // it is the caller's own, and may be one of TMDB's
	}
	h = srv.Handler()
	if site != nil {
		h = site(h, token)
	}
	return h, func(w io.Writer, url string) { s.greetServer(w, url, srv, site != nil) }, nil
}

// maxSkipped is how many files are named that something is left out of.
const maxSkipped = 10

// tellSkipped says of which files of -data something is left out.
func tellSkipped(w io.Writer, name string, files []string) {
	if len(files) == 0 {
		return
	}
	fmt.Fprintf(w, "%s: -data: the server is not made of all in %d of the files, such as lists or what does not say of what it is:\n", name, len(files))
	for _, file := range files[:min(len(files), maxSkipped)] {
		fmt.Fprintf(w, "%s:   %q\n", name, file)
	}
	if more := len(files) - maxSkipped; more > 0 {
		fmt.Fprintf(w, "%s:   and %d more\n", name, more)
	}
}

// greetServer says what to set, in the language of a shell. Token, key and users are made up, or the
// caller's own, and are there to be shown.
func (s settings) greetServer(w io.Writer, url string, srv *tmdbtest.Server, hasSite bool) {
	shows := ""
	if hasSite {
		shows = ", which shows what it can do"
	}
	fmt.Fprintf(w, "# A stand-in for TMDB is at %s%s.\n", url, shows)
	if s.strict {
		fmt.Fprintln(w, "# It refuses what the spec does not allow, and says so on stderr. Without -strict it is as lenient as TMDB.")
	} else {
		fmt.Fprintln(w, "# It is as lenient as TMDB, and says on stderr what -strict would refuse.")
	}
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
	fmt.Fprintf(w, "# The responses are written to %q, without secrets.\n", s.record)
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
