package mirror

import (
	"context"
	"fmt"
	"maps"
	"sync"
	"time"
)

// Progress is how far a mirror is.
type Progress struct {
	// Done and Total are ids: of those that were to be fetched since this process began, or have been
	// added since, how many are done, by whichever process.
	Done, Total int
	// Dead is how many ids failed at every attempt; they are not in Total.
	Dead int
	// Rate is how many ids a second all processes have done of late.
	Rate float64
	// Own is how many ids this process has fetched, Errors how many times it could not, by kind: "not
	// found", "rate limited", "unavailable", "invalid request", "unauthorized", "timed out"
	// or "other".
	Own    int
	Errors map[string]int
}

// Remaining returns how long what is left takes at the rate, 0 if that is not known.
func (p Progress) Remaining() time.Duration {
	if p.Rate <= 0 {
		return 0
	}
	return time.Duration(float64(p.Total-p.Done) / p.Rate * float64(time.Second))
}

// rateOver is for how long the rate is measured.
const rateOver = 10

// meter counts.
type meter struct {
	m *Mirror

	mu     sync.Mutex
	own    int
	errors map[string]int

	// Of the goroutine that reports.
	total, left int
	samples     []sample
	next        time.Time
}

// sample is how much was done at a time.
type sample struct {
	at   time.Time
	done int
}

func newMeter(m *Mirror) *meter { return &meter{m: m, errors: map[string]int{}} }

// count counts an id that was fetched, or if kind is not "", one that was not.
func (t *meter) count(kind string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if kind == "" {
		t.own++
	} else {
		t.errors[kind]++
	}
}

// read returns how far it is, from the jobs that are left. That takes long if there are many, and is
// not repeated before twenty times as long is over: ok is false then.
func (t *meter) read(ctx context.Context, now time.Time, always bool) (p Progress, ok bool, err error) {
	if now.Before(t.next) && !always {
		return Progress{}, false, nil
	}
	began := time.Now()
	loads, err := t.m.loads(ctx)
	if err != nil {
		return Progress{}, false, fmt.Errorf("reading the progress: %w", err)
	}
	t.next = now.Add(20 * time.Since(began))
	left := 0
	for _, l := range loads {
		left += l.Waiting + l.Running + l.Retrying
		p.Dead += l.Dead
	}
	t.total += max(left-t.left, 0) // what was added
	t.left = left
	p.Done, p.Total = t.total-left, t.total
	t.samples = append(t.samples, sample{now, p.Done})
	if len(t.samples) > rateOver+1 {
		t.samples = t.samples[1:]
	}
	if first := t.samples[0]; now.After(first.at) {
		p.Rate = float64(p.Done-first.done) / now.Sub(first.at).Seconds()
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	p.Own, p.Errors = t.own, maps.Clone(t.errors)
	return p, true, nil
}

// report tells the caller of Run how far it is.
func (r *run) report(ctx context.Context) error {
	if r.opts.Progress == nil {
		return nil
	}
	p, ok, err := r.progress.read(ctx, time.Now(), ctx != r.ctx)
	if ok {
		r.opts.Progress(p)
	}
	return err
}
