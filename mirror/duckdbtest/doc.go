// Package duckdbtest reads exports of a mirror with DuckDB. It has tests only, which need cgo, and is a
// module of its own, so that nobody who uses the mirror inherits DuckDB.
package duckdbtest
