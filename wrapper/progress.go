package wrapper

import (
	"context"
	"io"
	"sync"
)

// Progress is told how far something that takes long has come: done of total. Total is -1 as long as
// it is not known.
type Progress func(done, total int64)

type progressKey struct{}

// OnProgress returns a context with which everything that takes long reports to fn: the iterators
// over pages count rows, after each page; [ForEach] counts keys; the exports and
// [Client.DownloadImage] count bytes; [TVSeriesService.DetailsWithSeasons] counts seasons. What counts
// nothing of its own, such as a single call, does not report.
//
// fn is never called by two goroutines at a time, also if ctx is used for several things at once. It is
// best quick, for the work waits for it. It must not use the context itself. A nil fn is told nothing.
func OnProgress(ctx context.Context, fn Progress) context.Context {
	if ctx == nil {
		ctx = context.Background()
	}
	if fn == nil {
		return context.WithValue(ctx, progressKey{}, Progress(nil))
	}
	var mu sync.Mutex
	return context.WithValue(ctx, progressKey{}, Progress(func(done, total int64) {
		mu.Lock()
		defer mu.Unlock()
		fn(done, total)
	}))
}

// ReportProgress tells what [OnProgress] put into ctx, if anything, that done of total has been done. A total
// of -1 is not known.
func ReportProgress(ctx context.Context, done, total int64) { progressOf(ctx).report(done, total) }

// progressOf returns where to report to, nil if nobody asks.
func progressOf(ctx context.Context) Progress {
	if ctx == nil {
		return nil
	}
	fn, _ := ctx.Value(progressKey{}).(Progress)
	return fn
}

// report is a call of p, or nothing if p is nil.
func (p Progress) report(done, total int64) {
	if p != nil {
		p(done, total)
	}
}

// progressReader returns r, whose bytes are reported as they are read if ctx says so. A total of less than
// 0 is not known.
func progressReader(ctx context.Context, r io.Reader, total int64) io.Reader {
	p := progressOf(ctx)
	if p == nil {
		return r
	}
	return &countingReader{Reader: r, progress: p, total: max(total, unknown)}
}

type countingReader struct {
	io.Reader
	progress    Progress
	done, total int64
}

func (r *countingReader) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	if n > 0 {
		r.done += int64(n)
		r.progress(r.done, r.total)
	}
	return n, err
}
