package reference

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/tmdb-go/tmdb/api"
)

// TestViewer: the viewer loads nothing but its own files, and says which are missing.
func TestViewer(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{}
	for _, name := range viewerFiles {
		if _, err := New(api.Spec, Config{Viewer: files}); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("error %v, want one that names %s", err, name)
		}
		files[name] = &fstest.MapFile{Data: []byte("of " + name)}
	}
	site, err := New(api.Spec, Config{Viewer: files})
	if err != nil {
		t.Fatal(err)
	}
	page, err := site.File("viewer/index.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range parse(t, "viewer/index.html", page).loads {
		if _, ok := site.resolve("viewer/" + address); !ok && !strings.HasPrefix(address, "../assets/") {
			t.Errorf("it loads %s, which is not there", address)
		}
	}
	if start, err := site.File("index.html"); err != nil || !strings.Contains(string(start), `href="./viewer/"`) {
		t.Errorf("the start page does not lead to the viewer (%v)", err)
	}
}
