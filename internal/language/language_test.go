package language

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"pt": "pt", "pt-BR": "pt-BR", "PT-br": "pt-BR", "fil": "fil", "fil-PH": "fil-PH",
		"zh-Hans": "zh", "zh-Hant-TW": "zh-TW", "es-419": "es", "sr-Latn-RS": "sr-RS", "az-Cyrl-419": "az",
	} {
		if tag, err := Parse(text); err != nil || tag.String() != want {
			t.Errorf("%s: %s, %v, want %s", text, tag, err, want)
		}
	}
	for _, text := range []string{"", "p", "english", "pt_BR", "pt-", "pt-BRA", "pt-B", "-BR", "pt BR", "null", "pt-BR-x", "zh-Hansx", "es-41"} {
		if tag, err := Parse(text); err == nil {
			t.Errorf("%q is taken for %s", text, tag)
		}
	}
}

func TestParseList(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		languages     []string
		tellsOriginal bool
		want          string // the tags, or the beginning of the error
	}{
		{[]string{"pt-BR", "zh-Hans", "en"}, false, "[pt-BR zh en]"},
		{[]string{"pt", "Original"}, true, "[pt ]"},
		{[]string{"pt", Original}, false, "languages hold original, which the response does not tell"},
		{nil, true, "languages are none"},
		{[]string{"pt", ""}, true, `languages hold ""`},
		{[]string{None}, true, `languages hold "null": want each like pt, pt-BR or original`},
	} {
		tags, err := ParseList(test.languages, test.tellsOriginal)
		got := fmt.Sprint(tags)
		if err != nil {
			got = err.Error()
		}
		if !strings.HasPrefix(got, test.want) {
			t.Errorf("%q: %s, want %s", test.languages, got, test.want)
		}
	}
}

func TestOriginal(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		languages      []string
		original, want string
		isNew          bool
	}{
		{[]string{"de", Original, "en"}, "ko", "[de ko en]", true},
		{[]string{"ko-KR", Original}, "ko", "[ko-KR ko]", false},
		{[]string{"de", Original}, "", "[de]", false},
		{[]string{"de"}, "ko", "[de]", false},
	} {
		tags, err := ParseList(test.languages, true)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(Resolve(tags, test.original)); got != test.want {
			t.Errorf("%q of one in %q: %s, want %s", test.languages, test.original, got, test.want)
		}
		if got := NewByOriginal(tags, test.original); got != test.isNew {
			t.Errorf("%q of one in %q: new %v", test.languages, test.original, got)
		}
	}
}

func TestOrder(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ tags, want []string }{
		{[]string{"pt-BR", "en"}, []string{"pt-BR", "pt", "en"}},
		{[]string{"zh-TW", "zh-HK", "en-US"}, []string{"zh-TW", "zh-HK", "zh", "en-US", "en"}},
		{[]string{"pt", "pt-BR"}, []string{"pt", "pt-BR", "pt"}},
		{[]string{"pt-BR", "en", "pt"}, []string{"pt-BR", "en", "pt"}},
		{[]string{"zh-CN", "en", "zh-SG"}, []string{"zh-CN", "zh", "en", "zh-SG", "zh"}},
		{nil, nil},
	} {
		var tags []Tag
		for _, text := range test.tags {
			tag, err := Parse(text)
			if err != nil {
				t.Fatal(err)
			}
			tags = append(tags, tag)
		}
		var got []string
		for _, tag := range Order(tags) {
			got = append(got, tag.String())
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%q: %q, want %q", test.tags, got, test.want)
		}
	}
}

// TestOrderKeepsTurns: what is asked for by name later does not come as any country before.
func TestOrderKeepsTurns(t *testing.T) {
	t.Parallel()
	rest := Order([]Tag{{Language: "zh", Country: "CN"}, {Language: "en"}, {Language: "zh", Country: "SG"}})[1]
	for country, want := range map[string]bool{"TW": true, "": true, "SG": false, "sg": false} {
		if got := rest.Matches("zh", country); got != want {
			t.Errorf("zh-%s before English: %v", country, got)
		}
	}
}

func TestMatches(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		tag               Tag
		language, country string
		want              bool
	}{
		{Tag{Language: "pt", Country: "BR"}, "pt", "BR", true},
		{Tag{Language: "pt", Country: "BR"}, "PT", "br", true},
		{Tag{Language: "pt", Country: "BR"}, "pt", "PT", false},
		{Tag{Language: "pt", Country: "BR"}, "pt", "", false},
		{Tag{Language: "pt"}, "pt", "PT", true},
		{Tag{Language: "pt"}, "es", "", false},
	} {
		if got := test.tag.Matches(test.language, test.country); got != test.want {
			t.Errorf("%s matches %s-%s: %v", test.tag, test.language, test.country, got)
		}
	}
}
