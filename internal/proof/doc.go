// Package proof holds the generated client in gen against recorded responses of TMDB, and the
// requests that it makes against the spec. Nothing imports it: all of it serves its tests.
//
// Recordings are files, one response each. Those in testdata/responses are written by hand and
// always read; recorded ones are read from ../shared/recorded, beside the module, if that folder
// exists, and from the folders in the environment variable TMDB_RECORDED, a list like PATH:
//
//	TMDB_RECORDED=/some/recordings:/more/recordings go test ./internal/proof
package proof
