package transport

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"maps"
	"net/http"
	"slices"
)

// fingerprint makes a key of strings, any of which may be secret. The keys of two lists of strings
// differ also where their concatenations do not.
type fingerprint struct {
	hash hash.Hash
	buf  []byte
}

func newFingerprint(kind string) *fingerprint {
	f := &fingerprint{hash: sha256.New()}
	f.add(kind)
	return f
}

func (f *fingerprint) add(text string) {
	f.buf = binary.AppendUvarint(f.buf[:0], uint64(len(text)))
	f.buf = append(f.buf, text...)
	f.hash.Write(f.buf)
}

// addHeader adds a name and all of its values.
func (f *fingerprint) addHeader(header http.Header, name string) {
	values := header[name]
	f.add(name)
	f.buf = binary.AppendUvarint(f.buf[:0], uint64(len(values)))
	f.hash.Write(f.buf)
	for _, value := range values {
		f.add(value)
	}
}

// addTarget adds where a request goes. The fragment is not sent.
func (f *fingerprint) addTarget(req *http.Request) {
	u := *req.URL
	u.Fragment, u.RawFragment = "", ""
	f.add(u.String())
	f.add(req.Host)
}

func (f *fingerprint) sum() string { return hex.EncodeToString(f.hash.Sum(nil)) }

// entryKey is the key of the cached answer to a GET of the request's URL with its credentials.
func entryKey(req *http.Request, keyFunc func(*http.Request) string) string {
	f := newFingerprint("entry")
	f.addTarget(req)
	f.addHeader(req.Header, "Authorization")
	f.addHeader(req.Header, "Cookie")
	if keyFunc != nil {
		f.add(keyFunc(req))
	}
	return f.sum()
}

// flightKey is the key of a GET in flight: only requests with the same header are the same.
func flightKey(req *http.Request, keyFunc func(*http.Request) string) string {
	f := newFingerprint("flight")
	f.addTarget(req)
	for _, name := range slices.Sorted(maps.Keys(req.Header)) {
		f.addHeader(req.Header, name)
	}
	if keyFunc != nil {
		f.add(keyFunc(req))
	}
	return f.sum()
}

// tagKey is the key under which the epoch of a tag is kept.
func tagKey(tag string) string {
	f := newFingerprint("tag")
	f.add(tag)
	return f.sum()
}
