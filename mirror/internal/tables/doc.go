// Package tables turns TMDB's documents into rows of tables. Which tables and columns there are
// follows from the types of package gen: a field that the spec learns is a column.
package tables
