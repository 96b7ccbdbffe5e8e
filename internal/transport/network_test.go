package transport

import (
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
)

// As many connections as there is work for, and no more than the server allows.
func TestNetworkConnections(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		workers int
		most    int64
	}{"many": {16, 20}, "too many": {60, 20}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var connections atomic.Int64
			srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.ProtoMajor != 1 {
					t.Errorf("HTTP/%d", r.ProtoMajor)
				}
				_, _ = w.Write([]byte("{}"))
			}))
			srv.Config.ConnState = func(_ net.Conn, state http.ConnState) {
				if state == http.StateNew {
					connections.Add(1)
				}
			}
			srv.Start()
			t.Cleanup(srv.Close)
			base := Network()
			t.Cleanup(base.(*http.Transport).CloseIdleConnections)
			rt := Chain(base, Coalesce(func(*http.Request) bool { return true }), Retry(RetryConfig{}))
			var wg sync.WaitGroup
			for range tt.workers {
				wg.Go(func() {
					for range 300 / tt.workers {
						do(t, rt, request(t, "GET", srv.URL, ""))
					}
				})
			}
			wg.Wait()
			if n := connections.Load(); n > tt.most {
				t.Errorf("%d connections, want at most %d", n, tt.most)
			}
		})
	}
}

func TestNetworkIsLikeTheDefault(t *testing.T) {
	t.Parallel()
	own, standard := Network().(*http.Transport), http.DefaultTransport.(*http.Transport)
	if own == standard || own.Proxy == nil || own.IdleConnTimeout != standard.IdleConnTimeout || !own.ForceAttemptHTTP2 {
		t.Errorf("%+v", own)
	}
	if standard.MaxConnsPerHost != 0 {
		t.Error("that of all programs is changed")
	}
}
