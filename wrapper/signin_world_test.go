package wrapper

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
)

// The secrets of userWorld, which nothing may show.
const (
	worldRequestToken = "6bc047b88f669d1fb86574f06381005d93d3517a"
	worldSessionID    = "2629f70fb498edc263a0adb99118ac41f0053e8c"
	worldGuestID      = "0c550fd5da2fc3f321ab3bs9b60ca108"
	worldAccessToken  = "eyJhbGciOiJIUzI1NiJ9.user.token"
	worldAccountID    = "4bc8892a017a3c0z92001001"
	worldPassword     = "hunter2 & more"
)

var worldSecrets = []string{worldRequestToken, worldSessionID, worldGuestID, worldAccessToken, worldAccountID, worldPassword, url.QueryEscape(worldPassword)}

// userWorld is what a sign-in takes part in, in memory: TMDB's API, its site, the user's browser and
// the loopback network. It is a http.RoundTripper for the client and the browser.
type userWorld struct {
	api  http.Handler
	site http.Handler
	port *memoryPort

	mu         sync.Mutex
	approved   bool
	redirectTo string // of a v4 request token
	requests   []string
	fail       map[string]http.HandlerFunc // "GET /3/…", in place of the answer
}

func newUserWorld() *userWorld {
	w := &userWorld{port: newMemoryPort(), fail: map[string]http.HandlerFunc{}}
	api := http.NewServeMux()
	for pattern, handle := range map[string]func(body map[string]string) (int, string){
		"GET /3/authentication/token/new": func(map[string]string) (int, string) {
			return 200, `{"success":true,"expires_at":"2026-08-26 17:04:39 UTC","request_token":"` + worldRequestToken + `"}`
		},
		"POST /3/authentication/token/validate_with_login": func(body map[string]string) (int, string) {
			if body["username"] != "jo" || body["password"] != worldPassword || body["request_token"] != worldRequestToken {
				return 401, `{"success":false,"status_code":30,"status_message":"Invalid username and/or password: ` + body["password"] + `"}`
			}
			w.approved = true
			return 200, `{"success":true,"expires_at":"2026-08-26 17:04:39 UTC","request_token":"` + worldRequestToken + `"}`
		},
		"POST /3/authentication/session/new": func(body map[string]string) (int, string) {
			if !w.approved || body["request_token"] != worldRequestToken {
				return 401, `{"success":false,"status_code":17,"status_message":"Session denied for ` + body["request_token"] + `."}`
			}
			return 200, `{"success":true,"session_id":"` + worldSessionID + `"}`
		},
		"POST /3/authentication/session/convert/4": func(body map[string]string) (int, string) {
			if body["access_token"] != worldAccessToken {
				return 401, `{"success":false,"status_code":35,"status_message":"Invalid token."}`
			}
			return 200, `{"success":true,"session_id":"` + worldSessionID + `"}`
		},
		"DELETE /3/authentication/session": func(body map[string]string) (int, string) {
			if body["session_id"] != worldSessionID {
				return 404, `{"success":false,"status_code":6,"status_message":"Invalid id: The pre-requisite id is invalid or not found."}`
			}
			return 200, `{"success":true}`
		},
		"GET /3/authentication/guest_session/new": func(map[string]string) (int, string) {
			return 200, `{"success":true,"guest_session_id":"` + worldGuestID + `","expires_at":"2026-08-27 16:04:39 UTC"}`
		},
		"POST /4/auth/request_token": func(body map[string]string) (int, string) {
			w.redirectTo = body["redirect_to"]
			return 200, `{"success":true,"status_code":1,"status_message":"Success.","request_token":"` + worldRequestToken + `"}`
		},
		"POST /4/auth/access_token": func(body map[string]string) (int, string) {
			if !w.approved || body["request_token"] != worldRequestToken {
				return 422, `{"success":false,"status_code":41,"status_message":"This request token has not been approved by the user."}`
			}
			return 200, `{"success":true,"status_code":1,"status_message":"Success.","access_token":"` + worldAccessToken + `","account_id":"` + worldAccountID + `"}`
		},
		"DELETE /4/auth/access_token": func(body map[string]string) (int, string) {
			if body["access_token"] != worldAccessToken {
				return 404, `{"success":false,"status_code":34,"status_message":"The resource you requested could not be found."}`
			}
			return 200, `{"success":true,"status_code":13,"status_message":"The item/record was deleted successfully."}`
		},
	} {
		api.HandleFunc(pattern, func(rw http.ResponseWriter, r *http.Request) {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.requests = append(w.requests, pattern)
			if fail := w.fail[pattern]; fail != nil {
				fail(rw, r)
				return
			}
			var body map[string]string
			if r.Method != http.MethodGet {
				if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
					answer(400, "application/json", `{"success":false,"status_code":47}`)(rw, r)
					return
				}
			}
			status, text := handle(body)
			answer(status, "application/json", text)(rw, r)
		})
	}
	w.api = api

	site := http.NewServeMux()
	decide := func(rw http.ResponseWriter, r *http.Request, requestToken, redirectTo string) {
		if requestToken != worldRequestToken || redirectTo == "" {
			http.NotFound(rw, r)
			return
		}
		w.mu.Lock()
		w.approved = !r.URL.Query().Has("no")
		w.mu.Unlock()
		http.Redirect(rw, r, redirectTo, http.StatusFound)
	}
	site.HandleFunc("GET /authenticate/{token}", func(rw http.ResponseWriter, r *http.Request) {
		token, back := r.PathValue("token"), "?request_token="+r.PathValue("token")+"&approved=true"
		if r.URL.Query().Has("no") {
			back = "?request_token=" + token + "&denied=true"
		}
		decide(rw, r, token, r.URL.Query().Get("redirect_to")+back)
	})
	site.HandleFunc("GET /auth/access", func(rw http.ResponseWriter, r *http.Request) {
		w.mu.Lock()
		redirectTo := w.redirectTo
		w.mu.Unlock()
		decide(rw, r, r.URL.Query().Get("request_token"), redirectTo)
	})
	w.site = site
	return w
}

