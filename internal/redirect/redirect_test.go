package redirect

import (
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"https://www.example.com/done?a=1": "",
		"HTTP://127.0.0.1:8080/done":       "",
		"moviebot://done":                  "",
		"com.example.moviebot:/done":       "",

		"":                                  "absolute",
		"/done":                             "absolute",
		"//evil.example/done":               "absolute",
		`/\evil.example`:                    "absolute",
		"https:evil.example":                "absolute",
		`https:\\evil.example`:              "absolute",
		"https:///done":                     "host",
		"https://:80/done":                  "host",
		"javascript:alert(1)":               "absolute",
		"javascript://a.example/%0aalert()": "scheme",
		"JaVaScRiPt://a.example/%0aalert()": "scheme",
		"javascript:/alert(1)":              "scheme",
		" javascript:alert(1)":              "absolute",
		"java\tscript:alert(1)":             "absolute",
		"\x01javascript:alert(1)":           "absolute",
		"javascript\n://a.example":          "absolute",
		"java%73cript://a.example":          "absolute",
		"vbscript://a.example":              "scheme",
		"data:text/html,hello":              "absolute",
		"DATA://text/html,hello":            "scheme",
		"blob:https://a.example/1":          "absolute",
		"file:///etc/passwd":                "scheme",
		"view-source:https://a.example":     "absolute",
		"about:blank":                       "absolute",
	} {
		u, err := Parse(text)
		if want == "" {
			if err != nil || u == nil {
				t.Errorf("%q: %v, want a URL", text, err)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), want) || len(text) > 5 && strings.Contains(err.Error(), text) {
			t.Errorf("%q: %v, want an error about the %s that does not repeat it", text, err, want)
		}
	}
}
