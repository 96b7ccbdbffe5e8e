package app

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/creack/pty"
)

func TestCheckToken(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ text, want, err string }{
		"a token":      {" eyJ.a-b_c.d\r\n", "eyJ.a-b_c.d", ""},
		"of a header":  {"Bearer eyJ.a.b", "eyJ.a.b", ""},
		"nothing":      {" \n", "", "the token is empty"},
		"an API key":   {strings.Repeat("0a", 16), "", "this is an API key"},
		"two lines":    {"secret\nsecret", "", "in one line without blanks"},
		"a control":    {"secret\x1b", "", "in one line without blanks"},
		"not in ASCII": {"secrét", "", "in one line without blanks"},
		"too long":     {strings.Repeat("secret", longest), "", "this is no token"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := checkToken(tt.text)
			if got != tt.want || (err == nil) != (tt.err == "") {
				t.Fatalf("the token is %q, %v, want %q", got, err, tt.want)
			}
			if err != nil && (!strings.Contains(err.Error(), tt.err) || strings.Contains(err.Error(), "secr") || ExitCode(err) != exitUsage) {
				t.Errorf("the error is %v, want %q", err, tt.err)
			}
		})
	}
}

func TestAskWithoutEcho(t *testing.T) {
	t.Parallel()
	user, terminal := openTerminal(t)
	if _, err := user.WriteString("secret\n"); err != nil {
		t.Fatal(err)
	}
	var asked strings.Builder
	got, err := askWithoutEcho(t.Context(), terminal, &asked)
	if string(got) != "secret" || err != nil {
		t.Errorf("what was typed is %q, %v", got, err)
	}
	if !strings.Contains(asked.String(), whereTokensAre) {
		t.Errorf("it asks %q", asked.String())
	}
}

func TestAskEnds(t *testing.T) {
	t.Parallel()
	_, terminal := openTerminal(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	if _, err := askWithoutEcho(ctx, terminal, afterFirst{cancel}); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	if _, err := askWithoutEcho(ctx, terminal, io.Discard); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end the error is %v", err)
	}
}

// afterFirst calls a function when something is written.
type afterFirst struct{ do func() }

// Write implements io.Writer.
func (w afterFirst) Write(p []byte) (int, error) {
	w.do()
	return len(p), nil
}

// openTerminal returns a terminal, and the side of the user. Both stay open until the program ends, as a
// question that has ended may still wait for its line.
func openTerminal(t *testing.T) (user, terminal *os.File) {
	t.Helper()
	user, terminal, err := pty.Open()
	if err != nil {
		t.Skip("there is no terminal here:", err)
	}
	terminals.Store(user, terminal)
	return user, terminal
}

// terminals are kept from the garbage collector, which closes files.
var terminals sync.Map
