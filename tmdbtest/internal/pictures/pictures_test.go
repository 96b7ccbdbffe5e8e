package pictures

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/color"
	_ "image/jpeg"
	_ "image/png"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/images"
)

// have are the pictures of the tests.
var have = map[string]Picture{
	"/backdrop.jpg": {Backdrop, "The Lord of the Rings", 3840, 2160},
	"/logo.png":     {Logo, "Fight Club", 800, 300},
	"/poster.jpg":   {Poster, "Fight Club", 2000, 3000},
	"/profile.jpg":  {Profile, "Brad Pitt", 600, 900},
	"/still.jpg":    {Still, "Pilot", 1920, 1080},
	"/vector.svg":   {Logo, "Lock, Stock & <Two>", 500, 110},
	"/flat.jpg":     {Kind: Poster, Title: "Of no known size"},
	"/odd.gif":      {Kind: Poster, Title: "Of no known format"},
}

func lookup(path string) (Picture, bool) {
	p, ok := have[path]
	return p, ok
}

// get sends a request to h, with headers by name and value.
func get(t *testing.T, h http.Handler, method, path string, headers ...string) *http.Response {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	req, err := http.NewRequestWithContext(t.Context(), method, server.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	resp, err := server.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = resp.Body.Close() })
	return resp
}

