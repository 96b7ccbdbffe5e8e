package transport

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"syscall"
	"testing"
)

func TestPermanent(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		err  error
		want bool
	}{
		{"reset", &net.OpError{Op: "read", Err: os.NewSyscallError("read", syscall.ECONNRESET)}, false},
		{"refused", &net.OpError{Op: "dial", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}, false},
		{"dial timeout", &net.OpError{Op: "dial", Err: os.ErrDeadlineExceeded}, false},
		{"end of file", io.EOF, false},
		{"cut off", io.ErrUnexpectedEOF, false},
		{"anything", errors.New("boom"), false},
		{"name server down", &net.DNSError{IsTemporary: true, IsNotFound: true}, false},
		{"name unknown", &net.OpError{Op: "dial", Err: &net.DNSError{IsNotFound: true}}, true},
		{"cancelled", fmt.Errorf("wrapped: %w", context.Canceled), true},
		{"certificate", &tls.CertificateVerificationError{Err: x509.HostnameError{}}, true},
		{"authority", x509.UnknownAuthorityError{}, true},
		{"host name", x509.HostnameError{}, true},
		{"expired", x509.CertificateInvalidError{Reason: x509.Expired}, true},
		{"no roots", x509.SystemRootsError{}, true},
		{"no TLS", tls.RecordHeaderError{}, true},
		{"HTTP for HTTPS", http.ErrSchemeMismatch, true},
		{"address", &net.AddrError{}, true},
		{"parse", &net.ParseError{}, true},
		{"invalid address", net.InvalidAddrError("x"), true},
		{"network", net.UnknownNetworkError("x"), true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := permanent(t.Context(), tt.err); got != tt.want {
				t.Errorf("%T: %v, want %v", tt.err, got, tt.want)
			}
		})
	}

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if !permanent(ctx, io.EOF) {
		t.Error("an error after the context has ended passes")
	}
}

// What net/http really returns for a server that is not trusted, and for one without TLS.
func TestPermanentServers(t *testing.T) {
	t.Parallel()
	handler := http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})
	trusted, plain := httptest.NewUnstartedServer(handler), httptest.NewServer(handler)
	t.Cleanup(plain.Close)
	trusted.Config.ErrorLog = discardLog
	trusted.StartTLS()
	t.Cleanup(trusted.Close)

	for name, target := range map[string]string{
		"not trusted": trusted.URL,
		"no TLS":      "https" + plain.URL[len("http"):],
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			base := &http.Transport{}
			t.Cleanup(base.CloseIdleConnections)
			_, err := base.RoundTrip(request(t, "GET", target, ""))
			if err == nil || !permanent(t.Context(), err) {
				t.Errorf("%T %v is not permanent", err, err)
			}
		})
	}
}

func TestCanBeSent(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"https://example.test/": true,
		"http://127.0.0.1:80":   true,
		"ftp://example.test/":   false,
		"https:///path":         false,
		"/path":                 false,
	} {
		u, err := url.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := canBeSent(u); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

func TestIsTimeout(t *testing.T) {
	t.Parallel()
	if !isTimeout(&net.OpError{Op: "dial", Err: os.ErrDeadlineExceeded}) {
		t.Error("a dial that timed out is none")
	}
	if isTimeout(io.EOF) {
		t.Error("the end of file is one")
	}
}
