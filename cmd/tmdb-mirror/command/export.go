package command

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/mirror"
	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/mirror/export"
)

func newExport() *cobra.Command {
	out, format := "", ""
	cmd := &cobra.Command{
		Use:   "export --out DIR --format jsonl|parquet",
		Short: "Write the data to files that other programs read",
		Long: `export writes what the mirror has to a folder: the documents as TMDB sent them, a line of JSON each,
compressed by zstd (jsonl), or the tables (parquet). The folder has manifest.json in the end, which
lists the files. An export that is there is replaced when the new one is whole.`,
		Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if out == "" {
				return usageError{fmt.Errorf("--out is missing: want a folder for the files")}
			}
			if f := export.Format(format); f != export.JSONLines && f != export.Parquet {
				return usageError{fmt.Errorf("--format is %.40q: want %s or %s", format, export.JSONLines, export.Parquet)}
			}
			wanted, err := kinds(cmd, database.Kinds())
			if err != nil {
				return err
			}
			return with(cmd, false, func(ctx context.Context, m *mirror.Mirror) error {
				if err := m.Database().Check(ctx); err != nil {
					return err
				}
				manifest, err := export.Write(ctx, out, m.Database(), export.Options{Format: export.Format(format), Kinds: wanted})
				if err != nil {
					return err
				}
				documents, rows, bytes := 0, 0, int64(0)
				for _, d := range manifest.Documents {
					documents += d.Count
				}
				for _, f := range manifest.Files {
					rows, bytes = rows+f.Rows, bytes+f.Bytes
				}
				_, err = fmt.Fprintf(cmd.OutOrStdout(), "%d documents in %d rows, %d files and %d bytes are in %s.\n",
					documents, rows, len(manifest.Files), bytes, out)
				return err
			})
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&out, "out", "", "the folder, which is made if need be")
	flags.StringVar(&format, "format", "", "jsonl or parquet")
	flags.StringSlice("kinds", nil, "what to write, some of "+join(database.Kinds())+"\n(all if it is empty)")
	return cmd
}
