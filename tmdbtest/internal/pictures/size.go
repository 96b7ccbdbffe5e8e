package pictures

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// size is a size as it stands in an address.
type size struct {
	text     string
	original bool
	w, h     int // in pixels; 0 follows from the other and the original's
}

// sizeText has more sizes than configuration names, for TMDB makes others, too: w600_and_h900_bestv2
// is cut to both, and w1920_and_h800_multi_faces_filter(duotone,00192f,00baff) coloured.
var sizeText = regexp.MustCompile(`^(?:original|w([1-9][0-9]{0,3})(?:_and_h([1-9][0-9]{0,3}))?|h([1-9][0-9]{0,3}))` +
	`(?:_(?:bestv2|face|faces|multi_faces|smart))?(?:_filter\([0-9a-z,]{0,40}\))?$`)

// maxSide is the largest width or height of a size, that of an original aside.
const maxSide = 3840

// parseSize returns false for what is no size.
func parseSize(text string) (size, bool) {
	m := sizeText.FindStringSubmatch(text)
	if m == nil {
		return size{}, false
	}
	s := size{text: text}
	s.w, _ = strconv.Atoi(m[1])
	s.h, _ = strconv.Atoi(m[2] + m[3]) // one of them at most
	s.original = s.w == 0 && s.h == 0
	return s, s.w <= maxSide && s.h <= maxSide
}

// split returns the size and the path of the file in the path of a request, and false if it is not
// of that form. Programs that put a slash between size and path, which has one, are served too.
func split(path string) (size, string, bool) {
	rest, ok := strings.CutPrefix(path, Prefix)
	name, file, slash := strings.Cut(rest, "/")
	if !ok || !slash {
		return size{}, "", false
	}
	s, ok := parseSize(name)
	return s, "/" + strings.TrimLeft(file, "/"), ok
}

// usual is the size of an original of which the data does not say it.
var usual = map[Kind][2]int{
	Backdrop: {1920, 1080}, Logo: {500, 200}, Poster: {1000, 1500}, Profile: {600, 900}, Still: {1920, 1080},
}

// maxPixels bounds the memory of a drawing, whatever the data says: an original of 4000 x 6000, the
// largest that TMDB takes of a poster, is below.
const maxPixels = 24 << 20

// of returns the width and height of a picture in the size, which are at least 1.
func (s size) of(p Picture) (w, h int) {
	w, h = p.Width, p.Height
	if w <= 0 || h <= 0 {
		u, ok := usual[p.Kind]
		if !ok {
			u = usual[Poster]
		}
		w, h = u[0], u[1]
	}
	fw, fh := float64(w), float64(h)
	switch {
	case s.w > 0 && s.h > 0:
		fw, fh = float64(s.w), float64(s.h)
	case s.w > 0:
		fw, fh = float64(s.w), float64(s.w)*fh/fw
	case s.h > 0:
		fw, fh = float64(s.h)*fw/fh, float64(s.h)
	}
	fw, fh = min(fw, maxPixels/1024), min(fh, maxPixels/1024)
	if scale := math.Sqrt(maxPixels / (fw * fh)); scale < 1 {
		fw, fh = fw*scale, fh*scale
	}
	return max(1, int(fw+0.5)), max(1, int(fh+0.5))
}
