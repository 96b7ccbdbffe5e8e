package command

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

// certificateLife is how long the certificate of a run is valid. Browsers take none that is longer.
const certificateLife = 397 * 24 * time.Hour

// newCertificate makes a certificate for the names of this machine and for hosts, and that of the
// authority that issued it, as PEM. The authority's key is forgotten: who trusts the authority trusts
// no certificate but this one.
func newCertificate(hosts ...string) (cert tls.Certificate, authority []byte, err error) {
	issuerKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return cert, nil, err
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return cert, nil, err
	}
	begin := time.Now().Add(-time.Hour) // clocks differ
	issuer := &x509.Certificate{
		SerialNumber: big.NewInt(begin.UnixNano()), // browsers remember the serial numbers of an issuer
		Subject:      pkix.Name{CommonName: "tmdb-server, for one run"},
		NotBefore:    begin, NotAfter: begin.Add(certificateLife),
		IsCA: true, BasicConstraintsValid: true, MaxPathLenZero: true,
		KeyUsage: x509.KeyUsageCertSign,
	}
	issuerDER, err := x509.CreateCertificate(rand.Reader, issuer, issuer, issuerKey.Public(), issuerKey)
	if err != nil {
		return cert, nil, err
	}
	if issuer, err = x509.ParseCertificate(issuerDER); err != nil { // now with the id of its key
		return cert, nil, err
	}
	leaf := &x509.Certificate{
		SerialNumber: big.NewInt(begin.UnixNano() + 1),
		Subject:      pkix.Name{CommonName: "tmdb-server"},
		NotBefore:    begin, NotAfter: begin.Add(certificateLife),
		BasicConstraintsValid: true,
		KeyUsage:              x509.KeyUsageDigitalSignature,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		DNSNames:              []string{"localhost"},
		IPAddresses:           []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback},
	}
	for _, host := range hosts {
		if ip := net.ParseIP(host); ip != nil {
			leaf.IPAddresses = append(leaf.IPAddresses, ip)
		} else if host != "" {
			leaf.DNSNames = append(leaf.DNSNames, host)
		}
	}
	leafDER, err := x509.CreateCertificate(rand.Reader, leaf, issuer, key.Public(), issuerKey)
	if err != nil {
		return cert, nil, err
	}
	cert = tls.Certificate{Certificate: [][]byte{leafDER}, PrivateKey: key}
	return cert, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: issuerDER}), nil
}

// writeAuthority writes a certificate to a file that remove deletes.
func writeAuthority(authority []byte) (name string, remove func(), err error) {
	dir, err := os.MkdirTemp("", "tmdb-server-")
	if err != nil {
		return "", nil, err
	}
	remove = func() { _ = os.RemoveAll(dir) }
	name = filepath.Join(dir, "authority.pem")
	if err := os.WriteFile(name, authority, 0o600); err != nil {
		remove()
		return "", nil, err
	}
	return name, remove, nil
}
