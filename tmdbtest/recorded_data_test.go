package tmdbtest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/handlers"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/recording"
)

// recordedFolders returns the folders of recorded responses that lie beside the module or that TMDB_RECORDED
// names, relative to the root of the module. The test is skipped if there are none.
func recordedFolders(t *testing.T) []string {
	t.Helper()
	var folders []string
	for _, folder := range append(filepath.SplitList(os.Getenv("TMDB_RECORDED")), filepath.Join("..", "shared", "recorded")) {
		if folder != "" && !filepath.IsAbs(folder) {
			folder = filepath.Join("..", folder)
		}
		if real, err := filepath.EvalSymlinks(folder); folder != "" && err == nil {
			real, _ = filepath.Abs(real)
			folders = append(folders, real)
		}
	}
	if len(folders) == 0 {
		t.Skip("no recorded responses: want them in ../shared/recorded beside the module, or in the folders that TMDB_RECORDED names")
	}
	slices.Sort(folders)
	return slices.Compact(folders)
}

// claim is what a recording says of an entity: its details without pieces, or a piece.
type claim struct {
	op *spec.Operation
	// at is the path of the request, and former the name of a piece that can only be appended there.
	at, former string
	query      url.Values
	date, file string
	body       map[string]any
}

func (c *claim) language() string {
	language, _, _ := strings.Cut(c.query.Get("language"), "-")
	return cmp.Or(language, "en")
}

// ownerOf returns the details that an operation tells, or a piece of; nil for any other operation.
func ownerOf(op *spec.Operation) *spec.Operation {
	for _, of := range []*spec.Operation{
		spec.TVEpisodeDetails, spec.TVSeasonDetails, spec.TVEpisodeGroupDetails, spec.TVSeriesDetails, spec.MovieDetails,
		spec.PersonDetails, spec.CollectionDetails, spec.CompanyDetails, spec.NetworkDetails, spec.KeywordDetails, spec.ReviewDetails,
	} {
		if rest, ok := strings.CutPrefix(op.Path, of.Path); ok && op.Method == http.MethodGet && !strings.Contains(rest, "{") {
			return of
		}
	}
	return nil
}

// claimsIn returns what the recordings of a folder say of entities, and how many do not say of which.
func claimsIn(t *testing.T, folder string) (list []claim, unplaced int) {
	t.Helper()
	type file struct {
		recording.Recording
		name string
		body map[string]any
		op   *spec.Operation
	}
	var files []file
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".json" || entry.Name() == "INDEX.json" {
			return err
		}
		data, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			return err
		}
		list, err := recording.Parse(data)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		f := file{Recording: list[0], name: name}
		op, _, _ := spec.Match(f.Method, f.Path)
		if op == nil || ownerOf(op) == nil || isOfUsers(op) || f.Status != http.StatusOK {
			return nil
		}
		f.op = op
		if err := json.Unmarshal(f.Body, &f.body); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		files = append(files, f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{} // paths of seasons and episodes by id
	for _, s := range setOf(must(New(WithClock(Day)))(t)).TV {
		for _, season := range s.Seasons {
			at := fmt.Sprintf("/3/tv/%d/season/%d", s.ID, season.Number)
			parts["season "+text(season.Object().Int("id"))] = at
			for _, e := range season.Episodes() {
				parts["episode "+text(e.ID)] = at + "/episode/" + text(e.Number)
			}
		}
	}
	for _, f := range files {
		noteParts(parts, f.body)
	}
	for _, f := range files {
		at := f.Path
		id := text(f.body["id"])
		switch of := ownerOf(f.op); of {
		case spec.TVSeasonDetails:
			at = strings.Replace(at, of.Path, parts["season "+id], 1)
		case spec.TVEpisodeDetails:
			at = strings.Replace(at, of.Path, parts["episode "+id], 1)
		default:
			first, last := strings.Index(at, "{"), strings.Index(at, "}")
			at = at[:first] + id + at[last+1:]
		}
		if !strings.HasPrefix(at, "/3/") || id == "" {
			unplaced++
			continue
		}
		c := claim{op: f.op, at: at, query: url.Values{}, date: f.Date, file: f.name, body: f.body}
		for name, value := range f.Query {
			if v := text(value); v != "" && name != "append_to_response" && name != "page" && !spec.IsSecret(name) {
				c.query.Set(name, v)
			}
		}
		list = append(list, c)
		list = append(list, c.split()...)
	}
	return list, unplaced
}

