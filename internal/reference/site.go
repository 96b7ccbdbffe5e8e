// Package reference makes the site about the API from the bundle of the spec: a page for each
// operation as HTML and as Markdown, an index for machines, and a search. It needs no server: all
// addresses within the site are relative.
package reference

import (
	"bytes"
	"cmp"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"maps"
	"mime"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/tmdb-go/tmdb/api"
	"github.com/tmdb-go/tmdb/internal/drift/compare"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/internal/spec/read"
)

var (
	//go:embed templates/*.tmpl
	templateFiles embed.FS
	//go:embed assets
	assets embed.FS
	//go:embed content/*.md
	content embed.FS
)

// Config says where a site will be.
type Config struct {
	// Base is the address of the site, such as https://tmdb-go.github.io/tmdb, for the index for
	// machines; without it addresses there begin at the root of the server.
	Base string
	// Token is the token of the stand-in that "try it" sends. Without it the reader is asked for one.
	Token string
	// Drift is what TMDB's own documentation says otherwise, the JSON of internal/drift. It may be nil.
	Drift []byte
}

// Site is the site of one bundle. It is safe for concurrent use.
type Site struct {
	config    Config
	bundle    []byte
	root      *yaml.Node // the bundle in its order
	doc       *read.Document
	services  []*service
	byID      map[string]*operation
	guides    []*guide
	drift     *compare.Report
	often     map[string]often     // by operationId
	examples  map[string][]example // by operationId
	templates *template.Template
	files     map[string]file // by the path in the site: reference/movies/details.html
}

// file makes one file of the site.
type file func() ([]byte, error)

// service is a tag with its operations.
type service struct {
	Name, Tag, Slug, Description string
	Operations                   []*operation
}

// Label is the name as a reader says it: TV episode groups.
func (s *service) Label() string {
	words := strings.Split(s.Slug, "-")
	for i, word := range words {
		switch {
		case word == "tv", word == "v4":
			words[i] = strings.ToUpper(word)
		case i == 0:
			words[i] = strings.ToUpper(word[:1]) + word[1:]
		}
	}
	return strings.Join(words, " ")
}

// operation is an operation and where its page is.
type operation struct {
	*read.Operation
	Slug string
	in   *service
}

// Address is the address of the page within the site. It stays when a summary changes: it is the
// call in Go, movies/details for client.Movies.Details.
func (op *operation) Address() string { return "reference/" + op.in.Slug + "/" + op.Slug }

// New reads a bundle. Pages are made when they are asked for.
func New(bundle []byte, config Config) (*Site, error) {
	drift, err := readReport(config.Drift)
	if err != nil {
		return nil, err
	}
	doc, err := read.Load(bundle)
	if err != nil {
		return nil, err
	}
	root := &yaml.Node{}
	if err := yaml.Unmarshal(bundle, root); err != nil {
		return nil, err
	}
	s := &Site{config: config, bundle: bundle, root: root.Content[0], doc: doc, drift: drift, byID: map[string]*operation{}, files: map[string]file{}}
	s.config.Base = strings.TrimSuffix(config.Base, "/")
	if s.templates, err = template.New("").Funcs(s.functions()).ParseFS(templateFiles, "templates/*.tmpl"); err != nil {
		return nil, err
	}
	for _, tag := range doc.Tags {
		in := &service{Tag: tag.Name, Description: tag.Description}
		for _, op := range doc.Operations {
			if op.Tag != tag.Name {
				continue
			}
			if known := spec.ByID(op.ID); known != nil { // what only Go needs may not stand in the bundle
				op.Service, op.GoMethod = cmp.Or(op.Service, known.Service), cmp.Or(op.GoMethod, known.GoMethod)
			}
			in.Name, in.Slug = op.Service, kebab(op.Service)
			o := &operation{Operation: op, in: in, Slug: kebab(op.GoMethod)}
			in.Operations = append(in.Operations, o)
			s.byID[op.ID] = o
		}
		if len(in.Operations) > 0 {
			s.services = append(s.services, in)
		}
	}
	if s.examples, err = readExamples(doc); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(committedOften, &s.often); err != nil {
		return nil, fmt.Errorf("often.gen.json: %w", err)
	}
	if s.guides, err = readGuides(); err != nil {
		return nil, err
	}
	return s, s.list()
}

