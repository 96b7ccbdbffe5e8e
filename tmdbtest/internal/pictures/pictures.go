// Package pictures serves what stands in for TMDB's images: pictures that are made when they are
// asked for, of the size and format that TMDB's would have, with what they are of written on them.
package pictures

import (
	"bytes"
	"net/http"
	"strings"
	"time"
)

// Kind is a kind of image, as TMDB's configuration tells them apart.
type Kind string

// The kinds of images.
const (
	Backdrop Kind = "backdrop"
	Logo     Kind = "logo"
	Poster   Kind = "poster"
	Profile  Kind = "profile"
	Still    Kind = "still"
)

// Picture is an image that TMDB would have.
type Picture struct {
	Kind          Kind
	Title         string // of what it is of, in any language
	Width, Height int    // of the original in pixels; 0 stands for what is usual of its kind
}

// Lookup returns the image that has a path, such as "/kqjL17yufvn9OVLyXYpvtyrFfak.jpg", and false if
// none has.
type Lookup func(path string) (Picture, bool)

// Prefix is what the paths of all images begin with.
const Prefix = "/t/p/"

// maxAge has a picture kept for a year: another one has another path.
const maxAge = "public, max-age=31536000"

// notFound is the body of a response for an image or a size that is not there.
const notFound = "<h1>File not Found</h1>"

// New returns a handler of GET and HEAD /t/p/{size}{path}. An SVG is there in the size original
// only, and as PNG in any. Anything that is not there is 404, as HTML. It may be used by several
// goroutines, and so must lookup.
func New(lookup Lookup) http.Handler {
	return &handler{lookup: lookup, studio: newStudio()}
}

type handler struct {
	lookup Lookup
	studio *studio
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Access-Control-Allow-Origin", "*")
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		header.Set("Allow", "GET, HEAD")
		http.Error(w, "want GET or HEAD", http.StatusMethodNotAllowed)
		return
	}
	o, ok := h.find(r.URL.Path)
	if !ok {
		header.Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		_, _ = w.Write([]byte(notFound))
		return
	}
	made, err := h.studio.make(r.Context(), o)
	if err != nil {
		http.Error(w, "the picture could not be made", http.StatusServiceUnavailable)
		return
	}
	header.Set("Content-Type", o.format.mediaType)
	header.Set("Cache-Control", maxAge)
	header.Set("ETag", made.etag)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(made.data))
}

// find returns what is to be made for a request of a path.
func (h *handler) find(path string) (order, bool) {
	size, file, ok := split(path)
	if !ok {
		return order{}, false
	}
	picture, found := h.lookup(file)
	if stem, isPNG := strings.CutSuffix(file, ".png"); !found && isPNG {
		file = stem + ".svg"
		picture, found = h.lookup(file)
		return order{file, size, png, picture}, found
	}
	format, known := formatOf(file)
	if format == svg && !size.original {
		return order{}, false
	}
	return order{file, size, format, picture}, found && known
}
