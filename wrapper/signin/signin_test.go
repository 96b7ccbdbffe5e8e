package signin

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tmdb-go/tmdb/internal/testkit"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// signIns are both sign-ins as one kind of function.
var signIns = map[string]func(context.Context, *tmdb.Client, Options) (any, error){
	"v3": func(ctx context.Context, c *tmdb.Client, opts Options) (any, error) {
		session, err := V3(ctx, c, opts)
		if err != nil || session == nil {
			return orNil(session), err
		}
		user, err := c.With(tmdb.WithDefaults(tmdb.Session(session.SessionID)))
		if err != nil {
			return nil, err
		}
		account, err := user.Account.Details(ctx, nil)
		if err == nil && account.Username != "jo" {
			err = errors.New("not the user")
		}
		return session, err
	},
	"v4": func(ctx context.Context, c *tmdb.Client, opts Options) (any, error) {
		token, err := V4(ctx, c, opts)
		if err != nil || token == nil {
			return orNil(token), err
		}
		user, err := c.With(tmdb.WithToken(token.AccessToken))
		if err != nil {
			return nil, err
		}
		_, err = user.V4Account.Lists(ctx, token.AccountID, nil)
		return token, err
	},
}

// orNil returns v in an any that is nil if v is.
func orNil[T any](v *T) any {
	if v == nil {
		return nil
	}
	return v
}

// exchanges are the requests that each sign-in ends with.
var exchanges = map[string]string{"v3": "POST /3/authentication/session/new", "v4": "POST /4/auth/access_token"}