// list says how each file of the site is made.
func (s *Site) list() error {
	entries, err := assets.ReadDir("assets")
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.IsDir() {
			continue
		}
		s.files["assets/"+e.Name()] = func() ([]byte, error) { return assets.ReadFile("assets/" + e.Name()) }
	}
	s.files["index.html"] = s.startPage
	s.files["404.html"] = s.missingPage
	s.files["reference/index.html"] = s.listPage
	if len(s.drift.Operations) > 0 {
		s.files["reference/differences.html"] = s.differencesPage
	}
	for _, in := range s.services {
		s.files["reference/"+in.Slug+"/index.html"] = func() ([]byte, error) { return s.servicePage(in) }
		for _, op := range in.Operations {
			s.files[op.Address()+".html"] = func() ([]byte, error) { return s.operationPage(op) }
			s.files[op.Address()+".md"] = func() ([]byte, error) { return s.operationMarkdown(op) }
		}
	}
	for _, g := range s.guides {
		s.files["guides/"+g.Slug+".html"] = func() ([]byte, error) { return s.guidePage(g) }
		s.files["guides/"+g.Slug+".md"] = func() ([]byte, error) { return g.markdown(s), nil }
	}
	s.files["llms.txt"] = s.llms
	s.files["llms-full.txt"] = s.llmsFull
	s.files["search.json"] = s.searchIndex
	s.files["openapi.yaml"] = func() ([]byte, error) { return s.bundle, nil }
	s.files["openapi-3.1.yaml"] = func() ([]byte, error) { return api.Spec31, nil }
	return s.listViewer()
}

// Paths returns the paths of all files of the site, sorted.
func (s *Site) Paths() []string { return slices.Sorted(maps.Keys(s.files)) }

// File returns a file of the site.
func (s *Site) File(name string) ([]byte, error) {
	f := s.files[name]
	if f == nil {
		return nil, fmt.Errorf("the site has no file %s", name)
	}
	data, err := f()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return data, nil
}

// Write writes all files to a folder, which is made if need be. It returns how many bytes they have.
func (s *Site) Write(dir string) (size int, err error) {
	for _, name := range s.Paths() {
		data, err := s.File(name)
		if err != nil {
			return size, err
		}
		size += len(data)
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o777), os.WriteFile(file, data, 0o666)); err != nil {
			return size, err
		}
	}
	return size, nil
}

// resolve returns the file that an address means, as servers of static sites find it.
func (s *Site) resolve(address string) (name string, ok bool) {
	address = strings.TrimPrefix(address, "/")
	if address == "" || strings.HasSuffix(address, "/") {
		address += "index.html"
	}
	for _, name := range []string{address, address + ".html"} {
		if s.files[name] != nil {
			return name, true
		}
	}
	return "", false
}

// ServeHTTP serves the site.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name, ok := s.resolve(r.URL.Path)
	status := http.StatusOK
	if !ok {
		if _, folder := s.resolve(r.URL.Path + "/"); folder {
			http.Redirect(w, r, path.Base(r.URL.Path)+"/", http.StatusMovedPermanently)
			return
		}
		name, status = "404.html", http.StatusNotFound
	}
	data, err := s.File(name)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", contentType(name))
	h.Set("Cache-Control", "no-cache")
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write(data)
	}
}

func contentType(name string) string {
	switch ext := path.Ext(name); ext {
	case ".md":
		return "text/markdown; charset=utf-8"
	case ".yaml":
		return "application/yaml"
	default:
		return cmp.Or(mime.TypeByExtension(ext), "text/plain; charset=utf-8")
	}
}

// Serves reports whether a request is one for the site, and not for the API that is served beside it.
func Serves(r *http.Request) bool {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return false
	}
	first, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	return slices.Contains([]string{"", "index.html", "reference", "guides", "viewer", "assets", "llms.txt", "llms-full.txt", "search.json", "openapi.yaml", "openapi-3.1.yaml"}, first)
}

// render executes the template of a page.
func (s *Site) render(name string, page any) ([]byte, error) {
	var b bytes.Buffer
	if err := s.templates.ExecuteTemplate(&b, name, page); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// kebab returns v4-lists for V4Lists and tv-series-lists for TVSeriesLists.
func kebab(name string) string {
	var b strings.Builder
	runes := []rune(strings.ReplaceAll(name, "IDs", "Ids"))
	upper := func(i int) bool {
		return i < len(runes) && (runes[i] >= 'A' && runes[i] <= 'Z' || runes[i] >= '0' && runes[i] <= '9')
	}
	for i, r := range runes {
		if i > 0 && upper(i) && (!upper(i-1) || i+1 < len(runes) && !upper(i+1)) {
			b.WriteByte('-')
		}
		b.WriteRune(r)
	}
	return strings.ToLower(b.String())
}
