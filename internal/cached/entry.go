// Package cached has what RFC 9111 says of a response that is kept: for how long it is fresh,
// whether it may be kept at all, what a confirmation changes, and its bytes in a store.
package cached

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"math"
	"net/http"
	"net/http/httputil"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Entry is a response in the cache: always a 200 to a GET.
type Entry struct {
	Header   http.Header
	Body     []byte
	Received time.Time     // when the response came
	age      time.Duration // how old it was then
}

// New returns the entry, without a body, of the response to a request that was sent and
// received at these times.
func New(header http.Header, sent, received time.Time) *Entry {
	kept := storable(header)
	if kept.Get("Date") == "" { // RFC 9110, section 6.6.1, wants it added
		kept.Set("Date", received.UTC().Format(http.TimeFormat))
	}
	return &Entry{Header: kept, Received: received, age: initialAge(header, sent, received)}
}

// notKept are the fields that belong to a connection or to one response. Set-Cookie is among them
// as a secret that would be given out again.
var notKept = []string{
	"Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Connection", "Set-Cookie", "Te", "Trailer",
	"Transfer-Encoding", "Upgrade",
}

// storable returns a copy of a header without what is not kept.
func storable(header http.Header) http.Header {
	kept := header.Clone()
	for _, name := range notKept {
		kept.Del(name)
	}
	return kept
}

// maxAge is what older responses count for: enough, and far from overflowing.
const maxAge = math.MaxInt32 * time.Second

// initialAge is the corrected_initial_age of RFC 9111, section 4.2.3.
func initialAge(header http.Header, sent, received time.Time) time.Duration {
	told, _ := ParseSeconds(strings.TrimSpace(header.Get("Age")))
	told += received.Sub(sent)
	if date, err := http.ParseTime(header.Get("Date")); err == nil {
		told = max(told, received.Sub(date))
	}
	return max(0, min(told, maxAge))
}

// ageAt returns how old the response is.
func (e *Entry) ageAt(now time.Time) time.Duration {
	return e.age + max(0, min(now.Sub(e.Received), maxAge))
}

// lifetime returns how old the response may be to be fresh. Without a word of the server it is 0.
func (e *Entry) lifetime() time.Duration {
	if control := ParseControl(e.Header); !control.NoCache {
		return control.maxAge
	}
	return 0
}

// IsFresh reports whether the response may be given to a request without asking the server.
func (e *Entry) IsFresh(now time.Time) bool { return e.ageAt(now) < e.lifetime() }

// MayBeStale reports whether the response may be given out although it could not be confirmed, if
// it has not been out of date for longer than grace.
func (e *Entry) MayBeStale(now time.Time, grace time.Duration) bool {
	control := ParseControl(e.Header)
	return grace > 0 && !control.MustRevalidate && !control.NoCache && e.ageAt(now)-e.lifetime() <= grace
}

// ETag returns what the server confirms the response by, "" if there is none.
func (e *Entry) ETag() string { return e.Header.Get("Etag") }

// WorthKeeping reports whether the server lets the response be kept, it depends on no fields of a
// request but those that its key has, and there is a use for it.
func (e *Entry) WorthKeeping(keyed []string) bool {
	for _, list := range e.Header["Vary"] {
		for name := range strings.SplitSeq(list, ",") {
			if name = http.CanonicalHeaderKey(strings.TrimSpace(name)); name != "" && !slices.Contains(keyed, name) {
				return false
			}
		}
	}
	return !ParseControl(e.Header).NoStore && (e.lifetime() > 0 || e.ETag() != "")
}

// ofBody are the fields that a 304 does not change, as they describe the body that is kept.
var ofBody = []string{"Content-Encoding", "Content-Length", "Content-Range", "Content-Type"}

// Confirmed returns the entry as a 304 leaves it, to a request that was sent and received at these
// times.
func (e *Entry) Confirmed(with http.Header, sent, received time.Time) *Entry {
	header := e.Header.Clone()
	header.Del("Age") // these were the response's before
	header.Del("Date")
	for name, values := range storable(with) {
		if !slices.Contains(ofBody, name) {
			header[name] = values
		}
	}
	fresh := New(header, sent, received)
	fresh.Body = e.Body
	return fresh
}

// Response returns the entry as the response to a request.
func (e *Entry) Response(req *http.Request, now time.Time) *http.Response {
	resp := e.stored()
	resp.Request = req
	resp.Header = e.Header.Clone()
	resp.Header.Set("Age", strconv.FormatInt(int64(e.ageAt(now)/time.Second), 10))
	return resp
}

// stored returns the entry as it was stored.
func (e *Entry) stored() *http.Response {
	return &http.Response{
		Status:     "200 OK",
		StatusCode: http.StatusOK,
		Proto:      "HTTP/1.1",
		ProtoMajor: 1, ProtoMinor: 1,
		Header:        e.Header,
		Body:          io.NopCloser(bytes.NewReader(e.Body)),
		ContentLength: int64(len(e.Body)),
	}
}

// entryHead is what a store has before a response: what HTTP has no fields for.
type entryHead struct {
	Version       uint32 // entryVersion
	Sum           uint32 // CRC-32C of what follows it
	Received, Age int64
}

const (
	// entryVersion changes with the layout, so that what an older program left in a store is a
	// miss.
	entryVersion = 0x04544d44
	summedFrom   = 8
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

var errDamaged = errors.New("the cached response is damaged")

// Encode returns the entry as bytes for a store.
func (e *Entry) Encode() ([]byte, error) {
	dump, err := httputil.DumpResponse(e.stored(), true)
	if err != nil {
		return nil, err
	}
	head := entryHead{Version: entryVersion, Received: e.Received.UnixNano(), Age: int64(e.age)}
	b, err := binary.Append(make([]byte, 0, binary.Size(head)+len(dump)), binary.BigEndian, head)
	b = append(b, dump...)
	binary.BigEndian.PutUint32(b[4:], crc32.Checksum(b[summedFrom:], castagnoli))
	return b, err
}

// Decode reads what Encode wrote. The entry's body is a part of b.
func Decode(b []byte) (*Entry, error) {
	var head entryHead
	n, err := binary.Decode(b, binary.BigEndian, &head)
	if err != nil || head.Version != entryVersion || head.Sum != crc32.Checksum(b[summedFrom:], castagnoli) ||
		head.Age < 0 || head.Age > int64(maxAge) {
		return nil, errDamaged
	}
	resp, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(b[n:])), nil)
	if err != nil || resp.StatusCode != http.StatusOK || resp.ContentLength < 0 || resp.ContentLength > int64(len(b)-n) {
		return nil, errDamaged
	}
	return &Entry{
		Header:   resp.Header,
		Body:     b[len(b)-int(resp.ContentLength):],
		Received: time.Unix(0, head.Received),
		age:      time.Duration(head.Age),
	}, nil
}
