package wrapper_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/wrapper"
)

// A program on the user's machine: one call opens the page, waits for the answer and returns the session.
func ExampleClient_SignIn() {
	client, user, stop := signInExample()
	defer stop()
	session, err := client.SignIn(context.Background(), wrapper.SignInOptions{
		Open:   user, // in a program: wrapper.OpenBrowser
		Prompt: func(string) { fmt.Println("Please approve in your browser.") },
	})
	switch {
	case errors.Is(err, wrapper.ErrDenied):
		fmt.Println("Then not.")
	case errors.Is(err, context.DeadlineExceeded):
		fmt.Println("Too late.")
	case err != nil:
		log.Fatal(err)
	default:
		fmt.Println("Signed in:", session.ID) // which is not shown
	}
	// Output:
	// Please approve in your browser.
	// Signed in: [redacted]
}

func ExampleClient_SignInV4() {
	client, user, stop := signInExample()
	defer stop()
	token, err := client.SignInV4(context.Background(), wrapper.SignInOptions{Open: user, Timeout: 5 * time.Minute})
	if err != nil {
		log.Fatal(err)
	}
	// The calls of the user carry the user's token.
	bearer := wrapper.BearerAuth(token.Token.Reveal())
	lists, err := client.V4Account.Lists(context.Background(), token.AccountID.Reveal(), nil, bearer)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("Lists:", lists.TotalResults)
	// Output: Lists: 2
}

// A server takes the steps of its own, here for one user.
func ExampleClient_ApprovalURL() {
	client, user, stop := signInExample()
	defer stop()
	ctx := context.Background()
	kept := make(chan string, 1) // in a server: a cookie of the user

	mux := http.NewServeMux()
	server := httptest.NewServer(mux)
	defer server.Close()
	mux.HandleFunc("GET /login", func(w http.ResponseWriter, r *http.Request) {
		token, err := client.Authentication.CreateRequestToken(ctx)
		if err != nil {
			log.Fatal(err)
		}
		page, err := client.ApprovalURL(token.RequestToken, server.URL+"/done")
		if err != nil {
			log.Fatal(err)
		}
		kept <- token.RequestToken
		http.Redirect(w, r, page, http.StatusFound)
	})
	mux.HandleFunc("GET /done", func(w http.ResponseWriter, r *http.Request) {
		token, err := wrapper.ParseApproval(r.URL.Query())
		if err != nil || token != <-kept {
			http.Error(w, "not signed in", http.StatusForbidden)
			return
		}
		session, err := client.Authentication.CreateSession(ctx, gen.RequestTokenBody{RequestToken: token})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println("A session:", session.Success)
	})

	if err := user(server.URL + "/login"); err != nil {
		log.Fatal(err)
	}
	// Output: A session: true
}

func ExampleParseApproval() {
	for _, query := range []string{"request_token=abc&approved=true", "request_token=abc&denied=true", "page=1"} {
		values, _ := url.ParseQuery(query)
		token, err := wrapper.ParseApproval(values)
		fmt.Printf("%q denied: %t, no answer: %t\n", token, errors.Is(err, wrapper.ErrDenied), errors.Is(err, wrapper.ErrInvalid))
	}
	// Output:
	// "abc" denied: false, no answer: false
	// "abc" denied: true, no answer: false
	// "" denied: false, no answer: true
}

func ExampleClient_ApprovalURLV4() {
	client, err := wrapper.New("token")
	if err != nil {
		log.Fatal(err)
	}
	page, err := client.ApprovalURLV4("eyJhbGciOiJIUzI1NiJ9.e30.c2ln")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(page)
	// Output: https://www.themoviedb.org/auth/access?request_token=eyJhbGciOiJIUzI1NiJ9.e30.c2ln
}

func ExampleClient_SignInWithPassword() {
	client, _, stop := signInExample()
	defer stop()
	_, err := client.SignInWithPassword(context.Background(), "jo", "guess")
	fmt.Println(errors.Is(err, wrapper.ErrUnauthorized))
	// Output: true
}

