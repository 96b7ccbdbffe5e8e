package wrapper_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
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
	// Output: Lists: 3
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
	client, stop := exampleClient()
	defer stop()
	ctx := context.Background()
	_, err := client.SignInWithPassword(ctx, "ada", "guess")
	fmt.Println("wrong:", errors.Is(err, wrapper.ErrUnauthorized))

	session, err := client.SignInWithPassword(ctx, "ada", "correct-horse")
	if err != nil {
		log.Fatal(err)
	}
	user, err := client.With(wrapper.WithSession(session.ID.Reveal()))
	if err != nil {
		log.Fatal(err)
	}
	account, err := user.Account.Details(ctx, 0, nil) // any id: the session tells whose
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(account.Name)
	// Output:
	// wrong: true
	// Ada Example
}

func ExampleClient_SignInAsGuest() {
	client, stop := exampleClient()
	defer stop()
	guest, err := client.SignInAsGuest(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(guest.ID, "until", guest.ExpiresAt.Format(time.DateTime))
	// Output: [redacted] until 2025-12-25 12:00:00
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
	client, stop := exampleClient()
	defer stop()
	ctx := context.Background()
	session, err := client.SignInWithPassword(ctx, "ada", "correct-horse")
	if err != nil {
		log.Fatal(err)
	}
	if err := client.SignOut(ctx, session.ID.Reveal()); err != nil {
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

// signInExample returns a client of an exampleServer, what opens a page there as a user who approves, and
// what stops it.
func signInExample() (client *wrapper.Client, user func(pageURL string) error, stop func()) {
	server := exampleServer()
	user = func(pageURL string) error {
		page, err := visit(pageURL)
		if err != nil {
			return err
		}
		back, err := server.Approve(page, "ada")
		if err == nil {
			_, err = visit(back)
		}
		return err
	}
	return clientOf(server), user, server.Close
}

// visit opens a page and returns the address of where that leads to.
func visit(pageURL string) (string, error) {
	resp, err := http.Get(pageURL)
	if err != nil {
		return "", err
	}
	return resp.Request.URL.String(), resp.Body.Close()
}
