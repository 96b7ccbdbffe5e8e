package credential

import (
	"strings"
	"testing"
)

const (
	key   = "5ec4e75ec4e75ec4e75ec4e75ec4e75e"
	token = "eyJhbGciOiJIUzI1NiJ9.eyJzZWNyZXQiOjF9.c-ec_ret"
)

// TestRefused: what is plainly something else is refused by its name, and never repeated.
func TestRefused(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]struct{ token, key, session string }{ // "" is taken
		token:                          {"", "want New(token)", "session_id is an access token"},
		key:                            {"is a v3 API key", "", ""},
		"secret":                       {"", "32 hexadecimal", ""},
		"c2VjcmV0+/~_-.==":             {"", "want New(token)", ""},
		"":                             {"is empty", "is empty", "is empty"},
		"api_key=" + key:               {"as in api_key=…", "32 hexadecimal", "as in session_id=…"},
		"session_id=secret":            {"has a name before it", "32 hexadecimal", "as in session_id=…"},
		"api_key=":                     {"as in api_key=…", "32 hexadecimal", "as in session_id=…"},
		"session_id==":                 {"has a name before it", "32 hexadecimal", "as in session_id=…"},
		"TMDB_ACCESS_TOKEN=":           {"has a name before it", "32 hexadecimal", "has a name"},
		"token: secret":                {"has a name before it", "32 hexadecimal", "has a name"},
		"Token:secret":                 {"has a name before it", "32 hexadecimal", "has a name"},
		"TMDB_ACCESS_TOKEN=" + token:   {"has a name before it", "want New(token)", "has a name"},
		"https://x.example/secret":     {"is a URL", "want New(token)", "is a URL"},
		"Bearer " + token:              {"without Bearer before it", "want New(token)", "white space"},
		"Bearer secret":                {"without Bearer before it", "32 hexadecimal", "white space"},
		`"secret"`:                     {"quotes", "32 hexadecimal", "quotes"},
		"'secret'":                     {"quotes", "32 hexadecimal", "quotes"},
		"`secret`":                     {"other characters", "32 hexadecimal", "quotes"},
		`{"session_id":"secret"}`:      {"other characters", "32 hexadecimal", "quotes"},
		"<secret>":                     {"other characters", "32 hexadecimal", "other characters"},
		"secret\n":                     {"a line end", "32 hexadecimal", "white space"},
		"secret\x00":                   {"other characters", "32 hexadecimal", "other characters"},
		"sécret":                       {"other characters", "32 hexadecimal", "other characters"},
		"sec=ret":                      {"has a name", "32 hexadecimal", "has a name"},
		"sec%20ret":                    {"other characters", "32 hexadecimal", ""},
		key + "\n":                     {"a line end", "32 hexadecimal", "white space"},
		strings.Repeat("secret", 20):   {"", "want New(token)", ""},
		"?api_key=" + key:              {"other characters", "32 hexadecimal", ""},
		"redirect_to=x&api_key=" + key: {"has a name", "32 hexadecimal", "has a name"},
	} {
		for name, got := range map[string]struct {
			err  error
			want string
		}{
			"token": {Token(text), want.token}, "key": {Key(text), want.key}, "session": {Session("session_id", text), want.session},
		} {
			switch {
			case (got.err == nil) != (got.want == ""), got.err != nil && !strings.Contains(got.err.Error(), got.want):
				t.Errorf("%q as a %s: %v, want %q", text, name, got.err, got.want)
			case got.err != nil && (strings.Contains(got.err.Error(), "secret") || strings.Contains(got.err.Error(), key)):
				t.Errorf("%q as a %s is repeated: %v", text, name, got.err)
			}
		}
	}
}
