package command

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/tmdb-go/tmdb/tmdbtest"
)

// settings is what the flags say.
type settings struct {
	name    string // of the program
	addr    string
	public  bool
	data    string
	token   string
	apiKey  string
	latency time.Duration
	rate    float64
	strict  bool
	clock   time.Time
	images  string
	tls     bool
	log     bool
	replay  string
	record  string
	api     string
}

// UsageError is of flags that are wrong.
type UsageError struct{ error }

// Unwrap has errors.Is and errors.As see what is wrong.
func (e UsageError) Unwrap() error { return e.error }

// Flags returns the flags of the program of this name, to be shown.
func Flags(name string) *flag.FlagSet {
	return (&settings{name: name}).flags()
}

// Check returns what is wrong with flags: a [UsageError], or flag.ErrHelp if help is asked for.
func Check(args []string) error {
	_, err := parse("", args, io.Discard)
	return err
}

// parse reads the flags. Help and what is wrong with a flag go to errOut.
func parse(name string, args []string, errOut io.Writer) (settings, error) {
	s := settings{name: name}
	if slices.ContainsFunc(args, isLenient) {
		return s, UsageError{errors.New("-lenient: there is no such flag any more: the server is lenient without it, and -strict is for one that is not")}
	}
	f := s.flags()
	f.SetOutput(errOut)
	err := f.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return s, err
	case err == nil && f.NArg() > 0:
		err = fmt.Errorf("argument %q: want flags only", f.Arg(0))
	case err == nil:
		err = s.check()
	}
	if err != nil {
		return s, UsageError{err}
	}
	return s, nil
}

// flags returns the flags that set s.
func (s *settings) flags() *flag.FlagSet {
	f := flag.NewFlagSet(s.name, flag.ContinueOnError)
	f.StringVar(&s.addr, "addr", "127.0.0.1:8750", "`host:port` to listen on; port 0 for a free one")
	f.BoolVar(&s.public, "public", false, "allow an address that other machines can reach")
	f.StringVar(&s.data, "data", "", "`folder` with JSON files that add to the data or replace it")
	f.StringVar(&s.token, "token", "", "API Read Access `token` to take, in place of the made-up one")
	f.StringVar(&s.apiKey, "api-key", "", "v3 API `key` to take, in place of the made-up one")
	f.DurationVar(&s.latency, "latency", 0, "`time` to wait before each response, such as 100ms")
	f.Float64Var(&s.rate, "rate", 0, "`requests` a second that are allowed, such as 40; 0 for no limit")
	f.BoolVar(&s.strict, "strict", false, "refuse what the spec does not allow, such as an unknown parameter, in place of telling and ignoring it as TMDB does")
	f.BoolVar(&s.tls, "tls", false, "serve HTTPS, with a certificate made for this run")
	f.BoolVar(&s.log, "log", false, "log each request to stderr")
	f.Func("clock", "`time` that it always is, such as 2025-12-24T12:00:00Z, for which the data is made; else it is that of the machine, and what is new in the data moves with it", func(text string) (err error) {
		if s.clock, err = time.Parse(time.RFC3339, text); err != nil {
			return errors.New("want one such as 2025-12-24T12:00:00Z")
		}
		return nil
	})
	f.StringVar(&s.images, "images", "", "`URL` of images, such as http://localhost:8080/t/p/, or tmdb for TMDB's own; else the server draws them")
	f.StringVar(&s.replay, "replay", "", "`folder` with recorded responses to prefer")
	f.StringVar(&s.record, "record", "", "`folder` to write TMDB's responses to; needs a token of TMDB in the requests")
	f.StringVar(&s.api, "api", "https://api.themoviedb.org", "`URL` of the API for -record")
	return f
}

// isLenient reports whether an argument is a flag that there was.
func isLenient(arg string) bool {
	name, _, _ := strings.Cut(arg, "=")
	return name == "-lenient" || name == "--lenient"
}

func (s settings) check() error {
	if s.record != "" && (s.replay != "" || s.data != "" || s.token != "" || s.apiKey != "" || s.latency != 0 || s.rate != 0 || s.strict || !s.clock.IsZero() || s.images != "") {
		return errors.New("-record passes everything on to TMDB: it goes with -addr, -public, -tls, -log and -api only")
	}
	host, _, err := net.SplitHostPort(s.addr)
	if err != nil {
		return fmt.Errorf("-addr %s: want host:port, such as 127.0.0.1:8750", s.addr)
	}
	if ip := net.ParseIP(host); !s.public && host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return fmt.Errorf("-addr %s can be reached from other machines: want one like 127.0.0.1:8750, or -public as well", s.addr)
	}
	for name, folder := range map[string]string{"data": s.data, "replay": s.replay} {
		if info, err := os.Stat(folder); folder != "" && (err != nil || !info.IsDir()) {
			return fmt.Errorf("-%s %s: no such folder", name, folder)
		}
	}
	return nil
}

// options returns the options of the server, which tells on errOut what is wrong with requests.
func (s settings) options(errOut io.Writer) []tmdbtest.Option {
	t := &teller{name: s.name, out: errOut}
	opts := []tmdbtest.Option{tmdbtest.WithLatency(s.latency), tmdbtest.WithRate(s.rate), tmdbtest.WithProblems(t.tell)}
	if s.data != "" {
		opts = append(opts, tmdbtest.WithData(os.DirFS(s.data)))
	}
	if s.token != "" {
		opts = append(opts, tmdbtest.WithToken(s.token))
	}
	if s.apiKey != "" {
		opts = append(opts, tmdbtest.WithAPIKey(s.apiKey))
	}
	if !s.strict {
		opts = append(opts, tmdbtest.Lenient())
	}
	if !s.clock.IsZero() {
		opts = append(opts, tmdbtest.WithClock(func() time.Time { return s.clock }))
	}
	if s.images != "" {
		opts = append(opts, tmdbtest.WithImages(s.images))
	}
	if s.replay != "" {
		opts = append(opts, tmdbtest.WithReplay(os.DirFS(s.replay)))
	}
	return opts
}
