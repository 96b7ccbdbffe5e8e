package tmdbtest

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/api"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/internal/spec/read"
	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/recording"
)

// TestRecordingsTellNobody acts as a user through the recorder: no file may tell who that is, and
// every value is of the type that TMDB sent.
func TestRecordingsTellNobody(t *testing.T) {
	t.Parallel()
	real := newWorld(t, WithUser(User{Username: "zaphod42", Password: "heart of gold", Name: "Zaphod the Third"}))
	proxyURL, dir := startRecorder(t, real.URL)
	session, err := real.Session("zaphod42")
	if err != nil {
		t.Fatal(err)
	}
	access, objectID, err := real.AccessToken("zaphod42")
	if err != nil {
		t.Fatal(err)
	}
	var account struct {
		ID     int
		Avatar struct{ Gravatar struct{ Hash string } }
	}
	number := map[string]int{}
	send := func(token, method, path, body string, into any) {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), method, proxyURL+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+token)
		r.Header.Set("Content-Type", "application/json")
		resp, err := testkit.HTTP.Transport.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		data, err := io.ReadAll(resp.Body)
		if err != nil || resp.StatusCode >= 300 {
			t.Fatalf("%s %s: %d with %s, %v", method, path, resp.StatusCode, data, err)
		}
		if into != nil {
			if err := json.Unmarshal(data, into); err != nil {
				t.Fatal(err)
			}
		}
		op, _, _ := spec.Match(method, strings.Split(path, "?")[0])
		number[op.ID]++
		var file recording.Recording
		text, err := os.ReadFile(filepath.Join(dir, fileName(op.ID, number[op.ID])))
		if err == nil {
			err = json.Unmarshal(text, &file)
		}
		if err != nil {
			t.Fatal(err)
		}
		if got, want := typesOf(t, file.Body), typesOf(t, data); got != want {
			t.Errorf("%s: the file has the types %s, want %s", op.ID, got, want)
		}
	}

	v3 := "session_id=" + session
	send(real.Token, "GET", "/3/account/0?"+v3, "", &account)
	at := fmt.Sprint("/3/account/", account.ID)
	send(real.Token, "POST", at+"/favorite?"+v3, `{"media_type":"movie","media_id":550,"favorite":true}`, nil)
	send(real.Token, "GET", at+"/favorite/movies?"+v3, "", nil)
	var created struct {
		ListID int `json:"list_id"`
	}
	send(real.Token, "POST", "/3/list?"+v3, `{"name":"Of Zaphod","description":"Seen at home","language":"en"}`, &created)
	list := fmt.Sprint("/3/list/", created.ListID)
	send(real.Token, "POST", list+"/add_item?"+v3, `{"media_id":550}`, nil)
	send(real.Token, "GET", list, "", nil)
	send(real.Token, "GET", list+"/item_status?movie_id=550", "", nil)
	send(real.Token, "GET", at+"/lists?"+v3, "", nil)
	send(real.Token, "GET", "/3/movie/550/lists", "", nil)
	send(real.Token, "GET", "/3/movie/550?append_to_response=lists,account_states&"+v3, "", nil)

	var createdV4 struct{ ID int }
	send(access, "POST", "/4/list", `{"name":"Of Zaphod","iso_639_1":"en","description":"Seen at home","public":1}`, &createdV4)
	listV4 := fmt.Sprint("/4/list/", createdV4.ID)
	send(access, "POST", listV4+"/items", `{"items":[{"media_type":"movie","media_id":550}]}`, nil)
	send(access, "PUT", listV4+"/items", `{"items":[{"media_type":"movie","media_id":550,"comment":"Seen at home"}]}`, nil)
	send(access, "GET", listV4, "", nil)
	send(access, "GET", listV4+"/item_status?media_type=movie&media_id=550", "", nil)
	send(access, "GET", "/4/account/"+objectID+"/lists", "", nil)
	send(access, "GET", "/4/account/"+objectID+"/movie/favorites", "", nil)
	send(access, "PUT", listV4, `{"description":"Seen at home"}`, nil)
	send(access, "GET", listV4+"/clear", "", nil)
	send(access, "DELETE", listV4, "", nil)
	send(real.Token, "DELETE", list+"?"+v3, "", nil)

	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) < 20 {
		t.Fatalf("%d files, %v, want one for each request", len(files), err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for what, whose := range map[string]string{
			"username": "zaphod42", "name": "Zaphod", "account id": fmt.Sprintf(":%d,", account.ID), "object id": objectID,
			"gravatar": account.Avatar.Gravatar.Hash, "session": session, "token": access, "text": "Seen at home",
			"list": fmt.Sprintf(":%d", created.ListID), "v4 list": fmt.Sprintf(":%d", createdV4.ID),
			"list in a path": fmt.Sprintf(`"%d"`, created.ListID), "account in a path": fmt.Sprintf(`"%d"`, account.ID),
		} {
			if whose == "" || strings.Contains(string(data), whose) {
				t.Errorf("%s tells the %s %s: %s", filepath.Base(name), what, whose, data)
			}
		}
	}
}