func bodyOf(t *testing.T, resp *http.Response) []byte {
	t.Helper()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// ink counts the pixels that have the colour of text, which is light but for that of logos, and
// these have no ground.
func ink(m image.Image, kind Kind) (n int) {
	for y := m.Bounds().Min.Y; y < m.Bounds().Max.Y; y++ {
		for x := m.Bounds().Min.X; x < m.Bounds().Max.X; x++ {
			r, g, b, a := m.At(x, y).RGBA()
			if kind == Logo && a > 0x8000 || kind != Logo && min(r, g, b) > 0x9000 {
				n++
			}
		}
	}
	return n
}

func TestPictures(t *testing.T) {
	t.Parallel()
	h := New(lookup)
	for size, want := range map[string]map[string][2]int{
		"w45":                   {"poster.jpg": {45, 68}, "backdrop.jpg": {45, 25}, "logo.png": {45, 17}},
		"w92":                   {"poster.jpg": {92, 138}, "still.jpg": {92, 52}, "vector.png": {92, 20}},
		"w154":                  {"poster.jpg": {154, 231}, "logo.png": {154, 58}},
		"w185":                  {"poster.jpg": {185, 278}, "still.jpg": {185, 104}},
		"w300":                  {"backdrop.jpg": {300, 169}, "logo.png": {300, 113}},
		"w342":                  {"poster.jpg": {342, 513}},
		"w500":                  {"poster.jpg": {500, 750}, "vector.png": {500, 110}, "flat.jpg": {500, 750}},
		"w780":                  {"backdrop.jpg": {780, 439}},
		"w1280":                 {"backdrop.jpg": {1280, 720}},
		"h632":                  {"profile.jpg": {421, 632}},
		"original":              {"profile.jpg": {600, 900}, "vector.png": {500, 110}, "flat.jpg": {1000, 1500}},
		"w600_and_h900_bestv2":  {"poster.jpg": {600, 900}, "backdrop.jpg": {600, 900}},
		"w138_and_h175_face":    {"profile.jpg": {138, 175}},
		"w235_and_h235_smart":   {"profile.jpg": {235, 235}},
		"h60_filter(blur)":      {"poster.jpg": {40, 60}},
		"w300_filter%28blur%29": {"poster.jpg": {300, 450}},
		"w1920_and_h800_multi_faces_filter(duotone,00192f,00baff)": {"backdrop.jpg": {1920, 800}},
	} {
		for file, bounds := range want {
			t.Run(size+"/"+file, func(t *testing.T) {
				t.Parallel()
				resp := get(t, h, "GET", "/t/p/"+size+"/"+file)
				data := bodyOf(t, resp)
				if resp.StatusCode != 200 || resp.ContentLength != int64(len(data)) {
					t.Fatalf("%s, length %d of %d", resp.Status, resp.ContentLength, len(data))
				}
				m, format, err := image.Decode(bytes.NewReader(data))
				if err != nil {
					t.Fatal(err)
				}
				if got := resp.Header.Get("Content-Type"); got != "image/"+format ||
					format == "png" != strings.HasSuffix(file, ".png") {
					t.Errorf("it is %s and says %s", format, got)
				}
				if got := m.Bounds().Size(); got != image.Pt(bounds[0], bounds[1]) {
					t.Errorf("the size is %v, want %v", got, bounds)
				}
				kind := Poster
				if format == "png" {
					kind = Logo
				}
				if n, all := ink(m, kind), bounds[0]*bounds[1]; n < all/200 || n > all/2 {
					t.Errorf("%d of %d pixels are text", n, all)
				}
			})
		}
	}
}

// TestEverySize: each kind of image is there in each size of another kind, too.
func TestEverySize(t *testing.T) {
	t.Parallel()
	h := New(lookup)
	for path, picture := range have {
		if picture.Width == 0 {
			continue
		}
		path = strings.Replace(path, ".svg", ".png", 1)
		for _, size := range []string{"w45", "w92", "w154", "w185", "w300", "w342", "w500", "w780", "w1280", "h632", "w94_and_h141_bestv2"} {
			t.Run(size+path, func(t *testing.T) {
				t.Parallel()
				resp := get(t, h, "GET", "/t/p/"+size+path)
				c, _, err := image.DecodeConfig(resp.Body)
				if err != nil {
					t.Fatal(resp.Status, err)
				}
				switch {
				case strings.Contains(size, "_and_"):
					if c.Width != 94 || c.Height != 141 {
						t.Errorf("it is %d × %d", c.Width, c.Height)
					}
				case size != fmt.Sprint("w", c.Width) && size != fmt.Sprint("h", c.Height):
					t.Errorf("it is %d × %d", c.Width, c.Height)
				case max(c.Width*picture.Height-c.Height*picture.Width, c.Height*picture.Width-c.Width*picture.Height) > max(picture.Width, picture.Height):
					t.Errorf("it is %d × %d of %d × %d", c.Width, c.Height, picture.Width, picture.Height)
				}
			})
		}
	}
}

func TestSVG(t *testing.T) {
	t.Parallel()
	resp := get(t, New(lookup), "GET", "/t/p/original/vector.svg")
	if got := resp.Header.Get("Content-Type"); resp.StatusCode != 200 || got != "image/svg+xml" {
		t.Fatal(resp.Status, got)
	}
	var doc struct {
		XMLName xml.Name
		Width   int      `xml:"width,attr"`
		Height  int      `xml:"height,attr"`
		Text    []string `xml:"g>text"`
	}
	if err := xml.Unmarshal(bodyOf(t, resp), &doc); err != nil {
		t.Fatal(err)
	}
	if doc.XMLName.Local != "svg" || doc.Width != 500 || doc.Height != 110 {
		t.Errorf("it is %+v", doc)
	}
	if got := strings.Join(doc.Text, " "); !strings.Contains(got, "Lock, Stock & <Two>") || !strings.Contains(got, "LOGO") {
		t.Errorf("the text is %q", got)
	}
}

func TestNotThere(t *testing.T) {
	t.Parallel()
	h := New(lookup)
	for _, path := range []string{
		"/t/p/w500/unknown.jpg", "/t/p/w500/unknown.png", "/t/p/w500/poster.png", "/t/p/w500/logo.svg", "/t/p/original/logo.svg", "/t/p/w500/vector.svg",
		"/t/p/w500/poster", "/t/p/w500/", "/t/p/w500", "/t/p/", "/t/p", "/", "/t/p/w500/odd.gif", "/t/p/poster.jpg", "/t/p//w500/poster.jpg",
		"/t/p/w999999/poster.jpg", "/t/p/w3841/poster.jpg", "/t/p/w0/poster.jpg", "/t/p/w01/poster.jpg", "/t/p/w/poster.jpg", "/t/p/500/poster.jpg",
		"/t/p/w-5/poster.jpg", "/t/p/W500/poster.jpg", "/t/p/h9999/poster.jpg", "/t/p/w600_and_w900/poster.jpg", "/t/p/h600_and_h900/poster.jpg",
		"/t/p/w600_and_h9999/poster.jpg", "/t/p/w500_best/poster.jpg", "/t/p/w500_filter/poster.jpg", "/t/p/originals/poster.jpg", "/t/p/w500%0a/poster.jpg",
	} {
		resp := get(t, h, "GET", path)
		if body := bodyOf(t, resp); resp.StatusCode != 404 || resp.Header.Get("Content-Type") != "text/html; charset=utf-8" || len(body) == 0 ||
			resp.Header.Get("Access-Control-Allow-Origin") != "*" || resp.Header.Get("Cache-Control") != "" {
			t.Errorf("%s: %s, %v, %q", path, resp.Status, resp.Header, body)
		}
	}
}

func TestHTTP(t *testing.T) {
	t.Parallel()
	h := New(lookup)
	const path = "/t/p/w185/poster.jpg"
	whole := get(t, h, "GET", path)
	data, etag := bodyOf(t, whole), whole.Header.Get("ETag")
	length := fmt.Sprint(len(data))
	for name, test := range map[string]struct {
		method  string
		headers []string
		status  int
		body    []byte
		header  map[string]string
	}{
		"GET":          {"GET", nil, 200, data, map[string]string{"Content-Length": length, "ETag": etag, "Cache-Control": "public, max-age=31536000", "Accept-Ranges": "bytes", "Access-Control-Allow-Origin": "*"}},
		"HEAD":         {"HEAD", nil, 200, nil, map[string]string{"Content-Length": length, "ETag": etag, "Content-Type": "image/jpeg"}},
		"not modified": {"GET", []string{"If-None-Match", etag}, 304, nil, map[string]string{"ETag": etag, "Access-Control-Allow-Origin": "*"}},
		"modified":     {"GET", []string{"If-None-Match", `"x"`}, 200, data, nil},
		"range":        {"GET", []string{"Range", "bytes=10-19"}, 206, data[10:20], map[string]string{"Content-Range": "bytes 10-19/" + length}},
		"no range":     {"GET", []string{"Range", "bytes=99999999-"}, 416, nil, map[string]string{"Content-Range": "bytes */" + length}},
		"POST":         {"POST", nil, 405, nil, map[string]string{"Allow": "GET, HEAD"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			resp := get(t, h, test.method, path, test.headers...)
			if body := bodyOf(t, resp); resp.StatusCode != test.status || resp.StatusCode < 400 && !bytes.Equal(body, test.body) {
				t.Errorf("%s with %d bytes, want %d with %d", resp.Status, len(body), test.status, len(test.body))
			}
			for name, want := range test.header {
				if got := resp.Header.Get(name); got != want {
					t.Errorf("%s is %q, want %q", name, got, want)
				}
			}
		})
	}
	if resp := get(t, h, "GET", "/t/p/w185//poster.jpg"); resp.Header.Get("ETag") != etag {
		t.Error("with a slash too many it is", resp.Status)
	}
	if again := bodyOf(t, get(t, New(lookup), "GET", path)); !bytes.Equal(data, again) {
		t.Error("another handler makes another picture")
	}
}

// TestClient: the client of this project finds the pictures by a configuration that names the
// server, and gets them.
func TestClient(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(New(lookup))
	t.Cleanup(server.Close)
	base := server.URL + Prefix
	sizes := images.SizesOf(&gen.ImageConfiguration{BaseURL: base, SecureBaseURL: base})
	if got, want := sizes.Logos.URL("/vector.svg", images.LogoW92), base+"w92/vector.png"; got != want {
		t.Errorf("the address is %s, want %s", got, want)
	}
	for _, test := range []struct {
		path types.ImagePath
		size images.Size
		want string
	}{
		{"/poster.jpg", images.PosterW92, "\xff\xd8\xff"},
		{"/vector.svg", images.LogoW92, "\x89PNG"},
		{"/vector.svg", images.LogoOriginal, "<svg"},
	} {
		var b bytes.Buffer
		if _, err := images.Download(t.Context(), test.path, test.size, &b, images.BaseURL(base)); err != nil || !strings.HasPrefix(b.String(), test.want) {
			t.Errorf("%s in %s is %.20q, %v", test.path, test.size, b.String(), err)
		}
	}
	if _, err := images.Download(t.Context(), "/unknown.jpg", nil, io.Discard, images.BaseURL(base)); !errors.Is(err, tmdb.ErrNotFound) {
		t.Errorf("of none: %v", err)
	}
}

// TestContrast: text can be read on every ground. 4.5 is what the guidelines for the web want.
func TestContrast(t *testing.T) {
	t.Parallel()
	luminance := func(c color.NRGBA) float64 {
		linear := func(v uint8) float64 { return math.Pow((float64(v)/255+0.055)/1.055, 2.4) }
		return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
	}
	for i := range 5000 {
		path := fmt.Sprintf("/%d.jpg", i)
		grounds, text := colours(path, Poster, jpeg)
		for _, ground := range grounds {
			if got := (luminance(text) + 0.05) / (luminance(ground) + 0.05); got < 4.5 {
				t.Fatalf("%s: the contrast of %v to %v is %.2f", path, text, ground, got)
			}
		}
	}
}

// TestTellApart: another path, title, size or kind is another picture, and so is another title that
// the font has no character of.
func TestTellApart(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	w92, _ := parseSize("w92")
	same, _ := parseSize("w92_face")
	for name, o := range map[string]order{
		"one":     {"/a.png", w92, png, Picture{Poster, "Alien", 2, 3}},
		"path":    {"/b.png", w92, png, Picture{Poster, "Alien", 2, 3}},
		"title":   {"/a.png", w92, png, Picture{Poster, "Aliens", 2, 3}},
		"kind":    {"/a.png", w92, png, Picture{Profile, "Alien", 2, 3}},
		"size":    {"/a.png", same, png, Picture{Poster, "Alien", 2, 3}},
		"jpeg":    {"/a.png", w92, jpeg, Picture{Poster, "Alien", 2, 3}},
		"chinese": {"/a.png", w92, png, Picture{Poster, "異形", 2, 3}},
		"another": {"/a.png", w92, png, Picture{Poster, "千尋", 2, 3}},
	} {
		data, err := o.draw()
		if err != nil {
			t.Fatal(err)
		}
		if other, ok := seen[string(data)]; ok {
			t.Errorf("%s is the same as %s", name, other)
		}
		seen[string(data)] = name
	}
}

// TestOddPictures: whatever the data says, there is a picture, which decodes.
func TestOddPictures(t *testing.T) {
	t.Parallel()
	for _, title := range []string{
		"", " ", "\x00\n\t", "\xff\xfe", "🎬", "ا\u200fلبلد", "é\u0301\u0301", "กขค", strings.Repeat("Donaudampfschifffahrt", 50), strings.Repeat("千", 500),
		strings.Repeat("a b ", 5000), strings.Repeat("\u0301", 1000), "]]><script>&amp;",
	} {
		for _, p := range []Picture{
			{Poster, title, 2, 3}, {"", title, 0, 0}, {Logo, title, 5125, 12}, {Logo, title, 12, 5125}, {Kind(title), title, -1, 3}, {Still, title, 1, 1 << 40},
		} {
			for _, text := range []string{"w45", "h1", "w1_and_h90"} {
				s, ok := parseSize(text)
				if w, h := s.of(p); !ok || w < 1 || h < 1 {
					t.Fatalf("%s of %v is %d × %d", text, p, w, h)
				} else if w*h > 1<<13 { // which takes long, and shows nothing more
					continue
				}
				for _, f := range []*format{png, jpeg} {
					data, err := order{"/a", s, f, p}.draw()
					if err != nil {
						t.Fatal(err)
					}
					if _, _, err := image.Decode(bytes.NewReader(data)); err != nil {
						t.Error(p, text, err)
					}
				}
				data, err := order{"/a", s, svg, p}.draw()
				if err != nil {
					t.Fatal(err)
				}
				if err := xml.Unmarshal(data, new(struct{})); err != nil {
					t.Error(p, text, err)
				}
			}
		}
	}
}

// TestWrap: text is broken between words where it can be, and cut where it cannot be shown.
func TestWrap(t *testing.T) {
	t.Parallel()
	f, err := newFace(10)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		text, widest string // as wide as that
		most         int
		want         string
	}{
		{"Fight Club", "Fight Club", 1, "Fight Club"},
		{"Fight Club", "Fight Clu", 2, "Fight|Club"},
		{"Fight Club", "Fight…", 1, "Fight…"},
		{"Fight Club", "Fig…", 1, "Fig…"},
		{"Fight", "Figh", 2, "Figh|t"},
		{"千と千尋", "千千千", 2, "千と千|尋"},
		{" a\n\tb ", "a b c", 2, "a b"},
		{"", "a", 2, ""},
	} {
		got := wrap(f, test.text, f.width(test.widest), test.most)
		if text := strings.Join(got.lines, "|"); text != test.want {
			t.Errorf("%q is %q, want %q", test.text, text, test.want)
		}
	}
}

