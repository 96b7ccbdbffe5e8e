package dataset

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// ownText is a text of the data that is to be in our own words.
type ownText struct {
	of     string // the entity and field
	text   string
	unique bool // no other entity may have it
}

func ownTexts(s *Set) []ownText {
	var all []ownText
	add := func(unique bool, of string, texts ...string) {
		for _, text := range texts {
			if text != "" {
				all = append(all, ownText{of, text, unique})
			}
		}
	}
	translations := func(of string, list []*Translation) {
		for _, t := range list {
			add(false, of+" in "+t.Language, t.Overview, t.Tagline)
		}
	}
	for _, m := range s.Movies {
		of := fmt.Sprintf("movie %d", m.ID)
		add(true, of, m.Overview, m.Tagline)
		translations(of, m.Translations)
		for _, r := range m.Reviews {
			add(true, "review "+r.ID, r.Content)
		}
	}
	for _, x := range s.TV {
		of := fmt.Sprintf("series %d", x.ID)
		add(true, of, x.Overview, x.Tagline)
		translations(of, x.Translations)
		for _, r := range x.Reviews {
			add(true, "review "+r.ID, r.Content)
		}
		for _, g := range x.EpisodeGroups {
			add(true, "episode group "+g.ID, g.Description)
		}
		for _, season := range x.Seasons {
			of := fmt.Sprintf("season %d", season.ID)
			add(true, of, season.Overview)
			translations(of, season.Translations)
			for _, e := range season.Episodes {
				of := fmt.Sprintf("episode %d", e.ID)
				add(true, of, e.Overview)
				translations(of, e.Translations)
			}
		}
	}
	for _, p := range s.People {
		of := fmt.Sprintf("person %d", p.ID)
		add(true, of, p.Biography)
		translations(of, p.Translations)
	}
	for _, c := range s.Collections {
		of := fmt.Sprintf("collection %d", c.ID)
		add(true, of, c.Overview)
		translations(of, c.Translations)
	}
	for _, c := range s.Companies {
		add(true, fmt.Sprintf("company %d", c.ID), c.Description)
	}
	for _, c := range s.Certifications {
		add(false, fmt.Sprintf("certification %s of %s", c.Name, c.Country), c.Meaning)
	}
	for _, l := range s.Lists {
		add(true, fmt.Sprintf("list %d", l.ID), l.Description)
		for _, item := range l.Items {
			add(true, fmt.Sprintf("list %d", l.ID), item.Comment)
		}
	}
	return all
}

// words returns the words of a text in lower case, without punctuation. Scripts
// without spaces give their characters.
func words(text string) []string {
	var out []string
	for _, field := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if strings.ContainsFunc(field, func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }) {
			out = append(out, strings.Split(field, "")...)
		} else {
			out = append(out, field)
		}
	}
	return out
}

// copied returns those of own that equal a text of theirs, or share a run of
// that many words with one.
func copied(own []ownText, theirs []string, run int) []ownText {
	whole, runs := map[string]bool{}, map[string]bool{}
	for _, text := range theirs {
		w := words(text)
		whole[strings.Join(w, " ")] = true
		for i := 0; i+run <= len(w); i++ {
			runs[strings.Join(w[i:i+run], " ")] = true
		}
	}
	var found []ownText
	for _, o := range own {
		w := words(o.text)
		bad := whole[strings.Join(w, " ")]
		for i := 0; !bad && i+run <= len(w); i++ {
			bad = runs[strings.Join(w[i:i+run], " ")]
		}
		if bad {
			found = append(found, o)
		}
	}
	return found
}

func TestCopied(t *testing.T) {
	t.Parallel()
	theirs := []string{
		"A lighthouse keeper finds a message in a bottle and follows it across the sea.",
		"灯台守が瓶の中の手紙を見つける。",
		"Short.",
	}
	for _, tc := range []struct {
		text string
		want bool
	}{
		{"A lighthouse keeper finds a message in a bottle and follows it across the sea.", true},
		{"a Lighthouse keeper finds a message in a bottle and follows it across the SEA", true},
		{"Once, a lighthouse keeper finds a message in a bottle.", true},
		{"灯台守が瓶の中の手紙を読む。", true},
		{"short", true},
		{"The man who tends the light reads a letter that came by sea.", false},
		{"A lighthouse keeper finds a friend.", false},
		{"灯台の話。", false},
		{"Shorter.", false},
	} {
		got := copied([]ownText{{text: tc.text}}, theirs, 8)
		if (len(got) > 0) != tc.want {
			t.Errorf("%q: copied is %t, want %t", tc.text, !tc.want, tc.want)
		}
	}
}

// recordedTexts returns the texts of the recorded answers below a folder, by
// the names of the fields that hold such.
func recordedTexts(dir string) ([]string, error) {
	fields := []string{"overview", "tagline", "biography", "content", "description", "meaning"}
	var texts []string
	var collect func(v any)
	collect = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				collect(e)
			}
		case map[string]any:
			for key, e := range v {
				if text, ok := e.(string); ok && slices.Contains(fields, key) {
					texts = append(texts, text)
				}
				collect(e)
			}
		}
	}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(name) != ".json" {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		var body any
		if err := json.Unmarshal(text, &body); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		collect(body)
		return nil
	})
	return texts, err
}

// No text of ours may be one that TMDB sent. The recorded answers are not part
// of the module; TestCopied shows that the check works where they are missing.
func TestDataCopiesNothing(t *testing.T) {
	t.Parallel()
	dir := filepath.Join("..", "..", "..", "..", "shared", "recorded")
	if _, err := os.Stat(dir); err != nil {
		return
	}
	theirs, err := recordedTexts(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(theirs) < 1000 {
		t.Fatalf("%d recorded texts in %s, want many", len(theirs), dir)
	}
	for _, own := range copied(ownTexts(real(t)), theirs, 8) {
		t.Errorf("%s is copied: %s", own.of, own.text)
	}
}
