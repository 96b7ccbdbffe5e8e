package match

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// TestEpisodeRules holds each rule to the examples that it gives.
func TestEpisodeRules(t *testing.T) {
	t.Parallel()
	for _, rule := range slices.Concat(episodeRules, bareRules) {
		for example := range strings.SplitSeq(rule.example, ", ") {
			m := rule.re().FindStringSubmatchIndex(example)
			if m == nil {
				t.Errorf("the rule does not read its example %q", example)
				continue
			}
			mark, ok := rule.mark(example, m)
			if !ok || len(mark.episodes)+len(mark.absolute) == 0 && !mark.date.Valid() {
				t.Errorf("the rule reads %+v in its example %q", mark, example)
			}
		}
	}
}

// TestParse has what the labelled names do not say: edition, disc, country, kind, ids and extras.
func TestParse(t *testing.T) {
	t.Parallel()
	edition := func(n Name) any { return n.Edition }
	disc := func(n Name) any { return n.Disc }
	country := func(n Name) any { return n.Country }
	kind := func(n Name) any { return n.Kind }
	extra := func(n Name) any { return n.Extra }
	imdb := func(n Name) any { return n.IMDbID }
	id := func(n Name) any { return n.TMDBID }
	tvdb := func(n Name) any { return n.TVDBID }
	titles := func(n Name) any { return strings.Join(n.Titles, "; ") }
	for _, tt := range []struct {
		path string
		of   func(Name) any
		want any
	}{
		{"Blade.Runner.1982.The.Final.Cut.1080p.mkv", edition, "Final Cut"},
		{"Das.Boot.Directors.Cut.1981.mkv", edition, "Director's Cut"},
		{"Aliens (1986) Special Edition.mkv", edition, "Special Edition"},
		{"Alien.1979.Theatrical.Cut.Remastered.mkv", edition, "Theatrical Cut, Remastered"},
		{"Thor.Ragnarok.2017.Open.Matte.mkv", edition, "Open Matte"},
		{"Film (2001) {edition-Fan Cut}.mkv", edition, "Fan Cut"},
		{"Film Extended (2001)/movie.mkv", edition, "Extended"},
		{"Uncut Gems (2019).mkv", edition, ""},
		{"The Final Cut (2004).mkv", edition, ""},
		{"Titanic.1997.CD2.avi", disc, 2},
		{"Titanic (1997) - disc1.avi", disc, 1},
		{"The.Office.UK.S01E01.mkv", country, "GB"},
		{"The Office (US) S01E01.mkv", country, "US"},
		{"The Office S01E01.mkv", country, ""},
		{"Heat.mkv", kind, Unknown},
		{"Heat (1995).mkv", kind, Movie},
		{"Heat (1995)", kind, Unknown},
		{"Zero Hour - 1995.mkv", kind, Movie}, // a year is no episode
		{"Lost.S01.1080p", kind, Series},
		{"Lost/Season 1/03.mkv", kind, Series},
		{"Film-trailer.mp4", extra, "trailer"},
		{"Film (2001)/Trailers/Teaser 1.mp4", extra, "trailer"},
		{"Film (2001)/Behind The Scenes/One.mp4", extra, "extra"},
		{"film.2001.sample.mkv", extra, "sample"},
		{"The Interview.mkv", extra, ""},
		{"Trailer Park Boys S01E01.mkv", extra, ""},
		{"Film {imdb-tt0133093}.mkv", imdb, "tt0133093"},
		{"Film [imdbid-tt0133093].mkv", imdb, "tt0133093"},
		{"Film tt0133093.mkv", imdb, "tt0133093"},
		{"Film (2001) {tmdb-603}/movie.mkv", id, 603},
		{"Film [tmdbid=603].mkv", id, 603},
		{"Film {tmdb-0}.mkv", id, 0},
		{"Show {tvdb-81189}/Season 1/01.mkv", tvdb, 81189},
		{"The.Office.US.S01E01.mkv", titles, "The Office US; The Office"},
		{"Wonder.Woman.1984.mkv", titles, "Wonder Woman; Wonder Woman 1984"},
		{"Downfall AKA Der Untergang (2004).mkv", titles, "Downfall; Der Untergang"},
		{"Matrix, The (1999).mkv", titles, "The Matrix"},
	} {
		if have := tt.of(Parse(tt.path)); have != tt.want {
			t.Errorf("%s: %v, want %v", tt.path, have, tt.want)
		}
	}
}

// TestLikeness has pairs of titles that are the same, similar or not.
func TestLikeness(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		a, b     string
		min, max float64
	}{
		{"The Matrix", "matrix", 1, 1},
		{"Amélie", "AMELIE", 1, 1},
		{"Mr. & Mrs. Smith", "Mr and Mrs Smith", 1, 1},
		{"The Godfather Part II", "Godfather 2", 1, 1},
		{"Twelve Monkeys", "12 Monkeys", 1, 1},
		{"Batman v Superman", "Batman vs. Superman", 1, 1},
		{"Spider-Man", "Spiderman", near, near},
		{"Der König der Löwen", "Der Koenig der Loewen", near, near},
		{"Dr. Strangelove or: How I Learned to Stop Worrying", "Dr Strangelove", 0.7, 0.9},
		{"Shutter Island", "Shuter Island", 0.7, 0.95},
		{"Alien", "Alien 3", 0, 0.4},
		{"Rocky II", "Rocky III", 0, 0.4},
		{"Breaking Bad", "Breaking", 0, 0.5},
		{"Fargo", "Arrival", 0, 0.4},
		{"", "Alien", 0, 0},
	} {
		if a, b := alike(tt.a, tt.b), alike(tt.b, tt.a); a != b || a < tt.min || a > tt.max {
			t.Errorf("%q and %q: %.2f and %.2f, want %.2f to %.2f", tt.a, tt.b, a, b, tt.min, tt.max)
		}
	}
}

// FuzzParse holds that no name makes Parse panic or take long, and what a Name promises.
func FuzzParse(f *testing.F) {
	for _, l := range labels(f) {
		f.Add(l.path)
	}
	f.Add(strings.Repeat("S01E01.", 2000) + strings.Repeat("(", 2000))
	f.Fuzz(func(t *testing.T, path string) {
		start := time.Now()
		name := Parse(path)
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("it took %s", took)
		}
		for _, title := range name.Titles {
			if title != strings.TrimSpace(title) || title == "" {
				t.Errorf("a title is %q", title)
			}
		}
		if name.Date != "" && !name.Date.Valid() {
			t.Errorf("the date is %q", name.Date)
		}
		if n := len(name.Episodes) + len(name.Absolute); n > maxSpan {
			t.Errorf("there are %d episodes", n)
		}
	})
}
