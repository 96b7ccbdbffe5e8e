// Command tmdb-server is a stand-in for TMDB, for work without a token in any language: the server
// of package tmdbtest as a program. It responds to all operations of the API from a small data set, and
// knows users who can sign in, rate and make lists.
//
//	tmdb-server                                  respond on http://127.0.0.1:8750
//	tmdb-server -tls                             the same by HTTPS
//	tmdb-server -replay responses                respond with recorded ones where one matches
//	tmdb-server -record responses                pass requests on to TMDB, with the token that they
//	                                             bring, and write the responses to files, without secrets
//
// What it prints is for a shell to take: the lines set TMDB_BASE_URL and TMDB_ACCESS_TOKEN, which
// programs read by FromEnv of package wrapper, and all others are comments.
//
// At / it serves the reference: a page for each operation, with a form that calls this server, and at
// /viewer/ the whole OpenAPI document in Swagger UI.
//
// It is as lenient as TMDB, and says on stderr what it ignores; with -strict it refuses that.
//
// It listens on loopback only, unless -public is given, and ends at an interrupt, when the requests
// under way have their responses, or 503 after a few seconds; at a second one it ends at once.
package main

import (
	"os"

	"github.com/tmdb-go/tmdb/cmd/tmdb-server/command"
	"github.com/tmdb-go/tmdb/cmd/tmdb-server/reference"
)

func main() { os.Exit(command.Main("tmdb-server", os.Args[1:], reference.Beside)) }