// TestSignIn plays a sign-in with each kind of user. The bubble of synctest also shows that no
// goroutine is left.
func TestSignIn(t *testing.T) {
	t.Parallel()
	mine := errors.New("no desktop")
	for name, test := range map[string]struct {
		ctx     func(context.Context) (context.Context, context.CancelFunc)
		opts    func(*userWorld, *Options)
		fail    string // of the requests, "exchange" for the last
		is      error  // of the error, nil if there is to be none
		not     error
		says    string
		takes   time.Duration
		unasked bool // the exchange is not tried
		noPort  bool // no port was opened
	}{
		"approved": {
			opts: func(w *userWorld, o *Options) { o.Open = w.approve },
		},
		"denied": {
			opts: func(w *userWorld, o *Options) { o.Open = w.deny },
			is:   ErrDenied, says: "user",
		},
		"approved late": {
			opts: func(w *userWorld, o *Options) {
				o.Open = func(u string) error { time.Sleep(9 * time.Minute); return w.approve(u) }
			},
			takes: 9 * time.Minute,
		},
		"approved by hand": {
			opts: func(w *userWorld, o *Options) {
				o.Prompt = func(u string) { time.AfterFunc(time.Minute, func() { _ = w.approve(u) }) }
			},
			takes: time.Minute,
		},
		"approved by hand, no desktop": {
			opts: func(w *userWorld, o *Options) {
				o.Open = func(string) error { return mine }
				o.Prompt = func(u string) { time.AfterFunc(time.Minute, func() { _ = w.approve(u) }) }
			},
			takes: time.Minute,
		},
		"no desktop": {
			opts: func(_ *userWorld, o *Options) { o.Open = func(string) error { return mine } },
			is:   mine, says: "does not open: no desktop", unasked: true,
		},
		"no desktop, says the URL": {
			opts: func(_ *userWorld, o *Options) {
				o.Open = func(u string) error { return &url.Error{Op: "open", URL: u, Err: fmt.Errorf("no %s: %w", u, mine)} }
			},
			is: mine, says: "does not open: no [redacted]", unasked: true,
		},
		"no answer": {
			opts: func(_ *userWorld, o *Options) { o.Open = func(string) error { return nil } },
			is:   context.DeadlineExceeded, not: context.Canceled, says: "within 10m0s", takes: 10 * time.Minute, unasked: true,
		},
		"no answer in time": {
			opts: func(_ *userWorld, o *Options) {
				o.Open, o.Timeout = func(string) error { return nil }, 15*time.Minute
			},
			is: context.DeadlineExceeded, says: "within 15m0s", takes: 15 * time.Minute, unasked: true,
		},
		"cancelled": {
			ctx: func(ctx context.Context) (context.Context, context.CancelFunc) {
				ctx, cancel := context.WithCancel(ctx)
				time.AfterFunc(time.Minute, cancel)
				return ctx, cancel
			},
			opts: func(_ *userWorld, o *Options) { o.Open = func(string) error { return nil } },
			is:   context.Canceled, not: context.DeadlineExceeded, takes: time.Minute, unasked: true,
		},
		"deadline of the context": {
			ctx: func(ctx context.Context) (context.Context, context.CancelFunc) {
				return context.WithTimeout(ctx, time.Minute)
			},
			opts: func(_ *userWorld, o *Options) { o.Open = func(string) error { return nil } },
			is:   context.DeadlineExceeded, takes: time.Minute, unasked: true,
		},
		"no request token": {
			opts: func(_ *userWorld, o *Options) {
				o.Open = func(string) error { panic("there is nothing to open") }
			},
			fail: "begin", is: tmdb.ErrUnauthorized, unasked: true,
		},
		"no exchange": {
			opts: func(w *userWorld, o *Options) { o.Open = w.approve },
			fail: "exchange", is: tmdb.ErrUnauthorized, not: ErrDenied, says: "/auth",
		},
		"negative timeout": {
			opts: func(_ *userWorld, o *Options) { o.Timeout = -1 },
			is:   tmdb.ErrInvalid, says: "Options.Timeout", unasked: true, noPort: true,
		},
		"timeout longer than a token": {
			opts: func(_ *userWorld, o *Options) { o.Timeout = time.Hour + 1 },
			is:   tmdb.ErrInvalid, says: "Options.Timeout", unasked: true, noPort: true,
		},
		"no port": {
			opts: func(_ *userWorld, o *Options) {
				o.Listen = func() (net.Listener, error) { return nil, mine }
			},
			is: mine, says: "no port", unasked: true, noPort: true,
		},
		"no listener": {
			opts: func(_ *userWorld, o *Options) { o.Listen = func() (net.Listener, error) { return nil, nil } },
			is:   tmdb.ErrInvalid, says: "Options.Listen", unasked: true, noPort: true,
		},
		"port open to the network": {
			opts: func(w *userWorld, o *Options) {
				o.Listen = func() (net.Listener, error) { return openPort{w.port}, nil }
			},
			is: tmdb.ErrInvalid, says: "Options.Listen", unasked: true,
		},
	} {
		for version, signIn := range signIns {
			t.Run(version+"/"+name, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					world := newUserWorld(t)
					refused := testkit.Respond(401, "application/json", `{"success":false,"status_code":7,"status_message":"Invalid API key."}`)
					switch test.fail {
					case "begin":
						world.fail["GET /3/authentication/token/new"] = refused
						world.fail["POST /4/auth/request_token"] = refused
					case "exchange":
						world.fail[exchanges[version]] = refused
					}
					opts := world.options(nil)
					test.opts(world, &opts)
					ctx, cancel := t.Context(), func() {}
					if test.ctx != nil {
						ctx, cancel = test.ctx(ctx)
					}
					defer cancel()

					start := time.Now()
					result, err := signIn(ctx, world.client(t), opts)
					if took := time.Since(start); took != test.takes {
						t.Errorf("took %v, want %v", took, test.takes)
					}
					if !test.noPort && !world.port.isClosed() {
						t.Error("the port is open")
					}
					asked := slices.Contains(world.requests, exchanges[version])
					if denied := version == "v3" && test.is == ErrDenied; asked == (test.unasked || denied) {
						t.Errorf("exchange tried: %v", asked)
					}
					wantHidden(t, world, result, err)
					if test.is == nil {
						if err != nil || result == nil {
							t.Errorf("got %v, %v", result, err)
						}
						return
					}
					if _, ok := errors.AsType[*tmdb.Error](err); !ok || !errors.Is(err, test.is) || result != nil {
						t.Fatalf("got %v, %v; want %v", result, err, test.is)
					}
					if test.not != nil && errors.Is(err, test.not) {
						t.Errorf("%v is %v", err, test.not)
					}
					testkit.WantText(t, err.Error(), "tmdb: ", test.says)
				})
			})
		}
	}
}

