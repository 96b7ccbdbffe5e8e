package wrapper

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/testkit"
)

func TestCredentials(t *testing.T) {
	t.Parallel()
	var got string
	handler := func(w http.ResponseWriter, r *http.Request) {
		got = r.Header.Get("Authorization") + "|" + r.URL.RawQuery
		testkit.Respond(200, jsonType, `{}`)(w, r)
	}
	for name, test := range map[string]struct {
		token   string
		opts    []Option
		editors []gen.RequestEditorFn
		want    string
	}{
		"token":             {testToken, nil, nil, "Bearer " + testToken + "|"},
		"key":               {"", []Option{WithAPIKey(testKey)}, nil, "|api_key=" + testKey},
		"token as option":   {"", []Option{WithToken("a.b")}, nil, "Bearer a.b|"},
		"other token, call": {testToken, nil, []gen.RequestEditorFn{BearerAuth("a.b")}, "Bearer a.b|"},
		"key for a call":    {testToken, nil, []gen.RequestEditorFn{APIKey(testKey)}, "|api_key=" + testKey},
		"token for a call":  {"", []Option{WithAPIKey(testKey)}, []gen.RequestEditorFn{BearerAuth("a.b")}, "Bearer a.b|"},
	} {
		client, err := New(test.token, append(test.opts, WithHTTPClient(fakeHTTP(handler)))...)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if _, err := client.Movies.Details(t.Context(), 550, nil, test.editors...); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if got != test.want {
			t.Errorf("%s: sent %q, want %q", name, got, test.want)
		}
	}
	client := newFakeClient(t, handler)
	if _, err := with(t, client, WithAPIKey(testKey)).Movies.Details(t.Context(), 550, nil); err != nil || got != "|api_key="+testKey {
		t.Errorf("a copy with a key sent %q, %v", got, err)
	}
}

func TestCredentialsRefused(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		token string
		opts  []Option
		want  string
	}{
		"nothing":       {"", nil, "the token is empty: want the API Read Access Token"},
		"a proxy":       {"", []Option{WithBaseURL("https://proxy.example")}, "settings/api, or WithoutCredential for a server that has its own"},
		"key as token":  {testKey, nil, `want New("", WithAPIKey(key)) or TMDB_API_KEY for a key`},
		"token as key":  {"", []Option{WithAPIKey(testToken)}, "WithAPIKey: the key is no v3 API key but longer, like an API Read Access Token: want New(token)"},
		"long key":      {"", []Option{WithAPIKey(strings.Repeat(testKey, 3))}, "want New(token)"},
		"empty key":     {"", []Option{WithAPIKey("")}, "WithAPIKey: the key is empty"},
		"short key":     {"", []Option{WithAPIKey("0123")}, "want 32 hexadecimal digits"},
		"key, line end": {"", []Option{WithAPIKey(testKey + "\n")}, "want 32 hexadecimal digits"},
		"name":          {"api_key=" + testKey, nil, "the token has a name before it, as in api_key=…"},
		"name, option":  {"", []Option{WithToken("api_key=" + testKey)}, "WithToken: the token has a name before it"},
		"quotes":        {"'" + testToken + "'", nil, "the token holds white space, quotes or other characters"},
		"Bearer":        {"Bearer " + testToken, nil, "without Bearer before it"},
		"name, session": {testToken, []Option{WithDefaults(Session("session_id=" + testKey))}, "session_id has a name before it"},
		"token, guest":  {testToken, []Option{WithDefaults(GuestSession(testToken))}, "guest_session_id is an access token, which is no session"},
		"both":          {testToken, []Option{WithAPIKey(testKey)}, "WithAPIKey: there is a credential already, by New: want one of the two"},
		"two tokens":    {testToken, []Option{WithToken("a.b")}, "WithToken: there is a credential already, by New"},
		"two keys":      {"", []Option{WithAPIKey(testKey), WithAPIKey(testKey)}, "by WithAPIKey"},
	} {
		client, err := New(test.token, test.opts...)
		if client != nil || !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: got %v, %v", name, client, err)
			continue
		}
		testkit.WantText(t, err.Error(), "tmdb: ", test.want)
		testkit.WantNone(t, err.Error(), testToken, testKey)
	}
}

// TestAPIKeyAlone uses the editor with the generated client, without a Client.
func TestAPIKeyAlone(t *testing.T) {
	t.Parallel()
	req := httptest.NewRequest(http.MethodGet, "/3/movie/550?language=de", nil)
	if err := APIKey(testKey)(t.Context(), req); err != nil || req.URL.RawQuery != "language=de&api_key="+testKey {
		t.Errorf("query %q, %v", req.URL.RawQuery, err)
	}
	for _, key := range []string{"", testToken, "two words"} {
		err := APIKey(key)(t.Context(), req)
		if !errors.Is(err, ErrInvalid) {
			t.Errorf("%q: %v", key, err)
		}
	}
}
