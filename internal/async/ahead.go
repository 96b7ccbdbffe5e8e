package async

import "context"

// Pages gets pages one after another and, if it is to, each next one ahead.
type Pages[A any] struct {
	ctx    context.Context
	cancel context.CancelFunc // nil if no page is got ahead
	get    func(context.Context, int) (A, error)
	ahead  chan Result[page[A]] // holds or will hold the next page, nil if it was not asked for
}

type page[A any] struct {
	response A
	err      error
}

// NewPages returns the pages that get gets, to be stopped.
func NewPages[A any](ctx context.Context, ahead bool, get func(context.Context, int) (A, error)) *Pages[A] {
	p := &Pages[A]{ctx: ctx, get: get}
	if ahead {
		p.ctx, p.cancel = context.WithCancel(ctx)
	}
	return p
}

// Next returns a page: the one that was asked for ahead, if any was.
func (p *Pages[A]) Next(number int) (A, error) {
	if p.ahead == nil {
		return p.get(p.ctx, number)
	}
	result := <-p.ahead
	p.ahead = nil
	got := result.Get()
	return got.response, got.err
}

// Announce asks for the page that is wanted next, if pages are to be got ahead.
func (p *Pages[A]) Announce(number int) {
	if p.cancel == nil {
		return
	}
	ahead := make(chan Result[page[A]], 1)
	p.ahead = ahead
	go Deliver(func() page[A] {
		response, err := p.get(p.ctx, number)
		return page[A]{response, err}
	}, func(r Result[page[A]]) { ahead <- r })
}

// Stop ends what is under way and waits for its end.
func (p *Pages[A]) Stop() {
	if p.cancel == nil {
		return
	}
	p.cancel()
	if p.ahead != nil {
		<-p.ahead
	}
}
