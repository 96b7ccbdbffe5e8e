package types_test

import (
	"testing"

	"github.com/tmdb-go/tmdb/types"
)

func TestImagePath(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in  types.ImagePath
		ext string
		svg bool
	}{
		{"", "", false},
		{"/kqjL17yufvn9OVLyXYpvtyrFfak.jpg", ".jpg", false},
		{"/uXDfjJbdP4ijW5hWSBrPrlKpxab.PNG", ".PNG", false},
		{"/5QGU3w6wqpGmyp9CPFnxIbqmvsS.svg", ".svg", true},
		{"/5QGU3w6wqpGmyp9CPFnxIbqmvsS.SVG", ".SVG", true},
		// Reviews have sent an address on another host behind the slash.
		{"/https://secure.gravatar.com/avatar/992eef352126a53d7e141bf9e8707576.jpg", ".jpg", false},
		{"/https://secure.gravatar.com/avatar/992eef352126a53d7e141bf9e8707576", "", false},
	}
	for _, tt := range tests {
		t.Run(string(tt.in), func(t *testing.T) {
			t.Parallel()
			if got := tt.in.String(); got != string(tt.in) {
				t.Errorf("String: %q", got)
			}
			if got := tt.in.IsZero(); got != (tt.in == "") {
				t.Errorf("IsZero: %v", got)
			}
			if got := tt.in.Ext(); got != tt.ext {
				t.Errorf("Ext: %q, want %q", got, tt.ext)
			}
			if got := tt.in.IsSVG(); got != tt.svg {
				t.Errorf("IsSVG: %v, want %v", got, tt.svg)
			}
		})
	}
}

func TestImagePathPNG(t *testing.T) {
	t.Parallel()
	for path, want := range map[types.ImagePath]types.ImagePath{
		"/a.svg": "/a.png", "/a.SVG": "/a.png", "/a.svg.svg": "/a.svg.png", "/a.jpg": "/a.jpg", "/svg": "/svg", "": "",
	} {
		if got := path.PNG(); got != want {
			t.Errorf("%q: %q, want %q", path, got, want)
		}
	}
}

var imagePathTests = []decodeTest[types.ImagePath]{
	{`null`, "", true},
	{`""`, "", true},
	{`"/kqjL17yufvn9OVLyXYpvtyrFfak.jpg"`, "/kqjL17yufvn9OVLyXYpvtyrFfak.jpg", true},
	{`"\/kqjL17.jpg?a<b&c"`, "/kqjL17.jpg?a<b&c", true},
	{`1`, "", false},
	{`false`, "", false},
	{`[]`, "", false},
	{`{}`, "", false},
	{``, "", false},
	{`"/a`, "", false},
}

func TestImagePathJSON(t *testing.T) {
	t.Parallel()
	testDecode(t, imagePathTests, same)
}

func FuzzImagePathJSON(f *testing.F) {
	for _, tt := range imagePathTests {
		f.Add([]byte(tt.in))
	}
	f.Fuzz(func(t *testing.T, data []byte) { roundTrip(t, data, same[types.ImagePath]) })
}
