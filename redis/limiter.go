package redis

import (
	"cmp"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"sync/atomic"
	"time"

	goredis "github.com/redis/go-redis/v9"
	"golang.org/x/time/rate"
)

const (
	// slow is how long Redis may take for a turn. If it takes longer, it is away.
	slow = 250 * time.Millisecond
	// probeEvery is how often a worker asks whether Redis is back.
	probeEvery = time.Second
	// pause is for how long nobody gets a turn from a Redis that was away: until all have noticed.
	pause = probeEvery + slow
	// recent is how long ago another worker had a turn if Redis was away for one worker only. It is
	// less than what a worker is away at least.
	recent = probeEvery / 2
	// lateness is how long after its moment a turn may be used by somebody else than who wanted it.
	lateness = 100 * time.Millisecond
	// mostProbes is how many calls may be under way, for those to a Redis that hangs take their time.
	mostProbes = 20
)

var (
	errSlow    = fmt.Errorf("no response from Redis within %v", slow)
	errTooLate = fmt.Errorf("the rate limit would let the request pass too late: %w", context.DeadlineExceeded)
)

// Limiter lets the requests of several processes pass at a rate that they share. It is a Limiter of
// the client, for its option WithLimiter, and safe for concurrent use.
type Limiter struct {
	rdb      goredis.Scripter
	key      string
	interval time.Duration // between turns, in whole microseconds
	burst    int
	workers  int
	logger   *slog.Logger

	waiting atomic.Int64
	next    atomic.Int64 // nobody passes before; in nanoseconds since 1970
	calls   atomic.Int64 // under way
	head    chan struct{}

	// Of who has put an element into head, which those who wait do in the order of their coming.
	turns  int       // in hand
	at     time.Time // from when on they may be used
	known  int64     // tat at the last call
	call   *call     // under way, and wanted; nil if there is none
	away   bool
	probed time.Time     // when Redis was asked last
	local  *rate.Limiter // while it is away
	spent  int           // turns of local of which Redis does not know
}

// call is a call of the script.
type call struct {
	spent int
	done  chan reply
	sent  time.Time
}

// reply is how a call ended.
type reply struct {
	turns    int // 0 if the wait would be too long
	wait     time.Duration
	tat      int64
	received time.Time
	err      error
}

// LimiterOption changes what [NewLimiter] returns.
type LimiterOption func(*Limiter) error

// Workers says how many processes share the rate at most, in place of 4. While Redis is away, each
// goes on with such a part of it. It is also the part of a burst that a process gets at a time.
func Workers(n int) LimiterOption {
	return func(l *Limiter) error {
		if n < 1 {
			return fmt.Errorf("Workers is %d: want 1 or more", n)
		}
		l.workers = n
		return nil
	}
}

// Key sets the key in Redis, in place of "tmdb:limit". Processes share a rate if they have the same
// key, and should then have the same rate and burst.
func Key(key string) LimiterOption {
	return func(l *Limiter) error {
		if key == "" {
			return errors.New(`Key is empty: want one such as "tmdb:limit"`)
		}
		l.key = key
		return nil
	}
}

// Logger is told, once each, when Redis goes away (a warning, with the error) and when it is back, in
// place of slog.Default(). nil is for none.
func Logger(logger *slog.Logger) LimiterOption {
	return func(l *Limiter) error {
		l.logger = cmp.Or(logger, slog.New(slog.DiscardHandler))
		return nil
	}
}

