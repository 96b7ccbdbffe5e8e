package wrapper

import "context"

type prefetchKey struct{}

// WithPrefetch returns a context with which the iterators over pages ask for the next page while the
// rows of this one are used. It is of use where the loop takes about as long for a page as TMDB does.
// A loop that is left early has asked for one page too many, at most.
func WithPrefetch(ctx context.Context) context.Context {
	if ctx == nil {
		ctx = context.Background()
	}
	return context.WithValue(ctx, prefetchKey{}, true)
}

// fetcher gets pages, one ahead if its context says so.
type fetcher[A any] struct {
	ctx    context.Context
	cancel context.CancelFunc
	get    func(context.Context, int) (*A, error)
	ahead  chan fetched[A] // holds or will hold the next page, nil if it was not asked for
}

type fetched[A any] struct {
	answer *A
	err    error
	caught *caught
}

// newFetcher returns a fetcher, to be stopped.
func newFetcher[A any](ctx context.Context, get func(context.Context, int) (*A, error)) *fetcher[A] {
	f := &fetcher[A]{ctx: ctx, get: get}
	if on, _ := ctx.Value(prefetchKey{}).(bool); on {
		f.ctx, f.cancel = context.WithCancel(ctx)
	}
	return f
}

// next returns a page: the one that was asked for ahead, if any was.
func (f *fetcher[A]) next(number int) (*A, error) {
	if f.ahead == nil {
		return f.get(f.ctx, number)
	}
	got := <-f.ahead
	f.ahead = nil
	got.caught.rethrow()
	return got.answer, got.err
}

// prefetch asks for the page that is wanted next, if pages are to be asked for ahead.
func (f *fetcher[A]) prefetch(number int) {
	if f.cancel == nil {
		return
	}
	ahead := make(chan fetched[A], 1)
	f.ahead = ahead
	go func() {
		var got fetched[A]
		catch(func() { got.answer, got.err = f.get(f.ctx, number) }, func(c *caught) {
			got.caught = c
			ahead <- got
		})
	}()
}

// stop ends what is under way and waits for its end.
func (f *fetcher[A]) stop() {
	if f.cancel == nil {
		return
	}
	f.cancel()
	if f.ahead != nil {
		<-f.ahead
	}
}
