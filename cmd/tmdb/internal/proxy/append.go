package proxy

import (
	"net/http"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/internal/spec"
)

// setAppends keeps of what is to be appended the pieces that the spec knows. TMDB makes a request of each, so
// that another one could lead anywhere, and be answered for the owner of the proxy's token. So are the states
// of an account, which are left out where no user is told, as TMDB does for a key.
func (c *call) setAppends() {
	if !c.query.Has(appends) {
		return
	}
	var kept []string
	for piece := range strings.SplitSeq(c.query.Get(appends), ",") {
		switch piece = strings.TrimSpace(piece); {
		case piece == "":
		case c.mayAppend(piece):
			kept = append(kept, piece)
		case !slices.Contains(c.ignored, appends):
			c.ignored = append(c.ignored, appends)
		}
	}
	c.query.Del(appends)
	if len(kept) > 0 {
		c.query.Set(appends, strings.Join(kept, ","))
	}
}

// mayAppend reports whether a piece is one of the operation's, or what the path with it leads to.
func (c *call) mayAppend(piece string) bool {
	op, values, _ := spec.Match(http.MethodGet, c.path+"/"+piece)
	if op == nil {
		return slices.Contains(c.op.Query(appends).Items.Enum, piece)
	}
	path, err := pathOf(op, values)
	if err != nil || path != c.path+"/"+piece || op.Writes || op.Unique {
		return false
	}
	return !op.NeedsUser() || c.query.Has(sessionID) || c.query.Has(guestSessionID)
}
