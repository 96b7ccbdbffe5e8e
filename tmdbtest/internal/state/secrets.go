package state

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
)

// Secret makes a secret of hex digits. It is the same for the same kind and number each time, so
// that two runs give the same bytes: nothing that needs protection stands behind it.
func Secret(kind string, n, digits int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "tmdbtest %s %d", kind, n))
	return hex.EncodeToString(sum[:])[:digits]
}

// JWT makes a secret of the form that TMDB's v4 tokens have; see [Secret].
func JWT(kind string, n int) string {
	encode := base64.RawURLEncoding.EncodeToString
	return encode([]byte(`{"alg":"HS256"}`)) + "." +
		encode(fmt.Appendf(nil, `{"sub":"%s %d","version":1}`, kind, n)) + "." +
		encode([]byte(Secret(kind, n, 32)))
}

// next returns a secret that the server has not made before. The lock must be held.
func (s *State) next(kind string, digits int) string {
	s.serial++
	return Secret(kind, s.serial, digits)
}

// nextJWT is next for a v4 token. The lock must be held.
func (s *State) nextJWT(kind string) string {
	s.serial++
	return JWT(kind, s.serial)
}
