package types

import (
	"path"
	"strings"
)

// ImagePath is the path of an image below a size on TMDB's image server, such as
// "/kqjL17yufvn9OVLyXYpvtyrFfak.jpg". The empty ImagePath means that there is no image.
type ImagePath string

// String returns the path as TMDB wrote it, "" if there is no image.
func (p ImagePath) String() string { return string(p) }

// IsZero reports whether there is no image.
func (p ImagePath) IsZero() bool { return p == "" }

// Ext returns the extension of the file with its dot, such as ".jpg", or "" if it has none.
func (p ImagePath) Ext() string { return path.Ext(string(p)) }

// IsSVG reports whether the image is an SVG. TMDB has those in the size "original" only, and their
// PNG in any.
func (p ImagePath) IsSVG() bool { return strings.EqualFold(p.Ext(), ".svg") }

// PNG returns the path of the PNG that TMDB makes of an SVG, in any size, and any other path as it
// is.
func (p ImagePath) PNG() ImagePath {
	if !p.IsSVG() {
		return p
	}
	return ImagePath(strings.TrimSuffix(string(p), p.Ext()) + ".png")
}