// openPort is a port on all addresses.
type openPort struct{ *memoryPort }

func (openPort) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4zero, Port: 9} }

// wantHidden checks that nothing that a sign-in returns shows a secret.
func wantHidden(t *testing.T, world *userWorld, result any, err error) {
	t.Helper()
	secrets := world.secrets()
	for _, v := range []any{result, err} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
			testkit.WantNone(t, fmt.Sprintf(verb, v), secrets...)
		}
	}
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Info("signed in", "result", result, "err", err)
	testkit.WantNone(t, log.String(), secrets...)
	data, jsonErr := json.Marshal(err) // the JSON of a result is what to store
	testkit.WantNone(t, string(data)+fmt.Sprint(jsonErr), secrets...)
}

// TestSignInKeepsWaiting tries to answer in the user's place before the user does.
func TestSignInKeepsWaiting(t *testing.T) {
	t.Parallel()
	const approved = "?request_token=TOKEN&approved=true" // TOKEN is the right one
	for name, test := range map[string]struct {
		method, host, path, query string // of the request, "" for the right one
		status                    int
		v3only                    bool
	}{
		"wrong state":               {path: "/ABCDEFGHIJKLMNOPQRSTUVWXYZ", status: 400},
		"no state":                  {path: "/", status: 400},
		"longer state":              {path: "more", status: 400},
		"favicon":                   {path: "/favicon.ico", query: "?", status: 400},
		"another name for loopback": {host: "localhost:9", status: 400},
		"rebound name":              {host: "evil.example.com:9", status: 400},
		"rebound name, no port":     {host: "evil.example.com", status: 400},
		"another port":              {host: "127.0.0.1:10", status: 400},
		"posted":                    {method: http.MethodPost, status: 405},
		"asked for by HEAD":         {method: http.MethodHead, status: 405},
		"OPTIONS":                   {method: http.MethodOptions, status: 405},
		"another token":             {query: "?request_token=other&approved=true", status: 400},
		"another token denied":      {query: "?request_token=other&denied=true", status: 400},
		"empty token":               {query: "?request_token=&approved=true", status: 400},
		"two tokens":                {query: approved + "&request_token=other", status: 400},
		"no token":                  {query: "?approved=true", status: 400, v3only: true},
		"no query":                  {query: "?", status: 400, v3only: true},
		"neither":                   {query: "?request_token=TOKEN", status: 400, v3only: true},
		"approved, not true":        {query: "?request_token=TOKEN&approved=false", status: 400, v3only: true},
	} {
		for version, signIn := range signIns {
			if test.v3only && version != "v3" {
				continue
			}
			t.Run(version+"/"+name, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					world := newUserWorld(t)
					ask := func(approvalURL string) error {
						u := world.landingURL(approvalURL)
						switch {
						case test.path == "more":
							u.Path += "A"
						case test.path != "":
							u.Path = test.path
						}
						query := test.query
						if query == "" {
							query = approved
						}
						u.RawQuery = strings.ReplaceAll(query[1:], "TOKEN", world.requestToken())
						method := test.method
						if method == "" {
							method = http.MethodGet
						}
						req, err := http.NewRequestWithContext(t.Context(), method, u.String(), nil)
						if err != nil {
							return err
						}
						req.Host = test.host
						resp, err := world.RoundTrip(req)
						if err != nil {
							return err
						}
						defer func() { _ = resp.Body.Close() }()
						if resp.StatusCode != test.status {
							t.Errorf("status %d, want %d", resp.StatusCode, test.status)
						}
						if test.status == 405 && resp.Header.Get("Allow") != "GET" {
							t.Errorf("Allow: %q", resp.Header.Get("Allow"))
						}
						time.Sleep(time.Minute) // of the bubble
						if world.port.isClosed() {
							t.Error("the wait is over")
						}
						return world.approve(approvalURL)
					}
					_, err := signIn(t.Context(), world.client(t), world.options(ask))
					if err != nil {
						t.Error(err)
					}
				})
			})
		}
	}
}

