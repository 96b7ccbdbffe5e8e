// Package budget shares a rate of requests among the processes of a mirror, by a row of its database.
package budget

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"sync"
	"time"
)

const (
	// slice is for how long a process gets all requests at once: the database is asked this often.
	slice = 250 * time.Millisecond
	// stale is how late a request may be sent. What was not sent until then is lost, for otherwise a
	// process that was slow for a while would send it on top of what others were promised since.
	stale = slice / 2
	// patience is how long the database may take.
	patience = time.Minute
)

// Limiter lets requests pass one by one, evenly, so that all processes with the same database send no
// more than their rate together. It implements the Limiter of package wrapper.
type Limiter struct {
	reserve func(ctx context.Context, micros int64) (delay time.Duration, err error)
	every   time.Duration // between two requests
	n       int           // requests in a slice

	mu       sync.Mutex
	next     []time.Time // when the requests that the database has promised may be sent
	pending  chan struct{}
	reserved error // why the latest reservation failed
}

// New returns a limiter of so many requests a second, which all processes have to say alike.
func New(db *sql.DB, isPostgres bool, perSecond float64) *Limiter {
	l := &Limiter{
		every: time.Duration(float64(time.Second) / perSecond),
		n:     max(int(math.Round(perSecond*slice.Seconds())), 1),
	}
	// In each, the clock is read when the row is locked, and it is the database's.
	query := `UPDATE mirror_budget SET next_at = max(next_at, CAST(unixepoch('subsec') * 1000000 AS INTEGER)) + ?1
		WHERE id = 1 RETURNING next_at - ?1 - CAST(unixepoch('subsec') * 1000000 AS INTEGER)`
	if isPostgres {
		query = `UPDATE mirror_budget SET next_at = greatest(next_at, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint) + $1::bigint
			WHERE id = 1 RETURNING next_at - $1::bigint - (extract(epoch FROM clock_timestamp()) * 1000000)::bigint`
	}
	l.reserve = func(ctx context.Context, micros int64) (time.Duration, error) {
		var delay int64
		err := db.QueryRowContext(ctx, query, micros).Scan(&delay)
		return max(time.Duration(delay)*time.Microsecond, 0), err
	}
	return l
}

// Wait returns when the next request may be sent. The error is that of ctx, or of the database.
func (l *Limiter) Wait(ctx context.Context) error {
	for {
		at, pending, err := l.take(time.Now())
		if err != nil {
			return fmt.Errorf("the shared rate: %w", err)
		}
		if pending == nil {
			return wait(ctx, time.Until(at))
		}
		select {
		case <-pending:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// take returns when the next request may be sent, or what tells that the database has promised more.
func (l *Limiter) take(now time.Time) (at time.Time, pending <-chan struct{}, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.next) > 0 && now.Sub(l.next[0]) > stale {
		l.next = l.next[1:]
	}
	if l.reserved != nil {
		err, l.reserved = l.reserved, nil
		return time.Time{}, nil, err
	}
	if len(l.next) <= l.n && l.pending == nil { // a slice early, for the database may be busy with writing
		l.pending = make(chan struct{})
		go l.refill(l.pending)
	}
	if len(l.next) == 0 {
		return time.Time{}, l.pending, nil
	}
	at, l.next = l.next[0], l.next[1:]
	return at, nil, nil
}

// refill asks the database for a slice and closes done.
func (l *Limiter) refill(done chan struct{}) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	delay, err := l.reserve(ctx, (time.Duration(l.n) * l.every).Microseconds())
	start := time.Now().Add(delay)
	l.mu.Lock()
	defer l.mu.Unlock()
	defer close(done)
	l.pending = nil
	if l.reserved = err; err != nil {
		return
	}
	for i := range l.n {
		l.next = append(l.next, start.Add(time.Duration(i)*l.every))
	}
}

func wait(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
