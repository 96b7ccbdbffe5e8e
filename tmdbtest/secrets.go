package tmdbtest

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
)

// secret makes a secret of hex digits. It is the same for the same kind and number each time, so
// that two runs give the same bytes: nothing that needs protection stands behind it.
func secret(kind string, n, digits int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "tmdbtest %s %d", kind, n))
	return hex.EncodeToString(sum[:])[:digits]
}

// jwt makes a secret of the form that TMDB's v4 tokens have.
func jwt(kind string, n int) string {
	encode := base64.RawURLEncoding.EncodeToString
	return encode([]byte(`{"alg":"HS256"}`)) + "." +
		encode(fmt.Appendf(nil, `{"sub":"%s %d","version":1}`, kind, n)) + "." +
		encode([]byte(secret(kind, n, 32)))
}

// secret returns a new secret. The lock must be held.
func (s *state) secret(kind string, digits int) string {
	s.serial++
	return secret(kind, s.serial, digits)
}

// jwt returns a new v4 token. The lock must be held.
func (s *state) jwt(kind string) string {
	s.serial++
	return jwt(kind, s.serial)
}
