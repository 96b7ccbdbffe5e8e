package picture

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // what TMDB sends
	"image/png"
	"io"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/mattn/go-sixel"
	"golang.org/x/image/draw"
)

// mostPixels is how large a picture may be.
const mostPixels = 64 << 20

// pixelsOfColumn is how wide a column of a terminal is thought to be, for protocols that count pixels.
const pixelsOfColumn = 9

// Decode reads a JPEG or PNG.
func Decode(data []byte) (image.Image, error) {
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("the picture: %w", err)
	}
	if config.Width < 1 || config.Height < 1 || config.Width > mostPixels/config.Height {
		return nil, fmt.Errorf("the picture has %d by %d pixels: that is too large to show", config.Width, config.Height)
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("the picture: %w", err)
	}
	return img, nil
}

// Size returns how many columns and rows a picture takes at most within some of a terminal, in which a
// character is about twice as high as wide.
func Size(img image.Image, columns, rows int) (int, int) {
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	columns, rows = max(1, columns), max(1, rows)
	if high := columns * h / (2 * w); high <= rows {
		return columns, max(1, high)
	}
	return max(1, rows*2*w/h), rows
}

// Write shows a picture in so many columns and rows.
func Write(w io.Writer, img image.Image, protocol Protocol, columns, rows int, colors colorprofile.Profile) error {
	switch protocol {
	case Kitty:
		return writeKitty(w, img, columns, rows)
	case ITerm:
		return writeITerm(w, img, columns)
	case Sixel:
		if err := sixel.NewEncoder(w).Encode(scaled(img, columns*pixelsOfColumn, rows*2*pixelsOfColumn)); err != nil {
			return err
		}
		_, err := io.WriteString(w, "\n")
		return err
	case Blocks:
		return writeBlocks(w, scaled(img, columns, rows*2), colors)
	}
	return errors.New("this terminal shows no pictures")
}

func scaled(img image.Image, width, height int) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.CatmullRom.Scale(out, out.Bounds(), img, img.Bounds(), draw.Src, nil)
	return out
}

// chunk is how much of a picture kitty takes at once.
const chunk = 4096

func writeKitty(w io.Writer, img image.Image, columns, rows int) error {
	text, err := base64PNG(img)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	for first := true; first || text != ""; first = false {
		part := text[:min(chunk, len(text))]
		text = text[len(part):]
		more := 0
		if text != "" {
			more = 1
		}
		if first {
			fmt.Fprintf(&b, "\x1b_Ga=T,f=100,q=2,c=%d,r=%d,m=%d;%s\x1b\\", columns, rows, more, part)
		} else {
			fmt.Fprintf(&b, "\x1b_Gm=%d;%s\x1b\\", more, part)
		}
	}
	b.WriteByte('\n')
	_, err = b.WriteTo(w)
	return err
}

func writeITerm(w io.Writer, img image.Image, columns int) error {
	text, err := base64PNG(img)
	if err == nil {
		_, err = fmt.Fprintf(w, "\x1b]1337;File=inline=1;width=%d;preserveAspectRatio=1:%s\a\n", columns, text)
	}
	return err
}

func base64PNG(img image.Image) (string, error) {
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return "", err
	}
	return base64.StdEncoding.EncodeToString(b.Bytes()), nil
}

// writeBlocks writes a character for two pixels: its upper half has the one, what is behind it the other.
func writeBlocks(w io.Writer, img *image.RGBA, colors colorprofile.Profile) error {
	var b bytes.Buffer
	for y := 0; y+1 < img.Bounds().Dy(); y += 2 {
		last := ""
		for x := range img.Bounds().Dx() {
			upper, lower := colors.Convert(img.At(x, y)), colors.Convert(img.At(x, y+1))
			if style := (ansi.Style{}).ForegroundColor(upper).BackgroundColor(lower).String(); style != last {
				b.WriteString(style)
				last = style
			}
			b.WriteString("▀")
		}
		b.WriteString("\x1b[0m\n")
	}
	_, err := b.WriteTo(w)
	return err
}
