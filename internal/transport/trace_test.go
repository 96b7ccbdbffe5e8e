package transport

import (
	"sync"
	"testing"
)

func TestRecorder(t *testing.T) {
	t.Parallel()
	var rec Recorder
	ctx := Record(t.Context(), &rec)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() { note(ctx, func(tr *Trace) { tr.Attempts++ }) })
	}
	wg.Wait()
	noteCache(ctx, Hit)
	if got, want := rec.Trace(), (Trace{Cache: Hit, Attempts: 8}); got != want {
		t.Errorf("trace %+v, want %+v", got, want)
	}

	// Nobody wants to know.
	noteCache(t.Context(), Hit)
	noteCache(Record(ctx, nil), Miss)
	if got := rec.Trace().Cache; got != Hit {
		t.Errorf("cache: %q", got)
	}
}
