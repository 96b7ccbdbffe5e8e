package reference

import (
	"compress/gzip"
	"io"
	"sync"

	"github.com/swaggest/swgui/v5/static"
)

// viewerFiles are the files of Swagger UI that the viewer is made of. Its module has them compressed.
var viewerFiles = []string{"swagger-ui-bundle.js", "swagger-ui.css"}

// listViewer adds a page on which Swagger UI shows the whole document. What the page needs is beside
// it, with the licences, where the files of Swagger UI say that they are.
func (s *Site) listViewer() error {
	const folder = "assets/viewer"
	entries, err := assets.ReadDir(folder)
	if err != nil {
		return err
	}
	for _, e := range entries {
		s.files["viewer/"+e.Name()] = func() ([]byte, error) { return assets.ReadFile(folder + "/" + e.Name()) }
	}
	for _, name := range viewerFiles {
		s.files["viewer/"+name] = sync.OnceValues(func() ([]byte, error) { return viewerFile(name) })
	}
	s.files["viewer/index.html"] = func() ([]byte, error) {
		return s.render("viewer", page{Title: "The whole document", Text: "The OpenAPI document in Swagger UI.", Root: "../"})
	}
	return nil
}

// viewerFile returns a file of Swagger UI as it was published.
func viewerFile(name string) ([]byte, error) {
	f, err := static.FS.Open(name + ".gz")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}
