package signin

import (
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"time"

	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// landing is the page on this machine that TMDB's approval page leads back to. Its path is random,
// so that nobody but who was given the URL can answer for the user.
type landing struct {
	listener net.Listener
	state    string
	server   *http.Server

	requestToken string
	silent       bool
	answers      chan error // nil if the user approved, or an *tmdb.Error that is ErrDenied
}

// newLanding opens the port. Nobody is answered before serve.
func newLanding(listen func() (net.Listener, error)) (*landing, error) {
	if listen == nil {
		listen = func() (net.Listener, error) { return net.Listen("tcp", "127.0.0.1:0") }
	}
	listener, err := listen()
	if err != nil {
		return nil, &tmdb.Error{Err: fmt.Errorf("no port for the approval page to come back to: %w", err)}
	}
	if listener == nil {
		return nil, refuse("Options.Listen returns no listener: want one on a loopback address")
	}
	if addr, err := netip.ParseAddrPort(listener.Addr().String()); err != nil || !addr.Addr().IsLoopback() {
		_ = listener.Close()
		return nil, refuse("Options.Listen does not listen on a loopback address: want one such as 127.0.0.1:8080")
	}
	l := &landing{listener: listener, state: rand.Text(), answers: make(chan error, 1)}
	l.server = &http.Server{
		Handler:        l,
		ReadTimeout:    10 * time.Second,
		WriteTimeout:   10 * time.Second,
		MaxHeaderBytes: 64 << 10,
		ErrorLog:       log.New(io.Discard, "", 0), // a library prints nothing
	}
	return l, nil
}

// url returns the address of the page. The state is in the path because TMDB adds a query.
func (l *landing) url() string { return "http://" + l.listener.Addr().String() + "/" + l.state }

// serve starts to answer browsers.
func (l *landing) serve(requestToken string, silent bool) {
	l.requestToken, l.silent = requestToken, silent
	go func() { _ = l.server.Serve(l.listener) }() // ends with close
}

// close closes the port and all connections.
func (l *landing) close() {
	_ = l.server.Close()
	_ = l.listener.Close() // which the server does not know before it serves
}

// ServeHTTP takes the user's answer. What is not one is refused, and the wait goes on.
func (l *landing) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Cache-Control", "no-store")
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Content-Security-Policy", "default-src 'none'; img-src data:; frame-ancestors 'none'")
	header.Set("Connection", "close")

	// A page of somebody else whose name was made to lead to this machine has its own name in Host.
	if r.Host != l.listener.Addr().String() || !sameText(r.URL.Path, "/"+l.state) {
		writePage(w, http.StatusBadRequest, notAnAnswer)
		return
	}
	if r.Method != http.MethodGet {
		header.Set("Allow", http.MethodGet)
		writePage(w, http.StatusMethodNotAllowed, notAnAnswer)
		return
	}
	ours, err := l.judge(r.URL.Query())
	switch {
	case !ours:
		writePage(w, http.StatusBadRequest, notAnAnswer)
		return
	case err != nil:
		writePage(w, http.StatusOK, "Access was denied. You may close this window.")
	case l.silent:
		writePage(w, http.StatusOK, "Your answer has arrived. You may close this window.")
	default:
		writePage(w, http.StatusOK, "Access was approved. You may close this window.")
	}
	select {
	case l.answers <- err:
	default: // the page was loaded again; the first answer counts
	}
}

// judge reports whether query answers the question that was asked, and ErrDenied if the answer is
// no.
func (l *landing) judge(query url.Values) (ours bool, err error) {
	tokens := query["request_token"]
	if len(tokens) > 1 || len(tokens) == 1 && !sameText(tokens[0], l.requestToken) {
		return false, nil
	}
	if _, err = ParseApproval(query); err == nil || errors.Is(err, ErrDenied) {
		return true, err
	}
	return l.silent, nil
}

const notAnAnswer = "This is not the answer to a sign-in that is under way."

// writePage writes the page out at once: the server is closed as soon as the answer is known.
func writePage(w http.ResponseWriter, status int, text string) {
	page := `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>TMDB</title><p>` + text + "\n"
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(page)))
	w.WriteHeader(status)
	_, _ = io.WriteString(w, page)
	_ = http.NewResponseController(w).Flush()
}

// sameText compares in a time that tells no more than the lengths.
func sameText(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }
