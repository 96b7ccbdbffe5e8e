package transport

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"maps"
	"net/http"
	"slices"
)

// keyed are the fields of a request that a response may depend on to be cached: credentials and
// what is negotiated.
var keyed = []string{"Accept", "Accept-Encoding", "Accept-Language", "Authorization", "Cookie", "Origin"}

// entryKey is the key of the cached response to a GET.
func entryKey(req *http.Request) string { return keyOf("entry", req, keyed) }

// flightKey is the key of a GET in flight: only requests with the same header are the same.
func flightKey(req *http.Request) string {
	return keyOf("flight", req, slices.Sorted(maps.Keys(req.Header)))
}

// keyOf makes a key of where a request goes and of fields of its header, any of which may be
// secret: it is a hash of texts with their lengths, which differs where only the joints between
// them do.
func keyOf(kind string, req *http.Request, names []string) string {
	u := *req.URL
	u.Fragment, u.RawFragment = "", "" // which is not sent
	var b []byte
	add := func(text string) {
		b = binary.AppendUvarint(b, uint64(len(text)))
		b = append(b, text...)
	}
	for _, text := range []string{kind, u.String(), req.Host} {
		add(text)
	}
	for _, name := range names {
		add(name)
		b = binary.AppendUvarint(b, uint64(len(req.Header[name])))
		for _, value := range req.Header[name] {
			add(value)
		}
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
