package wrapper

import (
	"context"
	"slices"
	"sync"
	"testing"
)

// told is what a Progress was told.
type told struct {
	mu   sync.Mutex
	seen [][2]int64
}

func (p *told) progress(done, total int64) {
	if !p.mu.TryLock() {
		panic("two at a time")
	}
	defer p.mu.Unlock()
	p.seen = append(p.seen, [2]int64{done, total})
}

func (p *told) want(t *testing.T, want ...[2]int64) {
	t.Helper()
	if !slices.Equal(p.seen, want) {
		t.Errorf("was told %v, want %v", p.seen, want)
	}
}

func TestProgressOfPages(t *testing.T) {
	t.Parallel()
	var p told
	server := &fakeList{page: func(n int) string { return movies(n, 3, n, n+1) }}
	ctx := OnProgress(t.Context(), p.progress)
	if _, err := Collect(server.client(t).Movies.SimilarIter(ctx, 550, nil), 0); err != nil {
		t.Fatal(err)
	}
	p.want(t, [2]int64{2, 6}, [2]int64{4, 6}, [2]int64{6, 6}) // rows that moved count: they are of the total

	var q told
	server = &fakeList{page: func(int) string { return `{"changes":[{"key":"title","items":[]}]}` }}
	if _, err := Collect(server.client(t).Movies.ChangesIter(OnProgress(t.Context(), q.progress), 550, nil), 0); err != nil {
		t.Fatal(err)
	}
	q.want(t, [2]int64{1, -1})
}

// TestProgressOfMany: several things at once do not report at once, which told would notice.
func TestProgressOfMany(t *testing.T) {
	t.Parallel()
	var p told
	ctx := OnProgress(t.Context(), p.progress)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			server := &fakeList{page: func(n int) string { return movies(n, 20, n) }}
			if _, err := Collect(server.client(t).Movies.SimilarIter(ctx, 550, nil), 0); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if len(p.seen) != 160 {
		t.Errorf("was told %d times", len(p.seen))
	}
}

func TestNoProgress(t *testing.T) {
	t.Parallel()
	var p told
	var none context.Context
	for _, ctx := range map[string]context.Context{
		"none":     t.Context(),
		"nil":      OnProgress(t.Context(), nil),
		"no more":  OnProgress(OnProgress(t.Context(), p.progress), nil),
		"no ctx":   OnProgress(none, nil),
		"prefetch": Prefetch(none),
	} {
		progressOf(ctx).report(1, 2)
		ReportProgress(ctx, 1, 2)
	}
	p.want(t)
}

// TestProgressOfSeasons: 20 come with the series, 5 with the next response, 3 alone, of which one is not there.
func TestProgressOfSeasons(t *testing.T) {
	t.Parallel()
	var p told
	server := &seasonServer{drop: map[int]bool{25: true, 26: true}}
	for n := range 28 {
		server.listed = append(server.listed, n)
		if n < 27 {
			server.there = append(server.there, n)
		}
	}
	client := newTestClient(t, server.ServeHTTP)
	got, err := client.TVSeries.DetailsWithSeasons(OnProgress(t.Context(), p.progress), 1396, nil)
	if err != nil || len(got.Seasons) != 27 {
		t.Fatal(got, err)
	}
	p.want(t, [2]int64{20, 28}, [2]int64{25, 28}, [2]int64{26, 28}, [2]int64{27, 28}, [2]int64{28, 28})
}
