package wrapper

import (
	"context"
	"fmt"
	"io"
	"time"
)

// stallWatch cancels a context when something has not gone on for a while. It watches from the start.
type stallWatch struct {
	ctx      context.Context
	cancel   context.CancelCauseFunc
	patience time.Duration
	timer    *time.Timer // nil if there is nothing to watch
}

// newStallWatch returns a context and what watches it, to be ended. Patience of 0 is without end.
func newStallWatch(ctx context.Context, patience time.Duration) (context.Context, *stallWatch) {
	w := &stallWatch{patience: patience}
	w.ctx, w.cancel = context.WithCancelCause(ctx)
	if patience > 0 {
		w.timer = time.AfterFunc(patience, func() { w.cancel(stalled(patience)) })
	}
	return w.ctx, w
}

// stalled is the cause of a context that ended because nothing came for as long.
type stalled time.Duration

func (s stalled) Error() string {
	return fmt.Sprintf("the server sent nothing for %s", time.Duration(s))
}

// Is makes it a timeout like others.
func (s stalled) Is(target error) bool { return target == context.DeadlineExceeded }

func (s stalled) Timeout() bool { return true }

func (w *stallWatch) resume() {
	if w.timer != nil {
		w.timer.Reset(w.patience)
	}
}

func (w *stallWatch) pause() {
	if w.timer != nil {
		w.timer.Stop()
	}
}

func (w *stallWatch) end() {
	w.pause()
	w.cancel(nil)
}

// cause returns why a request failed with err.
func (w *stallWatch) cause(err error) error {
	if s, ok := context.Cause(w.ctx).(stalled); ok {
		return s
	}
	return err
}

// watchedBody is the body of an answer that is waited for only so long each time.
type watchedBody struct {
	io.ReadCloser
	counted io.Reader // the same, which reports what is read of it
	watch   *stallWatch
}

// Read reads of the body. Time that goes by between calls does not count.
func (b *watchedBody) Read(p []byte) (int, error) {
	b.watch.resume()
	n, err := b.counted.Read(p)
	b.watch.pause()
	if err != nil && err != io.EOF {
		err = b.watch.cause(err)
	}
	return n, err
}

// Close closes the body and ends the watch.
func (b *watchedBody) Close() error {
	defer b.watch.end()
	return b.ReadCloser.Close()
}
