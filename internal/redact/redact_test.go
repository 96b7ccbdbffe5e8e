package redact

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"testing"
)

func TestHiddenCauseCanBeAsked(t *testing.T) {
	t.Parallel()
	err := Error(&url.Error{Op: "Get", URL: "https://x/?k=hunter2", Err: fmt.Errorf("hunter2: %w", context.Canceled)}, "hunter2")
	if !errors.Is(err, context.Canceled) || errors.Unwrap(err) != nil {
		t.Errorf("got %v", err)
	}
	if got := fmt.Sprintf("%v %#v", err, err); got != `[redacted]: context canceled "[redacted]: context canceled"` {
		t.Errorf("got %s", got)
	}
}

// TestShortSecrets: a secret of a few letters is hidden as a value, and leaves sentences as they are.
func TestShortSecrets(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ secret, text, want string }{
		{"a", "a redirect would send a credential in its URL to another host", ""},
		{"e", "The resource you requested could not be found.", ""},
		{"s", "the user's list is TMDB's", ""},
		{"or", "Invalid username and/or password: did not provide a valid login.", ""},
		{"pt", `language is "pt-BR": want one like pt-BR or pt`, ""},
		{"a", "Get https://x/3/movie/550?session_id=a&b=a", "Get https://x/3/movie/550?session_id=[redacted]&b=[redacted]"},
		{"a", "/3/guest_session/a/rated/movies", "/3/guest_session/[redacted]/rated/movies"},
		{"a", `{"session_id":"a","data":"a b"}`, `{"session_id":"[redacted]","data":"a b"}`},
		{"a", `"{\"session_id\":\"a\"}"`, `"{\"session_id\":\"[redacted]\"}"`},
		{"e", "map[Authorization:[Bearer e] X:[e]]", "map[Authorization:[Bearer [redacted]] X:[[redacted]]]"},
		{"s", "the session 's' is not TMDB's", "the session '[redacted]' is not TMDB's"},
		{"s", "s", "[redacted]"},
		{"é", "=é é =éa =é", "=[redacted] é =éa =[redacted]"},
		{"a a", "=a a a", "=[redacted] a"},
		{"user", "needs a user: users or user", "needs a [redacted]: users or [redacted]"},
		{"hunter2", "hunter2 is no hunter22", "[redacted] is no hunter22"},
		{"hunter2", "x=hunter2", "x=[redacted]"},
		{"correct horse", "incorrect horses", "in[redacted]s"},
		{"", "nothing to hide", ""},
	} {
		if test.want == "" {
			test.want = test.text
		}
		if got := Text(test.text, test.secret); got != test.want {
			t.Errorf("%q: got %s, want %s", test.secret, got, test.want)
		}
	}
}

func TestHolds(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"https://other.example/3/movie/550":                   false,
		"https://other.example/?x=s&y=t":                      true,
		"https://other.example/s/x":                           true,
		"https://other.example/lists":                         false,
		"https://other.example/?x=" + "long%20secret":         true,
		"https://other.example/?x=" + "long+secret":           true,
		"https://other.example/x" + "long%20secret" + "/lost": true,
	} {
		u, err := url.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := Holds(u, "s", "long secret"); got != want {
			t.Errorf("%s: %t", text, got)
		}
	}
}
