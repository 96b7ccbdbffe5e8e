package async

import (
	"errors"
	"runtime"
	"testing"
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
			if value != test.value || panicked != test.panicked || completes != test.completes {
				t.Errorf("value %d, panic %v, completes %v", value, panicked, completes)
			}
		})
	}
}
