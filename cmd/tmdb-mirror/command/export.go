package command

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/mirror"
	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/mirror/export"
)

func newExport() *cobra.Command {
	var folder, format string
	var kinds []string
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the mirror to files: lines of JSON, or Parquet",
		Long: `Write the mirror to a folder, in parts with a manifest: the documents as lines of JSON (zstd) as TMDB sent
them, or the tables of the database as Parquet. An export that is there is replaced when the new one is
whole.`,
		Example: `  tmdb-mirror export --to tmdb --format parquet --kinds movie,series`,
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			opts := export.Options{Format: export.Format(format)}
			var err error
			if opts.Kinds, err = kindsOf("kinds", kinds, database.Kinds()); err != nil {
				return err
			}
			switch {
			case folder == "":
				return usageError{errors.New("--to is missing: want a folder, new, empty or with an export")}
			case opts.Format != export.JSONLines && opts.Format != export.Parquet:
				return usageError{fmt.Errorf("--format is %q: want %s or %s", format, export.JSONLines, export.Parquet)}
			}
			return with(cmd, func(ctx context.Context, m *mirror.Mirror) error {
				if err := m.Database().Check(ctx); err != nil {
					return err
				}
				manifest, err := export.Write(ctx, folder, m.Database(), opts)
				if err != nil {
					return err
				}
				rows, bytes := 0, int64(0)
				for _, f := range manifest.Files {
					rows, bytes = rows+f.Rows, bytes+f.Bytes
				}
				fmt.Fprintf(cmd.OutOrStdout(), "%d rows in %d files, %.1f MB, are in %s.\n", rows, len(manifest.Files), float64(bytes)/1e6, folder)
				return nil
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&folder, "to", "", "`folder` to write to")
	f.StringVar(&format, "format", string(export.JSONLines), "jsonl or parquet")
	f.StringSliceVar(&kinds, "kinds", nil, "some of "+joined(database.Kinds())+" (all)")
	return cmd
}
