package images

import (
	"slices"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
)

func TestURL(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		path types.ImagePath
		size Size
		want string
	}{
		{"/a.jpg", PosterW342, "https://image.tmdb.org/t/p/w342/a.jpg"},
		{"/a.jpg", BackdropW1280, "https://image.tmdb.org/t/p/w1280/a.jpg"},
		{"/a.png", LogoW92, "https://image.tmdb.org/t/p/w92/a.png"},
		{"/a.jpg", ProfileH632, "https://image.tmdb.org/t/p/h632/a.jpg"},
		{"/a.jpg", StillOriginal, "https://image.tmdb.org/t/p/original/a.jpg"},
		{"/a.jpg", PosterSize("w600_and_h900_bestv2"), "https://image.tmdb.org/t/p/w600_and_h900_bestv2/a.jpg"},
		{"/a.jpg", PosterSize(""), "https://image.tmdb.org/t/p/original/a.jpg"},
		{"/a.jpg", nil, "https://image.tmdb.org/t/p/original/a.jpg"},
		{"/a.svg", LogoW45, "https://image.tmdb.org/t/p/w45/a.png"},
		{"/a.SVG", LogoW500, "https://image.tmdb.org/t/p/w500/a.png"},
		{"/a.svg", LogoAtLeast(100), "https://image.tmdb.org/t/p/w154/a.png"},
		{"/a.svg", LogoAtLeast(501), "https://image.tmdb.org/t/p/original/a.svg"},
		{"/a.svg", PosterSize("w600_and_h900_bestv2"), "https://image.tmdb.org/t/p/w600_and_h900_bestv2/a.png"},
		{"/a.svg", LogoOriginal, "https://image.tmdb.org/t/p/original/a.svg"},
		{"/a.svg", LogoSize(""), "https://image.tmdb.org/t/p/original/a.svg"},
		{"/a.svg", nil, "https://image.tmdb.org/t/p/original/a.svg"},
		{types.ImagePath("/a.svg").PNG(), LogoOriginal, "https://image.tmdb.org/t/p/original/a.png"},
		{"/a-b_c.d/e.jpg", PosterW92, "https://image.tmdb.org/t/p/w92/a-b_c.d/e.jpg"},
		{"", PosterW92, ""},
		{"/", PosterW92, ""},
		{"a.jpg", PosterW92, ""},
		{"/../a.jpg", PosterW92, ""},
		{"/a/./b.jpg", PosterW92, ""},
		{"/a.jpg?x", PosterW92, ""},
		{"/a.jpg#x", PosterW92, ""},
		{"/%2e%2e/a.jpg", PosterW92, ""},
		{`/a\b.jpg`, PosterW92, ""},
		{"/a b.jpg", PosterW92, ""},
		{"/a.jpg\n", PosterW92, ""},
		{"/https://www.gravatar.com/avatar/46a1.jpg", PosterW92, ""},
		{"/a.jpg", PosterSize("../x"), ""},
		{"/a.jpg", PosterSize("w92/x"), ""},
	} {
		if got := URL(test.path, test.size); got != test.want {
			t.Errorf("%q in %v: got %q, want %q", test.path, test.size, got, test.want)
		}
	}
}

// TestURLOnAnotherServer: a proxy is put into the configuration.
func TestURLOnAnotherServer(t *testing.T) {
	t.Parallel()
	for base, want := range map[string]string{
		"":                            "https://image.tmdb.org/t/p/w92/a.jpg",
		"https://images.example":      "https://images.example/t/p/w92/a.jpg",
		"https://images.example/own":  "https://images.example/own/w92/a.jpg",
		"https://images.example/t/p/": "https://images.example/t/p/w92/a.jpg",
	} {
		sizes := SizesOf(&gen.ImageConfiguration{SecureBaseURL: base})
		if got := sizes.Posters.URL("/a.jpg", PosterW92); got != want {
			t.Errorf("base %q: got %q, want %q", base, got, want)
		}
		if got, want := sizes.Logos.URL("/a.svg", LogoW92), strings.Replace(want, ".jpg", ".png", 1); got != want {
			t.Errorf("base %q: got %q, want %q", base, got, want)
		}
	}
}

// TestURLOnTheLocalNetwork: an address without TLS stands where TMDB has its own, and no secure one beside it.
func TestURLOnTheLocalNetwork(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ base, secure, want string }{
		{"http://tmdb-proxy:3000", "", "http://tmdb-proxy:3000/t/p/w92/a.jpg"},
		{"http://image.tmdb.org/t/p/", "https://images.example/t/p/", "https://images.example/t/p/w92/a.jpg"},
		{"http://image.tmdb.org/t/p/", "nonsense", "https://image.tmdb.org/t/p/w92/a.jpg"},
		{"nonsense", "", "https://image.tmdb.org/t/p/w92/a.jpg"},
	} {
		sizes := SizesOf(&gen.ImageConfiguration{BaseURL: test.base, SecureBaseURL: test.secure})
		if got := sizes.Posters.URL("/a.jpg", PosterW92); got != test.want {
			t.Errorf("%q and %q: got %q, want %q", test.base, test.secure, got, test.want)
		}
	}
}

