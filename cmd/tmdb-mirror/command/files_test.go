package command

import "testing"

// TestFiles: where the exports are is said, or that of a server with a credential of ours: one that has
// its own is a proxy, which has no exports.
func TestFiles(t *testing.T) {
	for name, tt := range map[string]struct{ flag, token, key, base, want string }{
		"TMDB":          {token: "a.b"},
		"TMDB by name":  {token: "a.b", base: "https://api.tmdb.org/3"},
		"a stand-in":    {token: "a.b", base: "http://127.0.0.1:8750/3/", want: "http://127.0.0.1:8750"},
		"by a key":      {key: "key", base: "http://127.0.0.1:8750", want: "http://127.0.0.1:8750"},
		"a proxy":       {base: "http://proxy:8080"},
		"as it is said": {flag: "https://files.example", base: "http://proxy:8080", want: "https://files.example"},
	} {
		t.Run(name, func(t *testing.T) {
			for name, value := range map[string]string{"TMDB_ACCESS_TOKEN": tt.token, "TMDB_API_KEY": tt.key, "TMDB_BASE_URL": tt.base} {
				t.Setenv(name, value)
			}
			if got := (runFlags{filesURL: tt.flag}).files(); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
