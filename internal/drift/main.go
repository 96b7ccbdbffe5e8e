// Drift tells where TMDB's own OpenAPI file and the bundle of the project say different things, and
// what recorded responses have that the bundle does not know:
//
//	go run ./internal/drift -recorded DIR tmdb-api.json
//	go run ./internal/drift -recorded DIR
//
// With TMDB's file, which is no part of the project, it compares the two; the responses are the
// evidence. Without, it looks through the responses. It ends with status 1 for what nothing in
// internal/drift/compare/known.yaml explains, and, after a comparison with evidence, for a reason
// there that explains nothing any more.
//
// With -write it writes the result of a comparison to internal/drift/compare/drift.gen.json, and how
// often the responses have each field to internal/reference/often.gen.json, from which the site is
// made; what is unknown, the tests tell. go generate does so where ../shared has the file and the
// responses, and leaves the results as they are where it has not.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/tmdb-go/tmdb/api"
	"github.com/tmdb-go/tmdb/internal/drift/compare"
	"github.com/tmdb-go/tmdb/internal/recorded"
	"github.com/tmdb-go/tmdb/internal/reference"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "drift:", err)
		}
		os.Exit(1)
	}
}

const (
	resultFile      = "internal/drift/compare/drift.gen.json"
	countsFile      = "internal/reference/often.gen.json"
	officialBeside  = "../shared/official/tmdb-api.json"
	responsesBeside = "../shared/recorded"
)

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("drift", flag.ContinueOnError)
	folder := flags.String("recorded", "", "`folder` of recorded responses")
	asJSON := flags.Bool("json", false, "write JSON")
	markdown := flags.String("markdown", "", "write Markdown to a `file`")
	write := flags.Bool("write", false, "write the result to "+resultFile+" and "+countsFile)
	beside := flags.Bool("beside", false, "take TMDB's file and the responses from ../shared, and do nothing without them")
	if err := flags.Parse(args); err != nil {
		return err
	}
	official := flags.Arg(0)
	if *beside {
		if !exists(officialBeside) || !exists(responsesBeside) {
			return nil
		}
		official, *folder = officialBeside, responsesBeside
	}
	if flags.NArg() > 1 || official == "" && *folder == "" || *write && (official == "" || *folder == "") {
		return errors.New("want TMDB's OpenAPI file, a folder with -recorded, or both, which -write needs")
	}
	var responses []recorded.Response
	if *folder != "" {
		var err error
		if responses, err = recorded.Read(*folder); err != nil {
			return err
		}
	}
	r, err := report(official, responses)
	if err != nil {
		return err
	}
	if *markdown != "" {
		if err := os.WriteFile(*markdown, []byte(r.Markdown()), 0o644); err != nil {
			return err
		}
	}
	if *write {
		counts, err := fieldCounts(responses)
		if err != nil {
			return err
		}
		return errors.Join(os.WriteFile(resultFile, r.JSON(), 0o644), os.WriteFile(countsFile, counts, 0o644))
	}
	text := []byte(r.Text())
	if *asJSON {
		text = r.JSON()
	}
	if _, err := out.Write(text); err != nil {
		return err
	}
	return verdict(r, official != "" && *folder != "")
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// fieldCounts returns how often recorded responses have the fields that the site shows.
func fieldCounts(responses []recorded.Response) ([]byte, error) {
	site, err := reference.New(api.Spec, reference.Config{})
	if err != nil {
		return nil, err
	}
	return site.CountFields(responses)
}

func report(official string, responses []recorded.Response) (*compare.Report, error) {
	if official == "" {
		return compare.Unknown(api.Spec, responses)
	}
	data, err := os.ReadFile(official)
	if err != nil {
		return nil, err
	}
	return compare.Compare(data, api.Spec, responses)
}

// verdict returns an error for what is unknown, and for what is stale if that can be told.
func verdict(r *compare.Report, complete bool) error {
	var errs []error
	for _, op := range r.Unknown() {
		for _, d := range op.Differences {
			line, err := json.Marshal(d)
			if err != nil {
				return err
			}
			errs = append(errs, fmt.Errorf("unknown: %s %s %s", op.Method, op.Path, line))
		}
	}
	if complete {
		for _, name := range r.Stale() {
			errs = append(errs, fmt.Errorf("stale: %s explains nothing any more: take it out of known.yaml", name))
		}
	}
	return errors.Join(errs...)
}