// NewLimiter returns a limiter that lets perSecond requests a second pass, from 0.001 to a million, and
// burst at once after a quiet time: of all processes that share rdb and [Key] together. TMDB responds
// to about 50 a second for an address and key; 40 and 40 are what a client without a limiter has.
//
// Processes that want more than there is get the same share each, however many calls wait in each; the
// calls of one pass in the order of their coming. Time is that of Redis. Who begins with a Redis that
// knows nothing waits for a second, and finds no burst: it may have forgotten what was passed.
//
// Redis is away when it cannot be reached, takes longer than 250 ms or returns an error. Then a worker
// goes on with its share, perSecond / [Workers] and no more than that part of the burst, and asks Redis
// once a second whether it is back. If it is away for some workers only, the others still have the
// whole rate; the excess is taken off afterwards, up to a burst.
func NewLimiter(rdb goredis.Scripter, perSecond float64, burst int, opts ...LimiterOption) (*Limiter, error) {
	const most = 1_000_000
	switch {
	case rdb == nil:
		return nil, errors.New("NewLimiter: rdb is nil: want a client of go-redis")
	case !(perSecond >= 0.001 && perSecond <= most): // nor NaN
		return nil, fmt.Errorf("NewLimiter: perSecond is %v: want 0.001 to %d", perSecond, most)
	case burst < 1 || burst > most:
		return nil, fmt.Errorf("NewLimiter: burst is %d: want 1 to %d", burst, most)
	}
	l := &Limiter{
		rdb:      rdb,
		key:      "tmdb:limit",
		interval: time.Duration(math.Ceil(1e6/perSecond)) * time.Microsecond,
		burst:    burst,
		workers:  4,
		logger:   slog.Default(),
		head:     make(chan struct{}, 1),
	}
	for _, opt := range opts {
		if err := opt(l); err != nil {
			return nil, fmt.Errorf("NewLimiter: %w", err)
		}
	}
	return l, nil
}

// Wait returns nil when a request may be sent. If ctx has ended or ends meanwhile, it returns ctx.Err();
// if it is known that the turn would come after ctx's deadline, an error at once that is
// [context.DeadlineExceeded]. That Redis is away is no error.
func (l *Limiter) Wait(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	ahead := l.waiting.Add(1) - 1
	defer l.waiting.Add(-1)
	earliest := time.Unix(0, l.next.Load())
	if n := time.Duration(ahead) + 1 - time.Duration(l.burst); n > 0 {
		earliest = later(earliest, time.Now().Add(n*l.interval))
	}
	if endsBefore(ctx, earliest) {
		return errTooLate
	}
	select {
	case l.head <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-l.head }()
	return l.take(ctx)
}

// take waits for a turn and uses it.
func (l *Limiter) take(ctx context.Context) error {
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		if time.Since(l.at) > lateness {
			l.turns = 0
		}
		switch {
		case l.turns > 0:
			return l.use(ctx)
		case l.away:
			if passed, err := l.takeLocal(ctx); passed || err != nil {
				return err
			}
		default:
			if err := l.reserve(ctx); err != nil {
				return err
			}
		}
	}
}

// use waits for the moment of a turn in hand and uses it. If ctx ends before, the turn is that of who
// comes next.
func (l *Limiter) use(ctx context.Context) error {
	if endsBefore(ctx, l.at) {
		return errTooLate
	}
	if time.Until(l.at) > 0 {
		if _, err := await(ctx, nil, l.at); err != nil {
			return err
		}
	}
	l.turns--
	return nil
}

// reserve gets turns from Redis, or finds that it is away. It returns an error if ctx ends before that
// or before the turn.
func (l *Limiter) reserve(ctx context.Context) error {
	if l.call == nil {
		l.ask(ctx)
	}
	r, err := await(ctx, l.call, l.call.sent.Add(slow))
	switch {
	case err != nil:
		return err // and the turn is that of who comes next
	case r == nil:
		r = &reply{err: errSlow}
	}
	if err := l.settle(r); err != nil {
		l.leave(err)
	} else if l.turns == 0 && endsBefore(ctx, l.at) {
		return errTooLate
	}
	return nil
}

