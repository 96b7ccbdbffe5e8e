package main

import (
	_ "embed"
	"io"
	"net/http"
	"net/http/httptest"
)

var (
	//go:embed demo/movie.json
	demoMovie string
	//go:embed demo/search.json
	demoSearch string
)

// newDemoServer answers on loopback the two requests that the program makes.
func newDemoServer() *httptest.Server {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /3/movie/550", answer(demoMovie))
	mux.HandleFunc("GET /3/search/multi", answer(demoSearch))
	return httptest.NewServer(mux)
}

func answer(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json;charset=utf-8")
		_, _ = io.WriteString(w, body)
	}
}
