package exports

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
	"unicode"

	"github.com/tmdb-go/tmdb/internal/baseurl"
	"github.com/tmdb-go/tmdb/wrapper/internal/download"
)

// Option changes how a file is got. An invalid one is the error of the iterator.
type Option func(*options) error

type options struct {
	source   download.Source
	patience *time.Duration // nil: the timeout of the HTTP client, or else 30 seconds
	maxBytes int64          // unpacked
}

// BaseURL takes the files from another server than https://files.tmdb.org, such as a proxy or a
// test's: /p/exports/ and the name of the file follow the URL, from which a last /p/exports is cut.
// It is absolute and https, unless the host is localhost or another address of this machine, and has
// no user, query or fragment.
func BaseURL(baseURL string) Option {
	return func(o *options) error {
		if err := o.source.SetBase(baseurl.Exports.Parse(baseURL)); err != nil {
			return fmt.Errorf("BaseURL: %w", err)
		}
		return nil
	}
}

// InsecureBaseURL is [BaseURL] for a proxy on a network where nobody else can listen: the URL may
// be http whatever its host.
func InsecureBaseURL(baseURL string) Option {
	return func(o *options) error {
		if err := o.source.SetBase(baseurl.Exports.ParseInsecure(baseURL)); err != nil {
			return fmt.Errorf("InsecureBaseURL: %w", err)
		}
		return nil
	}
}

// HTTPClient uses a copy of client, with its transport, cookies and redirect policy. Its timeout,
// if it has one, counts as the [Patience] unless that is given, too.
func HTTPClient(client *http.Client) Option {
	return func(o *options) error {
		if err := o.source.SetClient(client); err != nil {
			return fmt.Errorf("HTTPClient: %w", err)
		}
		return nil
	}
}

// Patience waits for so long for the server to begin and, each time, to go on, in place of 30
// seconds. 0 stands for no limit. How long the whole file takes does not matter.
func Patience(patience time.Duration) Option {
	return func(o *options) error {
		if patience < 0 {
			return fmt.Errorf("Patience: the time is %v: want a positive one, or 0 for no limit", patience)
		}
		o.patience = &patience
		return nil
	}
}

// UserAgent names the program to the server, in place of tmdb-go: "moviebot/1.2
// (+https://moviebot.example)".
func UserAgent(userAgent string) Option {
	return func(o *options) error {
		if strings.TrimSpace(userAgent) == "" || strings.ContainsFunc(userAgent, func(r rune) bool {
			return unicode.IsControl(r) || r > unicode.MaxASCII
		}) {
			return errors.New("UserAgent: it is empty or holds a line end or another character that no header has: want one like moviebot/1.2")
		}
		o.source.UserAgent = userAgent
		return nil
	}
}

// MaxBytes has a file fail that has more than so many bytes, unpacked, in place of 4 GiB, when so many
// have been read. The largest of TMDB's have a few hundred million. Whatever their size, only one row
// is in memory at a time, and a row of more than 64 KiB is a [LineError].
func MaxBytes(n int64) Option {
	return func(o *options) error {
		if n < 1 {
			return fmt.Errorf("MaxBytes: bytes is %d: want 1 or more", n)
		}
		o.maxBytes = n
		return nil
	}
}

// newOptions returns what opts set, with the defaults.
func newOptions(opts []Option) (options, error) {
	o := options{
		source:   download.Source{Base: baseurl.Exports.Example, Client: &http.Client{}, Patience: download.Patience},
		maxBytes: 4 << 30,
	}
	for _, opt := range opts {
		if opt == nil {
			return o, errors.New("an option is nil: want one such as exports.Patience(time.Minute)")
		}
		if err := opt(&o); err != nil {
			return o, err
		}
	}
	client := *o.source.Client // the user's is left as it is
	switch {
	case o.patience != nil:
		o.source.Patience = *o.patience
	case client.Timeout > 0:
		o.source.Patience = client.Timeout
	}
	client.Timeout = 0 // it would end a file that takes longer to be read
	o.source.Client = &client
	return o, nil
}
