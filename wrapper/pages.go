package wrapper

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"iter"
	"reflect"
)

const (
	// lastPage is the last page of a list that TMDB shows.
	lastPage = 500
	// unknown is a number that an answer does not tell.
	unknown = -1
)

// page is a page of a list.
type page[T any] struct {
	rows  []T
	pages int // that the list has, or unknown
	total int // rows on all pages, or unknown
}

func orUnknown(n *int) int {
	if n == nil {
		return unknown
	}
	return *n
}

// listing says of an answer of type A how it is a page of rows of type T, which a K tells apart.
type listing[A, T any, K comparable] struct {
	page func(*A) page[T]
	key  func(T) K // the zero K for a row that cannot be told from others
}

// iterate yields the rows of the pages that get returns, from first on or from the first. The operation
// is for errors.
func iterate[A, T any, K comparable](ctx context.Context, op *Operation, first *int, list listing[A, T, K], get func(ctx context.Context, number int) (*A, error)) iter.Seq2[T, error] {
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

func (list listing[A, T, K]) walk(ctx context.Context, op *Operation, number int, get func(context.Context, int) (*A, error), yield func(T, error) bool) {
	var (
		none     T
		unkeyed  K
		before   []T
		done     int64
		seen     = map[K]struct{}{}
		progress = progressOf(ctx)
		fetcher  = newFetcher(ctx, get)
	)
	defer fetcher.stop()
	for ; ; number++ {
		answer, err := fetcher.next(number)
		if err != nil {
			yield(none, err)
			return
		}
		p := list.page(answer)
		if len(p.rows) == 0 || list.same(p.rows, before) {
			return
		}
		more := number < lastPage && (number < p.pages || p.pages == unknown)
		if more {
			fetcher.prefetch(number + 1)
		}
		for _, row := range p.rows {
			if err := ctx.Err(); err != nil {
				yield(none, (&call{op: op}).error(err))
				return
			}
			key := list.key(row)
			if _, again := seen[key]; again {
				continue
			}
			if key != unkeyed {
				seen[key] = struct{}{}
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

// same reports whether a page is the one before once more: so it is where the server ignores the number
// of the page, or has no more.
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

// keyOfUnion returns the zero key for a row that does not say what it is: there may be a movie and a
// series with its id.
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

// Collect gathers what an iterator of a service yields, such as client.Search.MoviesIter: all of it, or
// no more than limit if that is more than 0. It asks for no page beyond those.
//
// The error is the first that the iterator yields; what came before it is returned along.
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
