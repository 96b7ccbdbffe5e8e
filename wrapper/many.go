package wrapper

import (
	"context"
	"fmt"
	"iter"
	"sync"
)

// defaultWorkers keep TMDB's limit of requests busy and stay below its limit of connections.
const defaultWorkers = 8

// Outcome is what a call gave for one key.
type Outcome[K, V any] struct {
	Key   K
	Value V
	Err   error
}

// ForEachOption changes how [ForEach] works. An invalid one is the Err of its only outcome.
type ForEachOption func(*forEach) error

type forEach struct {
	workers int
	inOrder bool
	total   int64
}

// Workers has n calls under way at a time in place of 8. More of them than the rate limit of the client
// lets through only wait.
func Workers(n int) ForEachOption {
	return func(f *forEach) error {
		if n < 1 {
			return fmt.Errorf("workers are %d: want 1 or more", n)
		}
		f.workers = n
		return nil
	}
}

// InOrder yields the outcomes in the order of the keys rather than as they come. A slow call then holds
// up those behind it.
func InOrder() ForEachOption {
	return func(f *forEach) error {
		f.inOrder = true
		return nil
	}
}

// TotalKeys says how many keys there are, for [OnProgress], which cannot know otherwise.
func TotalKeys(n int) ForEachOption {
	return func(f *forEach) error {
		if n < 0 {
			return fmt.Errorf("total keys are %d: want 0 or more", n)
		}
		f.total = int64(n)
		return nil
	}
}

// ForEach calls call for each of the keys, several at a time, and yields an outcome for each as they
// come. The calls keep to the rate limit of the client that they use:
//
//	for movie := range wrapper.ForEach(ctx, slices.Values(ids), func(ctx context.Context, id int) (*gen.MovieDetails, error) {
//		return client.Movies.Details(ctx, id, nil)
//	}) {
//		if movie.Err != nil { … } // of movie.Key; the others go on
//	}
//
// The keys may be endless: they are taken by the goroutine of the loop and no further ahead than the
// calls need, two for each worker. When ctx ends no more are taken; those taken already come with the
// error of ctx, which the loop's end alone does not tell: ask ctx.Err. Leaving the loop cancels the calls
// that are under way and waits for their end, so call has to heed the context that it is given. If a call
// panics, the loop does.
func ForEach[K, V any](ctx context.Context, keys iter.Seq[K], call func(context.Context, K) (V, error), opts ...ForEachOption) iter.Seq[Outcome[K, V]] {
	if ctx == nil {
		ctx = context.Background()
	}
	f, err := newForEach(keys == nil, call == nil, opts)
	return func(yield func(Outcome[K, V]) bool) {
		if err != nil {
			yield(Outcome[K, V]{Err: err})
			return
		}
		m := &many[K, V]{
			forEach:  f,
			progress: progressOf(ctx),
			call:     call,
			tasks:    make(chan task[K], 2*f.workers),
			results:  make(chan result[K, V], 2*f.workers),
			early:    map[int]result[K, V]{},
		}
		m.run(ctx, keys, yield)
	}
}

func newForEach(noKeys, noCall bool, opts []ForEachOption) (forEach, error) {
	f := forEach{workers: defaultWorkers, total: unknown}
	switch {
	case noKeys:
		return f, refuse("keys are nil: want a sequence, such as slices.Values(ids)")
	case noCall:
		return f, refuse("call is nil: want a function that calls for one key")
	}
	for _, opt := range opts {
		if opt == nil {
			return f, refuse("an option is nil")
		}
		if err := opt(&f); err != nil {
			return f, refuse(err.Error())
		}
	}
	return f, nil
}

// many is a ForEach under way. Its fields, apart from the channels, belong to the goroutine of the loop.
type many[K, V any] struct {
	forEach
	progress Progress
	call     func(context.Context, K) (V, error)

	// Each holds all that can be under way, so that nobody waits to send.
	tasks   chan task[K]
	results chan result[K, V]

	workers sync.WaitGroup
	started int                  // workers
	taken   int                  // keys
	came    int                  // outcomes from the workers
	yielded int                  // outcomes
	early   map[int]result[K, V] // outcomes that wait for one before them
}

type task[K any] struct {
	index int
	key   K
}

type result[K, V any] struct {
	index   int
	outcome Outcome[K, V]
	caught  *caught
}

func (m *many[K, V]) run(ctx context.Context, keys iter.Seq[K], yield func(Outcome[K, V]) bool) {
	// What the calls do is not what was asked to be reported.
	ctx, cancel := context.WithCancel(OnProgress(ctx, nil))
	next, stop := iter.Pull(keys)
	defer stop()
	defer func() {
		cancel()
		close(m.tasks)
		m.workers.Wait()
	}()
	for open := true; ; {
		for open && m.taken-m.yielded < cap(m.tasks) {
			var key K
			if open = ctx.Err() == nil; open {
				key, open = next()
			}
			if !open {
				break
			}
			m.start(ctx, key)
			if len(m.results) > 0 {
				break // the loop should not wait for keys while there is something for it
			}
		}
		if m.yielded == m.taken {
			return
		}
		got := <-m.results
		m.came++
		got.caught.rethrow()
		m.progress.report(int64(m.came), m.total)
		if !m.deliver(got, yield) {
			return
		}
	}
}

// start hands a key to the workers, of which there are no more than there are keys.
func (m *many[K, V]) start(ctx context.Context, key K) {
	if m.started < m.forEach.workers {
		m.started++
		m.workers.Go(func() { m.work(ctx) })
	}
	m.tasks <- task[K]{m.taken, key}
	m.taken++
}

func (m *many[K, V]) work(ctx context.Context) {
	for t := range m.tasks {
		got := result[K, V]{index: t.index, outcome: Outcome[K, V]{Key: t.key}}
		catch(func() {
			if err := ctx.Err(); err != nil {
				got.outcome.Err = (&call{}).error(err)
				return
			}
			got.outcome.Value, got.outcome.Err = m.call(ctx, t.key)
		}, func(c *caught) {
			got.caught = c
			m.results <- got
		})
	}
}

// deliver yields an outcome or, in order, all whose turn it is.
func (m *many[K, V]) deliver(got result[K, V], yield func(Outcome[K, V]) bool) bool {
	if !m.inOrder {
		m.yielded++
		return yield(got.outcome)
	}
	m.early[got.index] = got
	for {
		first, ok := m.early[m.yielded]
		if !ok {
			return true
		}
		delete(m.early, m.yielded)
		m.yielded++
		if !yield(first.outcome) {
			return false
		}
	}
}
