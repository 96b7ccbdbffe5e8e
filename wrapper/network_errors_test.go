package wrapper

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/internal/transport"
)

// TestBrokenConnections: whatever happens to a connection, TMDB is unavailable.
func TestBrokenConnections(t *testing.T) {
	t.Parallel()
	abort := func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }
	cutOff := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", jsonType)
		_, _ = io.WriteString(w, `{"id":550,`)
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}
	stall := func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	plain := func(t *testing.T) string {
		return "https" + listen(t, testkit.Respond(200, jsonType, `{}`), nil).URL[len("http"):]
	}
	for name, test := range map[string]struct {
		server func(*testing.T) string // its URL
		edit   func(*http.Transport)   // of one that trusts the servers of httptest
	}{
		"self-signed certificate": {
			func(t *testing.T) string { return listen(t, nil, &tls.Config{}).URL },
			func(tr *http.Transport) { tr.TLSClientConfig.RootCAs = x509.NewCertPool() },
		},
		"expired certificate": {
			func(t *testing.T) string { return listen(t, nil, certified(t, "127.0.0.1", -time.Hour)).URL }, trustAll,
		},
		"certificate of another host": {
			func(t *testing.T) string { return listen(t, nil, certified(t, "192.0.2.1", time.Hour)).URL }, trustAll,
		},
		"old TLS": {
			func(t *testing.T) string { return listen(t, nil, &tls.Config{MaxVersion: tls.VersionTLS12}).URL },
			func(tr *http.Transport) { tr.TLSClientConfig.MinVersion = tls.VersionTLS13 },
		},
		"HTTP on a port for TLS": {plain, nil},
		"reset in the handshake": {func(t *testing.T) string { return "https://" + accept(t, reset) }, nil},
		"closed in the handshake": {
			func(t *testing.T) string { return "https://" + accept(t, func(c net.Conn) { _ = c.Close() }) }, nil,
		},
		"garbage in the handshake": {
			func(t *testing.T) string {
				return "https://" + accept(t, func(c net.Conn) { _, _ = io.WriteString(c, "no TLS at all, but long enough"); _ = c.Close() })
			}, nil,
		},
		"handshake that takes too long": {
			func(t *testing.T) string { return "https://" + accept(t, func(net.Conn) {}) },
			func(tr *http.Transport) { tr.TLSHandshakeTimeout = time.Millisecond },
		},
		"response that takes too long": {
			func(t *testing.T) string { return listen(t, stall, &tls.Config{}).URL },
			func(tr *http.Transport) { tr.ResponseHeaderTimeout = time.Millisecond },
		},
		"dial that takes too long": {plain, func(tr *http.Transport) {
			tr.DialContext = (&net.Dialer{Timeout: 1}).DialContext
		}},
		"refused": {func(*testing.T) string {
			server := httptest.NewServer(nil)
			server.Close()
			return server.URL
		}, nil},
		"no such host":                    {plain, dialError(&net.DNSError{Err: "no such host", Name: "x", IsNotFound: true})},
		"name server that takes too long": {plain, dialError(&net.DNSError{Err: "i/o timeout", Name: "x", IsTimeout: true})},
		"context of a dialer of its own":  {plain, dialError(context.DeadlineExceeded)},
		"canceled by a dialer":            {plain, dialError(context.Canceled)},
		"proxy that refuses":              {plain, proxied(t, 403)},
		"proxy that wants a password":     {plain, proxied(t, 407)},
		"plain proxy that wants a password": {
			func(t *testing.T) string { return listen(t, nil, nil).URL }, proxied(t, 407),
		},
		"proxy that is not there": {plain, func(tr *http.Transport) {
			tr.Proxy = func(*http.Request) (*url.URL, error) { return nil, errors.New("no proxy") }
		}},
		"aborted":          {func(t *testing.T) string { return listen(t, abort, nil).URL }, nil},
		"aborted over TLS": {func(t *testing.T) string { return listen(t, abort, &tls.Config{}).URL }, nil},
		"cut off":          {func(t *testing.T) string { return listen(t, cutOff, nil).URL }, nil},
		"cut off over TLS": {func(t *testing.T) string { return listen(t, cutOff, &tls.Config{}).URL }, nil},
		"GOAWAY": {func(t *testing.T) string {
			return http2Server(t, []byte{0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2})
		}, nil},
		"RST_STREAM":      {func(t *testing.T) string { return http2Server(t, []byte{0, 0, 4, 3, 0, 0, 0, 0, 1, 0, 0, 0, 2}) }, nil},
		"frame too large": {func(t *testing.T) string { return http2Server(t, []byte{255, 255, 255, 0, 0, 0, 0, 0, 1}) }, nil},
	} {
		for _, http2 := range []bool{false, true} {
			t.Run(name+map[bool]string{false: ", HTTP/1", true: ", HTTP/2"}[http2], func(t *testing.T) {
				t.Parallel()
				roots := x509.NewCertPool()
				roots.AddCert(listen(t, nil, &tls.Config{}).Certificate())
				network := &http.Transport{ForceAttemptHTTP2: http2, TLSClientConfig: &tls.Config{RootCAs: roots}}
				t.Cleanup(network.CloseIdleConnections)
				if test.edit != nil {
					test.edit(network)
				}
				client, err := New(testToken, WithBaseURL(test.server(t)), WithHTTPClient(&http.Client{Transport: network}), WithRetry(nil))
				if err != nil {
					t.Fatal(err)
				}
				_, err = client.Movies.Details(t.Context(), 550, nil)
				wantKind(t, err, ErrUnavailable)
			})
		}
	}
}

