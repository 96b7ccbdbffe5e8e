package reference

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

// TestViewer: the viewer loads what is beside it, says whose it is, and is a click away everywhere.
func TestViewer(t *testing.T) {
	t.Parallel()
	files := load(t)
	page := parse(t, "viewer/index.html", files["viewer/index.html"])
	for _, name := range append([]string{"viewer.css", "viewer.js"}, viewerFiles...) {
		if !slices.Contains(page.loads, name) {
			t.Errorf("it does not load %s", name)
		}
	}
	for name, want := range map[string]string{
		"index.html":                       "Copyright 2020-2021 SmartBear Software Inc.", // its NOTICE
		"viewer.js":                        "validatorUrl: null",
		"swagger-ui-bundle.js":             "SwaggerUIBundle",
		"swagger-ui.css":                   ".swagger-ui{",
		"LICENSE.txt":                      "END OF TERMS AND CONDITIONS",
		"swagger-ui-bundle.js.LICENSE.txt": "MIT License",
	} {
		if !bytes.Contains(files["viewer/"+name], []byte(want)) {
			t.Errorf("viewer/%s: no %s in it", name, want)
		}
		if strings.HasSuffix(name, "LICENSE.txt") && !slices.Contains(page.links, name) {
			t.Errorf("it does not lead to %s", name)
		}
	}
	for name, link := range map[string]string{
		"index.html": "./viewer/", "reference/index.html": "../viewer/", "reference/movies/details.html": "../../viewer/",
		"guides/machines.html": "../viewer/",
	} {
		if !slices.Contains(parse(t, name, files[name]).links, link) {
			t.Errorf("%s does not lead to the viewer", name)
		}
	}
}

func TestViewerFile(t *testing.T) {
	t.Parallel()
	if _, err := viewerFile("swagger-ui-bundle.css"); err == nil || !strings.Contains(err.Error(), "swagger-ui-bundle.css") {
		t.Errorf("error %v, want one that names the file", err)
	}
}
