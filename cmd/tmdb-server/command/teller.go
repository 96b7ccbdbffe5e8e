package command

import (
	"fmt"
	"io"
	"sync"
)

// maxTold is how many texts are remembered.
const maxTold = 1000

// teller tells what is wrong with requests, a line each, but the same only the first time, the tenth,
// the hundredth and so on.
type teller struct {
	name string // of the program
	out  io.Writer

	mu   sync.Mutex
	told map[string]int // how often, by text
}

func (t *teller) tell(problem string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.told == nil || len(t.told) == maxTold && t.told[problem] == 0 {
		t.told = map[string]int{}
	}
	t.told[problem]++
	switch n := t.told[problem]; {
	case n == 1:
		fmt.Fprintf(t.out, "%s: not in the spec: %s\n", t.name, problem)
	case isPowerOfTen(n):
		fmt.Fprintf(t.out, "%s: not in the spec, %d times so far: %s\n", t.name, n, problem)
	}
}

func isPowerOfTen(n int) bool {
	for n%10 == 0 {
		n /= 10
	}
	return n == 1
}
