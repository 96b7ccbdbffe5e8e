package proxy

import (
	"context"
	"errors"
	"io"
	"sync/atomic"
	"time"
)

// stalls is for how long nothing of a response may come before it counts as cut off.
const stalls = 8 * time.Second

var errStalled = errors.New("the response stopped coming")

// watched is the body of a response that is given up when nothing comes of it, so that there is time to
// ask another host.
type watched struct {
	io.ReadCloser
	end     context.CancelFunc // of the request
	timer   *time.Timer
	stalled atomic.Bool
	fail    func() // is called if the body ends too soon
}

func watch(body io.ReadCloser, end context.CancelFunc, fail func()) io.ReadCloser {
	w := &watched{ReadCloser: body, end: end, fail: fail}
	w.timer = time.AfterFunc(stalls, func() {
		w.stalled.Store(true)
		end()
	})
	w.timer.Stop() // until somebody reads
	return w
}

func (w *watched) Read(p []byte) (int, error) {
	w.timer.Reset(stalls)
	n, err := w.ReadCloser.Read(p)
	w.timer.Stop()
	if err == nil || err == io.EOF {
		return n, err
	}
	w.fail()
	if w.stalled.Load() {
		err = errStalled // for that of the context is taken for the client's
	}
	return n, err
}

func (w *watched) Close() error {
	w.timer.Stop()
	defer w.end()
	return w.ReadCloser.Close()
}
