package api

import (
	"os/exec"
	"strings"
	"testing"
)

// TestShellWord: a shell takes each word as it is, whatever is in it, with the variables as they are.
func TestShellWord(t *testing.T) {
	t.Parallel()
	for _, text := range words {
		checkShellWord(t, text)
	}
}

func FuzzShellWord(f *testing.F) {
	for _, text := range words {
		f.Add(text, text)
	}
	f.Fuzz(func(t *testing.T, before, after string) {
		if strings.ContainsRune(before+after, 0) {
			t.Skip("no word has that")
		}
		checkShellWord(t, before)
		checkShellWord(t, before+marked("SECRET")+after)
	})
}

var words = []string{
	"plain", "", "it's", `say "hello"`, "$HOME `id` $(id)", `back\slash\`, "line\nbreak", "?a=b&c=d", "wow!", "tab\there", "ünï", "-n",
	marked("SECRET"), "Bearer " + marked("SECRET"), marked("SECRET") + "_more", "a" + marked("SECRET") + "&b=" + marked("SECRET") + "!\"$\\`'",
}

// checkShellWord asks a shell what it takes a text as.
func checkShellWord(t *testing.T, text string) {
	t.Helper()
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no shell")
	}
	const secret = `a'b "c" $HOME`
	cmd := exec.CommandContext(t.Context(), shell, "-c", "printf '%s' "+shellWord(text))
	cmd.Env = []string{"SECRET=" + secret, "PATH=/usr/bin:/bin"}
	out, err := cmd.Output()
	if want := strings.ReplaceAll(text, marked("SECRET"), secret); err != nil || string(out) != want {
		t.Errorf("%q is %s, which a shell takes as %q (%v)", text, shellWord(text), out, err)
	}
}

func TestHideBody(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{"value": 8.5}`:                           `{"value": 8.5}`,
		`{"session_id": "abc"}`:                    `{"session_id":"$TMDB_SESSION_ID"}`,
		`{"items": [{"password": "x"}], "n":1}`:    `{"items":[{"password":"$TMDB_PASSWORD"}],"n":1}`,
		`{"session_id": 1, "x": "a\u0000b $(id)"}`: `{"session_id":"$TMDB_SESSION_ID","x":"a\u0000b $(id)"}`,
		`[]`: `[]`,
	} {
		if got := variable.ReplaceAllString(string(hideBody([]byte(body))), "$$$1"); got != want {
			t.Errorf("%s is shown as %s, want %s", body, got, want)
		}
	}
}
