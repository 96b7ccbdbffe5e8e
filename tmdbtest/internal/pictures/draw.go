package pictures

import (
	"hash/fnv"
	"image"
	"image/color"
	"math"

	"golang.org/x/image/math/fixed"
)

// A picture has few colours: two grounds, the second of which is right of a slope, and on each of
// them the text, whose edge has shades in between. shades is the number of colours of a ground, from
// that alone to the text alone.
const shades = 16

// colours returns the colours of a picture, by its path, so that pictures can be told apart.
func colours(path string, kind Kind, f *format) (grounds [2]color.NRGBA, text color.NRGBA) {
	hash := fnv.New64a()
	_, _ = hash.Write([]byte(path))
	sum := hash.Sum64()
	hue := float64(sum % 360)
	if kind == Logo { // which has no ground, and is to be seen on black and on white
		text = hsl(hue, 0.65, 0.5)
		if f == jpeg {
			grounds = [2]color.NRGBA{{255, 255, 255, 255}, {255, 255, 255, 255}}
		}
		return grounds, text
	}
	light := 0.2 + float64(sum>>32%5)/100
	return [2]color.NRGBA{hsl(hue, 0.42, light), hsl(hue+14, 0.45, light+0.07)}, color.NRGBA{245, 245, 240, 255}
}

// hsl returns a colour by its hue in degrees, saturation and lightness from 0 to 1.
func hsl(hue, saturation, lightness float64) color.NRGBA {
	a := saturation * min(lightness, 1-lightness)
	part := func(n float64) uint8 {
		k := math.Mod(n+hue/30, 12)
		return uint8(255 * (lightness - a*max(-1, min(k-3, 9-k, 1))))
	}
	return color.NRGBA{part(0), part(8), part(4), 255}
}

// palette returns the colours of the grounds and of what is between them and the text.
func palette(grounds [2]color.NRGBA, text color.NRGBA) color.Palette {
	var p color.Palette
	for _, ground := range grounds {
		for i := range shades {
			mix := func(from, to uint8) uint8 {
				return uint8((int(from)*(shades-1-i) + int(to)*i) / (shades - 1))
			}
			c := color.NRGBA{mix(ground.R, text.R), mix(ground.G, text.G), mix(ground.B, text.B), mix(ground.A, text.A)}
			if ground.A == 0 { // a transparent ground lends no colour
				c.R, c.G, c.B = text.R, text.G, text.B
			}
			p = append(p, c)
		}
	}
	return p
}

// slope returns where the second ground begins in a row: at two thirds of the width above, at a third
// below.
func slope(w, h, y int) int { return w*2/3 - w*y/(3*h) }

// draw returns the picture of an order with its lines.
func draw(o order, w, h int, lines []line) *image.Paletted {
	grounds, text := colours(o.path, o.picture.Kind, o.format)
	m := image.NewPaletted(image.Rect(0, 0, w, h), palette(grounds, text))
	if grounds[0] != grounds[1] {
		for y := range h {
			row := m.Pix[y*m.Stride:][:w]
			for x := slope(w, h, y); x < w; x++ {
				row[x] = shades
			}
		}
	}
	for _, l := range lines {
		write(m, l)
	}
	return m
}

// write draws a line of text.
func write(m *image.Paletted, l line) {
	dot := fixed.P(l.x, l.y)
	for _, r := range l.text {
		if hidden(r) {
			continue
		}
		if l.face.has(r) {
			where, mask, from, _, ok := l.face.face.Glyph(dot, r)
			if ok {
				shade(m, where, func(x, y int) uint8 {
					_, _, _, a := mask.At(from.X+x, from.Y+y).RGBA()
					return uint8(a >> 12)
				})
			}
		} else {
			block(m, dot.X.Round(), dot.Y.Round(), l.face.size, r)
		}
		dot.X += l.face.advance(r)
	}
}

// block stands for a character that the font lacks: nine cells, light and dark as its number tells,
// so that two titles are not the same.
func block(m *image.Paletted, x, y int, size float64, r rune) {
	side := int(size * 0.78)
	cells := uint32(r) * 2654435761 >> 20
	where := image.Rect(0, 0, side, side).Add(image.Pt(x+int(size*0.1), y-side))
	shade(m, where, func(x, y int) uint8 {
		if cells>>(y*3/side*3+x*3/side)&1 == 0 {
			return shades / 4
		}
		return shades * 3 / 4
	})
}

// shade puts a shade of the text on the ground where it is darker than what is there.
func shade(m *image.Paletted, where image.Rectangle, of func(x, y int) uint8) {
	in := where.Intersect(m.Rect)
	for y := in.Min.Y; y < in.Max.Y; y++ {
		row := m.Pix[y*m.Stride:]
		for x := in.Min.X; x < in.Max.X; x++ {
			ground, has := row[x]/shades*shades, row[x]%shades
			row[x] = ground + max(has, of(x-where.Min.X, y-where.Min.Y))
		}
	}
}
