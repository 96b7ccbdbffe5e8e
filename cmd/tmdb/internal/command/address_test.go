package command

import (
	"net"
	"runtime"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
)

// TestListenInUse: an address that another program has is told by its flag.
func TestListenInUse(t *testing.T) {
	t.Parallel()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	want := "--addr " + taken.Addr().String() + " is in use by another program: want another port, or 0 for a free one"
	if runtime.GOOS == "windows" { // which has codes of its own
		want = "--addr: "
	}
	if _, err := listen(t.Context(), "--addr", taken.Addr().String()); err == nil || !strings.HasPrefix(err.Error(), want) || app.ExitCode(err) != 1 {
		t.Errorf("it is %v, want %s", err, want)
	}
}
