package command

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/config"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/file"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/foreign"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/transfer"
)

func newImport(a *app.App) *cobra.Command {
	var as, doubts string
	var dry, yes, replace bool
	cmd := &cobra.Command{
		Use:     "import file",
		Short:   "Bring ratings and watchlists of other services into your account",
		GroupID: groupAccount,
		Long: `import writes ratings, a watchlist or favorites from a file into your account of TMDB:
  IMDb        ratings.csv, watchlist.csv, lists
  Letterboxd  ratings.csv, watchlist.csv, diary.csv, watched.csv, likes/films.csv, lists
  Trakt       ratings and the watchlist, as JSON or CSV
  TMDB        the CSV that its site exports
  tmdb        what tmdb export writes
What looks alike, as Letterboxd's watchlist.csv and watched.csv do, is told by the name of the file, or by --as.
- is the standard input. Stars of five become points of ten.

A title is found by its id, or else by its title and year. Where these leave a doubt, nothing is written: --doubts
FILE has the likeliest titles in a file; delete from it what is wrong and import that, or give --yes to take
them all. What your account has already is left alone, another rating too, unless --replace is given.

Lines that could not be written are listed, and the program then ends with 1; --dry-run lists all lines and
writes nothing. What is interrupted goes on where it stopped when it is run again.`,
		Example: `  tmdb import ratings.csv --dry-run
  tmdb import ratings.csv --doubts doubts.csv
  tmdb import watched.csv --as favorite`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			kind := foreign.Kind(as)
			if as != "" && !slices.Contains(foreign.Kinds, kind) {
				return app.Usagef("--as is %.40q: want rating, watchlist or favorite", as)
			}
			data, err := readAll(cmd, args[0])
			if err != nil {
				return err
			}
			read, err := foreign.Read(args[0], data, kind)
			if err != nil {
				return app.Usagef("%s: %w", args[0], err)
			}
			if slices.ContainsFunc(read.Entries, func(e foreign.Entry) bool { return e.Kind == foreign.Unknown && e.Skip == "" }) {
				return app.Usagef("%s does not say what it is of: want --as rating, watchlist or favorite", args[0])
			}
			u, err := a.User(cmd.Context(), cmd)
			if err != nil {
				return err
			}
			i := &transfer.Import{User: u, Doubts: yes, Replace: replace, Progress: func(what string) *output.Progress { return a.Progress(cmd, what) }}
			path := ""
			if !dry {
				path = journalPath(a, u, data, as)
			}
			if i.Journal, err = transfer.OpenJournal(path); err != nil {
				return err
			}
			rows, err := i.Plan(cmd.Context(), read.Entries)
			if err != nil {
				return err
			}
			if doubts != "" {
				if err := writeDoubts(cmd, doubts, rows); err != nil {
					return err
				}
			}
			shown := rows
			if !dry {
				if err := i.Write(cmd.Context(), rows); err != nil {
					return err
				}
				shown = slices.DeleteFunc(slices.Clone(rows), func(row transfer.Row) bool {
					return row.Status == transfer.Written || row.Status == transfer.There
				})
			}
			if err := output.List(a.Printer(cmd), output.Each(shown), importColumns()...); err != nil {
				return err
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "%s of %s: %s\n", numbered(len(rows), "line"), read.Service, summary(rows))
			return undone(rows, dry)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&as, "as", "", "what the file has, if it does not say: rating, watchlist or favorite")
	flags.BoolVar(&dry, "dry-run", false, "list what would be written, and write nothing")
	flags.StringVar(&doubts, "doubts", "", "write what is in doubt to this `file`, for you to look through and to import")
	flags.BoolVar(&yes, "yes", false, "write what is in doubt as well, as the likeliest titles")
	flags.BoolVar(&replace, "replace", false, "replace ratings of your account by other ones of the file")
	must(cmd.RegisterFlagCompletionFunc("as", cobra.FixedCompletions([]string{"rating", "watchlist", "favorite"}, cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

// largest is the most of a file that is read: some million lines.
const largest = 256 << 20

// readAll returns what a file, or with - the standard input, has.
func readAll(cmd *cobra.Command, path string) ([]byte, error) {
	in, err := open(cmd, path)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	data, err := io.ReadAll(io.LimitReader(in, largest+1))
	if err != nil {
		return nil, app.UsageError{Err: err}
	}
	if len(data) > largest {
		return nil, app.Usagef("%s has more than %d MiB: want an export of ratings or a watchlist", path, largest>>20)
	}
	return data, nil
}

// journalPath returns where it is kept how far the import of a file came, "" if nothing is kept: nothing of
// the demo outlives the program.
func journalPath(a *app.App, u *app.User, data []byte, as string) string {
	source, _, err := a.Source()
	folder := config.Folder()
	if err != nil || source == app.FromFlag || source == app.FromNothing || folder == "" {
		return ""
	}
	sum := sha256.New()
	fmt.Fprintf(sum, "%s\n%s\n", u.AccountID, as)
	sum.Write(data)
	return filepath.Join(folder, fmt.Sprintf("import-%x.json", sum.Sum(nil)[:8]))
}

// writeDoubts writes what is in doubt as a file to import.
func writeDoubts(cmd *cobra.Command, path string, rows []transfer.Row) error {
	var all []foreign.Own
	for _, row := range rows {
		if row.Status == transfer.Doubt {
			row.Title = row.Match // which is what the ref is of
			row.Year = 0
			all = append(all, row.Own)
		}
	}
	err := file.Create(path, 0o600, func(f *os.File) error {
		return output.List(output.New(cmd.Context(), f, output.Settings{Format: string(output.CSV)}), output.Each(all), exportColumns()...)
	})
	if err == nil {
		fmt.Fprintf(cmd.ErrOrStderr(), "%s in doubt: see %s\n", numbered(len(all), "title"), path)
	}
	return err
}

var statuses = []transfer.Status{
	transfer.New, transfer.Written, transfer.There, transfer.Differs, transfer.Doubt, transfer.NotFound, transfer.Skipped, transfer.Failed,
}

func count(rows []transfer.Row, status transfer.Status) int {
	n := 0
	for _, row := range rows {
		if row.Status == status {
			n++
		}
	}
	return n
}

// summary says how many lines there are of each status.
func summary(rows []transfer.Row) string {
	var parts []string
	for _, status := range statuses {
		if n := count(rows, status); n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, status))
		}
	}
	if len(parts) == 0 {
		return "nothing to import"
	}
	return strings.Join(parts, ", ")
}

// undone is the error of an import that left something to do.
func undone(rows []transfer.Row, dry bool) error {
	left := count(rows, transfer.Doubt) + count(rows, transfer.NotFound) + count(rows, transfer.Failed)
	switch {
	case dry || left == 0:
		return nil
	case count(rows, transfer.Doubt) > 0:
		return fmt.Errorf("%s not written: --doubts writes those in doubt to a file to look through, --yes takes them", numbered(left, "line"))
	}
	return fmt.Errorf("%s not written", numbered(left, "line"))
}

// importColumns are what people see of an import.
func importColumns() []output.Column[transfer.Row] {
	return []output.Column[transfer.Row]{
		{Name: "status", Text: func(r transfer.Row) string { return string(r.Status) }, Style: output.Accent},
		{Name: "line", Text: func(r transfer.Row) string { return strconv.Itoa(r.Line) }, Right: true},
		{Name: "title", Text: func(r transfer.Row) string { return titled(r.Title, r.Year) }, Style: output.Bold},
		{Name: "rating", Text: func(r transfer.Row) string { return ratingText(r.Rating) }, Right: true, Style: output.Star},
		{Name: "ref", Text: func(r transfer.Row) string { return r.Ref }, Style: output.Dim},
		{Name: "note", Text: note},
	}
}

func titled(name string, year int) string {
	if year == 0 {
		return name
	}
	return fmt.Sprintf("%s, %d", name, year)
}

// note says what TMDB calls a title that is in doubt, and why a status is not better.
func note(r transfer.Row) string {
	text := strings.TrimPrefix(r.Note, "tmdb: ")
	if r.Match != "" && r.Match != titled(r.Title, r.Year) {
		text = strings.TrimSuffix(r.Match+": "+text, ": ")
	}
	return text
}
