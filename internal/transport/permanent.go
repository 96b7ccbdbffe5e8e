package transport

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/url"
)

// permanent reports whether a failed round trip would fail again: the caller's context has ended,
// the server's certificate is not accepted, it speaks no TLS, its name does not exist, or the address
// is none. Other errors of the network may pass.
func permanent(ctx context.Context, err error) bool {
	switch {
	case ctx.Err() != nil, errors.Is(err, context.Canceled), errors.Is(err, http.ErrSchemeMismatch):
		return true
	case isType[*tls.CertificateVerificationError](err), isType[tls.RecordHeaderError](err),
		isType[x509.UnknownAuthorityError](err), isType[x509.HostnameError](err),
		isType[x509.CertificateInvalidError](err), isType[x509.SystemRootsError](err):
		return true
	case isType[*net.AddrError](err), isType[*net.ParseError](err),
		isType[net.InvalidAddrError](err), isType[net.UnknownNetworkError](err):
		return true
	}
	dns, ok := errors.AsType[*net.DNSError](err)
	return ok && dns.IsNotFound && !dns.IsTemporary
}

func isType[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}

// canBeSent tells the URLs for which net/http has only an error, one without a type.
func canBeSent(u *url.URL) bool {
	return (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// isTimeout reports whether the network took too long.
func isTimeout(err error) bool {
	e, ok := errors.AsType[net.Error](err)
	return ok && e.Timeout()
}
