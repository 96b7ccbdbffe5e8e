// Package dataset holds what the stand-in knows: responses of TMDB, each in a file as it was recorded or
// written in the same form, and the users with their lists.
//
// The details of a movie, with all that was appended to them, are the movie. A response to a request for
// a piece alone adds to that. What lists need beside it, such as who worked on what, is found in them.
package dataset
