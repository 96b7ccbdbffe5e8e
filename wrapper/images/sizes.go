package images

import (
	"slices"
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/baseurl"
	"github.com/tmdb-go/tmdb/types"
)

// Size is one of [BackdropSize], [LogoSize], [PosterSize], [ProfileSize], [StillSize]. TMDB makes
// other sizes on the way out for some, so a size that is no constant here, such as
// PosterSize("w600"), may or may not be there. The empty size is the original.
type Size interface {
	// Width returns the width in pixels, 0 if the size does not tell: the original is as wide as it
	// was made, and ProfileH632 has a height.
	Width() int
	// String returns the size as it stands in an address, such as w500.
	String() string
}

const original = "original"

// BackdropSize is a size of backdrops, which lie at 16:9.
type BackdropSize string

// The sizes of backdrops, by their width in pixels.
const (
	BackdropW300     BackdropSize = "w300"
	BackdropW780     BackdropSize = "w780"
	BackdropW1280    BackdropSize = "w1280"
	BackdropOriginal BackdropSize = original
)

// LogoSize is a size of logos.
type LogoSize string

// The sizes of logos, by their width in pixels.
const (
	LogoW45      LogoSize = "w45"
	LogoW92      LogoSize = "w92"
	LogoW154     LogoSize = "w154"
	LogoW185     LogoSize = "w185"
	LogoW300     LogoSize = "w300"
	LogoW500     LogoSize = "w500"
	LogoOriginal LogoSize = original
)

// PosterSize is a size of posters, which stand at 2:3.
type PosterSize string

// The sizes of posters, by their width in pixels.
const (
	PosterW92      PosterSize = "w92"
	PosterW154     PosterSize = "w154"
	PosterW185     PosterSize = "w185"
	PosterW342     PosterSize = "w342"
	PosterW500     PosterSize = "w500"
	PosterW780     PosterSize = "w780"
	PosterOriginal PosterSize = original
)

// ProfileSize is a size of the pictures of people, which stand at 2:3.
type ProfileSize string

// The sizes of profiles, by their width in pixels; ProfileH632 is 632 pixels high.
const (
	ProfileW45      ProfileSize = "w45"
	ProfileW185     ProfileSize = "w185"
	ProfileH632     ProfileSize = "h632"
	ProfileOriginal ProfileSize = original
)

// StillSize is a size of the stills of episodes, which lie at 16:9.
type StillSize string

// The sizes of stills, by their width in pixels.
const (
	StillW92      StillSize = "w92"
	StillW185     StillSize = "w185"
	StillW300     StillSize = "w300"
	StillOriginal StillSize = original
)

var (
	backdropSizes = []BackdropSize{BackdropW300, BackdropW780, BackdropW1280, BackdropOriginal}
	logoSizes     = []LogoSize{LogoW45, LogoW92, LogoW154, LogoW185, LogoW300, LogoW500, LogoOriginal}
	posterSizes   = []PosterSize{PosterW92, PosterW154, PosterW185, PosterW342, PosterW500, PosterW780, PosterOriginal}
	profileSizes  = []ProfileSize{ProfileW45, ProfileW185, ProfileH632, ProfileOriginal}
	stillSizes    = []StillSize{StillW92, StillW185, StillW300, StillOriginal}
)

// Width returns the width in pixels, 0 for the original.
func (s BackdropSize) Width() int { return nominalWidth(string(s)) }

// Width returns the width in pixels, 0 for the original.
func (s LogoSize) Width() int { return nominalWidth(string(s)) }

// Width returns the width in pixels, 0 for the original.
func (s PosterSize) Width() int { return nominalWidth(string(s)) }

// Width returns the width in pixels, 0 for the original and for ProfileH632.
func (s ProfileSize) Width() int { return nominalWidth(string(s)) }

// Width returns the width in pixels, 0 for the original.
func (s StillSize) Width() int { return nominalWidth(string(s)) }

// String returns the size as it stands in an address.
func (s BackdropSize) String() string { return string(s) }

// String returns the size as it stands in an address.
func (s LogoSize) String() string { return string(s) }

// String returns the size as it stands in an address.
func (s PosterSize) String() string { return string(s) }

// String returns the size as it stands in an address.
func (s ProfileSize) String() string { return string(s) }

// String returns the size as it stands in an address.
func (s StillSize) String() string { return string(s) }

// BackdropAtLeast returns the smallest size of a backdrop that is width pixels wide or wider.
func BackdropAtLeast(width int) BackdropSize { return atLeast(backdropSizes, width) }

// LogoAtLeast returns the smallest size of a logo that is width pixels wide or wider.
func LogoAtLeast(width int) LogoSize { return atLeast(logoSizes, width) }

