package reference

import (
	"strings"
	"testing"
)

// TestComplete: a page leaves nothing out that a reader looks for.
func TestComplete(t *testing.T) {
	t.Parallel()
	site := loadSite(t)
	for id, op := range site.byID {
		miss := func(what string) { t.Errorf("%s: no %s", id, what) }
		for _, p := range op.Parameters {
			if v := site.parameter(op, p); v.Text == "" || v.Example == "" || v.Type == "any value" {
				miss("text, example or type of parameter " + p.Name)
			}
		}
		failures := site.failures(op)
		if len(failures) < 3 {
			miss("errors")
		}
		for _, f := range failures {
			if f.Text == "" || len(f.Codes) == 0 {
				miss("text or codes of status " + f.Status)
			}
		}
		if e, ok := site.exampleFor(op); !ok || e.failed() {
			miss("response that is a success")
		}
		if op.responseMedia() == nil {
			miss("response")
			continue
		}
		fields := []*field{site.fields(op, "response", op.responseMedia().Schema, deepest)}
		if media := op.requestMedia(); media != nil {
			fields = append(fields, site.fields(op, "body", media.Schema, deepest))
		}
		var walk func(f *field)
		walk = func(f *field) {
			for _, below := range f.Fields {
				if below.Text == "" {
					miss("text of " + below.ID)
				}
				if single := !below.Opens() && below.See == "" && !below.Cut; single && below.Example == "" && below.Name != "any other" {
					miss("example of " + below.ID)
				}
				walk(below)
			}
			for _, member := range f.Members {
				walk(member)
			}
		}
		for _, f := range fields {
			walk(f)
		}
	}
}

// TestTold looks for what pages have to say, each of one kind.
func TestTold(t *testing.T) {
	t.Parallel()
	files := load(t)
	for name, wants := range map[string][]string{
		"account/add-favorite":          {`<b class="s">200 or 201</b>`, "A user: a session."},
		"companies/movies":              {`<a href="../../reference/discover/movies">Discover Movies</a> with WithCompanies`},
		"movies/images":                 {"or null</b> <small>in ", "how many objects have them, or null, in"},
		"guest-sessions/rated-movies":   {"with the id of a guest session", "A guest session comes from <a "},
		"search/multi":                  {"Example <code>[18,53]</code>"},
		"movies/details":                {"20 at most.", "Use Credits."},
		"v4-lists/add-items":            {"the access token of a v4 sign-in"},
		"authentication/delete-session": {"<b>37</b> The requested session could not be found."},
	} {
		for _, want := range wants {
			if !strings.Contains(string(files["reference/"+name+".html"]), want) {
				t.Errorf("%s: no %s", name, want)
			}
		}
	}
	for name, data := range files {
		if strings.HasPrefix(name, "guides/") && strings.HasSuffix(name, ".html") && strings.Contains(string(data), "[<code>") {
			t.Errorf("%s has a link that leads nowhere", name)
		}
	}
}