// typesOf returns JSON with the types of the values in place of the values.
func typesOf(t *testing.T, data []byte) string {
	t.Helper()
	var types func(v any) any
	types = func(v any) any {
		switch v := v.(type) {
		case []any:
			for i := range v {
				v[i] = types(v[i])
			}
			return v
		case map[string]any:
			for name := range v {
				v[name] = types(v[name])
			}
			return v
		}
		return fmt.Sprintf("%T", v)
	}
	v, err := object.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(types(v))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestHide: also what is not of the spec's type, and what is short, is hidden where it has to be.
func TestHide(t *testing.T) {
	t.Parallel()
	secrets := []string{"ada", "0123456789abcdef"}
	for body, want := range map[string]string{
		`{"title":"Canada","x":"ada","y":"a 0123456789abcdef b"}`:               `{"title":"Canada","x":"removed","y":"a removed b"}`,
		`{"account_id":548,"session_id":null,"username":["a",1]}`:               `{"account_id":0,"session_id":null,"username":["removed",0]}`,
		`{"created_by":"ada lovelace"}`:                                         `{"created_by":"removed"}`,
		`{"created_by":[{"id":66633,"name":"Vince Gilligan"}]}`:                 `{"created_by":[{"id":66633,"name":"Vince Gilligan"}]}`,
		`{"created_by":{"id":"4b","name":"","username":"ada l"}}`:               `{"created_by":{"id":"removed","name":"","username":"removed"}}`,
		`{"avatar":{"gravatar":{"hash":"c9"},"tmdb":{"avatar_path":"/a.png"}}}`: `{"avatar":{"gravatar":{"hash":"removed"},"tmdb":{"avatar_path":"removed"}}}`,
		`{"0123456789abcdef":1}`:                                                `{"removed":1}`,
	} {
		v, err := object.Decode([]byte(body))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := json.Marshal(hide(v, secrets)); string(got) != want || err != nil {
			t.Errorf("%s becomes %s, %v, want %s", body, got, err, want)
		}
	}
}

// TestClaims: TMDB's tokens name the account that they were made for.
func TestClaims(t *testing.T) {
	t.Parallel()
	for payload, want := range map[string]string{
		`{"aud":"0123456789abcdef","sub":"4bc8892a017a3c0092001001","scopes":["api_read"]}`: "[4bc8892a017a3c0092001001 0123456789abcdef]",
		`{"aud":["0123456789abcdef"]}`: "[]",
		`no JSON`:                      "[]",
	} {
		if got := fmt.Sprint(claims("e30." + base64.RawURLEncoding.EncodeToString([]byte(payload)) + ".c2ln")); got != want {
			t.Errorf("%s: %s, want %s", payload, got, want)
		}
	}
	if got := claims("0123456789abcdef"); got != nil {
		t.Errorf("a token without parts names %v", got)
	}
}

// TestEveryUserIsHidden walks the spec: what a response says of a user of TMDB has a name that hide
// knows.
func TestEveryUserIsHidden(t *testing.T) {
	t.Parallel()
	doc, err := read.Load(api.Spec)
	if err != nil {
		t.Fatal(err)
	}
	walked := 0
	for name, schema := range doc.Components.Schemas {
		for field, ref := range schema.Value.Properties {
			about := strings.ToLower(ref.Value.Description)
			if !strings.Contains(about, "of the account") && !strings.Contains(about, "name of the author") && !strings.Contains(about, "user name") &&
				!strings.Contains(about, "gravatar") && !strings.Contains(about, "user's picture") {
				continue
			}
			object := map[string]any{field: "theirs"}
			if schema.Value.Properties["username"] != nil {
				object["username"] = "u"
			}
			walked++
			if got := fmt.Sprint(hide(object, nil)); ref.Value.Type.Is("string") && strings.Contains(got, "theirs") {
				t.Errorf("%s.%s, %q, is not hidden", name, field, ref.Value.Description)
			}
		}
	}
	if walked < 10 {
		t.Errorf("%d fields are about users, want more", walked)
	}
}
