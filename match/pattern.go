package match

import (
	"regexp"
	"sync"
)

// pattern returns a regular expression that is compiled when it is first asked for: a program that
// imports this package and does not call it, as a command does for most of its runs, does not wait for it.
type pattern func() *regexp.Regexp

// lazily returns the pattern of an expression.
func lazily(expr string) pattern {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
