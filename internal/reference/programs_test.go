package reference

import (
	"regexp"
	"strings"
	"testing"
)

// TestGuides wants in every guide a program that can be copied, but for that to a program for terminals,
// and all programs in some guide.
func TestGuides(t *testing.T) {
	t.Parallel()
	files := load(t)
	var all strings.Builder
	for _, g := range loadSite(t).guides {
		if g.Slug == "command" {
			if !strings.Contains(g.source, "### `tmdb search words…") || !strings.Contains(string(files["guides/command.html"]), "--region") {
				t.Error("the guide to the command does not have its commands")
			}
			continue
		}
		all.WriteString(g.source)
		program := strings.Contains(g.source, "```go\npackage main\n") && strings.Contains(g.source, "\nfunc main() {\n")
		if test := strings.Contains(g.source, "\nfunc Test"); !program && !test {
			t.Errorf("%s shows no program: want a line {{example …}} or {{file …}}", g.Slug)
		}
		for _, name := range []string{"guides/" + g.Slug + ".html", "guides/" + g.Slug + ".md"} {
			if strings.Contains(string(files[name]), "{{") {
				t.Errorf("%s shows a line that stands for a program", name)
			}
		}
		if strings.ContainsAny(g.Text, "`{[") || len(g.Text) > 120 {
			t.Errorf("%s: its first paragraph is shown in lists: want a short line without markup: %s", g.Slug, g.Text)
		}
	}
	entries, err := guidePrograms.ReadDir("guides")
	if err != nil {
		t.Fatal(err)
	}
	example := regexp.MustCompile(`(?m)^func (Example\w*)\(`)
	for _, e := range entries {
		data, err := guidePrograms.ReadFile("guides/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range example.FindAllSubmatch(data, -1) {
			text, err := exampleProgram(string(m[1]))
			if err != nil {
				t.Error(err)
			} else if !strings.Contains(all.String(), text) {
				t.Errorf("no guide shows %s", m[1])
			}
		}
	}
}

// TestWithPrograms: a name that is wrong stops the site.
func TestWithPrograms(t *testing.T) {
	t.Parallel()
	for source, want := range map[string]string{
		"{{example \"Example_no\"}}": "there is no Example_no",
		"{{file \"no_test.go\"}}":    "no_test.go: file does not exist",
		"{{exampel \"Example_no\"}}": "want {{example",
		"in {{example \"E\"}} text":  "want {{example",
		"{{tools \"orval\"}}":        "want {{example",
	} {
		if _, err := withPrograms(source); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", source, err, want)
		}
	}
}