// TestCallersOwnEnd: that the caller gave up, or had no more time, says nothing of TMDB.
func TestCallersOwnEnd(t *testing.T) {
	t.Parallel()
	stall := func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	inBody := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", jsonType)
		_, _ = io.WriteString(w, `{"id":`)
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
	}
	soon := func(ctx context.Context) (context.Context, context.CancelFunc) {
		return context.WithTimeout(ctx, time.Millisecond)
	}
	gone := func(ctx context.Context) (context.Context, context.CancelFunc) {
		ctx, cancel := context.WithCancel(ctx)
		cancel()
		return ctx, cancel
	}
	errCause := errors.New("the user has left")
	left := func(ctx context.Context) (context.Context, context.CancelFunc) {
		ctx, cancel := context.WithCancelCause(ctx)
		time.AfterFunc(time.Millisecond, func() { cancel(errCause) })
		return ctx, func() { cancel(nil) }
	}
	free := func(ctx context.Context) (context.Context, context.CancelFunc) { return ctx, func() {} }
	late := limiterFunc(func(context.Context) error { return context.DeadlineExceeded })
	for name, test := range map[string]struct {
		context func(context.Context) (context.Context, context.CancelFunc)
		opts    []Option
		want    []error
	}{
		"gone before":              {gone, nil, []error{context.Canceled}},
		"deadline":                 {soon, nil, []error{context.DeadlineExceeded}},
		"gone with a cause":        {left, nil, []error{context.Canceled, errCause}},
		"timeout":                  {free, []Option{WithTimeout(time.Millisecond)}, []error{context.DeadlineExceeded}},
		"timeout of a user's HTTP": {free, []Option{WithHTTPClient(&http.Client{Timeout: time.Millisecond})}, []error{context.DeadlineExceeded}},
		"limit that looks ahead":   {free, []Option{WithLimiter(late)}, []error{context.DeadlineExceeded}},
	} {
		for where, handler := range map[string]http.HandlerFunc{"response": stall, "body": inBody} {
			for _, opt := range []Option{WithRetry(nil), WithoutCoalescing(), WithRetry(&Retry{Max: 1, MinWait: 1})} {
				t.Run(name+", "+where, func(t *testing.T) {
					t.Parallel()
					client := newTestClient(t, handler, append(test.opts, opt)...)
					ctx, cancel := test.context(t.Context())
					defer cancel()
					_, err := client.Movies.Details(ctx, 550, nil)
					wantKind(t, err, nil)
					for _, want := range test.want {
						if !errors.Is(err, want) {
							t.Errorf("%v is not %v", err, want)
						}
					}
				})
			}
		}
	}
}

// TestForeignClient: Result tells the kinds apart for a generated client with an HTTP client of its own.
func TestForeignClient(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(nil)
	server.Close()
	cutOff := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", jsonType)
		w.Header().Set("Content-Length", "1000")
	}))
	defer cutOff.Close()
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	for name, test := range map[string]struct {
		url  string
		ctx  context.Context
		want error
	}{
		"refused":  {server.URL, t.Context(), ErrUnavailable},
		"cut off":  {cutOff.URL, t.Context(), ErrUnavailable},
		"canceled": {cutOff.URL, gone, nil},
	} {
		foreign := newForeign(t, test.url)
		_, err := Result(foreign.AccountDetailsWithResponse(test.ctx, 1, nil, Session("my-session")))
		if err == nil {
			t.Fatal(name + ": no error")
		}
		wantKind(t, err, test.want)
		testkit.WantNone(t, err.Error(), "my-session")
	}
}

// wantKind checks that an error is an *Error of one of the kinds, and of no other; nil stands for none.
func wantKind(t *testing.T, err, want error) {
	t.Helper()
	if _, ok := errors.AsType[*Error](err); !ok {
		t.Fatalf("got %#v, want an *Error", err)
	}
	for _, kind := range []error{ErrNotFound, ErrUnauthorized, ErrInvalid, ErrRateLimited, ErrUnavailable} {
		if got := errors.Is(err, kind); got != (kind == want) {
			t.Errorf("%v is %v: %v", err, kind, got)
		}
	}
}

