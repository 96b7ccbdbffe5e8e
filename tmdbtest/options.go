package tmdbtest

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
)

// Option configures a [Server]. An option with an invalid value makes [New] return an error, and
// [NewServer] fail the test.
type Option func(*config) error

// config is what options set.
type config struct {
	only    *dataset.Set // in place of the data of the module, for tests of the server itself
	top     []*dataset.Set
	users   []User
	clock   func() time.Time
	token   string
	apiKey  string
	images  string
	latency time.Duration
	rate    float64
	lenient bool
	quiet   bool
	faults  []plannedFault
	replay  replay
	// tell is told of each request that the spec does not allow, report fails the test for it.
	tell, report func(problem string)
	// misuse fails the test for a call of its own that cannot be right. It is nil without a test.
	misuse func(error)
}

// User is somebody who can sign in.
type User struct {
	// Username is unique on a server.
	Username string
	// Password is for signing in without the approval page; a user without one can only approve.
	Password string
	// Name is the name that is shown; it may be empty.
	Name string
	// Language and Country are ISO 639-1 and ISO 3166-1; en and US if empty.
	Language, Country string
	// IncludeAdult is whether the user wants adult entries in searches.
	IncludeAdult bool
}

// String returns the user without the password.
func (u User) String() string { return fmt.Sprintf("user %q", u.Username) }

// GoString is String, so that %#v shows no password.
func (u User) GoString() string { return u.String() }

// WithData adds recorded responses to the data of the server: those that [Record] writes, or others of the
// form described in tmdbtest/data/README.md. What they tell takes the place of what the data told of the
// same title, person or the like; what nothing on the server is made of, such as a page of a search, is
// left out: see [Server.Skipped]. The data of other servers stays as it is. A file that is no JSON, or whose
// response does not decode, is an error.
func WithData(fsys fs.FS) Option {
	return func(c *config) error {
		if fsys == nil {
			return errors.New("WithData: no file system: want one with JSON files as in tmdbtest/data")
		}
		set, err := dataset.Load(fsys)
		if err != nil {
			return fmt.Errorf("WithData: %w", err)
		}
		c.top = append(c.top, set)
		return nil
	}
}

// WithUser adds a user to those of the data. A username that is taken is an error.
func WithUser(u User) Option {
	return func(c *config) error {
		if strings.TrimSpace(u.Username) == "" {
			return errors.New("WithUser: no username: want one such as travis")
		}
		c.users = append(c.users, u)
		return nil
	}
}

// WithClock sets the time that everything on the server is computed from: what is in cinemas, what
// airs today, and when tokens expire. The clock is read for each request, by several goroutines at
// once.
//
// Without it, it is the time of the machine, and the days of what is new in the data move with it: there
// is always something in cinemas and on the air. With it the data is as it is in the files, made for [Day].
// The header Date tells when a response was sent, whatever the clock says: caches go by it.
func WithClock(now func() time.Time) Option {
	return func(c *config) error {
		if now == nil {
			return errors.New("WithClock: no function: want one such as time.Now")
		}
		c.clock = now
		return nil
	}
}

// WithToken sets the API Read Access Token, in place of the same made-up one each time.
func WithToken(token string) Option {
	return func(c *config) error {
		if !printable(token) {
			return errors.New("WithToken: the token is empty or holds a space: want printable ASCII")
		}
		c.token = token
		return nil
	}
}

// WithAPIKey sets the v3 API key, in place of the same made-up one each time.
func WithAPIKey(key string) Option {
	return func(c *config) error {
		if !printable(key) {
			return errors.New("WithAPIKey: the key is empty or holds a space: want printable ASCII")
		}
		c.apiKey = key
		return nil
	}
}

func printable(text string) bool {
	return text != "" && !strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r > '~' })
}

// WithLatency makes the server wait before each response, in real time.
func WithLatency(d time.Duration) Option {
	return func(c *config) error {
		if d < 0 {
			return fmt.Errorf("WithLatency: %v is negative: want 0 or more", d)
		}
		c.latency = d
		return nil
	}
}

// WithRate limits the requests a second, in real time: as many as fit into a second at once, then
// evenly. Those above get 429 and Retry-After. 0 is no limit, which is the default;
// TMDB's is about 40.
func WithRate(perSecond float64) Option {
	return func(c *config) error {
		if perSecond < 0 || math.IsNaN(perSecond) || math.IsInf(perSecond, 0) {
			return fmt.Errorf("WithRate: %g requests a second: want 0 for no limit, or more", perSecond)
		}
		c.rate = perSecond
		return nil
	}
}

// WithFault is [Server.Fail] from the start.
func WithFault(operation string, times int, f Fault) Option {
	return func(c *config) error {
		p := plannedFault{operation, times, f}
		if err := p.check(); err != nil {
			return fmt.Errorf("WithFault: %w", err)
		}
		c.faults = append(c.faults, p)
		return nil
	}
}

// Lenient makes the server as forgiving as TMDB: it ignores query parameters and body fields that it
// does not know or that are of another type, takes the last of a parameter that comes several times,
// and no request makes a test fail. [Server.Problems] tells what it would have refused.
func Lenient() Option {
	return func(c *config) error {
		c.lenient = true
		return nil
	}
}

// WithProblems calls tell with each text of [Server.Problems] when it comes, whether the server is
// [Lenient] or not; by several goroutines at once if requests come so.
func WithProblems(tell func(problem string)) Option {
	return func(c *config) error {
		if tell == nil {
			return errors.New("WithProblems: no function: want one that takes the text")
		}
		c.tell = tell
		return nil
	}
}

// Quiet lets a test send requests that the spec does not allow: they get an error as
// ever, but do not make the test fail.
func Quiet() Option {
	return func(c *config) error {
		c.quiet = true
		return nil
	}
}

// reportTo makes the test fail at a request that the spec does not allow, and at a fault that there is
// not.
func reportTo(t testing.TB) Option {
	return func(c *config) error {
		c.report = func(problem string) { t.Errorf("tmdbtest: %s", problem) }
		c.misuse = func(err error) {
			t.Helper()
			t.Error(err) // not Fatal, which is for the test's own goroutine: a subtest's is another
		}
		return nil
	}
}