// TestSignInV4Redirect has the redirect of the v4 API say more than it is known to.
func TestSignInV4Redirect(t *testing.T) {
	t.Parallel()
	for query, want := range map[string]error{
		"": nil, "approved=true": nil, "denied=true": ErrDenied,
		"request_token=TOKEN&approved=true": nil, // TOKEN is the right one
		"request_token=TOKEN":               nil,
		"request_token=TOKEN&denied=true":   ErrDenied,
		"approved=true&denied=true":         ErrDenied,
	} {
		t.Run(query, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				world := newUserWorld(t)
				_, err := V4(t.Context(), world.client(t), world.options(func(approvalURL string) error {
					if _, err := world.press(approvalURL, "allow"); err != nil {
						return err
					}
					u := world.landingURL(approvalURL)
					u.RawQuery = strings.ReplaceAll(query, "TOKEN", world.requestToken())
					return wantPage(world.browse(u.String()))
				}))
				if !errors.Is(err, want) {
					t.Errorf("got %v, want %v", err, want)
				}
			})
		})
	}
}

// TestLandingPage checks what the browser gets.
func TestLandingPage(t *testing.T) {
	t.Parallel()
	back, err := newLanding(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer back.close()
	const requestToken = "6bc047b88f669d1fb86574f06381005d93d3517a"
	back.serve(requestToken, false)
	for name, test := range map[string]struct {
		query string
		says  string
	}{
		"approved": {"?approved=true&request_token=" + requestToken, "approved. You may close this window"},
		"denied":   {"?denied=true&request_token=" + requestToken, "denied. You may close this window"},
		"neither":  {"?request_token=" + requestToken, "not the answer"},
	} {
		resp, err := testkit.HTTP.Get(back.url() + test.query)
		if err != nil {
			t.Fatal(err)
		}
		var page strings.Builder
		if err := resp.Write(&page); err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		testkit.WantText(t, page.String(), test.says)
		testkit.WantNone(t, page.String(), requestToken, back.state, "<script")
		for header, want := range map[string]string{
			"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff",
			"Content-Type": "text/html; charset=utf-8",
		} {
			if got := resp.Header.Get(header); got != want {
				t.Errorf("%s: %s is %q, want %q", name, header, got, want)
			}
		}
		testkit.WantText(t, resp.Header.Get("Content-Security-Policy"), "default-src 'none'", "frame-ancestors 'none'")
	}
	first := <-back.answers
	select {
	case second := <-back.answers:
		t.Errorf("two answers: %v and %v", first, second)
	default:
	}
}

// TestLandingIsNotHeld: who connects and sends nothing more is not waited for.
func TestLandingIsNotHeld(t *testing.T) {
	t.Parallel()
	for name, sent := range map[string]string{
		"header": "GET / HTTP/1.1\r\nHost: a",
		"body":   "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 20\r\n\r\n{",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				pipes := testkit.NewPipes()
				back, err := newLanding(func() (net.Listener, error) { return pipes, nil })
				if err != nil {
					t.Fatal(err)
				}
				defer back.close()
				back.serve("abc", false)
				conn, err := pipes.Dial()
				if err != nil {
					t.Fatal(err)
				}
				begun := time.Now()
				if _, err := io.WriteString(conn, sent); err != nil {
					t.Fatal(err)
				}
				if _, err := io.Copy(io.Discard, conn); err != nil {
					t.Fatal(err)
				}
				if took := time.Since(begun); took < 10*time.Second || took > 12*time.Second {
					t.Errorf("the connection ends after %v, want 10s", took)
				}
			})
		})
	}
}

