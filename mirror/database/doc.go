// Package database keeps a copy of TMDB in SQLite or PostgreSQL: each document as TMDB sent it, and
// beside it tables to ask, which follow from the types of package gen.
package database

//go:generate go run ../internal/migration