// listen returns a server, one with TLS and HTTP/2 if there is a config.
func listen(t *testing.T, handler http.HandlerFunc, config *tls.Config) *httptest.Server {
	t.Helper()
	server := httptest.NewUnstartedServer(handler)
	server.Config.ErrorLog = discardLog
	if config == nil {
		server.Start()
	} else {
		server.EnableHTTP2, server.TLS = true, config
		server.StartTLS()
	}
	t.Cleanup(server.Close)
	return server
}

// certified returns a config with a certificate for a host, that ends after a time.
func certified(t *testing.T, host string, end time.Duration) *tls.Config {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	cert := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-24 * time.Hour), NotAfter: time.Now().Add(end),
		IPAddresses: []net.IP{net.ParseIP(host)}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, cert, cert, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}
}

// trustAll has a transport trust whoever signed a certificate, but not for how long and for whom.
func trustAll(tr *http.Transport) {
	tr.TLSClientConfig.InsecureSkipVerify = true
	tr.TLSClientConfig.VerifyConnection = func(s tls.ConnectionState) error {
		roots := x509.NewCertPool()
		roots.AddCert(s.PeerCertificates[0])
		_, err := s.PeerCertificates[0].Verify(x509.VerifyOptions{Roots: roots, DNSName: "127.0.0.1"})
		return err
	}
}

func dialError(err error) func(*http.Transport) {
	return func(tr *http.Transport) {
		tr.DialContext = func(context.Context, string, string) (net.Conn, error) {
			return nil, &net.OpError{Op: "dial", Net: "tcp", Err: err}
		}
	}
}

// proxied sends requests by a proxy that refuses all of them.
func proxied(t *testing.T, status int) func(*http.Transport) {
	proxy, err := url.Parse(listen(t, testkit.Respond(status, "text/html", "no"), nil).URL)
	if err != nil {
		t.Fatal(err)
	}
	return func(tr *http.Transport) {
		tr.Proxy = func(*http.Request) (*url.URL, error) { return proxy, nil }
	}
}

// accept returns the address of a server that does something to each connection.
func accept(t *testing.T, do func(net.Conn)) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			t.Cleanup(func() { _ = conn.Close() })
			go do(conn)
		}
	}()
	return listener.Addr().String()
}

func reset(conn net.Conn) {
	_ = conn.(*net.TCPConn).SetLinger(0)
	_ = conn.Close()
}

// http2Server returns the URL of a server that responds to the first request over HTTP/2 with a frame and the
// end of the connection.
func http2Server(t *testing.T, frame []byte) string {
	t.Helper()
	config := &tls.Config{Certificates: listen(t, nil, &tls.Config{}).TLS.Certificates, NextProtos: []string{"h2"}}
	return "https://" + accept(t, func(conn net.Conn) {
		server := tls.Server(conn, config)
		defer func() { _ = server.Close() }()
		_, _ = server.Write([]byte{0, 0, 0, 4, 0, 0, 0, 0, 0}) // settings
		head := make([]byte, 9)
		if server.ConnectionState().NegotiatedProtocol != "h2" {
			return
		}
		if _, err := io.CopyN(io.Discard, server, int64(len("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))); err != nil {
			return
		}
		for head[3] != 1 { // until the header of a request
			if _, err := io.ReadFull(server, head); err != nil {
				return
			}
			if _, err := io.CopyN(io.Discard, server, int64(head[0])<<16|int64(head[1])<<8|int64(head[2])); err != nil {
				return
			}
		}
		_, _ = server.Write(frame)
	})
}

// TestBrokenConnectionOfEveryOperation: whatever is asked for, a broken connection is TMDB's. What is
// refused before it is sent, for want of a parameter or a user, meets none.
func TestBrokenConnectionOfEveryOperation(t *testing.T) {
	t.Parallel()
	broken := &http.Client{Transport: transport.Func(func(*http.Request) (*http.Response, error) { return nil, errors.New("broken") })}
	client, err := New("token", WithHTTPClient(broken), WithRetry(nil), WithLimiter(nil), WithDefaults(Session("session"), Query("query", "x")))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, service := range reflect.ValueOf(client.Services).Fields() {
		for method, call := range service.Methods() {
			typ := call.Type()
			if !typ.IsVariadic() || typ.NumOut() != 2 || typ.In(typ.NumIn()-1) != reflect.TypeFor[[]gen.RequestEditorFn]() {
				continue
			}
			args := []reflect.Value{reflect.ValueOf(t.Context())}
			for i := 1; i < typ.NumIn()-1; i++ {
				arg := reflect.New(typ.In(i)).Elem()
				switch {
				case arg.CanInt():
					arg.SetInt(17)
				case arg.Kind() == reflect.String:
					arg.SetString("2024-01-01")
				}
				args = append(args, arg)
			}
			err, _ := call.Call(args)[1].Interface().(error)
			switch {
			case errors.Is(err, ErrUnavailable):
				n++
			case !errors.Is(err, ErrInvalid):
				t.Errorf("%s: %v", method.Name, err)
			}
		}
	}
	if n < 140 {
		t.Errorf("%d operations met the connection: want 140 or more of %d", n, len(spec.Operations))
	}
}
