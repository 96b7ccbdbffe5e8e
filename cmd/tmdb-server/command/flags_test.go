package command

import (
	"errors"
	"flag"
	"testing"
)

// TestCheck: who mounts the program can tell wrong flags from all else.
func TestCheck(t *testing.T) {
	t.Parallel()
	for arg, isUsage := range map[string]bool{"-nothing": true, "serve": true, "-addr=8080": true, "-lenient": true, "-h": false} {
		err := Check([]string{arg})
		if _, ok := errors.AsType[UsageError](err); ok != isUsage || !isUsage && !errors.Is(err, flag.ErrHelp) {
			t.Errorf("%s: %v", arg, err)
		}
	}
	if err := Check([]string{"-addr", "127.0.0.1:0", "-strict"}); err != nil {
		t.Error(err)
	}
}
