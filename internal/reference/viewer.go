package reference

import "io/fs"

// viewerFiles are the files of swagger-ui-dist that the viewer is made of, with the licences. They
// are no part of the project, for they are twenty times as large as the rest of the site's assets.
var viewerFiles = []string{"swagger-ui-bundle.js", "swagger-ui.css", "LICENSE", "NOTICE", "swagger-ui-bundle.js.LICENSE.txt"}

// checkViewer returns an error if a file of the viewer is missing; nil is no viewer.
func checkViewer(files fs.FS) error {
	if files == nil {
		return nil
	}
	for _, name := range viewerFiles {
		if _, err := fs.Stat(files, name); err != nil {
			return err
		}
	}
	return nil
}

// listViewer adds a page on which Swagger UI shows the whole document.
func (s *Site) listViewer() {
	if s.config.Viewer == nil {
		return
	}
	for _, name := range viewerFiles {
		s.files["viewer/"+name] = func() ([]byte, error) { return fs.ReadFile(s.config.Viewer, name) }
	}
	s.files["viewer/index.html"] = func() ([]byte, error) {
		return s.render("viewer", page{Title: "The whole document", Text: "The OpenAPI document in Swagger UI.", Root: "../"})
	}
}
