package command

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/mirror"
	"github.com/tmdb-go/tmdb/mirror/database"
)

func newStatus() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Tell how old each kind is, what there is to do, and what failed",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return with(cmd, func(ctx context.Context, m *mirror.Mirror) error {
				status, err := m.Status(ctx)
				if err != nil {
					return err
				}
				if asJSON {
					e := json.NewEncoder(cmd.OutOrStdout())
					e.SetIndent("", "  ")
					return e.Encode(status)
				}
				return table(cmd.OutOrStdout(), status, time.Now())
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	return cmd
}

// table writes a status as tables.
func table(out io.Writer, status *mirror.Status, now time.Time) error {
	w := tabwriter.NewWriter(out, 0, 8, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "kind\tthere\tgone\toldest\tnewest\tto fetch\tto repeat\tdead\texport of\tchanges until\t")
	for _, kind := range database.Kinds() {
		k, ok := status.Kinds[kind]
		if !ok {
			continue
		}
		fmt.Fprintf(w, "%s\t%d\t%d\t%s\t%s\t%d\t%d\t%d\t%s\t%s\t\n", kind, k.Known, k.Gone, age(k.Oldest, now), age(k.Newest, now),
			k.Waiting+k.Running, k.Retrying, k.Dead, orNone(k.Seeded), orNone(k.Changed))
	}
	if err := w.Flush(); err != nil || len(status.Dead) == 0 {
		return err
	}
	fmt.Fprintln(out, "\nFailed for good, the latest first; tmdb-mirror retry has them be done again:")
	for _, job := range status.Dead {
		fmt.Fprintf(out, "%d  %s %s, %d ids, %s ago: %s\n", job.ID, job.Job, job.Kind, len(job.IDs), age(job.Died, now), job.Err)
	}
	return nil
}

// age tells how long ago a time was: 3d, 5h, 12m or 30s.
func age(at, now time.Time) string {
	if at.IsZero() {
		return "–"
	}
	switch d := now.Sub(at); {
	case d >= 48*time.Hour:
		return fmt.Sprintf("%dd", int(d.Hours()/24))
	case d >= 2*time.Hour:
		return fmt.Sprintf("%dh", int(d.Hours()))
	case d >= 2*time.Minute:
		return fmt.Sprintf("%dm", int(d.Minutes()))
	default:
		return fmt.Sprintf("%ds", max(0, int(d.Seconds())))
	}
}

func orNone(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

func newRetry() *cobra.Command {
	var ids []int64
	cmd := &cobra.Command{
		Use:   "retry",
		Short: "Have the jobs that failed for good be done again, by a run",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return with(cmd, func(ctx context.Context, m *mirror.Mirror) error {
				n, err := m.Retry(ctx, ids...)
				if err != nil {
					return err
				}
				fmt.Fprintf(cmd.OutOrStdout(), "%d jobs are to be done again.\n", n)
				return nil
			})
		},
	}
	cmd.Flags().Int64SliceVar(&ids, "job", nil, "`ids` of jobs, as status shows them (all)")
	return cmd
}
