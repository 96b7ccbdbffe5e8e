package export

import (
	"io/fs"
	"strings"
	"syscall"
	"testing"

	"github.com/tmdb-go/tmdb/mirror/database"
)

// broken is a file that cannot be written.
type broken struct{ err error }

func (b broken) Write([]byte) (int, error) {
	return 0, &fs.PathError{Op: "write", Path: "part", Err: b.err}
}
func (b broken) Sync() error  { return nil }
func (b broken) Close() error { return nil }

func TestExplain(t *testing.T) {
	t.Parallel()
	tests := []struct {
		err  error
		want string
	}{
		{syscall.ENOSPC, "no space is left for the export: make some, or export to another disk (movie 550: write part: "},
		{syscall.EDQUOT, "no space is left for the export"},
		{syscall.EROFS, "the folder is on a disk that may only be read"},
		{syscall.EACCES, "this user may not write to the folder"},
		{syscall.EIO, "movie 550: write part: "},
	}
	for _, test := range tests {
		for _, format := range []Format{JSONLines, Parquet} {
			t.Run(test.err.Error()+" "+string(format), func(t *testing.T) {
				t.Parallel()
				to := &output{
					Options: Options{Format: format, PartRows: 1}, numbers: map[string]int{},
					open: func(string) (file, error) { return broken{test.err}, nil },
				}
				_, err := to.export(t.Context(), samples(t), database.Movie)
				if err = explain(err); err == nil || !strings.Contains(err.Error(), test.want) {
					t.Errorf("error is %v\nwant %q", err, test.want)
				}
				if len(to.files) > 0 {
					t.Errorf("the files are %+v: want none", to.files)
				}
			})
		}
	}
}
