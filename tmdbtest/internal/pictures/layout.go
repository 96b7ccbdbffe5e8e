package pictures

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/image/math/fixed"
)

// line is a line of text at a place in a picture.
type line struct {
	text string
	face *face
	x, y int // of the left end of its base line
}

const (
	smallest = 8    // pixels; what is smaller cannot be read
	spacing  = 1.15 // of a line, as a share of the size of its text
)

// layOut returns the lines of a picture of w by h pixels: its kind above, its title in the middle,
// in letters as large as there is room for, and its size below. Where there is no room for all, the
// title remains.
func layOut(o order, w, h int) ([]line, error) {
	margin := max(1, min(w, h)/14)
	room := fixed.I(max(1, w-2*margin))
	small, err := newFace(max(smallest, float64(min(w, h))/20))
	if err != nil {
		return nil, err
	}
	step := int(small.size * spacing)
	var lines []line
	top, bottom := margin, h-margin
	below := wrap(small, fmt.Sprintf("%s, %d×%d", o.size.text, w, h), room, 2).lines
	if need := step * len(below); bottom-top >= need+2*step {
		bottom -= need
		for i, text := range below {
			lines = append(lines, line{text, small, margin, bottom + i*step + int(small.size*0.9)})
		}
	}
	if bottom-top >= 3*step {
		kind := wrap(small, strings.ToUpper(string(o.picture.Kind)), room, 1).lines
		for _, text := range kind {
			lines = append(lines, line{text, small, margin, top + int(small.size*0.9)})
		}
		top += step
	}
	if len(lines) > 0 && bottom-top >= 4*step { // some air
		top, bottom = top+step/2, bottom-step/2
	}
	title, face, err := fit(o.picture.Title, w, h, room, bottom-top, small.size)
	if err != nil {
		return nil, err
	}
	high := face.size * spacing
	y := float64(top) + (float64(bottom-top)-high*float64(len(title)))/2
	for i, text := range title {
		lines = append(lines, line{text, face, margin, int(y + high*float64(i) + face.size*0.95)})
	}
	return lines, nil
}

// fit returns the lines of a title in the largest letters in which it fits into room and height,
// cut if it does not fit in the least.
func fit(title string, w, h int, room fixed.Int26_6, height int, least float64) ([]string, *face, error) {
	for size := max(least, min(float64(w)/5, float64(h)/3)); ; size = max(least, size*0.88) {
		f, err := newFace(size)
		if err != nil {
			return nil, nil, err
		}
		most := max(1, int(float64(height)/(size*spacing)))
		wrapped := wrap(f, title, room, most)
		if !wrapped.cut && !wrapped.split || size <= least {
			return wrapped.lines, f, nil
		}
	}
}

// wrapped is a text in lines.
type wrapped struct {
	lines []string
	cut   bool // there were more
	split bool // a word is in two of them that should be in one
}

// maxTitle bounds what is looked at of a text.
const maxTitle = 200

// wrap breaks a text into as many lines at most, none of which is wider than room but for one
// character. What is cut ends in an ellipsis.
func wrap(f *face, text string, room fixed.Int26_6, most int) (w wrapped) {
	text = strings.ToValidUTF8(text, "�")
	if runes := []rune(text); len(runes) > maxTitle {
		text = string(runes[:maxTitle]) + "…"
	}
	var current strings.Builder
	var width fixed.Int26_6 // of current
	space := f.advance(' ')
	flush := func() {
		if current.Len() > 0 {
			w.lines = append(w.lines, current.String())
		}
		current.Reset()
		width = 0
	}
	for word := range strings.FieldsSeq(text) {
		if current.Len() > 0 && width+space+f.width(word) <= room {
			current.WriteByte(' ')
			width += space
		} else {
			flush()
		}
		var last rune
		for _, r := range word {
			advance := f.advance(r)
			if current.Len() > 0 && width+advance > room {
				flush()
				w.split = w.split || !anywhere(last) && !anywhere(r)
			}
			current.WriteRune(r)
			width += advance
			last = r
		}
	}
	flush()
	if len(w.lines) > most {
		w.lines, w.cut = w.lines[:most], true
	}
	if w.cut && len(w.lines) > 0 {
		end := &w.lines[len(w.lines)-1]
		for runes := []rune(*end); len(runes) > 0 && f.width(string(runes)+"…") > room; {
			runes = runes[:len(runes)-1]
			*end = string(runes)
		}
		*end = strings.TrimRight(*end, " ") + "…"
	}
	return w
}

// anywhere reports whether a line may end behind a character, as in Chinese and Japanese.
func anywhere(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) || r >= 0x3000 && r <= 0x303f || r == 'ー'
}
