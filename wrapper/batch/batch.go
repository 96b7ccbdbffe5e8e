package batch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"

	"github.com/tmdb-go/tmdb/internal/async"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

const (
	// defaultWorkers keep TMDB's limit of requests busy and stay below its limit of connections.
	defaultWorkers = 8
	// maxWorkers is far beyond any use, and keeps a typing error from taking all memory.
	maxWorkers = 10_000
	// unknown is a total that nobody knows.
	unknown = -1
)

// Outcome is what a call gave for one key.
type Outcome[K, V any] struct {
	Key   K
	Value V
	Err   error
}

// Option changes how [ForEach] works. An invalid one is the Err of its only outcome.
type Option func(*options) error

type options struct {
	workers int
	inOrder bool
	total   int64
}

// Workers has n calls under way at a time in place of 8: from 1 to 10,000. More of them than the
// rate limit of the client lets through only wait.
func Workers(n int) Option {
	return func(o *options) error {
		if n < 1 || n > maxWorkers {
			return fmt.Errorf("workers are %d: want 1 or more, and no more than %d", n, maxWorkers)
		}
		o.workers = n
		return nil
	}
}

// InOrder yields the outcomes in the order of the keys rather than as they come. A slow call then
// holds up those behind it.
func InOrder() Option {
	return func(o *options) error {
		o.inOrder = true
		return nil
	}
}

// TotalKeys says how many keys there are, for [tmdb.OnProgress], which cannot know otherwise.
func TotalKeys(n int) Option {
	return func(o *options) error {
		if n < 0 {
			return fmt.Errorf("total keys are %d: want 0 or more", n)
		}
		o.total = int64(n)
		return nil
	}
}

// ForEach calls call for each of the keys, several at a time, and yields an outcome for each as
// they come.
//
// The keys may be endless: they are taken by the goroutine of the loop and no further ahead than
// the calls need, two for each worker. When ctx ends, the next key comes with the error of ctx, as do
// those taken already, and no more are taken: a loop without an error has had all keys. Leaving the
// loop cancels the calls that are under way and waits for their end, so call has to heed the context
// that it is given, and keys that wait for something have to heed ctx. If a call panics, the loop
// does, when all other calls have ended. [tmdb.OnProgress] is told how many keys are done.
//
// If keys or call is nil or an option is invalid, there is one outcome, whose Err is a
// *[tmdb.Error] that is [tmdb.ErrInvalid].
func ForEach[K, V any](ctx context.Context, keys iter.Seq[K], call func(context.Context, K) (V, error), opts ...Option) iter.Seq[Outcome[K, V]] {
	if ctx == nil {
		ctx = context.Background()
	}
	o, err := newOptions(keys == nil, call == nil, opts)
	return func(yield func(Outcome[K, V]) bool) {
		if err != nil {
			yield(Outcome[K, V]{Err: &tmdb.Error{Kind: tmdb.ErrInvalid, Message: err.Error(), Err: err}})
			return
		}
		b := &batch[K, V]{
			options: o,
			call:    call,
			tasks:   make(chan task[K], 2*o.workers),
			results: make(chan result[K, V], 2*o.workers),
			early:   map[int]Outcome[K, V]{},
		}
		b.run(ctx, keys, yield)
	}
}

func newOptions(noKeys, noCall bool, opts []Option) (options, error) {
	o := options{workers: defaultWorkers, total: unknown}
	switch {
	case noKeys:
		return o, errors.New("keys are nil: want a sequence, such as slices.Values(ids)")
	case noCall:
		return o, errors.New("call is nil: want a function that calls for one key")
	}
	for _, opt := range opts {
		if opt == nil {
			return o, errors.New("an option is nil: want one such as batch.Workers(4)")
		}
		if err := opt(&o); err != nil {
			return o, err
		}
	}
	return o, nil
}

// batch is a ForEach under way. Its fields, apart from the channels, belong to the goroutine of the
// loop.
type batch[K, V any] struct {
	options
	call func(context.Context, K) (V, error)

	// Each holds all that can be under way, so that nobody waits to send.
	tasks   chan task[K]
	results chan result[K, V]

	running sync.WaitGroup
	started int                   // workers
	taken   int                   // keys
	came    int                   // outcomes from the workers
	yielded int                   // outcomes
	early   map[int]Outcome[K, V] // outcomes that wait for one before them
}

type task[K any] struct {
	index int
	key   K
	ended error // of the context, before the key was taken
}

type result[K, V any] struct {
	index   int
	outcome async.Result[Outcome[K, V]]
}

func (b *batch[K, V]) run(ctx context.Context, keys iter.Seq[K], yield func(Outcome[K, V]) bool) {
	// What the calls do is not what was asked to be reported.
	callCtx, cancel := context.WithCancel(tmdb.OnProgress(ctx, nil))
	next, stop := iter.Pull(keys)
	defer stop()
	defer func() {
		cancel()
		close(b.tasks)
		b.running.Wait()
	}()
	for open := true; ; {
		for open && b.taken-b.yielded < cap(b.tasks) {
			ended := ctx.Err()
			key, more := next()
			if more {
				b.start(callCtx, task[K]{b.taken, key, ended})
			}
			if open = more && ended == nil; !open {
				break
			}
			if len(b.results) > 0 {
				break // the loop should not wait for keys while there is something for it
			}
		}
		if b.yielded == b.taken {
			return
		}
		got := <-b.results
		outcome := got.outcome.Get() // or the panic of the call
		b.came++
		tmdb.ReportProgress(ctx, int64(b.came), b.total)
		if !b.deliver(got.index, outcome, yield) {
			return
		}
	}
}

// start hands a key to the workers, of which there are no more than there are keys.
func (b *batch[K, V]) start(ctx context.Context, t task[K]) {
	if b.started < b.workers {
		b.started++
		b.running.Go(func() { b.work(ctx) })
	}
	b.tasks <- t
	b.taken++
}

func (b *batch[K, V]) work(ctx context.Context) {
	for t := range b.tasks {
		async.Deliver(func() Outcome[K, V] {
			got := Outcome[K, V]{Key: t.key}
			if err := cmp.Or(t.ended, ctx.Err()); err != nil {
				got.Err = &tmdb.Error{Err: err}
				return got
			}
			got.Value, got.Err = b.call(ctx, t.key)
			return got
		}, func(outcome async.Result[Outcome[K, V]]) {
			b.results <- result[K, V]{t.index, outcome}
		})
	}
}

// deliver yields an outcome or, in order, all whose turn it is.
func (b *batch[K, V]) deliver(index int, outcome Outcome[K, V], yield func(Outcome[K, V]) bool) bool {
	if !b.inOrder {
		b.yielded++
		return yield(outcome)
	}
	b.early[index] = outcome
	for {
		first, ok := b.early[b.yielded]
		if !ok {
			return true
		}
		delete(b.early, b.yielded)
		b.yielded++
		if !yield(first) {
			return false
		}
	}
}
