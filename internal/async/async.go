// Package async hands over what a function did in another goroutine, also when it did not return: a
// panic there must not end a program whose caller could have recovered, and what never comes back
// must not be waited for beyond a context.
package async

import (
	"context"
	"runtime"
)

// Result is how a function ended.
type Result[T any] struct {
	value    T
	panicked any
	exited   bool
}

// Deliver calls f and hands how it ended to the function to: what f returned, that it panicked, or
// that it called [runtime.Goexit], as a failing test does. to is called in any case, once.
func Deliver[T any](f func() T, to func(Result[T])) {
	r := Result[T]{exited: true}
	defer func() {
		if value := recover(); value != nil {
			r.panicked = value
		}
		to(r)
	}()
	r.value = f()
	r.exited = false
}

// Await calls f in another goroutine and returns what it returns, false if ctx ends before: then f
// goes on, and nobody hears how it ended. A panic in f is one in Await.
func Await[T any](ctx context.Context, f func() T) (value T, ok bool) {
	done := make(chan Result[T], 1)
	go Deliver(f, func(r Result[T]) { done <- r })
	select {
	case r := <-done:
		return r.Get(), true
	case <-ctx.Done():
		return value, false
	}
}

// Returned reports whether the function returned, rather than panicked or exited.
func (r Result[T]) Returned() bool { return r.panicked == nil && !r.exited }

// Get returns what the function returned. If it panicked, so does Get, with the same value; if it
// exited, Get ends the calling goroutine.
func (r Result[T]) Get() T {
	switch {
	case r.panicked != nil:
		panic(r.panicked)
	case r.exited:
		runtime.Goexit()
	}
	return r.value
}