func (w *userWorld) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	handler := w.api
	switch req.URL.Host {
	case w.port.Addr().String():
		transport := &http.Transport{DisableKeepAlives: true, DialContext: w.port.dial}
		return transport.RoundTrip(req)
	case "site.example.com":
		handler = w.site
	}
	inner := req.Clone(req.Context())
	if inner.Body == nil {
		inner.Body = http.NoBody
	}
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, inner)
	resp := recorder.Result()
	resp.Request = req
	return resp, nil
}

// client returns a client in this world.
func (w *userWorld) client(t *testing.T) *Client {
	t.Helper()
	client, err := New(testToken, WithBaseURL("https://api.example.com"), WithSiteURL("https://site.example.com"),
		WithHTTPClient(&http.Client{Transport: w}))
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func (w *userWorld) listen() (net.Listener, error) { return w.port, nil }

// browse does what the user's browser does with a URL, and returns the status of where it ends.
func (w *userWorld) browse(pageURL string) (int, error) {
	resp, err := (&http.Client{Transport: w}).Get(pageURL)
	if err != nil {
		return 0, err
	}
	defer func() { _ = resp.Body.Close() }()
	page, err := io.ReadAll(resp.Body)
	if err == nil && len(page) == 0 {
		err = errors.New("the page is empty")
	}
	return resp.StatusCode, err
}

// approve and deny are users who answer the approval page.
func (w *userWorld) approve(approvalURL string) error { return wantPage(w.browse(approvalURL)) }
func (w *userWorld) deny(approvalURL string) error    { return wantPage(w.browse(approvalURL + "&no")) }

func wantPage(status int, err error) error {
	if err == nil && status != http.StatusOK {
		err = fmt.Errorf("the page has the status %d", status)
	}
	return err
}

// landingURL returns where the approval page leads to.
func (w *userWorld) landingURL(approvalURL string) *url.URL {
	approval, _ := url.Parse(approvalURL)
	redirectTo := approval.Query().Get("redirect_to")
	if redirectTo == "" {
		w.mu.Lock()
		defer w.mu.Unlock()
		redirectTo = w.redirectTo
	}
	u, _ := url.Parse(redirectTo)
	return u
}

// memoryPort is a loopback port without a network.
type memoryPort struct {
	conns  chan net.Conn
	closed chan struct{}
	once   sync.Once
}

func newMemoryPort() *memoryPort {
	return &memoryPort{conns: make(chan net.Conn), closed: make(chan struct{})}
}

func (p *memoryPort) Accept() (net.Conn, error) {
	select {
	case conn := <-p.conns:
		return conn, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *memoryPort) Close() error {
	p.once.Do(func() { close(p.closed) })
	return nil
}

func (p *memoryPort) Addr() net.Addr {
	return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 9}
}

func (p *memoryPort) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	ours, theirs := net.Pipe()
	select {
	case p.conns <- theirs:
		return ours, nil
	case <-p.closed:
		return nil, errors.New("connection refused")
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (p *memoryPort) isClosed() bool {
	select {
	case <-p.closed:
		return true
	default:
		return false
	}
}
