package proxy

import (
	"crypto/rand"
	"encoding/hex"
	"net/http"
	"slices"
	"strings"
)

// maxHops is how many proxies of this kind a request may have come through.
const maxHops = 8

// hopName is what the element of such a proxy begins with.
const hopName = "1.1 tmdb-proxy-"

// newHop returns what a proxy signs requests by.
func newHop() string {
	var id [8]byte
	_, _ = rand.Read(id[:]) // which does not fail
	return hopName + hex.EncodeToString(id[:])
}

// hopsOf returns the proxies of this kind that a request came through. Of others nothing is kept.
func hopsOf(r *http.Request) []string {
	var hops []string
	for hop := range strings.SplitSeq(strings.Join(r.Header.Values("Via"), ","), ",") {
		if hop = strings.TrimSpace(hop); isHop(hop) && len(hops) <= maxHops {
			hops = append(hops, hop)
		}
	}
	return hops
}

// isLoop reports whether a request with hops was here before, or is likely to come again.
func (p *Proxy) isLoop(hops []string) bool {
	return slices.Contains(hops, p.hop) || len(hops) > maxHops
}

// sign has a request say which proxies it comes through.
func (j *job) sign(req *http.Request) {
	if j != nil {
		req.Header.Set("Via", strings.Join(j.via, ", "))
	}
}
