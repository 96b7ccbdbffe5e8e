package picture

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"image/png"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"
	"github.com/mattn/go-sixel"
)

func TestDetect(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		env    map[string]string
		colors colorprofile.Profile
		want   Protocol
	}{
		"no colours":      {map[string]string{"KITTY_WINDOW_ID": "1"}, colorprofile.ASCII, None},
		"no terminal":     {nil, colorprofile.NoTTY, None},
		"any":             {map[string]string{"TERM": "xterm-256color"}, colorprofile.ANSI256, Blocks},
		"kitty":           {map[string]string{"TERM": "xterm-kitty"}, colorprofile.TrueColor, Kitty},
		"kitty in tmux":   {map[string]string{"TERM": "tmux-256color", "KITTY_WINDOW_ID": "1"}, colorprofile.TrueColor, Blocks},
		"ghostty":         {map[string]string{"TERM_PROGRAM": "ghostty"}, colorprofile.TrueColor, Kitty},
		"iTerm2":          {map[string]string{"TERM_PROGRAM": "iTerm.app"}, colorprofile.TrueColor, ITerm},
		"iTerm2, remote":  {map[string]string{"LC_TERMINAL": "iTerm2"}, colorprofile.TrueColor, ITerm},
		"foot":            {map[string]string{"TERM": "foot-extra"}, colorprofile.TrueColor, Sixel},
		"xterm for sixel": {map[string]string{"TERM": "xterm-sixel"}, colorprofile.ANSI256, Sixel},
	} {
		if got := Detect(func(name string) string { return tt.env[name] }, tt.colors); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func TestSize(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ width, height, columns, rows, wantColumns, wantRows int }{
		"a poster in a wide terminal": {500, 750, 80, 22, 29, 22},
		"a backdrop":                  {1280, 720, 80, 20, 71, 20},
		"a backdrop in a high one":    {1280, 720, 80, 50, 80, 22},
		"a line":                      {1000, 1, 80, 22, 80, 1},
		"a terminal of nothing":       {500, 750, 0, 0, 1, 1},
	} {
		img := image.NewGray(image.Rect(0, 0, tt.width, tt.height))
		if columns, rows := Size(img, tt.columns, tt.rows); columns != tt.wantColumns || rows != tt.wantRows {
			t.Errorf("%s: %d by %d, want %d by %d", name, columns, rows, tt.wantColumns, tt.wantRows)
		}
	}
}

// noisy returns a picture that compresses badly.
func noisy(width, height int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for i := range img.Pix {
		img.Pix[i] = byte(i * i * 2654435761 >> 13)
		if i%4 == 3 {
			img.Pix[i] = 255
		}
	}
	return img
}

func TestBlocks(t *testing.T) {
	t.Parallel()
	img := image.NewRGBA(image.Rect(0, 0, 2, 2))
	img.Set(0, 0, color.RGBA{255, 0, 0, 255})
	img.Set(1, 0, color.RGBA{255, 0, 0, 255})
	img.Set(0, 1, color.RGBA{0, 0, 255, 255})
	img.Set(1, 1, color.RGBA{0, 0, 255, 255})
	for colors, want := range map[colorprofile.Profile]string{
		colorprofile.TrueColor: "\x1b[38;2;255;0;0;48;2;0;0;255m▀▀\x1b[0m\n",
		colorprofile.ANSI256:   "\x1b[38;5;196;48;5;21m▀▀\x1b[0m\n",
	} {
		var b strings.Builder
		if err := writeBlocks(&b, img, colors); err != nil || b.String() != want {
			t.Errorf("%s: %q, %v; want %q", colors, b.String(), err, want)
		}
	}
}

// What a terminal is sent is the picture again.
func TestProtocols(t *testing.T) {
	t.Parallel()
	img := noisy(90, 90)
	send := func(protocol Protocol) string {
		var b strings.Builder
		if err := Write(&b, img, protocol, 10, 5, colorprofile.TrueColor); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	kitty := send(Kitty)
	var text strings.Builder
	parts := regexp.MustCompile(`\x1b_G([^;]*);([^\x1b]*)\x1b\\`).FindAllStringSubmatch(kitty, -1)
	for i, part := range parts {
		text.WriteString(part[2])
		if isLast := strings.HasSuffix(part[1], "m=0"); isLast != (i == len(parts)-1) || len(part[2]) > 4096 {
			t.Errorf("part %d of %d has %q and %d bytes", i, len(parts), part[1], len(part[2]))
		}
	}
	if len(parts) < 2 {
		t.Errorf("kitty is sent %d parts: want some", len(parts))
	}
	same(t, img, text.String())
	iTerm := strings.TrimSuffix(send(ITerm), "\a\n")
	same(t, img, iTerm[strings.IndexByte(iTerm, ':')+1:])

	var back image.Image
	if err := sixel.NewDecoder(strings.NewReader(send(Sixel))).Decode(&back); err != nil || back.Bounds().Dx() != 90 {
		t.Errorf("%v: %v", back.Bounds(), err)
	}
	if err := Write(io.Discard, img, None, 10, 5, colorprofile.TrueColor); err == nil {
		t.Error("a picture is shown where none can be")
	}
}

func same(t *testing.T, img *image.RGBA, text string) {
	t.Helper()
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	got, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []image.Point{{0, 0}, {89, 0}, {44, 45}, {89, 89}} {
		if color.RGBAModel.Convert(got.At(at.X, at.Y)) != img.At(at.X, at.Y) {
			t.Errorf("another colour at %v", at)
		}
	}
}

func TestDecode(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := png.Encode(&b, noisy(3, 3)); err != nil {
		t.Fatal(err)
	}
	if img, err := Decode(b.Bytes()); err != nil || img.Bounds().Dx() != 3 {
		t.Error(err)
	}
	large := bytes.Clone(b.Bytes())
	copy(large[16:], []byte{0, 0xff, 0xff, 0xff, 0, 0xff, 0xff, 0xff}) // width and height, with a wrong sum
	for name, data := range map[string][]byte{"nothing": nil, "a page": []byte("<html>"), "cut off": b.Bytes()[:40], "too large": large} {
		if _, err := Decode(data); err == nil || !strings.HasPrefix(err.Error(), "the picture") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
