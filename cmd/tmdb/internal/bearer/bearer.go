// Package bearer is about the tokens that clients of the servers send.
package bearer

import (
	"crypto/sha256"
	"crypto/subtle"
	"strings"
)

// Token returns the token of a field such as Authorization, "" if there is none.
func Token(field string) string {
	scheme, token, _ := strings.Cut(field, " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

// Same reports whether two tokens are the same, in a time that tells neither where they differ nor how long
// they are.
func Same(a, b string) bool {
	sumA, sumB := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(sumA[:], sumB[:]) == 1
}
