package download

import (
	"fmt"
	"io"
)

// TooLargeError is that of a file beyond its bound.
type TooLargeError struct {
	noun string
	max  int64
}

// Error says how much would have been fine.
func (e *TooLargeError) Error() string {
	return fmt.Sprintf("the %s has more than %d bytes", e.noun, e.max)
}

// Bound returns a reader of what r has, up to so many bytes of a file. More of them are a
// [TooLargeError].
func Bound(r io.Reader, noun string, max int64) io.Reader { return &bound{r, noun, max, max} }

type bound struct {
	from      io.Reader
	noun      string
	max, left int64
}

func (b *bound) Read(p []byte) (int, error) {
	// One byte more than may come tells whether there is more.
	if int64(len(p)) > b.left {
		p = p[:b.left+1]
	}
	n, err := b.from.Read(p)
	if int64(n) > b.left {
		n, err = int(b.left), &TooLargeError{b.noun, b.max}
	}
	b.left -= int64(n)
	return n, err
}
