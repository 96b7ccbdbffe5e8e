package wrapper

import "runtime"

// caught is how a function ended that did not return.
type caught struct {
	value any  // what it panicked with
	exit  bool // it called runtime.Goexit instead
}

// catch calls f in a goroutine of ours and hands to end how f ended, nil if it returned: neither a panic nor
// the runtime.Goexit of a test that fails is to end a program, or to be waited for in vain, there.
func catch(f func(), end func(*caught)) {
	returned := false
	defer func() {
		switch value := recover(); {
		case returned:
			end(nil)
		case value != nil:
			end(&caught{value: value})
		default:
			end(&caught{exit: true})
		}
	}()
	f()
	returned = true
}

// rethrow ends the calling goroutine in the same way.
func (c *caught) rethrow() {
	switch {
	case c == nil:
	case c.exit:
		runtime.Goexit()
	default:
		panic(c.value)
	}
}
