package transport

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"math"
	"net/http"
	"net/http/httputil"
	"slices"
	"strconv"
	"strings"
	"time"
)

// entry is a response in the cache: always a 200 to a GET.
type entry struct {
	header   http.Header
	body     []byte
	received time.Time     // when the response came
	age      time.Duration // how old it was then
}

// newEntry returns the entry, without a body, of the response to a request that was sent and
// received at these times.
func newEntry(header http.Header, sent, received time.Time) *entry {
	kept := storable(header)
	if kept.Get("Date") == "" { // RFC 9110, section 6.6.1, wants it added
		kept.Set("Date", received.UTC().Format(http.TimeFormat))
	}
	return &entry{header: kept, received: received, age: initialAge(header, sent, received)}
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
	told, _ := parseSeconds(strings.TrimSpace(header.Get("Age")))
	told += received.Sub(sent)
	if date, err := http.ParseTime(header.Get("Date")); err == nil {
		told = max(told, received.Sub(date))
	}
	return max(0, min(told, maxAge))
}

// ageAt returns how old the response is.
func (e *entry) ageAt(now time.Time) time.Duration {
	return e.age + max(0, min(now.Sub(e.received), maxAge))
}

// lifetime returns how old the response may be to be fresh. Without a word of the server it is 0.
func (e *entry) lifetime() time.Duration {
	if control := parseCacheControl(e.header); !control.noCache {
		return control.maxAge
	}
	return 0
}

// isFresh reports whether the response may be given to a request without asking the server.
func (e *entry) isFresh(now time.Time) bool { return e.ageAt(now) < e.lifetime() }

// mayBeStale reports whether the response may be given out although it could not be confirmed, if
// it has not been out of date for longer than grace.
func (e *entry) mayBeStale(now time.Time, grace time.Duration) bool {
	control := parseCacheControl(e.header)
	return grace > 0 && !control.mustRevalidate && !control.noCache && e.ageAt(now)-e.lifetime() <= grace
}

func (e *entry) etag() string { return e.header.Get("Etag") }

// worthKeeping reports whether the server lets the response be kept, it depends on nothing that is
// not in its key, and there is a use for it.
func (e *entry) worthKeeping() bool {
	for _, list := range e.header["Vary"] {
		for name := range strings.SplitSeq(list, ",") {
			if name = http.CanonicalHeaderKey(strings.TrimSpace(name)); name != "" && !slices.Contains(keyed, name) {
				return false
			}
		}
	}
	return !parseCacheControl(e.header).noStore && (e.lifetime() > 0 || e.etag() != "")
}

// ofBody are the fields that a 304 does not change, as they describe the body that is kept.
var ofBody = []string{"Content-Encoding", "Content-Length", "Content-Range", "Content-Type"}

// confirmed returns the entry as a 304 leaves it, to a request that was sent and received at these times.
func (e *entry) confirmed(with http.Header, sent, received time.Time) *entry {
	header := e.header.Clone()
	header.Del("Age") // these were the response's before
	header.Del("Date")
	for name, values := range storable(with) {
		if !slices.Contains(ofBody, name) {
			header[name] = values
		}
	}
	fresh := newEntry(header, sent, received)
	fresh.body = e.body
	return fresh
}

// response returns the entry as the response to a request.
func (e *entry) response(req *http.Request, now time.Time) *http.Response {
	resp := e.stored()
	resp.Request = req
	resp.Header = e.header.Clone()
	resp.Header.Set("Age", strconv.FormatInt(int64(e.ageAt(now)/time.Second), 10))
	return resp
}

// stored returns the entry as it was stored.
func (e *entry) stored() *http.Response {
	return &http.Response{
		Status:     "200 OK",
		StatusCode: http.StatusOK,
		Proto:      "HTTP/1.1",
		ProtoMajor: 1, ProtoMinor: 1,
		Header:        e.header,
		Body:          &memoryBody{data: e.body},
		ContentLength: int64(len(e.body)),
	}
}

// entryHead is what a store has before a response: what HTTP has no fields for.
type entryHead struct {
	Version       uint32 // entryVersion
	Sum           uint32 // CRC-32C of what follows it
	Received, Age int64
}

const (
	// entryVersion changes with the layout, so that what an older program left in a store is a miss.
	entryVersion = 0x03544d44
	summedFrom   = 8
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

var errDamaged = errors.New("the cached response is damaged")

// encode returns the entry as bytes for a store.
func (e *entry) encode() ([]byte, error) {
	dump, err := httputil.DumpResponse(e.stored(), true)
	if err != nil {
		return nil, err
	}
	head := entryHead{Version: entryVersion, Received: e.received.UnixNano(), Age: int64(e.age)}
	b, err := binary.Append(make([]byte, 0, binary.Size(head)+len(dump)), binary.BigEndian, head)
	b = append(b, dump...)
	binary.BigEndian.PutUint32(b[4:], crc32.Checksum(b[summedFrom:], castagnoli))
	return b, err
}

// decodeEntry reads what encode wrote. The entry's body is a part of b.
func decodeEntry(b []byte) (*entry, error) {
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
	return &entry{
		header:   resp.Header,
		body:     b[len(b)-int(resp.ContentLength):],
		received: time.Unix(0, head.Received),
		age:      time.Duration(head.Age),
	}, nil
}
