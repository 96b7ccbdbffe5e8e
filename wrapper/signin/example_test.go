package signin_test

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
	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/signin"
)

// A program on the user's machine: one call opens the page, waits for the answer and returns the session.
func ExampleV3() {
	client, user, site, stop := approvingUser()
	defer stop()
	session, err := signin.V3(context.Background(), client, signin.Options{
		Open:   user, // in a program: signin.OpenBrowser, or nothing
		Site:   site, // in a program: nothing
		Prompt: func(string) { fmt.Println("Please approve in your browser.") },
	})
	switch {
	case errors.Is(err, signin.ErrDenied):
		fmt.Println("Then not.")
	case errors.Is(err, context.DeadlineExceeded):
		fmt.Println("Too late.")
	case err != nil:
		log.Fatal(err)
	default:
		fmt.Println("Signed in:", session) // whose id is not shown
	}
	// Output:
	// Please approve in your browser.
	// Signed in: {[redacted] true}
}

func ExampleV4() {
	client, user, site, stop := approvingUser()
	defer stop()
	token, err := signin.V4(context.Background(), client, signin.Options{Open: user, Site: site, Timeout: 5 * time.Minute})
	if err != nil {
		log.Fatal(err)
	}
	// The calls of the user carry the user's token.
	bearer := tmdb.BearerAuth(token.AccessToken)
	lists, err := client.V4Account.Lists(context.Background(), token.AccountID, nil, bearer)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("Lists:", lists.TotalResults)
	// Output: Lists: 3
}

// A server takes the steps of its own, here for one user.
func ExampleApprovalURL() {
	client, user, site, stop := approvingUser()
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
		page, err := signin.ApprovalURL(token.RequestToken, server.URL+"/done", signin.Site(site))
		if err != nil {
			log.Fatal(err)
		}
		kept <- token.RequestToken
		http.Redirect(w, r, page, http.StatusFound)
	})
	mux.HandleFunc("GET /done", func(w http.ResponseWriter, r *http.Request) {
		token, err := signin.ParseApproval(r.URL.Query())
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
		token, err := signin.ParseApproval(values)
		fmt.Printf("%q denied: %t, no answer: %t\n", token, errors.Is(err, signin.ErrDenied), errors.Is(err, tmdb.ErrInvalid))
	}
	// Output:
	// "abc" denied: false, no answer: false
	// "abc" denied: true, no answer: false
	// "" denied: false, no answer: true
}

func ExampleApprovalURLV4() {
	page, err := signin.ApprovalURLV4("eyJhbGciOiJIUzI1NiJ9.e30.c2ln")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(page)
	// Output: https://www.themoviedb.org/auth/access?request_token=eyJhbGciOiJIUzI1NiJ9.e30.c2ln
}

func ExamplePassword() {
	client, stop := exampleClient()
	defer stop()
	ctx := context.Background()
	_, err := signin.Password(ctx, client, "ada", "guess")
	fmt.Println("wrong:", errors.Is(err, tmdb.ErrUnauthorized))

	session, err := signin.Password(ctx, client, "ada", "correct-horse")
	if err != nil {
		log.Fatal(err)
	}
	user, err := client.With(tmdb.WithDefaults(tmdb.Session(session.SessionID)))
	if err != nil {
		log.Fatal(err)
	}
	account, err := user.Account.Details(ctx, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(account.Name)
	// Output:
	// wrong: true
	// Ada Example
}

func ExampleGuest() {
	client, stop := exampleClient()
	defer stop()
	guest, err := signin.Guest(context.Background(), client)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("until", guest.ExpiresAt)
	// Output: until 2025-12-25 12:00:00 UTC
}

func ExampleSessionFromV4() {
	client, user, site, stop := approvingUser()
	defer stop()
	token, err := signin.V4(context.Background(), client, signin.Options{Open: user, Site: site})
	if err != nil {
		log.Fatal(err)
	}
	session, err := signin.SessionFromV4(context.Background(), client, token.AccessToken)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("Ends both:", signin.Out(context.Background(), client, session.SessionID) == nil &&
		signin.OutV4(context.Background(), client, token.AccessToken) == nil)
	// Output: Ends both: true
}

func ExampleOut() {
	client, stop := exampleClient()
	defer stop()
	ctx := context.Background()
	session, err := signin.Password(ctx, client, "ada", "correct-horse")
	if err != nil {
		log.Fatal(err)
	}
	if err := signin.Out(ctx, client, session.SessionID); err != nil {
		log.Fatal(err)
	}
	fmt.Println("Signed out.")
	// Output: Signed out.
}

// The JSON of what a sign-in returned can be stored, and read again the next time the program runs. Printed, it
// shows nothing.
func Example_stored() {
	session := gen.Session{SessionID: "2629f70fb498", Success: true} // in a program: of signin.V3
	stored, err := json.Marshal(session)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(stored))

	var again gen.Session
	if err := json.Unmarshal(stored, &again); err != nil {
		log.Fatal(err)
	}
	fmt.Println(again)
	// Output:
	// {"session_id":"2629f70fb498","success":true}
	// {[redacted] true}
}

// exampleClient returns a client of a TMDB in this process. A program makes its own with tmdb.New(token).
func exampleClient() (client *tmdb.Client, stop func()) {
	client, _, _, stop = approvingUser()
	return client, stop
}

// approvingUser returns a client of a TMDB in this process, what opens a page there as a user who approves,
// its site with the approval page, and what stops it.
func approvingUser() (client *tmdb.Client, user func(pageURL string) error, site string, stop func()) {
	server, err := tmdbtest.New(tmdbtest.WithClock(tmdbtest.Day))
	if err != nil {
		log.Fatal(err)
	}
	client, err = tmdb.New(server.Token, tmdb.WithBaseURL(testkit.FrontOfExample(server.URL, server.Token)))
	if err != nil {
		log.Fatal(err)
	}
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
	return client, user, server.URL, server.Close
}

// visit opens a page and returns the address of where that leads to.
func visit(pageURL string) (string, error) {
	resp, err := testkit.HTTP.Get(pageURL)
	if err != nil {
		return "", err
	}
	return resp.Request.URL.String(), resp.Body.Close()
}
