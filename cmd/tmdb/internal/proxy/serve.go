package proxy

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"
)

const (
	grace     = 10 * time.Second // for requests under way when the proxy stops
	lastGrace = time.Second      // for those that are told to end
)

// Serve responds to what comes to a listener until ctx ends, and then to what is under way, for ten seconds
// at most.
func (p *Proxy) Serve(ctx context.Context, listener net.Listener) error {
	requests, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()
	server := &http.Server{
		Handler:           p,
		ReadHeaderTimeout: 5 * time.Second,
		WriteTimeout:      2 * time.Minute, // longer than a client waits for TMDB
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    32 << 10,
		BaseContext:       func(net.Listener) context.Context { return requests },
		ErrorLog:          slog.NewLogLogger(p.config.Logger.Handler(), slog.LevelDebug), // which tells of clients that are odd
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	p.Stop()
	p.config.Logger.Info("stopping")
	err := shutDown(server, grace)
	if end(); errors.Is(err, context.DeadlineExceeded) {
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
