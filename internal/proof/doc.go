// Package proof holds the generated client in gen against answers of TMDB, and the requests that it
// makes against the spec. Nothing imports it: all of it serves its tests.
//
// Answers are files, one answer each. Those in testdata/answers are written by hand and always
// read; recorded ones are read from ../shared/recorded, beside the module, if that folder exists, and
// from the folders in the environment variable TMDB_RECORDED, a list like PATH:
//
//	TMDB_RECORDED=/some/answers:/more/answers go test ./internal/proof
package proof
