//go:build !windows

package command

import (
	"bufio"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/creack/pty"
)

// TestMCPOnTerminal: who starts it by hand is told that it waits for an agent.
func TestMCPOnTerminal(t *testing.T) {
	t.Parallel()
	cmd := exec.Command("tmdb", "mcp", "--demo")
	cmd.Env = append(os.Environ(), "TMDB_CONFIG_DIR="+t.TempDir())
	terminal, err := pty.Start(cmd)
	if err != nil {
		t.Fatal("pty.Start: ", err)
	}
	defer terminal.Close()
	line, err := bufio.NewReader(terminal).ReadString('\n')
	if err != nil || !strings.HasPrefix(line, "This waits for an agent") {
		t.Errorf("the terminal shows %q (%v), want that it waits for an agent", line, err)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal("Signal: ", err)
	}
	if err := cmd.Wait(); cmd.ProcessState.ExitCode() != 130 {
		t.Errorf("the program has ended with %v, want 130", err)
	}
}
