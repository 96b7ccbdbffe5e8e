package transport

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"golang.org/x/time/rate"
)

// Limit returns a layer that calls wait before it sends a request, and returns its error if there
// is one. A nil wait lets everything pass.
func Limit(wait func(context.Context) error) Layer {
	return func(next http.RoundTripper) http.RoundTripper {
		if wait == nil {
			return next
		}
		return Func(func(req *http.Request) (*http.Response, error) {
			if err := wait(req.Context()); err != nil {
				closeBody(req)
				return nil, err
			}
			return next.RoundTrip(req)
		})
	}
}

// ErrTooLate is why a wait is not begun that would end after the deadline of the request's context.
var ErrTooLate = fmt.Errorf("the time is too short: %w", context.DeadlineExceeded)

// Waiter returns the Wait of a limiter, nil without one. What a [rate.Limiter] returns for a turn
// that comes after the deadline is no [context.DeadlineExceeded] by itself; what Waiter's function
// returns is an [ErrTooLate].
func Waiter(l interface{ Wait(context.Context) error }) func(context.Context) error {
	limiter, ok := l.(*rate.Limiter)
	switch {
	case l == nil, ok && limiter == nil:
		return nil
	case !ok:
		return timed(func(ctx context.Context) error {
			err := l.Wait(ctx)
			switch {
			case err == nil:
				return context.Cause(ctx) // which the limiter may not heed
			case errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil:
				return fmt.Errorf("%w: %w", ErrTooLate, err)
			}
			return err
		})
	}
	waits := timed(func(ctx context.Context) error {
		wanted := ctx
		if until, ok := deadline(ctx); ok {
			var cancel context.CancelFunc
			wanted, cancel = context.WithDeadline(ctx, until)
			defer cancel()
		}
		err := limiter.Wait(wanted)
		switch {
		case err == nil:
			return nil
		case ctx.Err() != nil:
			return context.Cause(ctx)
		case limiter.Burst() < 1: // it lets nothing pass, now or later
			return err
		}
		return fmt.Errorf("the rate limit would let the request pass too late: %w", ErrTooLate)
	})
	return func(ctx context.Context) error {
		if ctx.Err() == nil && limiter.Allow() { // which takes no turn from those who wait
			return nil
		}
		return waits(ctx)
	}
}
