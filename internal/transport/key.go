package transport

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"net/http"
	"slices"
)

// keyed are the fields of a request that a response may depend on to be cached: credentials and
// what is negotiated.
var keyed = []string{"Accept", "Accept-Encoding", "Accept-Language", "Authorization", "Cookie", "Origin"}

// entryKey is the key of the cached response to a GET. It is a hash, as it leaves the process.
func entryKey(req *http.Request) string {
	var buf [512]byte
	sum := sha256.Sum256(appendKey(buf[:0], "entry", req, keyed))
	return hex.EncodeToString(sum[:])
}

// flightKey is the key of a GET in flight: only requests with the same header are the same. It holds
// secrets, and stays in the process.
func flightKey(req *http.Request) string {
	var (
		buf   [512]byte
		names [16]string
	)
	header := names[:0]
	for name := range req.Header {
		header = append(header, name)
	}
	slices.Sort(header)
	return string(appendKey(buf[:0], "flight", req, header))
}

// appendKey appends a key of where a request goes and of fields of its header, any of which may be
// secret: texts with their lengths, which differs where only the joints between them do.
func appendKey(b []byte, kind string, req *http.Request, names []string) []byte {
	u := req.URL
	if u.Fragment != "" || u.RawFragment != "" { // which is not sent
		sent := *u
		sent.Fragment, sent.RawFragment = "", ""
		u = &sent
	}
	b = appendText(appendText(appendText(b, kind), u.String()), req.Host)
	for _, name := range names {
		b = appendText(b, name)
		b = binary.AppendUvarint(b, uint64(len(req.Header[name])))
		for _, value := range req.Header[name] {
			b = appendText(b, value)
		}
	}
	return b
}

func appendText(b []byte, text string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(text))), text...)
}