// TestLongTitle: a title too long for a picture is cut rather than set in letters too small to read.
func TestLongTitle(t *testing.T) {
	t.Parallel()
	original, _ := parseSize("original")
	for _, title := range []string{strings.Repeat("Tetsuo ", 200), strings.Repeat("Tetsuo", 200)} {
		lines, err := layOut(order{"/a.jpg", original, jpeg, Picture{Kind: Poster, Title: title}}, 4000, 6000)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range lines {
			if l.face.size < 200 {
				t.Errorf("%.20s… is %.0f pixels high", l.text, l.face.size)
			}
		}
		if last := lines[len(lines)-1].text; !strings.HasSuffix(last, "…") {
			t.Errorf("the last line is %q", last)
		}
	}
}

// TestMemory: the memory for a picture follows from its pixels, which are bounded.
func TestMemory(t *testing.T) { // not in parallel, for it counts bytes
	original, _ := parseSize("original")
	for _, p := range []Picture{{Poster, "x", 4000, 6000}, {Poster, "x", 1 << 20, 1 << 20}, {Poster, "x", 1 << 50, 1}, {Poster, "x", 1, 1 << 50}} {
		w, h := original.of(p)
		if w*h > maxPixels*101/100 || p.Height == 6000 && (w != 4000 || h != 6000) {
			t.Errorf("%v is %d × %d", p, w, h)
		}
	}
	for _, f := range []*format{jpeg, png} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		data, err := order{"/a", original, f, Picture{Poster, "The Seventh Seal", 2000, 3000}}.draw()
		runtime.ReadMemStats(&after)
		if err != nil || len(data) > 1<<20 {
			t.Error(f.mediaType, len(data), err)
		}
		if got := (after.TotalAlloc - before.TotalAlloc) >> 20; got > 16 {
			t.Errorf("%s takes %d MB", f.mediaType, got)
		}
	}
}

