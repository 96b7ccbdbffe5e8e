package transport

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"strings"

	"github.com/tmdb-go/tmdb/internal/inmemory"
)

// maxPacked is how often a body may have been compressed; there are some that unpack to themselves.
const maxPacked = 3

const magic = "\x1f\x8b" // what gzip begins with

// Unpack is a layer that unpacks each body that begins as gzip does, whatever its header and the
// transport say: servers compress without being asked, without saying so, and twice. It is not for
// responses that are meant to be gzip.
func Unpack(next http.RoundTripper) http.RoundTripper {
	return Func(func(req *http.Request) (*http.Response, error) {
		resp, err := next.RoundTrip(req)
		switch {
		case err != nil:
			return nil, err
		case resp == nil:
			return nil, errors.New("the transport returned neither a response nor an error")
		case resp.Header == nil: // of a round tripper that is not net/http's
			resp.Header = http.Header{}
		}
		resp.Request = req
		switch {
		case resp.Body == nil, resp.Body == http.NoBody, req.Method == http.MethodHead:
			return resp, nil
		}
		if strings.Contains(strings.ToLower(resp.Header.Get("Content-Encoding")), "gzip") {
			resp.Header = resp.Header.Clone()
			resp.Header.Del("Content-Encoding")
			resp.Header.Del("Content-Length")
			resp.ContentLength, resp.Uncompressed = -1, true
		}
		resp.Body = &unpackedBody{ReadCloser: resp.Body}
		return resp, nil
	})
}

// unpackedBody looks at how a body begins when it is first read, not before: it may not come soon.
type unpackedBody struct {
	io.ReadCloser
	unpacked io.Reader // nil until there is something to look at
}

func (b *unpackedBody) Read(p []byte) (int, error) {
	if b.unpacked != nil {
		return b.unpacked.Read(p)
	}
	n, err := b.ReadCloser.Read(p)
	switch {
	case n == 0 && err == nil:
		return 0, nil
	case n == 0, p[0] != magic[0], n == 1 && err != nil, n > 1 && p[1] != magic[1]:
		b.unpacked = b.ReadCloser
		return n, err
	}
	var packed io.Reader = &inmemory.Body{Data: bytes.Clone(p[:n]), Err: err}
	if err == nil {
		packed = io.MultiReader(packed, b.ReadCloser)
	}
	b.unpacked = unpack(packed, maxPacked)
	return b.unpacked.Read(p)
}

func unpack(r io.Reader, times int) io.Reader {
	packed := bufio.NewReaderSize(r, 16) // enough to look at; reads of more pass it by
	start, err := packed.Peek(2)
	switch {
	case err != nil && !errors.Is(err, io.EOF):
		return &inmemory.Body{Data: bytes.Clone(start), Err: err}
	case times == 0, string(start) != magic:
		return packed
	}
	z, err := gzip.NewReader(bufio.NewReader(packed))
	if err != nil {
		return &inmemory.Body{Err: err}
	}
	return unpack(z, times-1)
}
