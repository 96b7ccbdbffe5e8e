package wrapper

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"iter"
	"reflect"
	"sync"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/async"
	"github.com/tmdb-go/tmdb/internal/spec"
)

// unknown is a number that a response does not tell.
const unknown = -1

// page is a page of a list.
type page[T any] struct {
	rows  []T
	pages int // that the list has, or unknown
	total int // rows on all pages, or unknown
}

// isEnd reports whether a page without rows is where a list of done rows ends: behind all pages that
// any page told of, or where it tells of fewer, or of no more rows, itself. That there is nothing at
// all it may tell at the beginning only.
func (p page[T]) isEnd(number, promised int, done int64) bool {
	switch {
	case number > promised:
		return promised != 0 || done >= int64(p.total) // no pages, of rows, are a contradiction
	case p.total <= 0:
		return done == 0 && p.pages <= number
	}
	return p.pages > 0 && p.pages < number || p.pages == number && done >= int64(p.total)
}

func orUnknown(n *int) int {
	if n == nil {
		return unknown
	}
	return *n
}

// listing says of a response of type A how it is a page of rows of type T, which a K tells apart.
type listing[A, T any, K comparable] struct {
	page func(*A) page[T]
	key  func(T) K // the zero K for a row that cannot be told from others
}

// iterate yields the rows of the pages that get returns, from first on or from the first. The
// operation is for errors.
func iterate[A, T any, K comparable](ctx context.Context, op *spec.Operation, first *int, list listing[A, T, K], get func(ctx context.Context, number int) (*A, error)) iter.Seq2[T, error] {
	if ctx == nil {
		ctx = context.Background()
	}
	number := 1
	if first != nil {
		number = *first
	}
	return func(yield func(T, error) bool) {
		list.walk(ctx, op, number, get, yield)
	}
}

func (list listing[A, T, K]) walk(ctx context.Context, op *spec.Operation, number int, get func(context.Context, int) (*A, error), yield func(T, error) bool) {
	var (
		none     T
		unkeyed  K
		before   []T
		done     int64
		promised = unknown // the most pages that any page told of
		seen     = map[K]struct{}{}
		progress = progressOf(ctx)
		fetcher  = async.NewPages(ctx, ctx.Value(prefetchKey{}) != nil, get)
		last     = lastPage(op)
	)
	defer fetcher.Stop()
	for ; ; number++ {
		response, err := fetcher.Next(number)
		if err != nil {
			yield(none, err)
			return
		}
		p := list.page(response)
		promised = max(promised, p.pages)
		switch {
		case len(p.rows) == 0 && p.isEnd(number, promised, done), len(p.rows) > 0 && promised < number && list.same(p.rows, before):
			return
		case len(p.rows) == 0:
			yield(none, newError(op, ErrUnavailable, fmt.Errorf("page %d of %d is empty: rows are missing", number, promised)))
			return
		case list.same(p.rows, before):
			yield(none, newError(op, ErrUnavailable, fmt.Errorf("page %d of %d is the page before once more: rows are missing", number, promised)))
			return
		}
		more := number < last && (number < promised || p.pages <= 0)
		if more {
			fetcher.Announce(number + 1)
		}
		for _, row := range p.rows {
			if err := ctx.Err(); err != nil {
				yield(none, newError(op, nil, err))
				return
			}
			key := list.key(row)
			if _, again := seen[key]; again {
				continue
			}
			if key != unkeyed {
				seen[key] = struct{}{}
			} else if _, changed := any(row).(gen.ChangedID); changed {
				continue // null, which is nothing that could be loaded
			}
			if !yield(row, nil) {
				return
			}
		}
		done += int64(len(p.rows))
		progress.report(done, int64(p.total))
		if !more {
			return
		}
		before = p.rows
	}
}

// same reports whether a page is the one before once more: so it is where the server ignores the
// number of the page, or has no more.
func (list listing[A, T, K]) same(rows, before []T) bool {
	if len(rows) != len(before) {
		return false
	}
	var unkeyed K
	for i, row := range rows {
		key := list.key(row)
		if key != list.key(before[i]) || key == unkeyed && !reflect.DeepEqual(row, before[i]) {
			return false
		}
	}
	return true
}

// unionKey tells the members of a union apart, which have ids of their own each.
type unionKey struct{ kind, id string }

// keyOfUnion returns the zero key for a row that does not say what it is: there may be a movie and
// a series with its id.
func keyOfUnion[T interface{ Raw() json.RawMessage }](row T) unionKey {
	var head struct {
		MediaType string          `json:"media_type"`
		ID        json.RawMessage `json:"id"`
	}
	if json.Unmarshal(row.Raw(), &head) != nil || head.MediaType == "" || len(head.ID) == 0 || isNull(head.ID) {
		return unionKey{}
	}
	return unionKey{head.MediaType, string(head.ID)}
}

type contentKey [sha256.Size]byte

// keyOfContent tells rows without an id apart.
func keyOfContent[T any](row T) contentKey {
	data, err := json.Marshal(row)
	if err != nil {
		return contentKey{}
	}
	return sha256.Sum256(data)
}

// Collect gathers what an iterator of a service yields, such as client.Search.MoviesIter: all of
// it, or no more than limit if that is more than 0. It asks for no page beyond those.
//
// The error is the first that the iterator yields; what came before it is returned along. Without
// one the list is whole, but for what TMDB does not show of lists of more than 500 pages: a page
// that is empty before the last, or the one before once more, is [ErrUnavailable].
func Collect[T any](seq iter.Seq2[T, error], limit int) ([]T, error) {
	if seq == nil {
		return nil, refuse("seq is nil: want an iterator, such as client.Search.MoviesIter returns")
	}
	list := []T{}
	for item, err := range seq {
		if err != nil {
			return list, err
		}
		list = append(list, item)
		if len(list) == limit {
			break
		}
	}
	return list, nil
}

type prefetchKey struct{}

// Prefetch returns a context with which the iterators over pages ask for the next page while the
// rows of this one are used. It is of use where the loop takes about as long for a page as TMDB
// does. A loop that is left early has asked for one page too many, at most.
func Prefetch(ctx context.Context) context.Context {
	if ctx == nil {
		ctx = context.Background()
	}
	return context.WithValue(ctx, prefetchKey{}, true)
}

// Progress is told how far something that takes long has come: done of total. Total is -1 as long
// as it is not known.
type Progress func(done, total int64)

type progressKey struct{}

// OnProgress returns a context with which everything that takes long reports to fn: the iterators
// over pages count rows, after each page; [TVSeriesService.DetailsWithSeasons] counts seasons; the
// packages beside this one count keys and bytes. What counts nothing of its own, such as a single
// call, does not report.
//
// fn is never called by two goroutines at a time, also if ctx is used for several things at once.
// It is best quick, for the work waits for it. It must not use the context itself. A nil fn is told
// nothing.
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

// ReportProgress tells what [OnProgress] put into ctx, if anything, that done of total has been
// done. A total of -1 is not known.
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
