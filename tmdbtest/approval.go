package tmdbtest

import (
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	redirects "github.com/tmdb-go/tmdb/internal/redirect"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
)

// approvalPage asks a user about a program that wants to sign in. TMDB knows who the user is from the
// browser; here one is chosen.
var approvalPage = template.Must(template.New("approval").Parse(`<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Third Party Authentication Request</title></head>
<body>
<h1>Third Party Authentication Request</h1>
{{if .Message}}<p>{{.Message}}</p>{{else -}}
<p>A program wants to read and change your ratings, favourites, watchlist and lists.</p>
<form method="post" action="{{.Allow}}" id="allow">
<label>You are <select name="username">{{range .Usernames}}<option>{{.}}</option>{{end}}</select></label>
<button type="submit">Allow</button>
</form>
<form method="post" action="{{.Deny}}" id="deny">
<button type="submit">Deny</button>
</form>
{{end -}}
</body>
</html>
`))

// approvalView is what the page shows.
type approvalView struct {
	Message     string
	Allow, Deny string
	Usernames   []string
}

// servePage shows the approval page of v3, /authenticate/{token}, and of v4, /auth/access, and takes
// the answer: a form sent to …/allow or …/deny in v3, and with decision=allow or deny in v4.
func (s *Server) servePage(w http.ResponseWriter, r *http.Request) {
	v4 := r.URL.Path == "/auth/access"
	token, decision := r.PathValue("token"), r.PathValue("decision")
	if v4 {
		token, decision = r.URL.Query().Get("request_token"), r.URL.Query().Get("decision")
	}
	switch {
	case (r.Method == http.MethodGet || r.Method == http.MethodHead) && decision == "":
		s.showApproval(w, r, token, v4)
	case r.Method == http.MethodPost && (decision == "allow" || decision == "deny"):
		s.decide(w, r, token, v4, decision == "allow")
	default:
		showPage(w, http.StatusNotFound, approvalView{Message: "There is no such page."})
	}
}

func (s *Server) showApproval(w http.ResponseWriter, r *http.Request, token string, v4 bool) {
	view := approvalView{}
	for _, u := range s.state.Users() {
		view.Usernames = append(view.Usernames, u.Username)
	}
	open := s.state.Undecided(token, v4, s.Now())
	if !open {
		showPage(w, http.StatusNotFound, approvalView{Message: "The request is unknown, answered or too old."})
		return
	}
	query := r.URL.Query()
	if v4 {
		view.Allow, view.Deny = decisionURL(r, query, "allow"), decisionURL(r, query, "deny")
	} else {
		view.Allow, view.Deny = pathURL(r, "allow"), pathURL(r, "deny")
	}
	showPage(w, http.StatusOK, view)
}

func decisionURL(r *http.Request, query url.Values, decision string) string {
	query.Set("decision", decision)
	return r.URL.Path + "?" + query.Encode()
}

func pathURL(r *http.Request, decision string) string {
	u := url.URL{Path: r.URL.Path + "/" + decision, RawQuery: r.URL.RawQuery}
	return u.String()
}

// decide takes the answer of the user and sends the user on.
func (s *Server) decide(w http.ResponseWriter, r *http.Request, token string, v4, allow bool) {
	body, refused := readBody(w, r)
	if refused != nil {
		showPage(w, refused.status, approvalView{Message: "The form cannot be read."})
		return
	}
	form, _ := url.ParseQuery(string(body)) // what does not parse names no user
	var redirect string
	var err error
	if allow {
		redirect, err = s.state.Approve(token, v4, form.Get("username"), s.Now())
	} else {
		redirect, err = s.state.Deny(token, v4, s.Now())
	}
	refusal, _ := errors.AsType[*codes.Failure](err)
	switch {
	case refusal != nil && refusal.Code == gen.StatusCodeInvalidCredentials:
		showPage(w, http.StatusBadRequest, approvalView{Message: "There is no user of that name."})
		return
	case err != nil:
		showPage(w, http.StatusNotFound, approvalView{Message: "The request is unknown, answered or too old."})
		return
	}
	if !v4 {
		redirect = r.URL.Query().Get("redirect_to")
	}
	// TMDB leads wherever the program says. That is the program's own affair, but not what runs here.
	to, err := redirects.Parse(redirect)
	if err != nil {
		showPage(w, http.StatusOK, approvalView{Message: "Thank you. You can close this page."})
		return
	}
	// v4 says nothing more: the program asks whether the token is approved.
	if !v4 {
		query := to.Query()
		query.Set("request_token", token)
		query.Set(map[bool]string{true: "approved", false: "denied"}[allow], "true")
		to.RawQuery = query.Encode()
	}
	http.Redirect(w, r, to.String(), http.StatusFound)
}

func showPage(w http.ResponseWriter, status int, view approvalView) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	approvalPage.Execute(w, view)
}

// Approve does what a user does in a browser: it opens the approval page, chooses a username and
// presses Allow. It returns where the user is sent then, empty if nowhere.
//
// It returns an error if the page or the user does not exist, or the request is answered already.
func (s *Server) Approve(approvalURL, username string) (redirect string, err error) {
	return s.press(approvalURL, "allow", url.Values{"username": {username}})
}

// Deny is Approve for a user who presses Deny.
func (s *Server) Deny(approvalURL string) (redirect string, err error) {
	return s.press(approvalURL, "deny", nil)
}

// press sends one of the forms of an approval page. Errors do not hold the URL, which has the token.
func (s *Server) press(approvalURL, decision string, form url.Values) (string, error) {
	u, err := url.Parse(approvalURL)
	if err != nil {
		return "", errors.New("tmdbtest: the approval URL does not parse: want one such as the server's URL with /authenticate/ and a request token")
	}
	if u.Path == "/auth/access" {
		query := u.Query()
		query.Set("decision", decision)
		u.RawQuery = query.Encode()
	} else {
		u = u.JoinPath(decision)
	}
	req, err := http.NewRequest(http.MethodPost, u.String(), strings.NewReader(form.Encode()))
	if err != nil || !strings.HasPrefix(approvalURL, s.URL) {
		return "", errors.New("tmdbtest: the approval page cannot be reached: want a URL that starts with " + s.URL)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	// Not over the network: a server that was not started has no address.
	recorder := httptest.NewRecorder()
	s.Handler().ServeHTTP(recorder, req)
	resp := recorder.Result()
	if resp.StatusCode >= http.StatusBadRequest {
		return "", fmt.Errorf("tmdbtest: the approval page responds %d: want the request token of this server, not decided yet, and a user of it", resp.StatusCode)
	}
	return resp.Header.Get("Location"), nil
}
