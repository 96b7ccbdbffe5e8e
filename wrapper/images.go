package wrapper

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/baseurl"
	"github.com/tmdb-go/tmdb/types"
)

// ImageURL returns the address of an image on TMDB's image server, "" if there is no image or path
// is not the path of one. TMDB has an SVG in its original form only, so the address of an SVG is that
// one whatever the size.
func ImageURL(path types.ImagePath, size ImageSize) string {
	return imageURL(defaultImageBaseURL, path, size)
}

// ImageURL returns the same as the function ImageURL, on the server of [WithImageBaseURL].
func (c *Client) ImageURL(path types.ImagePath, size ImageSize) string {
	return imageURL(c.images.baseURL(), path, size)
}

// SrcSet returns the srcset of an HTML img with the image in each of the sizes, such as
// "https://…/w185/a.jpg 185w, https://…/w342/a.jpg 342w". Sizes without a width, as original has none,
// are left out; for an SVG it is the one address. It is "" if there is no image.
func SrcSet[S ImageSize](path types.ImagePath, sizes ...S) string {
	return srcSet(defaultImageBaseURL, path, sizes)
}

// BackdropAtLeast returns the smallest size of a backdrop that is width pixels wide or wider.
func BackdropAtLeast(width int) BackdropSize { return atLeast(backdropSizes, width) }

// LogoAtLeast returns the smallest size of a logo that is width pixels wide or wider.
func LogoAtLeast(width int) LogoSize { return atLeast(logoSizes, width) }

// PosterAtLeast returns the smallest size of a poster that is width pixels wide or wider.
func PosterAtLeast(width int) PosterSize { return atLeast(posterSizes, width) }

// ProfileAtLeast returns the smallest size of a profile that is width pixels wide or wider, of which
// [ProfileH632] counts as 417.
func ProfileAtLeast(width int) ProfileSize { return atLeast(profileSizes, width) }

// StillAtLeast returns the smallest size of a still that is width pixels wide or wider.
func StillAtLeast(width int) StillSize { return atLeast(stillSizes, width) }

// ImageSizes is where TMDB has its images and in which sizes, by its own configuration.
type ImageSizes struct {
	Backdrops ImageKind[BackdropSize]
	Logos     ImageKind[LogoSize]
	Posters   ImageKind[PosterSize]
	Profiles  ImageKind[ProfileSize]
	Stills    ImageKind[StillSize]
}

// ImageKind is where the images of one kind are and in which sizes.
type ImageKind[S ImageSize] struct {
	base  string
	sizes []S
}

// NewImageSizes returns what a configuration says of images. What it does not say is as the constants
// of this package are; all of it, if it is nil.
func NewImageSizes(configuration *gen.ImageConfiguration) *ImageSizes {
	if configuration == nil {
		configuration = &gen.ImageConfiguration{}
	}
	base := defaultImageBaseURL
	if _, err := baseurl.Parse(configuration.SecureBaseURL, defaultImageBaseURL); err == nil {
		base = configuration.SecureBaseURL
	}
	return newImageSizes(configuration, base)
}

func newImageSizes(configuration *gen.ImageConfiguration, base string) *ImageSizes {
	return &ImageSizes{
		Backdrops: imageKind(base, configuration.BackdropSizes, backdropSizes),
		Logos:     imageKind(base, configuration.LogoSizes, logoSizes),
		Posters:   imageKind(base, configuration.PosterSizes, posterSizes),
		Profiles:  imageKind(base, configuration.ProfileSizes, profileSizes),
		Stills:    imageKind(base, configuration.StillSizes, stillSizes),
	}
}

func imageKind[S interface {
	~string
	ImageSize
}](base string, names []string, known []S) ImageKind[S] {
	kind := ImageKind[S]{base: base, sizes: known}
	if len(names) > 0 {
		kind.sizes = make([]S, len(names))
		for i, name := range names {
			kind.sizes[i] = S(name)
		}
	}
	return kind
}

// ImageSizes returns the sizes of images by TMDB's configuration, and the addresses by
// [WithImageBaseURL] or else by the configuration. They hardly ever change: ask once, not for each image.
//
// TMDB: GET /3/configuration
//
// Errors are *[Error]: [ErrUnauthorized], [ErrRateLimited], [ErrUnavailable].
func (c *Client) ImageSizes(ctx context.Context, reqEditors ...gen.RequestEditorFn) (*ImageSizes, error) {
	configuration, err := c.Configuration.Details(ctx, reqEditors...)
	if err != nil {
		return nil, err
	}
	if c.images.base != "" {
		return newImageSizes(&configuration.Images, c.images.base), nil
	}
	return NewImageSizes(&configuration.Images), nil
}

// Sizes returns the sizes of this kind, the smallest first.
func (k ImageKind[S]) Sizes() []S { return slices.Clone(k.sizes) }

// URL returns the same as [ImageURL], on the server of the configuration.
func (k ImageKind[S]) URL(path types.ImagePath, size S) string { return imageURL(k.base, path, size) }

// SrcSet returns the same as [SrcSet], in all sizes of this kind if none is given.
func (k ImageKind[S]) SrcSet(path types.ImagePath, sizes ...S) string {
	if len(sizes) == 0 {
		sizes = k.sizes
	}
	return srcSet(k.base, path, sizes)
}

// AtLeast returns the smallest size of this kind that is width pixels wide or wider.
func (k ImageKind[S]) AtLeast(width int) S { return atLeast(k.sizes, width) }

func imageURL(base string, path types.ImagePath, size ImageSize) string {
	name := sizeName(path, size)
	if checkImagePath(path) != nil || checkImageSize(name) != nil {
		return ""
	}
	if base == "" { // of the zero ImageKind
		base = defaultImageBaseURL
	}
	return strings.TrimRight(base, "/") + "/" + name + string(path)
}

// sizeName returns the size that an image is served in.
func sizeName(path types.ImagePath, size ImageSize) string {
	if path.IsSVG() || size == nil || size.String() == "" {
		return original
	}
	return size.String()
}

func srcSet[S ImageSize](base string, path types.ImagePath, sizes []S) string {
	if path.IsSVG() {
		return imageURL(base, path, nil)
	}
	var candidates []string
	for _, size := range sizes {
		if address := imageURL(base, path, size); address != "" && size.Width() > 0 {
			candidates = append(candidates, address+" "+strconv.Itoa(size.Width())+"w")
		}
	}
	return strings.Join(candidates, ", ")
}

// atLeast returns the narrowest of sizes that is wide enough, or else the original; without one, the
// widest.
func atLeast[S ImageSize](sizes []S, width int) S {
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

var (
	imagePath = regexp.MustCompile(`^(/[0-9A-Za-z_-][0-9A-Za-z._-]*)+$`)
	sizeText  = regexp.MustCompile(`^[0-9A-Za-z_]+$`)
)

// checkImagePath says what is wrong with a path. A gravatar's address, which TMDB writes behind a
// slash where an avatar's path is to stand, is none either.
func checkImagePath(path types.ImagePath) error {
	switch {
	case path == "":
		return fmt.Errorf("path is empty: there is no image")
	case !imagePath.MatchString(string(path)):
		return fmt.Errorf("path is %.80q: want the path of an image as TMDB sends it, such as /kqjL17yufvn9OVLyXYpvtyrFfak.jpg", string(path))
	}
	return nil
}

func checkImageSize(name string) error {
	if !sizeText.MatchString(name) {
		return fmt.Errorf("size is %.80q: want one such as w500 or original", name)
	}
	return nil
}