func TestStudio(t *testing.T) {
	t.Parallel()
	s := newStudio()
	for i := range 40 {
		s.keep(order{path: fmt.Sprint(i)}, made{data: make([]byte, 1<<20)})
	}
	if len(s.kept) != 16 || len(s.order) != 16 || s.bytes != maxKept {
		t.Errorf("%d are kept, %d in order, %d bytes", len(s.kept), len(s.order), s.bytes)
	}
	if _, ok := s.find(order{path: "39"}); !ok {
		t.Error("the last is not kept")
	}
	w92, _ := parseSize("w92")
	o := order{"/a.jpg", w92, jpeg, have["/poster.jpg"]}
	for range maxDrawings {
		s.places <- struct{}{}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.make(ctx, o); !errors.Is(err, context.Canceled) {
		t.Errorf("without a place: %v", err)
	}
	<-s.places
	if m, err := s.make(t.Context(), o); err != nil || len(m.data) == 0 {
		t.Errorf("with one: %v", err)
	}
}

// FuzzSplit: what is served has a size within bounds, and what is looked up is one path.
func FuzzSplit(f *testing.F) {
	for _, path := range []string{
		"/t/p/w500/a.jpg", "/t/p/original/a.svg", "/t/p/w600_and_h900_bestv2/a.jpg", "/t/p/h60_filter(duotone,000,fff)//a.png",
		"/t/p/w1920_and_h800_multi_faces/../a.jpg", "/t/p/w99999/a.jpg", "//t/p/", "/t/p/w5\x00/",
	} {
		f.Add(path)
	}
	f.Fuzz(func(t *testing.T, path string) {
		s, file, ok := split(path)
		if !ok {
			return
		}
		if s.w < 0 || s.w > maxSide || s.h < 0 || s.h > maxSide || s.original != (s.w == 0 && s.h == 0) {
			t.Errorf("%q has the size %+v", path, s)
		}
		if !strings.HasPrefix(file, "/") || strings.HasPrefix(file, "//") || !strings.HasPrefix(path, Prefix+s.text+"/") {
			t.Errorf("%q is %q of %q", path, file, s.text)
		}
		if w, h := s.of(Picture{Kind: Logo, Width: 3, Height: 100000}); w < 1 || h < 1 || w*h > maxPixels*101/100 {
			t.Errorf("%q is %d × %d", path, w, h)
		}
	})
}

func BenchmarkDraw(b *testing.B) {
	for _, text := range []string{"w45", "w500", "original"} {
		for _, f := range []*format{jpeg, png} {
			b.Run(text+"/"+f.mediaType, func(b *testing.B) {
				b.ReportAllocs()
				s, _ := parseSize(text)
				for b.Loop() {
					if _, err := (order{"/a", s, f, Picture{Poster, "The Seventh Seal", 4000, 6000}}).draw(); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
