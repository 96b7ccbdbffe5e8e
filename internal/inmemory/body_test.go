package inmemory

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

func response(body string, length int64) *http.Response {
	return &http.Response{Body: io.NopCloser(strings.NewReader(body)), ContentLength: length}
}

// Bodies are read through memory that they use one after another, which shows in none of them, and
// what is claimed of their length costs nothing.
func TestReadLengths(t *testing.T) {
	t.Parallel()
	for _, size := range []int{0, 1, 511, 4 << 10, 5 << 10, largest, largest + 1, 3 * largest} {
		for _, length := range []int64{-1, int64(size), 1, largest, 1 << 62} {
			first := Read(response(strings.Repeat("a", size), length)).Data
			second := Read(response(strings.Repeat("b", size), length)).Data
			if string(first) != strings.Repeat("a", size) || string(second) != strings.Repeat("b", size) {
				t.Errorf("%d bytes said to be %d: %d and %d", size, length, len(first), len(second))
			}
			if length == int64(size) && size <= largest && cap(first) > size+size/4+16 {
				t.Errorf("%d bytes take %d", size, cap(first))
			}
		}
	}
}

func TestRestAndOwn(t *testing.T) {
	t.Parallel()
	resp := response("body", -1)
	first := Read(resp)
	data := first.Data
	if again := Read(resp); again != first || resp.ContentLength != 4 {
		t.Errorf("read again, or of the length %d", resp.ContentLength)
	}
	resp.Header = http.Header{"Etag": {"x"}}
	own := Own(resp)
	own.Header.Del("Etag")
	_, _ = io.CopyN(io.Discard, own.Body, 1)
	rest, err := own.Body.(*Body).Rest()
	if rest[0] = 'x'; string(rest) != "xdy" || err != nil || string(data) != "body" {
		t.Errorf("%q, %v of %q", rest, err, data)
	}
	if got, err := io.ReadAll(resp.Body); string(got) != "body" || err != nil || resp.Header.Get("Etag") == "" {
		t.Errorf("what was copied has %q, %v and the header %v", got, err, resp.Header)
	}
	cut := &Body{Data: []byte("bo"), Err: io.ErrUnexpectedEOF}
	if rest, err := cut.Rest(); string(rest) != "bo" || err != io.ErrUnexpectedEOF {
		t.Errorf("%q, %v of a body that is cut off", rest, err)
	}
}
