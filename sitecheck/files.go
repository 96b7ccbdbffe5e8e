package main

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"path"
	"strings"
)

// below is where GitHub serves the site of a project: not at the root, so no link may begin there.
const below = "/tmdb"

// serveFiles serves files on a port of this machine and returns the URL of the start page, without
// the slash at its end.
func serveFiles(files fs.FS) (base string, stop func()) {
	server := httptest.NewServer(http.StripPrefix(below, pages(files)))
	return server.URL + below, server.Close
}

// pages serves files as GitHub does: a page without the .html of its file.
func pages(files fs.FS) http.Handler {
	plain := http.FileServerFS(files)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
		if _, err := fs.Stat(files, name+".html"); err == nil && !strings.HasSuffix(r.URL.Path, "/") {
			http.ServeFileFS(w, r, files, name+".html")
			return
		}
		plain.ServeHTTP(w, r)
	})
}