// split takes the pieces out of details.
func (c *claim) split() (pieces []claim) {
	for name, value := range c.body {
		id := handlers.PieceOf(c.op, name)
		if id == "" {
			continue
		}
		delete(c.body, name)
		body, ok := value.(map[string]any)
		if !ok { // as it once was
			body = map[string]any{name: value}
		}
		piece := *c
		piece.body = body
		if op, _, _ := spec.Match(http.MethodGet, c.at+"/"+name); op != nil {
			piece.op, piece.at = op, c.at+"/"+name
		} else {
			piece.former = name
		}
		if isOfUsers(piece.op) {
			continue
		}
		pieces = append(append(pieces, piece), piece.split()...)
	}
	return pieces
}

// text returns a value of JSON as it stands in a path or query.
func text(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return fmt.Sprint(v)
}

// noteParts notes where the seasons and episodes are that details tell of.
func noteParts(parts map[string]string, body map[string]any) {
	rows := func(v any) (list []map[string]any) {
		elements, ok := v.([]any)
		if !ok {
			elements = []any{v}
		}
		for _, e := range elements {
			if row, ok := e.(map[string]any); ok {
				list = append(list, row)
			}
		}
		return list
	}
	for _, row := range rows(body["seasons"]) {
		parts["season "+text(row["id"])] = "/3/tv/" + text(body["id"]) + "/season/" + text(row["season_number"])
	}
	for _, name := range []string{"episodes", "last_episode_to_air", "next_episode_to_air"} {
		for _, row := range rows(body[name]) {
			if row["show_id"] == nil {
				continue
			}
			season := "/3/tv/" + text(row["show_id"]) + "/season/" + text(row["season_number"])
			parts["episode "+text(row["id"])] = season + "/episode/" + text(row["episode_number"])
			if name == "episodes" {
				parts["season "+text(body["id"])] = season
			}
		}
	}
}

// difference is where a response does not say what a recording says.
type difference struct {
	pointer   string
	want, got any
	// rows are the objects in lists that it is in, as recorded, the innermost last.
	rows []map[string]any
}

func (d difference) String() string {
	return fmt.Sprintf("%s is %.60v, recorded %.60v", d.pointer, d.got, d.want)
}

const missing = "missing"

// differences compares all that was recorded with what the server sends.
func differences(pointer string, rows []map[string]any, want, got any) (list []difference) {
	switch w := want.(type) {
	case map[string]any:
		if g, ok := got.(map[string]any); ok {
			if strings.HasSuffix(pointer, "[]") {
				rows = append(slices.Clip(rows), w)
			}
			for _, name := range slices.Sorted(maps.Keys(w)) {
				value, has := g[name]
				if !has {
					list = append(list, difference{pointer + "/" + name, w[name], missing, rows})
					continue
				}
				list = append(list, differences(pointer+"/"+name, rows, w[name], value)...)
			}
			return list
		}
	case []any:
		if g, ok := got.([]any); ok && len(g) == len(w) {
			for i := range w {
				list = append(list, differences(pointer+"/[]", rows, w[i], g[i])...)
			}
			return list
		} else if ok {
			return []difference{{pointer, fmt.Sprintf("%d elements", len(w)), fmt.Sprintf("%d", len(g)), rows}}
		}
	default:
		if want == got {
			return nil
		}
	}
	return []difference{{pointer, want, got, rows}}
}

// meant are the differences that are meant to be.
var meant = []struct {
	why string
	is  func(k knowledge, c claim, d difference) bool
}{
	{"rows of a movie or series that the data has say what its details say", func(k knowledge, c claim, d difference) bool {
		return len(d.rows) > 0 && hasDetails(k.set, d.rows[len(d.rows)-1]) && d.got != missing && !strings.HasSuffix(d.pointer, "/id")
	}},
	{"rows of an episode that was recorded as well say what its details say", func(k knowledge, c claim, d difference) bool {
		return c.op == spec.TVSeasonDetails && len(d.rows) > 0 && k.recorded(c.at+"/episode/"+text(d.rows[0]["episode_number"]))
	}},
	{"a movie tells of its collection what that says", func(_ knowledge, c claim, d difference) bool {
		return c.op == spec.MovieDetails && strings.HasPrefix(d.pointer, "/belongs_to_collection/")
	}},
	{"a page has the rows that the data has, and counts them", func(_ knowledge, c claim, d difference) bool {
		return c.body["total_pages"] != nil && slices.Contains([]string{"/page", "/total_pages", "/total_results"}, d.pointer)
	}},
	{"movies of a company or with a keyword are those that say so, if that are more", func(_ knowledge, c claim, d difference) bool {
		return (c.op == spec.KeywordMovies || c.op == spec.CompanyMovies) && d.pointer == "/results"
	}},
	{"the last episode and the next go by the clock", func(_ knowledge, c claim, d difference) bool {
		return c.op == spec.TVSeriesDetails && (strings.HasPrefix(d.pointer, "/last_") || strings.HasPrefix(d.pointer, "/next_"))
	}},
	{"changes are those of the day before the clock, if the request names no other", func(_ knowledge, c claim, d difference) bool {
		return strings.HasSuffix(c.at, "/changes")
	}},
	{"of details in another language only texts count, where there are English ones", func(k knowledge, c claim, d difference) bool {
		return c.language() != "en" && k.english(c.at) && !slices.Contains(textsOfDetails, d.pointer)
	}},
}

