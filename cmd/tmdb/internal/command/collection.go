package command

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
)

func newCollection(a *app.App) *cobra.Command {
	var have string
	cmd := &cobra.Command{
		Use:     "collection title…",
		Short:   "List the movies of a collection, or those that are missing of it",
		GroupID: groupTitles,
		Long: `collection lists the movies of a collection in the order of their release. It is given by its name, as
collection/2344, or by one of its movies as movie/603.

--missing FILE leaves out what the file has: a line for each movie, which is an id of TMDB (603 or movie/603), an
id of IMDb or a title, with its year or without: "The Matrix (1999)". - is the standard input.`,
		Example: `  tmdb collection the matrix
  tmdb collection movie/603 --missing have.txt`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := about(a, cmd, args, gen.MediaTypeCollection, gen.MediaTypeMovie)
			if err != nil {
				return err
			}
			if s.Kind == gen.MediaTypeMovie {
				movie, err := s.client.Movies.Details(cmd.Context(), s.ID, nil)
				if err != nil {
					return err
				}
				if movie.BelongsToCollection == nil {
					return app.NotFoundf("%s (%s) belongs to no collection", movie.Title, s.Ref)
				}
				s.Ref = title.RefTo(gen.MediaTypeCollection, movie.BelongsToCollection.ID)
				s.Others = nil
			}
			if !cmd.Flags().Changed("missing") {
				return s.done(s.showCollection())
			}
			lines, err := readLines(cmd, have)
			if err != nil {
				return err
			}
			return s.done(s.listMissing(lines))
		},
	}
	cmd.Flags().StringVar(&have, "missing", "", "list what this `file` has not; - for the standard input")
	return cmd
}

func (s *subject) showCollection() error {
	collection, err := s.client.Collections.Details(s.cmd.Context(), s.ID, nil)
	if err != nil {
		return err
	}
	return output.One(s.p, collection, func(o *output.Sheet) {
		o.Heading(collection.Name, fmt.Sprintf("%d movies", len(collection.Parts)))
		o.Text("overview", collection.Overview)
		o.Section("")
		grid := output.Grid{Name: "part", Columns: []output.GridColumn{{Style: output.Bold}, {}, {Style: output.Star}, {Style: output.Dim}}}
		for _, part := range title.Parts(collection) {
			row := title.RowOf(part.Movie())
			grid.Rows = append(grid.Rows, []string{row.Title, title.Year(row.Date), title.Stars(row.VoteAverage, row.VoteCount), row.Ref})
		}
		o.Grid(grid)
	})
}

// listMissing lists the movies of a collection that no line is about.
func (s *subject) listMissing(lines []string) error {
	collection, err := s.client.Collections.Details(s.cmd.Context(), s.ID, nil)
	if err != nil {
		return err
	}
	had, ofIMDb, titles := map[int]bool{}, map[string]bool{}, map[string]bool{}
	for _, line := range lines {
		if isNumber(line) {
			ref, _ := title.Parse("movie/" + line)
			had[ref.ID] = true
		}
		switch ref, isRef := title.Parse(line); {
		case isRef && ref.External != "":
			ofIMDb[ref.External] = true
		case isRef && ref.Kind == gen.MediaTypeMovie:
			had[ref.ID] = true
		}
		titles[strings.ToLower(line)] = true // of which some are a number
	}
	rows := func(yield func(title.Row, error) bool) {
		for _, part := range title.Parts(collection) {
			row := title.RowOf(part.Movie())
			if had[row.ID] || hasTitle(titles, row) {
				continue
			}
			if len(ofIMDb) > 0 { // a movie of the collection costs a request, rather than each line of the file
				movie, err := s.client.Movies.Details(s.cmd.Context(), row.ID, nil)
				if err != nil {
					yield(row, err)
					return
				}
				if ofIMDb[movie.IMDBID] {
					continue
				}
			}
			if !yield(row, nil) {
				return
			}
		}
	}
	return output.List(s.p, rows, title.Columns()...)
}

// hasTitle reports whether a movie is among the titles, in the requested language or its own, with its
// year or without.
func hasTitle(titles map[string]bool, row title.Row) bool {
	for _, name := range []string{row.Title, row.OriginalTitle} {
		name = strings.ToLower(name)
		year := title.Year(row.Date)
		if name != "" && (titles[name] || titles[name+" ("+year+")"] || titles[name+" "+year]) {
			return true
		}
	}
	return false
}

func isNumber(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}

// readLines returns the lines of a file that have something. There are no comments, for titles and files are
// called "#Alive", too.
func readLines(cmd *cobra.Command, path string) ([]string, error) {
	in, err := open(cmd, path)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	var lines []string
	scanner := bufio.NewScanner(in)
	for scanner.Scan() {
		line := strings.TrimSpace(strings.TrimPrefix(scanner.Text(), "\ufeff"))
		if line != "" {
			lines = append(lines, line)
		}
	}
	if err := scanner.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return lines, nil
}
