package images

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/internal/baseurl"
	"github.com/tmdb-go/tmdb/types"
)

// URL returns the address of an image on TMDB's image server, "" if there is no image or path is
// not the path of one. Of an SVG, as many logos are, a size is the PNG that TMDB makes of it, and the
// original the SVG itself; that of path.PNG() is a PNG, too. For another server, see [SizesOf].
func URL(path types.ImagePath, size Size) string { return address(baseurl.Images.Example, path, size) }

// SrcSet returns the srcset of an HTML img with the image in each of the sizes, such as
// "https://…/w185/a.jpg 185w, https://…/w342/a.jpg 342w". Sizes without a width, as original has
// none, are left out. It is "" if there is no image.
func SrcSet[S Size](path types.ImagePath, sizes ...S) string {
	return srcSet(baseurl.Images.Example, path, sizes)
}

func address(base string, path types.ImagePath, size Size) string {
	place, err := placeOf(path, size)
	if err != nil {
		return ""
	}
	if base == "" { // of the zero Kind
		base = baseurl.Images.Example
	}
	return strings.TrimRight(base, "/") + place
}

func srcSet[S Size](base string, path types.ImagePath, sizes []S) string {
	var candidates []string
	for _, size := range sizes {
		if url := address(base, path, size); url != "" && size.Width() > 0 {
			candidates = append(candidates, url+" "+strconv.Itoa(size.Width())+"w")
		}
	}
	return strings.Join(candidates, ", ")
}

var (
	imagePath = regexp.MustCompile(`^(/[0-9A-Za-z_-][0-9A-Za-z._-]*)+$`)
	sizeText  = regexp.MustCompile(`^[0-9A-Za-z_]+$`)
)

// placeOf returns what follows the base in the address of an image, or what is wrong with its path
// or size. A gravatar's address, which TMDB writes behind a slash where an avatar's path is to
// stand, is no path.
func placeOf(path types.ImagePath, size Size) (string, error) {
	name := original
	if size != nil && size.String() != "" {
		name = size.String()
	}
	if name != original {
		path = path.PNG() // there is no SVG of a size
	}
	switch {
	case path == "":
		return "", errors.New("path is empty: there is no image")
	case !imagePath.MatchString(string(path)):
		return "", fmt.Errorf("path is %.80q: want the path of an image as TMDB sends it, such as /kqjL17yufvn9OVLyXYpvtyrFfak.jpg", string(path))
	case !sizeText.MatchString(name):
		return "", fmt.Errorf("size is %.80q: want one such as w500 or original", name)
	}
	return "/" + name + string(path), nil
}
