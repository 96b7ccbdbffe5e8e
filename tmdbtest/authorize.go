package tmdbtest

import (
	"net/http"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
)

// bearer returns the token of the Authorization header, empty if there is none.
func bearer(r *http.Request) string {
	scheme, token, ok := strings.Cut(r.Header.Get("Authorization"), " ")
	if !ok || !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

// authorize checks that the request has the token of the application, that of a user, or the key. The
// key is good for v3, and for reading in v4; it is never a bearer token.
func (c *call) authorize() error {
	if c.req.Header.Get("Authorization") != "" {
		if c.bearer == c.srv.Token || c.isUserToken(c.bearer) {
			return nil
		}
		return fail(gen.StatusCodeInvalidAPIKey)
	}
	if c.query.Get("api_key") != c.srv.APIKey {
		return fail(gen.StatusCodeInvalidAPIKey)
	}
	if strings.HasPrefix(c.op.Path, "/4/") && (c.op.Method != http.MethodGet || c.op.ID == "clearListV4") {
		return fail(gen.StatusCodeInsufficientPermissions)
	}
	return nil
}

func (c *call) isUserToken(token string) bool {
	c.srv.state.mu.Lock()
	defer c.srv.state.mu.Unlock()
	return c.srv.state.accessTokens[token] != nil
}