func TestAtLeast(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		got  Size
		want string
	}{
		{BackdropAtLeast(-1), "w300"},
		{BackdropAtLeast(0), "w300"},
		{BackdropAtLeast(300), "w300"},
		{BackdropAtLeast(301), "w780"},
		{BackdropAtLeast(1281), "original"},
		{LogoAtLeast(100), "w154"},
		{PosterAtLeast(342), "w342"},
		{PosterAtLeast(343), "w500"},
		{PosterAtLeast(1 << 40), "original"},
		{ProfileAtLeast(45), "w45"},
		{ProfileAtLeast(186), "h632"}, // 632 high is 417 wide or more
		{ProfileAtLeast(417), "h632"},
		{ProfileAtLeast(418), "original"},
		{StillAtLeast(200), "w300"},
		{Kind[PosterSize]{sizes: []PosterSize{"w780", "w92", "w342"}}.AtLeast(300), "w342"},
		{Kind[PosterSize]{sizes: []PosterSize{"w780", "w92", "w342"}}.AtLeast(1000), "w780"},
		{Kind[PosterSize]{sizes: []PosterSize{"odd", "w92"}}.AtLeast(0), "w92"},
		{Kind[PosterSize]{}.AtLeast(300), ""},
	} {
		if test.got.String() != test.want {
			t.Errorf("got %v, want %v", test.got, test.want)
		}
	}
}

func TestWidth(t *testing.T) {
	t.Parallel()
	for size, want := range map[Size]int{
		BackdropW300: 300, LogoW45: 45, PosterW780: 780, ProfileW185: 185, StillW92: 92,
		ProfileH632: 0, PosterOriginal: 0, PosterSize(""): 0, PosterSize("w600_and_h900_bestv2"): 0, PosterSize("500"): 0,
	} {
		if got := size.Width(); got != want {
			t.Errorf("%v: got %d, want %d", size, got, want)
		}
	}
}

func TestSrcSet(t *testing.T) {
	t.Parallel()
	const base = "https://image.tmdb.org/t/p/"
	for name, test := range map[string]struct{ got, want string }{
		"two":              {SrcSet("/a.jpg", PosterW185, PosterW342), base + "w185/a.jpg 185w, " + base + "w342/a.jpg 342w"},
		"without a width":  {SrcSet("/a.jpg", ProfileW45, ProfileH632, ProfileOriginal), base + "w45/a.jpg 45w"},
		"SVG":              {SrcSet("/a.svg", LogoW45, LogoW92, LogoOriginal), base + "w45/a.png 45w, " + base + "w92/a.png 92w"},
		"no image":         {SrcSet("", PosterW185), ""},
		"no sizes":         {SrcSet[PosterSize]("/a.jpg"), ""},
		"only original":    {SrcSet("/a.jpg", PosterOriginal), ""},
		"of a kind":        {SizesOf(nil).Profiles.SrcSet("/a.jpg"), base + "w45/a.jpg 45w, " + base + "w185/a.jpg 185w"},
		"of a kind, given": {SizesOf(nil).Stills.SrcSet("/a.jpg", StillW92), base + "w92/a.jpg 92w"},
	} {
		if test.got != test.want {
			t.Errorf("%s: got %q, want %q", name, test.got, test.want)
		}
	}
}

func TestSizesOf(t *testing.T) {
	t.Parallel()
	sizes := SizesOf(&gen.ImageConfiguration{
		BaseURL: "http://cdn.example/t/p/", SecureBaseURL: "https://cdn.example/t/p/",
		PosterSizes: []string{"w100", "w200", "original"}, ProfileSizes: []string{"h100", "w300"},
	})
	if got, want := sizes.Posters.URL("/a.jpg", sizes.Posters.AtLeast(101)), "https://cdn.example/t/p/w200/a.jpg"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := sizes.Posters.Sizes(), []PosterSize{"w100", "w200", "original"}; !slices.Equal(got, want) {
		t.Errorf("posters have the sizes %v, want %v", got, want)
	}
	if got := sizes.Profiles.AtLeast(60); got != "h100" {
		t.Errorf("profiles: got %v", got)
	}
	if got := sizes.Backdrops.Sizes(); !slices.Equal(got, backdropSizes) {
		t.Errorf("backdrops, of which nothing is said, have the sizes %v", got)
	}
	sizes.Posters.Sizes()[0] = "changed"
	sizes.Backdrops.Sizes()[0] = "changed"
	if slices.Contains(sizes.Posters.Sizes(), "changed") || slices.Contains(backdropSizes, "changed") {
		t.Error("Sizes gives the list itself")
	}
}

func TestSizesOfWithoutGoodBase(t *testing.T) {
	t.Parallel()
	for _, base := range []string{"", "http://cdn.example/", "//cdn.example/", "nonsense"} {
		sizes := SizesOf(&gen.ImageConfiguration{SecureBaseURL: base})
		if got := sizes.Logos.URL("/a.png", LogoW45); got != "https://image.tmdb.org/t/p/w45/a.png" {
			t.Errorf("base %q: got %q", base, got)
		}
	}
	if got := (Kind[LogoSize]{}).URL("/a.png", LogoW45); !strings.HasPrefix(got, "https://image.tmdb.org/t/p/w45/") {
		t.Errorf("the zero value: got %q", got)
	}
}
