// Package export writes the documents of a mirror to files that other programs read: as lines of JSON,
// or as tables in Parquet.
//
// A folder has one export. In it is a folder for each table, whose files are parts of the table, and
// manifest.json, which is written last and has a list of the files:
//
//	manifest.json
//	movies/part-00001.parquet
//	movies/part-00002.parquet
//	credits/part-00001.parquet
//
// Lines of JSON are the documents as TMDB sent them, one a line, in a folder for each kind of
// document: movies/part-00001.jsonl.zst. The tables in Parquet and their columns are those of the
// database, of the documents that are not gone.
package export