func TestLandingIsRandom(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for range 20 {
		back, err := newLanding(nil)
		if err != nil {
			t.Fatal(err)
		}
		back.close()
		if len(back.state) < 26 || seen[back.state] {
			t.Errorf("state %q", back.state)
		}
		seen[back.state] = true
	}
}

// TestSignInPort uses a real port, and wants it closed afterwards.
func TestSignInPort(t *testing.T) {
	t.Parallel()
	cancelled, cancel := context.WithCancel(t.Context())
	defer cancel()
	for name, test := range map[string]struct {
		user func(leadsTo string) error
		is   error
	}{
		"approved":  {func(leadsTo string) error { return wantPage(pageOf(testkit.HTTP.Get(leadsTo))) }, nil},
		"cancelled": {func(string) error { cancel(); return nil }, context.Canceled},
	} {
		ctx := t.Context()
		if test.is != nil {
			ctx = cancelled
		}
		world := newUserWorld(t)
		var host string
		_, err := V3(ctx, world.client(t), Options{Site: "https://site.example.com", Open: func(approvalURL string) error {
			host = world.landingURL(approvalURL).Host
			leadsTo, err := world.press(approvalURL, "allow")
			if err != nil {
				return err
			}
			return test.user(leadsTo)
		}})
		if !errors.Is(err, test.is) {
			t.Errorf("%s: %v", name, err)
		}
		testkit.WantText(t, host, "127.0.0.1:")
		if conn, err := net.Dial("tcp", host); err == nil {
			_ = conn.Close()
			t.Errorf("%s: %s is still open", name, host)
		}
	}
}

// TestSignInLacks has TMDB leave out what the responses are there for.
func TestSignInLacks(t *testing.T) {
	t.Parallel()
	for pattern, call := range map[string]func(*tmdb.Client, Options) error{
		"GET /3/authentication/token/new": func(c *tmdb.Client, o Options) error { _, err := V3(t.Context(), c, o); return err },
		exchanges["v3"]:                   func(c *tmdb.Client, o Options) error { _, err := V3(t.Context(), c, o); return err },
		"POST /4/auth/request_token":      func(c *tmdb.Client, o Options) error { _, err := V4(t.Context(), c, o); return err },
		exchanges["v4"]:                   func(c *tmdb.Client, o Options) error { _, err := V4(t.Context(), c, o); return err },
		"GET /3/authentication/guest_session/new": func(c *tmdb.Client, _ Options) error {
			_, err := Guest(t.Context(), c)
			return err
		},
		"POST /3/authentication/session/convert/4": func(c *tmdb.Client, _ Options) error {
			_, err := SessionFromV4(t.Context(), c, "eyJhbGciOiJIUzI1NiJ9.user.token")
			return err
		},
	} {
		world := newUserWorld(t)
		world.fail[pattern] = testkit.Respond(200, "application/json", `{"success":true}`)
		err := call(world.client(t), world.options(world.approve))
		e, ok := errors.AsType[*tmdb.Error](err)
		if !ok || !errors.Is(err, tmdb.ErrUnavailable) || e.Method+" "+e.Path != pattern {
			t.Errorf("%s: got %v", pattern, err)
		}
	}
}

// TestOpenPanics: the caller may recover from a panic of Open, which runs in a goroutine of its own.
func TestOpenPanics(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		world := newUserWorld(t)
		defer func() {
			if got := recover(); got != "no desktop" || !world.port.isClosed() {
				t.Errorf("recovered %v, with the port closed: %v", got, world.port.isClosed())
			}
		}()
		_, err := V3(t.Context(), world.client(t), world.options(func(string) error { panic("no desktop") }))
		t.Errorf("it returned, with %v", err)
	})
}
