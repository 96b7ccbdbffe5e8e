package download

import (
	"context"
	"io"
	"net/http"

	"github.com/tmdb-go/tmdb/internal/async"
)

// The functions of a user's transport are called in goroutines of their own: one that does not heed
// the context must not hold up who does. A panic of theirs is that of the caller all the same.

// do is client.Do, which ends with the context of the request.
func do(client *http.Client, req *http.Request) (*http.Response, error) {
	var resp *http.Response
	came, gone := make(chan async.Result[error]), make(chan struct{})
	defer close(gone)
	go async.Deliver(func() (err error) {
		resp, err = client.Do(req)
		return err
	}, func(r async.Result[error]) {
		select {
		case came <- r:
		case <-gone:
			if resp != nil {
				_ = resp.Body.Close()
			}
		}
	})
	select {
	case r := <-came:
		err := r.Get()
		return resp, err
	case <-req.Context().Done():
		return nil, req.Context().Err()
	}
}

// chunk is the most that is read at once.
const chunk = 64 << 10

// body reads a response until a context ends.
type body struct {
	ctx context.Context

	from  io.ReadCloser
	buf   []byte
	came  chan async.Result[part] // of the read under way, nil if there is none
	ready part                    // came and has not been taken
}

// part is what a read gave.
type part struct {
	data []byte
	err  error
}

// Read is that of io.Reader.
func (b *body) Read(p []byte) (int, error) {
	if err := b.ctx.Err(); err != nil {
		return 0, err
	}
	if len(b.ready.data) == 0 && b.ready.err == nil {
		if b.came == nil {
			b.start()
		}
		select {
		case r := <-b.came:
			b.came, b.ready = nil, r.Get()
		case <-b.ctx.Done():
			return 0, b.ctx.Err()
		}
	}
	n := copy(p, b.ready.data)
	b.ready.data = b.ready.data[n:]
	if len(b.ready.data) > 0 {
		return n, nil
	}
	return n, b.ready.err
}

func (b *body) start() {
	if b.buf == nil {
		b.buf = make([]byte, chunk)
	}
	came := make(chan async.Result[part], 1)
	b.came = came
	go async.Deliver(func() part {
		n, err := b.from.Read(b.buf)
		return part{b.buf[:n], err}
	}, func(r async.Result[part]) { came <- r })
}

// close closes the response. If a read is under way, nobody waits for that or for the end of it.
func (b *body) close() error {
	if b.came != nil {
		go func() { _ = b.from.Close() }()
		return nil
	}
	return b.from.Close()
}
