package agent

import (
	"context"
	"errors"
	"log"
	"net"
	"net/http"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/bearer"
)

// Path is where a server is, for HTTP.
const Path = "/mcp"

// Bounds of what a client may send, and of how long it may take.
const (
	maxBody       = 256 << 10
	maxHeader     = 16 << 10
	headerTimeout = 10 * time.Second
	bodyTimeout   = 30 * time.Second
	idleTimeout   = 2 * time.Minute
	stopTimeout   = 5 * time.Second
)

// Handler returns the server for HTTP, for those who have the token. No session is kept between requests.
func (s *Server) Handler(token string) http.Handler {
	streamable := mcp.NewStreamableHTTPHandler(func(*http.Request) *mcp.Server { return s.mcp }, &mcp.StreamableHTTPOptions{
		Stateless: true, JSONResponse: true, MaxRequestBodyBytes: maxBody, PropagateRequestCancellation: true,
	})
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "there is nothing here: agents are served at "+Path, http.StatusNotFound)
	})
	mux.Handle(Path, http.NewCrossOriginProtection().Handler(withToken(token, streamable)))
	return mux
}

// withToken lets those alone through who have a token.
func withToken(token string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !bearer.Same(bearer.Token(r.Header.Get("Authorization")), token) {
			w.Header().Set("WWW-Authenticate", `Bearer realm="tmdb mcp"`)
			http.Error(w, "the request lacks the token of this server: want the header Authorization: Bearer, and the token", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Serve serves HTTP on a listener until ctx ends, and then lets the calls that run come to their end.
func (s *Server) Serve(ctx context.Context, l net.Listener, token string) error {
	srv := &http.Server{
		Handler: s.Handler(token), MaxHeaderBytes: maxHeader, ErrorLog: log.New(s.out, "tmdb mcp: ", 0),
		ReadHeaderTimeout: headerTimeout, ReadTimeout: bodyTimeout, WriteTimeout: bodyTimeout + callTimeout, IdleTimeout: idleTimeout,
	}
	stopped := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTimeout)
		defer cancel()
		err := srv.Shutdown(ctx)
		if errors.Is(err, context.DeadlineExceeded) { // those that take longer are broken off
			err = srv.Close()
		}
		stopped <- err
	})
	err := srv.Serve(l)
	if !stop() {
		return <-stopped
	}
	return err
}
