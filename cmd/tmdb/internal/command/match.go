package command

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	"github.com/tmdb-go/tmdb/match"
	"github.com/tmdb-go/tmdb/wrapper/batch"
)

// filesAtOnce is how many files are matched at a time. The rate of the client keeps all of them in check.
const filesAtOnce = 8

// videos are the extensions of the files that are looked for in a folder.
var videos = strings.Fields(".mkv .mp4 .avi .m4v .mov .wmv .ts .m2ts .webm .mpg .mpeg .flv .ogm .iso .strm")

func newMatch(a *app.App) *cobra.Command {
	var recursive, others bool
	var confidence float64
	cmd := &cobra.Command{
		Use:     "match file…",
		Short:   "Tell which titles files and folders are of, by their names",
		GroupID: groupTitles,
		Long: `match tells of which movie, or of which episode of which series, files are, by their names and those of the
folders that they are in. The files need not be there: only their names count. -r looks for videos in folders, and -
reads names from the standard input, a line each.

How sure a match is stands beside it, from 0 to 1; below --min-confidence there is none. --json has the runners-up
and what speaks for and against each.`,
		Example: `  tmdb match The.Matrix.1999.1080p.BluRay.x264.mkv "Breaking Bad S01E03.mkv"
  tmdb match -r ~/Videos -o csv > titles.csv
  ls | tmdb match - --jq '.[] | select(.best == null) | .name.path'`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !(confidence >= 0 && confidence <= 1) {
				return app.Usagef("--min-confidence is %g: want 0 to 1", confidence)
			}
			names, err := filesOf(cmd, args, recursive)
			if err != nil {
				return err
			}
			client, err := a.Client(cmd)
			if err != nil {
				return err
			}
			matcher, err := match.New(client, match.MinConfidence(confidence))
			if err != nil {
				return err
			}
			found := 0
			progress := a.Progress(cmd, "names")
			defer progress.End()
			rows := func(yield func(match.Result, error) bool) {
				done := 0
				call := func(ctx context.Context, name string) (*match.Result, error) { return matcher.Match(ctx, name) }
				for outcome := range batch.ForEach(cmd.Context(), slices.Values(names), call, batch.Workers(filesAtOnce), batch.InOrder()) {
					if outcome.Err != nil {
						yield(match.Result{}, fmt.Errorf("%.200q: %w", outcome.Key, outcome.Err))
						return
					}
					if outcome.Value.Best != nil {
						found++
					}
					if done++; !yield(*outcome.Value, nil) {
						return
					}
					progress.Set(int64(done), int64(len(names)))
				}
			}
			if others {
				err = output.List(a.Printer(cmd), withOthers(rows), matchColumns()...)
			} else {
				err = output.List(a.Printer(cmd), rows, matchColumns()...)
			}
			if err == nil && found == 0 {
				return app.NotFoundf("nothing matches %s", counted(len(names), "name"))
			}
			return err
		},
	}
	cmd.Flags().BoolVarP(&recursive, "recursive", "r", false, "the videos in the folders, and in those below")
	cmd.Flags().BoolVar(&others, "others", false, "a row for each runner-up as well")
	cmd.Flags().Float64Var(&confidence, "min-confidence", 0.5, "how sure a match is at least, 0 to 1")
	return cmd
}

func counted(n int, what string) string {
	if n == 1 {
		return "the " + what
	}
	return fmt.Sprintf("the %d %ss", n, what)
}

// filesOf returns the names that the arguments are for.
func filesOf(cmd *cobra.Command, args []string, recursive bool) ([]string, error) {
	var names []string
	for _, arg := range args {
		switch {
		case arg == "-":
			lines, err := readLines(cmd, arg)
			if err != nil {
				return nil, err
			}
			names = append(names, lines...)
		case recursive:
			some, err := videosBelow(arg)
			if err != nil {
				return nil, err
			}
			names = append(names, some...)
		default:
			names = append(names, arg)
		}
	}
	if len(names) == 0 {
		return nil, app.NotFoundf("there are no videos and no names in %s", strings.Join(args, ", "))
	}
	return names, nil
}

// videosBelow returns the videos in a folder and in those below, or the file.
func videosBelow(root string) ([]string, error) {
	var names []string
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && path == root:
			return app.Usagef("%s: there is no such file or folder; without -r only its name counts", root)
		case err != nil:
			return err
		case entry.IsDir() && path != root && strings.HasPrefix(entry.Name(), "."):
			return fs.SkipDir
		case !entry.IsDir() && (path == root || slices.Contains(videos, strings.ToLower(filepath.Ext(path)))):
			names = append(names, path)
		}
		return nil
	})
	if errors.Is(err, os.ErrPermission) {
		return nil, fmt.Errorf("%w: files below cannot be looked for", err)
	}
	return names, err
}

// withOthers yields a row for each runner-up below that of a match.
func withOthers(rows iter.Seq2[match.Result, error]) iter.Seq2[match.Result, error] {
	return func(yield func(match.Result, error) bool) {
		for row, err := range rows {
			if !yield(row, err) || err != nil {
				return
			}
			for _, other := range row.Others {
				if !yield(match.Result{Name: row.Name, Best: &other}, nil) {
					return
				}
			}
		}
	}
}

func matchColumns() []output.Column[match.Result] {
	best := func(text func(c *match.Candidate) string) func(match.Result) string {
		return func(r match.Result) string {
			if r.Best == nil {
				return ""
			}
			return text(r.Best)
		}
	}
	return []output.Column[match.Result]{
		{Name: "file", Text: func(r match.Result) string { return r.Name.Path }},
		{Name: "title", Style: output.Bold, Text: best(func(c *match.Candidate) string { return c.Title })},
		{Name: "year", Text: best(func(c *match.Candidate) string { return yearText(c.Year) })},
		{Name: "episode", Text: best(episodes)},
		{Name: "sure", Text: best(func(c *match.Candidate) string { return fmt.Sprintf("%.2f", c.Confidence) }), Right: true},
		{Name: "ref", Text: best(func(c *match.Candidate) string { return fmt.Sprintf("%s/%d", c.Kind, c.ID) }), Style: output.Dim},
	}
}

// episodes returns the numbers of the episodes of a candidate.
func episodes(c *match.Candidate) string {
	var texts []string
	for _, e := range c.Episodes {
		texts = append(texts, episode(e.Season, e.Number))
	}
	if len(texts) == 0 && c.Season != nil {
		return fmt.Sprintf("S%02d", *c.Season)
	}
	return strings.Join(texts, " ")
}
