// Package cached has what RFC 9111 says of a response that is kept: for how long it is fresh,
// whether it may be kept at all, what a confirmation changes, and its bytes in a store.
package cached

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"maps"
	"math"
	"net/http"
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

// Response returns the entry as the response to a request, without its body. The header of the entry
// is the response's from then on.
func (e *Entry) Response(req *http.Request, now time.Time) *http.Response {
	e.Header["Age"] = []string{strconv.FormatInt(int64(e.ageAt(now)/time.Second), 10)}
	return &http.Response{
		Status:     "200 OK",
		StatusCode: http.StatusOK,
		Proto:      "HTTP/1.1",
		ProtoMajor: 1, ProtoMinor: 1,
		Header:        e.Header,
		Body:          http.NoBody,
		ContentLength: int64(len(e.Body)),
		Request:       req,
	}
}

// What a store has of an entry are numbers of a fixed size, the length of the header last, the header
// and the body. The header is the number of its fields, and each name and value with its length.
const (
	// entryVersion comes first. It changes with the layout, so that what an older program left in a
	// store is a miss.
	entryVersion = 0x04544d45
	// sumAt is where the CRC-32C is of what follows it.
	sumAt, summedFrom           = 4, 8
	receivedAt, ageAt, lengthAt = 8, 16, 24
	headerAt                    = 28
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

var errDamaged = errors.New("the cached response is damaged")

// Encode returns the entry as bytes for a store.
func (e *Entry) Encode() []byte {
	header := binary.AppendUvarint(nil, uint64(len(e.Header)))
	for _, name := range slices.Sorted(maps.Keys(e.Header)) {
		values := e.Header[name]
		if name == "Content-Length" { // that of the packed body, if somebody left it there
			values = []string{strconv.Itoa(len(e.Body))}
		}
		for _, value := range values {
			header = appendText(appendText(header, name), value)
		}
	}
	b := make([]byte, headerAt, headerAt+len(header)+len(e.Body)) // of which no more is kept
	binary.BigEndian.PutUint32(b, entryVersion)
	binary.BigEndian.PutUint64(b[receivedAt:], uint64(e.Received.UnixNano()))
	binary.BigEndian.PutUint64(b[ageAt:], uint64(e.age))
	binary.BigEndian.PutUint32(b[lengthAt:], uint32(len(header)))
	b = append(append(b, header...), e.Body...)
	binary.BigEndian.PutUint32(b[sumAt:], crc32.Checksum(b[summedFrom:], castagnoli))
	return b
}

func appendText(b []byte, text string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(text))), text...)
}

// Decode reads what Encode wrote. The entry's body is a part of b.
func Decode(b []byte) (*Entry, error) {
	if len(b) < headerAt || binary.BigEndian.Uint32(b) != entryVersion ||
		binary.BigEndian.Uint32(b[sumAt:]) != crc32.Checksum(b[summedFrom:], castagnoli) {
		return nil, errDamaged
	}
	age, length := binary.BigEndian.Uint64(b[ageAt:]), uint64(binary.BigEndian.Uint32(b[lengthAt:]))
	if age > uint64(maxAge) || length > uint64(len(b)-headerAt) {
		return nil, errDamaged
	}
	bodyAt := headerAt + int(length)
	header, ok := decodeHeader(string(b[headerAt:bodyAt]))
	if !ok {
		return nil, errDamaged
	}
	return &Entry{
		Header:   header,
		Body:     b[bodyAt:],
		Received: time.Unix(0, int64(binary.BigEndian.Uint64(b[receivedAt:]))),
		age:      time.Duration(age),
	}, nil
}

// decodeHeader reads a header, whose values share the memory of text and of one list.
func decodeHeader(text string) (http.Header, bool) {
	fields, text, ok := cutLength(text)
	if !ok {
		return nil, false
	}
	header, values := make(http.Header, fields+1), make([]string, 0, fields) // Age comes to it
	for text != "" {
		name, rest, ok := cutText(text)
		value, rest, also := cutText(rest)
		if !ok || !also {
			return nil, false
		}
		text = rest
		if before := header[name]; before != nil {
			header[name] = append(before, value)
			continue
		}
		values = append(values, value)
		header[name] = values[len(values)-1 : len(values) : len(values)]
	}
	return header, true
}

func cutText(b string) (text, rest string, ok bool) {
	length, rest, ok := cutLength(b)
	if !ok {
		return "", "", false
	}
	return rest[:length], rest[length:], true
}

// cutLength reads a number that is no larger than the length of what follows it.
func cutLength(b string) (length int, rest string, ok bool) {
	n, size := binary.Uvarint([]byte(b[:min(len(b), binary.MaxVarintLen64)]))
	if size <= 0 || n > uint64(len(b)-size) {
		return 0, "", false
	}
	return int(n), b[size:], true
}