// PosterAtLeast returns the smallest size of a poster that is width pixels wide or wider.
func PosterAtLeast(width int) PosterSize { return atLeast(posterSizes, width) }

// ProfileAtLeast returns the smallest size of a profile that is width pixels wide or wider, of
// which [ProfileH632] counts as 417.
func ProfileAtLeast(width int) ProfileSize { return atLeast(profileSizes, width) }

// StillAtLeast returns the smallest size of a still that is width pixels wide or wider.
func StillAtLeast(width int) StillSize { return atLeast(stillSizes, width) }

// Sizes is where TMDB has its images and in which sizes, by its own configuration.
type Sizes struct {
	Backdrops Kind[BackdropSize]
	Logos     Kind[LogoSize]
	Posters   Kind[PosterSize]
	Profiles  Kind[ProfileSize]
	Stills    Kind[StillSize]
}

// Kind is where the images of one kind are and in which sizes.
type Kind[S Size] struct {
	base  string
	sizes []S
}

// SizesOf returns what a configuration, that of client.Configuration.Details for one, says of
// images. What it does not say is as the constants of this package are; all of it, if it is nil. To
// have the addresses on another server, such as a proxy, put that into SecureBaseURL, a URL like
// that of [BaseURL]; one that cannot be used counts as none. BaseURL counts only if SecureBaseURL is
// empty, and then as that of [InsecureBaseURL].
func SizesOf(configuration *gen.ImageConfiguration) *Sizes {
	if configuration == nil {
		configuration = &gen.ImageConfiguration{}
	}
	base := baseurl.Images.Example
	u, err := baseurl.Images.Parse(configuration.SecureBaseURL)
	if configuration.SecureBaseURL == "" {
		u, err = baseurl.Images.ParseInsecure(configuration.BaseURL)
	}
	if err == nil {
		base = u.String()
	}
	return &Sizes{
		Backdrops: kindOf(base, configuration.BackdropSizes, backdropSizes),
		Logos:     kindOf(base, configuration.LogoSizes, logoSizes),
		Posters:   kindOf(base, configuration.PosterSizes, posterSizes),
		Profiles:  kindOf(base, configuration.ProfileSizes, profileSizes),
		Stills:    kindOf(base, configuration.StillSizes, stillSizes),
	}
}

func kindOf[S interface {
	~string
	Size
}](base string, names []string, known []S) Kind[S] {
	kind := Kind[S]{base: base, sizes: known}
	if len(names) > 0 {
		kind.sizes = make([]S, len(names))
		for i, name := range names {
			kind.sizes[i] = S(name)
		}
	}
	return kind
}

// Sizes returns the sizes of this kind, the smallest first.
func (k Kind[S]) Sizes() []S { return slices.Clone(k.sizes) }

// URL returns the same as [URL], on the server of the configuration.
func (k Kind[S]) URL(path types.ImagePath, size S) string { return address(k.base, path, size) }

// SrcSet returns the same as [SrcSet], in all sizes of this kind if none is given.
func (k Kind[S]) SrcSet(path types.ImagePath, sizes ...S) string {
	if len(sizes) == 0 {
		sizes = k.sizes
	}
	return srcSet(k.base, path, sizes)
}

// AtLeast returns the smallest size of this kind that is width pixels wide or wider.
func (k Kind[S]) AtLeast(width int) S { return atLeast(k.sizes, width) }

// atLeast returns the narrowest of sizes that is wide enough, or else the original; without one,
// the widest.
func atLeast[S Size](sizes []S, width int) S {
	var best, widest S
	found, most := 0, -1
	for _, size := range sizes {
		w := widthOf(size.String())
		if w >= width && (found == 0 || w < found) {
			best, found = size, w
		}
		if w > most {
			widest, most = size, w
		}
	}
	if found == 0 {
		return widest
	}
	return best
}

// widthOf returns the width that a size has or, where its name is a height, cannot fall short of:
// only profiles have such, which stand upright at 2:3, the slimmest recorded at 0.66.
func widthOf(size string) int {
	if size == original {
		return 1 << 30 // wider than all others
	}
	if height, ok := strings.CutPrefix(size, "h"); ok {
		n, _ := strconv.Atoi(height)
		return n * 66 / 100
	}
	return nominalWidth(size)
}

// nominalWidth returns 185 for w185, 0 for a size that does not name its width.
func nominalWidth(size string) int {
	digits, ok := strings.CutPrefix(size, "w")
	n, err := strconv.Atoi(digits)
	if !ok || err != nil {
		return 0
	}
	return n
}