// takeLocal waits for a turn of this worker's share and uses it, or returns false if Redis is back.
func (l *Limiter) takeLocal(ctx context.Context) (passed bool, err error) {
	turn := l.local.Reserve()
	at := time.Now().Add(turn.Delay())
	if endsBefore(ctx, at) {
		turn.Cancel()
		return false, errTooLate
	}
	for {
		if time.Since(l.probed) >= probeEvery && l.calls.Load() < mostProbes {
			l.ask(ctx)
		}
		until := l.probed.Add(probeEvery)
		if until.Before(time.Now()) { // too many are under way
			until = time.Now().Add(probeEvery)
		}
		passes := !at.After(until)
		if passes {
			until = at
		}
		r, err := await(ctx, l.call, until)
		switch {
		case err != nil:
			turn.Cancel()
			return false, err
		case r != nil && l.settle(r) == nil:
			turn.Cancel()
			l.comeBack()
			return false, nil
		case r == nil && passes:
			l.spent++
			return true, nil
		}
	}
}

// leave goes on without Redis. What is left of the burst is not known, so none is.
func (l *Limiter) leave(err error) {
	l.away = true
	share := rate.Every(l.interval * time.Duration(l.workers))
	l.local = rate.NewLimiter(share, max(1, l.burst/l.workers))
	l.local.AllowN(time.Now(), l.local.Burst())
	l.logger.Warn("Redis is away: going on with a share of the rate",
		slog.String("error", err.Error()), slog.Float64("per_second", float64(share)))
}

func (l *Limiter) comeBack() {
	l.away = false
	l.logger.Info("Redis is back: the rate is shared again")
}

//go:embed limiter.lua
var source string

var script = goredis.NewScript(source)

// ask starts a call.
func (l *Limiter) ask(ctx context.Context) {
	now := time.Now()
	c := &call{spent: l.spent, done: make(chan reply, 1), sent: now}
	l.call, l.probed = c, now
	longest := int64(-1)
	if deadline, ok := ctx.Deadline(); ok {
		longest = max(0, deadline.Sub(now).Microseconds())
	}
	share := (l.burst + l.workers - 1) / l.workers
	wanted := min(max(1, l.waiting.Load()), int64(share))
	args := []any{
		l.interval.Microseconds(), l.burst, wanted, longest, l.known, c.spent,
		pause.Microseconds(), recent.Microseconds(),
	}
	// The turn may become somebody else's, so the call does not end with ctx.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), slow)
	l.calls.Add(1)
	go func() {
		defer l.calls.Add(-1)
		defer cancel()
		r := parse(script.Run(ctx, l.rdb, []string{l.key}, args...).Int64Slice())
		r.received = time.Now()
		if r.err == nil && r.received.Sub(c.sent) > slow {
			r.err = errSlow
		}
		c.done <- r
	}()
}

func parse(values []int64, err error) reply {
	switch {
	case err != nil:
		return reply{err: err}
	case len(values) != 3 || values[0] < 0 || values[1] < 0 || values[1] > math.MaxInt64/1000:
		return reply{err: fmt.Errorf("the limiter's script returned %v: want turns, a wait and a time", values)}
	}
	return reply{turns: int(values[0]), wait: time.Duration(values[1]) * time.Microsecond, tat: values[2]}
}

// settle takes what a call has brought, and returns its error.
func (l *Limiter) settle(r *reply) error {
	c := l.call
	l.call = nil
	if r.err != nil {
		return r.err
	}
	l.spent -= c.spent
	l.known = r.tat
	l.turns, l.at = r.turns, r.received.Add(r.wait)
	if l.turns > 0 {
		l.next.Store(l.at.UnixNano())
	}
	return nil
}

// await returns the reply to a call, nil if a moment comes first, and an error if ctx ends before
// both. c may be nil.
func await(ctx context.Context, c *call, until time.Time) (*reply, error) {
	var done <-chan reply
	if c != nil {
		done = c.done
	}
	select {
	case r := <-done: // even if it is late to be looked at
		return &r, nil
	default:
	}
	timer := time.NewTimer(time.Until(until))
	defer timer.Stop()
	select {
	case r := <-done:
		return &r, nil
	case <-timer.C:
		return nil, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func endsBefore(ctx context.Context, moment time.Time) bool {
	deadline, ok := ctx.Deadline()
	return ok && deadline.Before(moment)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
