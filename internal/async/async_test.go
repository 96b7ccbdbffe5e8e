package async

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"testing/synctest"
	"time"
)

func TestDeliver(t *testing.T) {
	t.Parallel()
	errBoom := errors.New("boom")
	for name, test := range map[string]struct {
		f         func() int
		value     int
		panicked  any
		completes bool
	}{
		"returns": {f: func() int { return 7 }, value: 7, completes: true},
		"panics":  {f: func() int { panic(errBoom) }, panicked: errBoom},
		"exits":   {f: func() int { runtime.Goexit(); return 0 }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			results := make(chan Result[int], 1)
			go Deliver(test.f, func(r Result[int]) { results <- r })
			r := <-results

			var value int
			var panicked any
			completes := false
			done := make(chan struct{})
			go func() { // Get may end the goroutine it is called in
				defer close(done)
				defer func() { panicked = recover() }()
				value = r.Get()
				completes = true
			}()
			<-done
			if r.Returned() != test.completes {
				t.Errorf("returned: %v", r.Returned())
			}
			if value != test.value || panicked != test.panicked || completes != test.completes {
				t.Errorf("value %d, panic %v, completes %v", value, panicked, completes)
			}
		})
	}
}

func TestAwait(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if n, ok := Await(ctx, func() int { return 7 }); n != 7 || !ok {
			t.Errorf("got %d, %v", n, ok)
		}
		start, errBoom := time.Now(), errors.New("boom")
		if n, ok := Await(ctx, func() int { time.Sleep(time.Hour); panic(errBoom) }); n != 0 || ok {
			t.Errorf("got %d, %v of what comes too late", n, ok)
		}
		if took := time.Since(start); took != time.Second {
			t.Errorf("waited %v", took)
		}
		time.Sleep(2 * time.Hour) // the late panic is nobody's
		defer func() {
			if value := recover(); value != errBoom {
				t.Errorf("panic %v", value)
			}
		}()
		Await(t.Context(), func() int { panic(errBoom) })
	})
}
