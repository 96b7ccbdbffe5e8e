package wrapper

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/baseurl"
)

const (
	defaultTimeout = 30 * time.Second
	defaultMaxBody = 32 << 20
)

// Option configures a [Client]. Options with invalid values make [New] and [Client.With] return an
// error. Of options that set the same, the last counts.
type Option func(*config) error

// option returns an Option whose errors tell its name.
func option(name string, set func(*config) error) Option {
	return func(c *config) error {
		if err := set(c); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		return nil
	}
}

// sharedOption returns an Option for what a client and its copies share.
func sharedOption(name string, set func(*config) error) Option {
	return option(name, func(c *config) error {
		if c.isCopy {
			return errors.New("copies of a client share its transport: want this as an option of New, not of With")
		}
		return set(c)
	})
}

// WithBaseURL sends requests to another server than https://api.themoviedb.org, such as
// https://api.tmdb.org, a proxy or a test's. The URL is absolute, may have a path that goes before
// /3/…, and has no user, query or fragment. It is https, unless the host is this machine.
//
// It is an option of New, not of With.
func WithBaseURL(baseURL string) Option {
	return sharedOption("WithBaseURL", func(c *config) error {
		u, err := baseurl.Parse(baseURL, defaultBaseURL)
		if err != nil {
			return err
		}
		c.baseURL = u
		return nil
	})
}

// WithHTTPClient uses a copy of client, with its transport, cookies and redirect policy. Its timeout
// counts, too, unless it has none or [WithTimeout] has another one.
//
// It is an option of New, not of With.
func WithHTTPClient(client *http.Client) Option {
	return sharedOption("WithHTTPClient", func(c *config) error {
		if client == nil {
			return errors.New("the client is nil: want one such as &http.Client{}")
		}
		c.httpClient = client
		return nil
	})
}

// WithRequestEditor has edit change every request before it is sent, after the credential is set.
// An error that it returns ends the call. It may be given more than once; editors run in that order.
func WithRequestEditor(edit gen.RequestEditorFn) Option {
	return option("WithRequestEditor", func(c *config) error {
		if edit == nil {
			return errors.New("the editor is nil: want one such as Language(\"pt-BR\")")
		}
		c.editors = append(c.editors, edit)
		return nil
	})
}

// WithTimeout has a call give up after a time, in place of 30 seconds. All of the call counts: waits
// for the rate limit, tries, waits between them and reading the answer. 0 stands for no limit. A call
// also ends with its context.
func WithTimeout(timeout time.Duration) Option {
	return option("WithTimeout", func(c *config) error {
		if timeout < 0 {
			return fmt.Errorf("the timeout is %v: want a positive one, or 0 for none", timeout)
		}
		c.timeout = &timeout
		return nil
	})
}

// WithMaxBody has a call fail whose answer is larger than so many bytes, unpacked, in place of 32 MiB.
//
// It is an option of New, not of With.
func WithMaxBody(bytes int64) Option {
	return sharedOption("WithMaxBody", func(c *config) error {
		if bytes < 1 {
			return fmt.Errorf("bytes is %d: want 1 or more", bytes)
		}
		c.maxBody = bytes
		return nil
	})
}

// WithLogger logs each call: at [slog.LevelWarn] those that failed and those that TMDB answered with 429 or
// 5xx, at [slog.LevelDebug] the others and tries that are repeated. A record has the method, the
// operation and the template of its path, the status or the error, how long it took, and what cache and
// retries had to do with it; never a URL, a header, a body or a credential.
//
// It is an option of New, not of With.
func WithLogger(logger *slog.Logger) Option {
	return sharedOption("WithLogger", func(c *config) error {
		if logger == nil {
			return errors.New("the logger is nil: want one such as slog.Default()")
		}
		c.logger = logger
		return nil
	})
}
