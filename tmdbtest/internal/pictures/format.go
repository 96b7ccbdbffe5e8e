package pictures

import (
	"path"
	"strings"
)

// format is a format of images.
type format struct {
	mediaType string
}

var (
	jpeg = &format{"image/jpeg"}
	png  = &format{"image/png"}
	svg  = &format{"image/svg+xml"}
)

// formatOf returns the format that the name of a file tells, and false if TMDB has none such.
func formatOf(file string) (*format, bool) {
	switch strings.ToLower(path.Ext(file)) {
	case ".jpg", ".jpeg":
		return jpeg, true
	case ".png":
		return png, true
	case ".svg":
		return svg, true
	}
	return nil, false
}
