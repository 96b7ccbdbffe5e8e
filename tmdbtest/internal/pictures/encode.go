package pictures

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image"
	"image/color"
	gojpeg "image/jpeg"
	gopng "image/png"
	"io"
)

func encodePNG(w io.Writer, m *image.Paletted) error {
	// Its filters do nothing for a palette, and the best compression takes ten times as long.
	return (&gopng.Encoder{CompressionLevel: gopng.BestSpeed}).Encode(w, m)
}

// encodeJPEG uses the pixels of m up: a second copy of a large picture is too much, and without one
// the encoder takes several times as long.
func encodeJPEG(w io.Writer, m *image.Paletted) error {
	var luma, cb, cr [256]uint8
	for i, c := range m.Palette {
		in, _ := color.YCbCrModel.Convert(c).(color.YCbCr)
		luma[i], cb[i], cr[i] = in.Y, in.Cb, in.Cr
	}
	width, height := m.Rect.Dx(), m.Rect.Dy()
	half := (width + 1) / 2
	y := &image.YCbCr{
		Y: m.Pix, YStride: m.Stride, CStride: half, SubsampleRatio: image.YCbCrSubsampleRatio420, Rect: m.Rect,
		Cb: make([]uint8, 0, half*((height+1)/2)), Cr: make([]uint8, 0, half*((height+1)/2)),
	}
	for row := 0; row < height; row += 2 {
		for x := 0; x < width; x += 2 {
			i := m.Pix[row*m.Stride+x]
			y.Cb, y.Cr = append(y.Cb, cb[i]), append(y.Cr, cr[i])
		}
	}
	for i, p := range m.Pix {
		m.Pix[i] = luma[p]
	}
	return gojpeg.Encode(w, y, &gojpeg.Options{Quality: 85})
}

func encodeSVG(w io.Writer, o order, width, height int, lines []line) error {
	grounds, text := colours(o.path, o.picture.Kind, o.format)
	hex := func(c color.NRGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d">`+"\n", width, height)
	if grounds[0].A > 0 {
		fmt.Fprintf(&b, `<path fill="%s" d="M0 0h%dv%dH0z"/>`+"\n", hex(grounds[0]), width, height)
		fmt.Fprintf(&b, `<path fill="%s" d="M%d 0H%dV%dH%dz"/>`+"\n",
			hex(grounds[1]), slope(width, height, 0), width, height, slope(width, height, height))
	}
	fmt.Fprintf(&b, `<g fill="%s" font-family="sans-serif" font-weight="bold">`+"\n", hex(text))
	for _, l := range lines {
		fmt.Fprintf(&b, `<text x="%d" y="%d" font-size="%.1f">`, l.x, l.y, l.face.size)
		_ = xml.EscapeText(&b, []byte(l.text))
		b.WriteString("</text>\n")
	}
	b.WriteString("</g>\n</svg>\n")
	_, err := b.WriteTo(w)
	return err
}
