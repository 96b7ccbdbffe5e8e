package transport

import (
	"sync"
	"testing"
)

func TestRecorder(t *testing.T) {
	t.Parallel()
	var rec Recorder
	ctx := WithRecorder(t.Context(), &rec)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() { record(ctx, func(o *Outcome) { o.Tries++ }) })
	}
	wg.Wait()
	setStatus(ctx, Hit)
	if got, want := rec.Outcome(), (Outcome{Cache: Hit, Tries: 8}); got != want {
		t.Errorf("outcome %+v, want %+v", got, want)
	}

	// Nobody wants to know.
	setStatus(t.Context(), Hit)
	setStatus(WithRecorder(ctx, nil), Miss)
	if got := rec.Outcome().Cache; got != Hit {
		t.Errorf("cache: %q", got)
	}
}
