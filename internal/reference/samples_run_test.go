package reference

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/signin"
)

// TestGoSamplesRun builds the samples of all operations into one program, and runs each as a process
// of its own against the stand-in. What a reader has to put in for the examples is made for each:
// sessions, tokens, lists.
func TestGoSamplesRun(t *testing.T) {
	t.Parallel()
	site := loadSite(t)
	server := tmdbtest.NewServer(t)
	client := tmdbtest.NewClient(t, server)
	userToken, account, err := server.AccessToken("ada")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write := func(name, source string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(source), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	table := "package main\n\nimport \"os\"\n\nfunc main() { samples[os.Args[1]]() }\n\nvar samples = map[string]func(){\n"
	for id, op := range site.byID {
		source, err := site.goSample(op)
		if err != nil {
			t.Fatal(err)
		}
		examples := site.examplesOf(op)
		made := maker{t, server, client, userToken, account, examples["media_id"]}
		for name, example := range examples {
			if value := made.value(op, name); value != "" {
				if !strings.Contains(source, example) && name != "guest_session_id" {
					t.Errorf("%s: its sample has no %s", id, name)
				}
				source = strings.ReplaceAll(source, example, value)
			}
		}
		write(id+".go", strings.Replace(source, "func main()", "func run_"+id+"()", 1))
		table += fmt.Sprintf("%q: run_%s,\n", id, id)
	}
	write("main.go", table+"}\n")
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(dir, "samples")
	if out, err := exec.CommandContext(t.Context(), "go", append([]string{"build", "-o", program}, files...)...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var all sync.WaitGroup
	slots := make(chan struct{}, 2)
	for id := range site.byID {
		all.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			cmd := exec.CommandContext(t.Context(), program, id)
			cmd.Env = []string{"TMDB_BASE_URL=" + server.URL, "TMDB_ACCESS_TOKEN=" + server.Token, "TMDB_USER_TOKEN=" + userToken}
			if out, err := cmd.CombinedOutput(); err != nil || len(out) == 0 && !site.paged(site.byID[id]) {
				t.Errorf("%s: %v\n%.500s", id, err, out)
			}
		})
	}
	all.Wait()
}

// examplesOf returns the examples that stand in the request of a sample, by name.
func (s *Site) examplesOf(op *operation) map[string]string {
	examples := map[string]string{}
	for _, p := range op.Parameters {
		if p.In == spec.InPath || p.Required || p.Name == "session_id" && op.NeedsUser() {
			examples[p.Name] = s.exampleOf(op, p)
		}
	}
	body, _ := s.bodyExample(op).(map[string]any)
	for name, value := range body {
		examples[name] = text(value)
	}
	return examples
}

// maker makes what an example only stands for.
type maker struct {
	t                  *testing.T
	server             *tmdbtest.Server
	client             *tmdb.Client
	userToken, account string
	media              string // id of the movie that the request is about, if it names one
}

// value returns a value that works, empty if the example does.
func (m maker) value(op *operation, name string) string {
	m.t.Helper()
	var value string
	var err error
	ctx := m.t.Context()
	v4 := strings.HasPrefix(op.Path, "/4/")
	switch name {
	case "session_id":
		value, err = m.server.Session("ada")
	case "guest_session_id":
		var guest *gen.GuestSession
		if guest, err = m.client.Authentication.CreateGuestSession(ctx); err == nil {
			value = guest.GuestSessionID
			err = m.rate(ctx, value)
		}
	case "account_object_id":
		value = m.account
	case "access_token":
		value, _, err = m.server.AccessToken("ada")
	case "request_token":
		value, err = m.requestToken(ctx, v4, op.ID != "validateRequestTokenWithLogin")
	case "username":
		value = "ada"
	case "password":
		for _, u := range m.server.Users() {
			if u.Username == "ada" {
				value = u.Password
			}
		}
	case "list_id":
		value, err = m.list(ctx, op)
	}
	if err != nil {
		m.t.Fatalf("%s: %s: %v", op.ID, name, err)
	}
	return value
}

func (m maker) requestToken(ctx context.Context, v4, approved bool) (string, error) {
	if v4 {
		token, err := m.client.V4Auth.CreateRequestToken(ctx, gen.RequestTokenV4Body{})
		if err != nil {
			return "", err
		}
		page, err := signin.ApprovalURLV4(token.RequestToken, signin.Site(m.server.URL))
		if err == nil {
			_, err = m.server.Approve(page, "ada")
		}
		return token.RequestToken, err
	}
	token, err := m.client.Authentication.CreateRequestToken(ctx)
	if err != nil || !approved {
		return token.RequestToken, err
	}
	page, err := signin.ApprovalURL(token.RequestToken, "", signin.Site(m.server.URL))
	if err == nil {
		_, err = m.server.Approve(page, "ada")
	}
	return token.RequestToken, err
}

// rate rates one of each kind: TMDB has no list of what a guest has not rated.
func (m maker) rate(ctx context.Context, guest string) error {
	editor, body := tmdb.GuestSession(guest), gen.RatingBody{Value: 8}
	_, movie := m.client.Movies.AddRating(ctx, 550, nil, body, editor)
	_, series := m.client.TVSeries.AddRating(ctx, 1399, nil, body, editor)
	_, episode := m.client.TVEpisodes.AddRating(ctx, 1399, 1, 1, nil, body, editor)
	return errors.Join(movie, series, episode)
}

// list makes a list, with the movie that the request is about unless it is to add that.
func (m maker) list(ctx context.Context, op *operation) (string, error) {
	user := tmdb.BearerAuth(m.userToken)
	list, err := m.client.V4Lists.Create(ctx, gen.ListV4Body{Name: "Twists", LanguageCode: "en"}, user)
	if err != nil {
		return "", err
	}
	if id, _ := strconv.Atoi(m.media); id > 0 && op.Method != http.MethodPost || op.ID == "removeListItem" {
		items := []gen.ListEntryV4{{MediaID: id, MediaType: gen.FavoriteMediaTypeMovie}}
		_, err = m.client.V4Lists.AddItems(ctx, list.ID, gen.ListItemsV4Body{Items: items}, user)
	}
	return fmt.Sprint(list.ID), err
}
