package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"time"

	"github.com/tmdb-go/tmdb/tmdbtest"
)

// settings is what the flags say.
type settings struct {
	addr    string
	public  bool
	data    string
	token   string
	latency time.Duration
	rate    float64
	lenient bool
	running bool
	replay  string
	record  string
	api     string
}

// parse reads the flags. Help and what is wrong with a flag go to errOut.
func parse(args []string, errOut io.Writer) (settings, error) {
	var s settings
	f := flag.NewFlagSet("tmdb-server", flag.ContinueOnError)
	f.SetOutput(errOut)
	f.StringVar(&s.addr, "addr", "127.0.0.1:8750", "`host:port` to listen on; port 0 for a free one")
	f.BoolVar(&s.public, "public", false, "allow an address that other machines can reach")
	f.StringVar(&s.data, "data", "", "`folder` with JSON files that add to the data or replace it")
	f.StringVar(&s.token, "token", "", "API Read Access `token` to take, in place of the made-up one")
	f.DurationVar(&s.latency, "latency", 0, "`time` to wait before each answer, such as 100ms")
	f.Float64Var(&s.rate, "rate", 0, "`requests` a second that are allowed, such as 40; 0 for no limit")
	f.BoolVar(&s.lenient, "lenient", false, "ignore unknown parameters, as TMDB does, in place of refusing them")
	f.BoolVar(&s.running, "now", false, "use the time of this machine, in place of the day that the data is made for")
	f.StringVar(&s.replay, "replay", "", "`folder` with recorded answers to prefer")
	f.StringVar(&s.record, "record", "", "`folder` to write TMDB's answers to; needs a token of TMDB in the requests")
	f.StringVar(&s.api, "api", "https://api.themoviedb.org", "`URL` of the API for -record")
	if err := f.Parse(args); err != nil {
		return s, err
	}
	if f.NArg() > 0 {
		return s, fmt.Errorf("argument %q: want flags only", f.Arg(0))
	}
	return s, s.check()
}

func (s settings) check() error {
	if s.record != "" && (s.replay != "" || s.data != "" || s.token != "" || s.latency != 0 || s.rate != 0 || s.lenient || s.running) {
		return errors.New("-record passes everything on to TMDB: it goes with -addr, -public and -api only")
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

// options returns the options of the server.
func (s settings) options() []tmdbtest.Option {
	opts := []tmdbtest.Option{tmdbtest.WithLatency(s.latency), tmdbtest.WithRate(s.rate)}
	if s.data != "" {
		opts = append(opts, tmdbtest.WithData(os.DirFS(s.data)))
	}
	if s.token != "" {
		opts = append(opts, tmdbtest.WithToken(s.token))
	}
	if s.lenient {
		opts = append(opts, tmdbtest.Lenient())
	}
	if s.running {
		opts = append(opts, tmdbtest.WithClock(time.Now))
	}
	if s.replay != "" {
		opts = append(opts, tmdbtest.WithReplay(os.DirFS(s.replay)))
	}
	return opts
}
