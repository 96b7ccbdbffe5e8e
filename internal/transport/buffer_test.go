package transport

import (
	"errors"
	"io"
	"strings"
	"testing"
)

func TestBuffer(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		body   io.Reader
		length int64
		whole  bool
		open   int64
		err    error
	}{
		{"empty", strings.NewReader(""), -1, true, 0, nil},
		{"fits", strings.NewReader("abcde"), -1, true, 0, nil},
		{"fits, as it says", strings.NewReader("abcde"), 5, true, 0, nil},
		{"too large", strings.NewReader("abcdef"), -1, false, 1, nil},
		{"too large, as it says", strings.NewReader("abcdef"), 6, false, 1, nil},
		{"cut off", io.MultiReader(strings.NewReader("abc"), failingReader{errLost}), -1, false, 0, errLost},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := serve()
			s.open.Add(1)
			resp := answer(200, "")
			resp.Body = &countedBody{ReadCloser: io.NopCloser(tt.body), open: &s.open}
			resp.ContentLength = tt.length
			b := buffer(resp, 5)
			if b.whole() != tt.whole {
				t.Errorf("whole: %v", b.whole())
			}
			if n := s.open.Load(); n != tt.open {
				t.Errorf("%d bodies open", n)
			}
			for range 2 {
				body := b.body()
				got, err := io.ReadAll(body)
				if !errors.Is(err, tt.err) || !strings.HasPrefix("abcdef", string(got)) {
					t.Errorf("body %q, %v", got, err)
				}
				if err := body.Close(); err != nil || s.open.Load() != 0 {
					t.Errorf("close: %v, %d open", err, s.open.Load())
				}
				if b.rest != nil {
					if string(got) != "abcdef" {
						t.Errorf("body %q", got)
					}
					break // it is read once only
				}
			}
		})
	}
}

func TestBufferMemory(t *testing.T) {
	t.Parallel()
	data := []byte("abcde")
	resp := answer(200, "")
	resp.Body = newMemoryBody(data)
	if b := buffer(resp, 5); &b.data[0] != &data[0] {
		t.Error("a body in memory is copied")
	}
	if b := buffer(resp, 4); b.whole() {
		t.Error("a body in memory is larger than allowed")
	}

	resp.Body = newMemoryBody(data)
	_, _ = io.CopyN(io.Discard, resp.Body, 2)
	if b := buffer(resp, 5); string(b.data) != "cde" {
		t.Errorf("a body that was read from: %q", b.data)
	}

	resp.Body = nil
	if b := buffer(resp, 5); !b.whole() || len(b.data) != 0 {
		t.Errorf("no body: %+v", b)
	}
}
