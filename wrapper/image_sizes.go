package wrapper

// ImageSize is one of [BackdropSize], [LogoSize], [PosterSize], [ProfileSize], [StillSize]. TMDB makes
// other sizes on the way out for some, so a size that is no constant here, such as PosterSize("w600"),
// may or may not be there. The empty size is the original.
type ImageSize interface {
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