func ExampleClient_SignInAsGuest() {
	client, _, stop := signInExample()
	defer stop()
	guest, err := client.SignInAsGuest(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(guest.ID, "until", guest.ExpiresAt.Format(time.DateTime))
	// Output: [redacted] until 2026-08-27 16:04:39
}

func ExampleClient_SessionFromV4() {
	client, user, stop := signInExample()
	defer stop()
	token, err := client.SignInV4(context.Background(), wrapper.SignInOptions{Open: user})
	if err != nil {
		log.Fatal(err)
	}
	session, err := client.SessionFromV4(context.Background(), token.Token.Reveal())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("Ends both:", client.SignOut(context.Background(), session.ID.Reveal()) == nil &&
		client.SignOutV4(context.Background(), token.Token.Reveal()) == nil)
	// Output: Ends both: true
}

func ExampleClient_SignOut() {
	client, _, stop := signInExample()
	defer stop()
	if err := client.SignOut(context.Background(), "2629f70fb498"); err != nil {
		log.Fatal(err)
	}
	fmt.Println("Signed out.")
	// Output: Signed out.
}

// What Reveal returns can be stored, and read again the next time the program runs.
func ExampleUserSession_Reveal() {
	session := wrapper.UserSession{ID: wrapper.NewSecret("2629f70fb498")}
	stored, err := json.Marshal(session.Reveal())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(stored))

	var again wrapper.UserSession
	if err := json.Unmarshal(stored, &again); err != nil {
		log.Fatal(err)
	}
	fmt.Println(again)
	// Output:
	// {"session_id":"2629f70fb498","success":true}
	// {[redacted]}
}

func ExampleSecret() {
	secret := wrapper.NewSecret("hunter2")
	data, err := json.Marshal(map[string]any{"password": secret})
	fmt.Println(secret, string(data), err, secret.Reveal())
	// Output: [redacted] {"password":"[redacted]"} <nil> hunter2
}

// signInExample returns a client of a small TMDB in this process, what opens a page there as a user who
// approves, and what stops it.
func signInExample() (client *wrapper.Client, user func(pageURL string) error, stop func()) {
	redirectTo := make(chan string, 1)
	mux := http.NewServeMux()
	for pattern, body := range map[string]string{
		"GET /3/authentication/token/new":          `{"success":true,"request_token":"abc"}`,
		"POST /3/authentication/session/new":       `{"success":true,"session_id":"2629f70fb498"}`,
		"POST /3/authentication/session/convert/4": `{"success":true,"session_id":"2629f70fb498"}`,
		"GET /3/authentication/guest_session/new":  `{"success":true,"guest_session_id":"0c550fd5da2f","expires_at":"2026-08-27 16:04:39 UTC"}`,
		"DELETE /3/authentication/session":         `{"success":true}`,
		"POST /4/auth/access_token":                `{"success":true,"status_code":1,"access_token":"e30.e30.c2ln","account_id":"4bc8"}`,
		"DELETE /4/auth/access_token":              `{"success":true,"status_code":13}`,
		"GET /4/account/4bc8/lists":                `{"page":1,"results":[],"total_pages":1,"total_results":2}`,
	} {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			_, _ = io.WriteString(w, body)
		})
	}
	mux.HandleFunc("POST /3/authentication/token/validate_with_login", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = io.WriteString(w, `{"success":false,"status_code":30,"status_message":"Invalid username and/or password."}`)
	})
	mux.HandleFunc("POST /4/auth/request_token", func(w http.ResponseWriter, r *http.Request) {
		var body struct {
			RedirectTo string `json:"redirect_to"`
		}
		_ = json.NewDecoder(r.Body).Decode(&body)
		redirectTo <- body.RedirectTo
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"success":true,"status_code":1,"request_token":"abc"}`)
	})
	mux.HandleFunc("GET /authenticate/abc", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, r.URL.Query().Get("redirect_to")+"?request_token=abc&approved=true", http.StatusFound)
	})
	mux.HandleFunc("GET /auth/access", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, <-redirectTo, http.StatusFound)
	})

	server := httptest.NewServer(mux)
	client, err := wrapper.New("token", wrapper.WithBaseURL(server.URL), wrapper.WithSiteURL(server.URL))
	if err != nil {
		log.Fatal(err)
	}
	user = func(pageURL string) error {
		resp, err := http.Get(pageURL)
		if err != nil {
			return err
		}
		return resp.Body.Close()
	}
	return client, user, server.Close
}
