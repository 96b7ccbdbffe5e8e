package proxy

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/bearer"
	"github.com/tmdb-go/tmdb/internal/inmemory"
	"github.com/tmdb-go/tmdb/internal/spec"
)

// ofUser reports whether the response is for its caller alone.
func (c *call) ofUser() bool {
	return c.token != "" || c.op.OfUsers() || c.op.Writes || c.op.Unique ||
		c.query.Has(sessionID) || c.query.Has(guestSessionID)
}

// setUser sees to it that what is about a user has one: the proxy's own token may stand for an account.
func (u rules) setUser(c *call, r *http.Request) *refusal {
	v4 := strings.HasPrefix(c.op.Path, "/4/")
	if v4 && (c.op.NeedsUser() || c.op.Tag == "V4 LISTS") {
		if token := bearer.Token(r.Header.Get("Authorization")); isAccessToken(token) && !u.isOwn(token) {
			c.token = token
		}
	}
	if !c.op.NeedsUser() {
		return nil
	}
	switch guest := c.op.Has(guestSessionID); {
	case v4 && c.token == "":
		return refuse(3, c.op.ID+" needs a user: want the access token of one as bearer token")
	case v4, c.query.Has(sessionID), guest && c.query.Has(guestSessionID):
		return nil
	case guest:
		return refuse(3, c.op.ID+" needs a user: want session_id or guest_session_id")
	}
	return refuse(3, c.op.ID+" needs a user: want session_id")
}

// readsAsOwner reports whether a call is for a list of which nobody says who reads it: by the token of the
// proxy, which may be that of an account, TMDB could show what only its owner may see.
func (p *Proxy) readsAsOwner(c *call) bool {
	return p.config.Credential.Token != "" && c.token == "" && slices.Contains([]*spec.Operation{
		spec.ListDetailsV4, spec.ListItemStatusV4, spec.ListDetails, spec.ListItemStatus,
	}, c.op)
}

// askForList returns the response to such a call if the list is public. Only its details of v4 say so, and
// are asked for first.
func (p *Proxy) askForList(ctx context.Context, c *call) (*http.Response, error) {
	details := c
	if c.op != spec.ListDetailsV4 {
		details = &call{op: spec.ListDetailsV4, path: "/4/list/" + c.op.Value(c.path, "list_id")}
	}
	resp, err := p.api.alone.RoundTrip(p.request(ctx, details))
	switch {
	case err != nil:
		return nil, err
	case resp.StatusCode == http.StatusOK && !isPublic(inmemory.Read(resp).Data):
		return nil, refuse(39, c.op.ID+" needs a user, as the list is private: want the access token of one as bearer token, which /4/list takes")
	case details == c || resp.StatusCode != http.StatusOK && resp.StatusCode != http.StatusNotFound:
		return resp, nil
	}
	return p.api.alone.RoundTrip(p.request(ctx, c))
}

// isPublic reports whether the details of a list say that all may see it.
func isPublic(body []byte) bool {
	var list struct{ Public any }
	return json.Unmarshal(body, &list) == nil && (list.Public == true || list.Public == 1.0)
}
