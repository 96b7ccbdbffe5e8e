package pictures

import (
	"sync"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

var parsed = sync.OnceValues(func() (*sfnt.Font, error) { return opentype.Parse(gobold.TTF) })

// face is the font in one size. It has Latin, Greek and Cyrillic: of any other character it shows a
// block, which tells how long a text is. It is for one goroutine.
type face struct {
	font *sfnt.Font
	buf  sfnt.Buffer
	face font.Face
	size float64 // in pixels
}

func newFace(size float64) (*face, error) {
	f, err := parsed()
	if err != nil {
		return nil, err
	}
	// At 72 dots an inch a point is a pixel.
	in, err := opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
	return &face{font: f, face: in, size: size}, err
}

// has reports whether the font has a character.
func (f *face) has(r rune) bool {
	index, err := f.font.GlyphIndex(&f.buf, r)
	return err == nil && index != 0
}

// advance returns how far a character moves the next, 0 for one that does not show.
func (f *face) advance(r rune) fixed.Int26_6 {
	switch {
	case hidden(r):
		return 0
	case f.has(r):
		if a, ok := f.face.GlyphAdvance(r); ok {
			return a
		}
	}
	return fixed.Int26_6(f.size * 64)
}

func (f *face) width(text string) (w fixed.Int26_6) {
	for _, r := range text {
		w += f.advance(r)
	}
	return w
}

// hidden reports whether a character takes no room: accents that combine, marks of direction.
func hidden(r rune) bool {
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Cc)
}
