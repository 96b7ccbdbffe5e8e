package command

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/mirror"
	"github.com/tmdb-go/tmdb/mirror/database"
)

// status is how a mirror is, as JSON.
type status struct {
	Kinds []kindStatus `json:"kinds"`
	Dead  []deadJob    `json:"dead"`
}

type kindStatus struct {
	Kind     database.Kind `json:"kind"`
	Known    int           `json:"known"`
	Gone     int           `json:"gone"`
	Waiting  int           `json:"waiting"`
	Running  int           `json:"running"`
	Retrying int           `json:"retrying"`
	Dead     int           `json:"dead"`
	Oldest   time.Time     `json:"oldest,omitzero"`
	Newest   time.Time     `json:"newest,omitzero"`
	Seeded   string        `json:"seeded,omitempty"`
	Changed  string        `json:"changed,omitempty"`
}

type deadJob struct {
	ID    int64         `json:"id"`
	Job   string        `json:"job"`
	Kind  database.Kind `json:"kind"`
	IDs   []int         `json:"ids,omitempty"`
	Died  time.Time     `json:"died"`
	Error string        `json:"error"`
}

func newStatus() *cobra.Command {
	asJSON := false
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Tell what there is, how old it is, and what failed",
		Long: `status tells for each kind how many documents there are and how many are gone, how many ids wait,
are under way, are to be repeated and are dead, when the oldest and the newest document came, and
the days of the export and of the changes that it has. Then it tells which jobs are dead, and why.`,
		Args: usage(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return with(cmd, false, func(ctx context.Context, m *mirror.Mirror) error {
				s, err := m.Status(ctx)
				if err != nil {
					return err
				}
				if asJSON {
					out := json.NewEncoder(cmd.OutOrStdout())
					out.SetIndent("", "  ")
					return out.Encode(statusOf(s))
				}
				return statusOf(s).print(cmd.OutOrStdout(), parent(cmd))
			})
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "as JSON")
	return cmd
}

func statusOf(s *mirror.Status) status {
	all := status{Kinds: []kindStatus{}, Dead: []deadJob{}}
	for _, kind := range database.Kinds() {
		if k, ok := s.Kinds[kind]; ok {
			all.Kinds = append(all.Kinds, kindStatus{
				kind, k.Known, k.Gone, k.Waiting, k.Running, k.Retrying, k.Dead, k.Oldest, k.Newest, k.Seeded, k.Changed,
			})
		}
	}
	for _, d := range s.Dead {
		all.Dead = append(all.Dead, deadJob{d.ID, d.Job, d.Kind, d.IDs, d.Died, d.Err})
	}
	return all
}

func (s status) print(to io.Writer, parent string) error {
	out := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintln(out, "KIND\tKNOWN\tGONE\tWAITING\tRUNNING\tRETRYING\tDEAD\tOLDEST\tNEWEST\tEXPORT\tCHANGES")
	for _, k := range s.Kinds {
		fmt.Fprintf(out, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t%s\t%s\t%s\t%s\n", k.Kind, k.Known, k.Gone, k.Waiting, k.Running,
			k.Retrying, k.Dead, minute(k.Oldest), minute(k.Newest), dash(k.Seeded), dash(k.Changed))
	}
	if len(s.Dead) > 0 {
		fmt.Fprintf(out, "\nDead, to be done again by %s retry:\n", parent)
	}
	for _, d := range s.Dead {
		fmt.Fprintf(out, "%d: %s %s%s, %s: %s\n", d.ID, d.Job, d.Kind, some(d.IDs), minute(d.Died), firstLine(d.Error))
	}
	return out.Flush()
}

func minute(at time.Time) string {
	if at.IsZero() {
		return "-"
	}
	return at.UTC().Format("2006-01-02 15:04")
}

func dash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// some returns the first few ids, and how many more there are.
func some(ids []int) string {
	const most = 5
	var b strings.Builder
	for i, id := range ids {
		if i == most {
			fmt.Fprintf(&b, " and %d more", len(ids)-most)
			break
		}
		b.WriteString(" " + strconv.Itoa(id))
	}
	return b.String()
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

func newRetry() *cobra.Command {
	return &cobra.Command{
		Use:   "retry [JOB...]",
		Short: "Have dead jobs be done again",
		Long:  "retry has the dead jobs with these numbers be done again, which are those of status; all if there are none.",
		RunE: func(cmd *cobra.Command, args []string) error {
			var ids []int64
			for _, arg := range args {
				id, err := strconv.ParseInt(arg, 10, 64)
				if err != nil {
					return usageError{fmt.Errorf("a job is %.40q: want the number that %s status has of it", arg, parent(cmd))}
				}
				ids = append(ids, id)
			}
			return with(cmd, false, func(ctx context.Context, m *mirror.Mirror) error {
				n, err := m.Retry(ctx, ids...)
				if err != nil {
					return err
				}
				_, err = fmt.Fprintf(cmd.OutOrStdout(), "%d dead jobs are to be done again.\n", n)
				return err
			})
		},
	}
}
