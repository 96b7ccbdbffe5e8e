package transport

import (
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// entry is an answer in the cache: always a 200 to a GET.
type entry struct {
	header   http.Header
	body     []byte
	variant  string        // of the request, by the header's Vary
	epoch    string        // of the request's tags when it was sent
	received time.Time     // when the answer came
	age      time.Duration // how old it was then
}

// newEntry returns the entry of an answer to a request that was sent and answered at these times.
func newEntry(req *http.Request, header http.Header, epoch string, sent, received time.Time) *entry {
	kept := storable(header)
	if kept.Get("Date") == "" { // RFC 9110, section 6.6.1, wants it added
		kept.Set("Date", received.UTC().Format(http.TimeFormat))
	}
	return &entry{
		header:   kept,
		variant:  variant(req, header),
		epoch:    epoch,
		received: received,
		age:      initialAge(header, sent, received),
	}
}

// notKept are the fields that belong to a connection or to one answer. Set-Cookie is among them as
// a secret that would be given out again.
var notKept = []string{
	"Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authentication-Info", "Proxy-Authorization",
	"Proxy-Connection", "Set-Cookie", "Te", "Trailer", "Transfer-Encoding", "Upgrade",
}

// storable returns a copy of a header without what is not kept.
func storable(header http.Header) http.Header {
	kept := header.Clone()
	for _, list := range header["Connection"] {
		for name := range strings.SplitSeq(list, ",") {
			kept.Del(strings.TrimSpace(name))
		}
	}
	for _, name := range notKept {
		kept.Del(name)
	}
	return kept
}

// maxAge is what older answers count for: enough, and far from overflowing.
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

// ageAt returns how old the answer is.
func (e *entry) ageAt(now time.Time) time.Duration {
	return e.age + max(0, min(now.Sub(e.received), maxAge))
}

// lifetime returns how old the answer may be to be fresh. Without a word of the server it is 0: a
// guess from Last-Modified would be one.
func (e *entry) lifetime() time.Duration {
	control := parseCacheControl(e.header)
	switch {
	case control.noCache:
		return 0
	case control.hasMaxAge:
		return control.maxAge
	}
	expires, err := http.ParseTime(e.header.Get("Expires"))
	if err != nil {
		return 0
	}
	date, err := http.ParseTime(e.header.Get("Date"))
	if err != nil {
		date = e.received
	}
	return max(0, expires.Sub(date))
}

// isFresh reports whether the answer may be given to a request without asking the server.
func (e *entry) isFresh(want cacheControl, now time.Time) bool {
	age := e.ageAt(now)
	if want.noCache || want.hasMaxAge && (want.maxAge == 0 || age > want.maxAge) {
		return false
	}
	return age < e.lifetime()
}

// mayBeStale reports whether the answer may be given out although it could not be confirmed, if it
// has not been out of date for longer than grace.
func (e *entry) mayBeStale(want cacheControl, now time.Time, grace time.Duration) bool {
	if e == nil || grace <= 0 || want.noCache || want.hasMaxAge {
		return false
	}
	control := parseCacheControl(e.header)
	if control.mustRevalidate || control.noCache {
		return false
	}
	return e.ageAt(now)-e.lifetime() <= grace
}

func (e *entry) hasValidator() bool {
	return e != nil && (e.header.Get("Etag") != "" || e.header.Get("Last-Modified") != "")
}

// addConditions makes a request ask whether the answer is still right.
func (e *entry) addConditions(req *http.Request) {
	if tag := e.header.Get("Etag"); tag != "" {
		req.Header.Set("If-None-Match", tag)
	}
	if date := e.header.Get("Last-Modified"); date != "" {
		req.Header.Set("If-Modified-Since", date)
	}
}

// worthKeeping reports whether the server lets the answer be kept and there is a use for it.
func (e *entry) worthKeeping() bool {
	if parseCacheControl(e.header).noStore || slices.Contains(varyNames(e.header), "*") {
		return false
	}
	return e.lifetime() > 0 || e.hasValidator()
}

// ofBody are the fields that a 304 does not change, as they describe the body that is kept.
var ofBody = []string{"Content-Encoding", "Content-Length", "Content-Range", "Content-Type"}

// confirmed returns the entry as a 304 leaves it, which it answered to a request that was sent and
// answered at these times.
func (e *entry) confirmed(req *http.Request, with http.Header, sent, received time.Time) *entry {
	header := e.header.Clone()
	header.Del("Age") // these were the answer's before
	header.Del("Date")
	for name, values := range storable(with) {
		if !slices.Contains(ofBody, name) {
			header[name] = values
		}
	}
	fresh := newEntry(req, header, e.epoch, sent, received)
	fresh.body = e.body
	return fresh
}

// response returns the entry as the answer to a request.
func (e *entry) response(req *http.Request, now time.Time) *http.Response {
	header := e.header.Clone()
	header.Set("Age", strconv.FormatInt(int64(e.ageAt(now)/time.Second), 10))
	return &http.Response{
		Status:     "200 OK",
		StatusCode: http.StatusOK,
		Proto:      "HTTP/1.1",
		ProtoMajor: 1, ProtoMinor: 1,
		Header:        header,
		Body:          newMemoryBody(e.body),
		ContentLength: int64(len(e.body)),
		Request:       req,
	}
}

// varyNames returns the request fields that an answer depends on, in canonical form and in order.
func varyNames(header http.Header) []string {
	var names []string
	for _, list := range header["Vary"] {
		for name := range strings.SplitSeq(list, ",") {
			if name = strings.TrimSpace(name); name != "" {
				names = append(names, http.CanonicalHeaderKey(name))
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// variant tells requests apart by what the Vary of an answer names. It is a hash, as the values may
// be secret, and "" if the answer depends on nothing.
func variant(req *http.Request, header http.Header) string {
	names := varyNames(header)
	if len(names) == 0 {
		return ""
	}
	f := newFingerprint("variant")
	for _, name := range names {
		f.addHeader(req.Header, name)
	}
	return f.sum()
}
