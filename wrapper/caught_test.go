package wrapper

import (
	"errors"
	"testing"
)

func TestCatch(t *testing.T) {
	t.Parallel()
	failure := errors.New("x")
	for name, f := range map[string]func(){
		"returns": func() {},
		"panics":  func() { panic(failure) },
		"exits":   func() { (&caught{exit: true}).rethrow() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// Twice: what is caught in one goroutine happens again in another, after which it is the same.
			first, second := make(chan *caught, 1), make(chan *caught, 1)
			go catch(f, func(c *caught) { first <- c })
			got := <-first
			go catch(got.rethrow, func(c *caught) { second <- c })
			again := <-second
			switch name {
			case "returns":
				if got != nil || again != nil {
					t.Errorf("%v, %v", got, again)
				}
			case "panics":
				if got == nil || got.value != failure || *again != *got {
					t.Errorf("%v, %v", got, again)
				}
			case "exits":
				if got == nil || !got.exit || *again != *got {
					t.Errorf("%v, %v", got, again)
				}
			}
		})
	}
}
