package download

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// patience cancels a context when something has not gone on for a while. It is there from the
// start.
type patience struct {
	caller context.Context
	ctx    context.Context
	cancel context.CancelCauseFunc
	limit  time.Duration
	timer  *time.Timer // nil if there is no limit
}

// newPatience returns patience, to be ended. A limit of 0 is none.
func newPatience(ctx context.Context, limit time.Duration) *patience {
	p := &patience{caller: ctx, limit: limit}
	p.ctx, p.cancel = context.WithCancelCause(ctx)
	if limit > 0 {
		p.timer = time.AfterFunc(limit, func() { p.cancel(stalled(limit)) })
	}
	return p
}

// stalled is the cause of a context that ended because nothing came for as long.
type stalled time.Duration

func (s stalled) Error() string {
	return fmt.Sprintf("the server sent nothing for %s", time.Duration(s))
}

// Is makes it a timeout like others.
func (s stalled) Is(target error) bool { return target == context.DeadlineExceeded }

func (s stalled) Timeout() bool { return true }

func (p *patience) resume() {
	if p.timer != nil {
		p.timer.Reset(p.limit)
	}
}

func (p *patience) pause() {
	if p.timer != nil {
		p.timer.Stop()
	}
}

func (p *patience) end() {
	p.pause()
	p.cancel(nil)
}

// cause returns why a request failed with err.
func (p *patience) cause(err error) error {
	if s, ok := errors.AsType[stalled](context.Cause(p.ctx)); ok {
		return s
	}
	return err
}