// textsOfDetails are in the language of the request.
var textsOfDetails = []string{"/title", "/name", "/overview", "/tagline", "/biography", "/homepage", "/poster_path"}

// knowledge is what the server knows.
type knowledge struct {
	set    *dataset.Set
	own    *Server // without the recordings
	claims map[string]claim
}

// recorded reports whether there is a recording in English.
func (k knowledge) recorded(at string) bool { return k.claims[claimKey(at, "", "en")].op != nil }

// english reports whether there are English details, recorded or in the data of the module.
func (k knowledge) english(at string) bool {
	return k.recorded(at) || get(k.own, at).status == http.StatusOK
}

func claimKey(at, former, language string) string { return at + " " + former + " " + language }

// hasDetails reports whether the data has the details of the movie or series of a row.
func hasDetails(set *dataset.Set, row map[string]any) bool {
	id, _ := strconv.Atoi(text(row["id"]))
	if row["title"] != nil {
		m := set.Movie(id)
		return m != nil && m.Object() != nil
	}
	s := set.Series(id)
	return row["name"] != nil && s != nil && s.Object() != nil
}

// isOfUsers is for the responses that say what users did.
func isOfUsers(op *spec.Operation) bool {
	return strings.HasSuffix(op.Path, "/account_states") || strings.HasSuffix(op.Path, "/lists")
}

// TestRecordedData loads recorded responses as a data set, each folder alone and all together, and wants the
// server to say what they say.
func TestRecordedData(t *testing.T) {
	t.Parallel()
	for _, folder := range recordedFolders(t) {
		sets := []string{folder}
		inside, err := os.ReadDir(folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range inside {
			if entry.IsDir() {
				sets = append(sets, filepath.Join(folder, entry.Name()))
			}
		}
		for _, set := range sets {
			t.Run(filepath.Base(set), func(t *testing.T) {
				t.Parallel()
				holdTo(t, set)
			})
		}
	}
}

func holdTo(t *testing.T, folder string) {
	s := NewServer(t, WithData(os.DirFS(folder)), WithClock(Day), Lenient(), Quiet())
	list, unplaced := claimsIn(t, folder)
	// The newer of two says how it is, and the last of two of the same day.
	slices.SortStableFunc(list, func(a, b claim) int { return strings.Compare(a.date, b.date) })
	newest := map[string]claim{}
	for _, c := range list {
		newest[claimKey(c.at, c.former, c.language())] = c
	}
	fields, know := 0, knowledge{setOf(s), NewServer(t, WithClock(Day), Lenient(), Quiet()), newest}
	excused := make([]int, len(meant))
	for _, key := range slices.Sorted(maps.Keys(newest)) {
		c := newest[key]
		target := c.at
		query := maps.Clone(c.query)
		if c.former != "" {
			query.Set("append_to_response", c.former)
		}
		if len(query) > 0 {
			target += "?" + query.Encode()
		}
		response := get(s, target)
		var body map[string]any
		if err := json.Unmarshal(response.body, &body); err != nil || response.status != http.StatusOK {
			t.Errorf("%s: %s responds %d, %.100s", c.file, target, response.status, response.body)
			continue
		}
		if c.former != "" {
			body, _ = body[c.former].(map[string]any)
		}
		fields += len(c.body)
		for _, d := range differences("", nil, c.body, body) {
			i := 0
			for i < len(meant) && !meant[i].is(know, c, d) {
				i++
			}
			if i == len(meant) {
				t.Errorf("%s: %s (%s): %s", c.file, target, c.op.ID, d)
			} else {
				excused[i]++
			}
		}
	}
	for i, m := range meant {
		if excused[i] > 0 {
			t.Logf("%d times: %s", excused[i], m.why)
		}
	}
	t.Logf("%d responses with %d fields compared, %d that are older left out; %d that do not say of what they are",
		len(newest), fields, len(list)-len(newest), unplaced)
}
