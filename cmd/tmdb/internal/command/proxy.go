package command

import (
	"cmp"
	"os"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/proxy"
)

// proxyToken is the variable that has what clients of the proxy send.
const proxyToken = "TMDB_PROXY_TOKEN"

// notOfProxy are the flags of all commands that it has nothing to do with: what it serves is as clients ask for it.
var notOfProxy = slices.Concat(ofPrinting, ofLanguages)

// proxyFlags are the flags of tmdb proxy.
type proxyFlags struct {
	addr, publicURL, cacheDir, cacheSize, logFormat string
	public, write, quiet                            bool
	upstreams, images, origins                      []string
	stale                                           time.Duration
	rate                                            int
}

func newProxy(a *app.App) *cobra.Command {
	var f proxyFlags
	cmd := &cobra.Command{
		Use:     "proxy",
		Short:   "Serve TMDB to many programs with one key, and a cache",
		GroupID: groupAll,
		Args:    cobra.NoArgs,
		Long: `proxy asks TMDB for programs that have no key: the key stays here, and so does a cache, one limit for
all, and the way around a host that cannot be reached from here. A program that is told TMDB_BASE_URL
needs nothing else. Images are there as well, below /t/p/, and what GET /3/configuration says leads to
them.

It takes what the spec has and only reads; --write has users change what is theirs, by a session or a
token of their own. What is about a user is never cached. If TMDB_PROXY_TOKEN is set, clients have to
send it, as a bearer token or as api_key, so that it will do as their TMDB_ACCESS_TOKEN; images, like
TMDB's, need none. /metrics is for Prometheus, /healthz for who watches the program. What an operation
does not have is not sent on: the header Proxy-Ignored-Parameters names it.

The credential is that of all commands, but there is no demo unless --demo is given. It listens on
loopback only, unless --public is given, and ends at an interrupt when requests under way have ended,
after ten seconds at most.`,
		Example: `  tmdb proxy
  tmdb proxy --demo --addr 127.0.0.1:0
  TMDB_PROXY_TOKEN=… tmdb proxy --addr :8080 --public --public-url https://films.example
  tmdb proxy --upstream https://api.tmdb.org --cache-size 10GiB --log-format json`,
		RunE: func(cmd *cobra.Command, _ []string) error { return f.run(a, cmd) },
	}
	hideFlags(cmd, notOfProxy...)
	flags := cmd.Flags()
	flags.StringVar(&f.addr, "addr", "127.0.0.1:8080", "`host:port` to listen on; port 0 for a free one")
	flags.BoolVar(&f.public, "public", false, "let other machines in, where --addr says so")
	flags.StringVar(&f.publicURL, "public-url", "", "`URL` at which clients have the proxy, if they cannot tell by the host that they ask")
	flags.BoolVar(&f.write, "write", false, "take what changes something as well")
	flags.StringArrayVar(&f.upstreams, "upstream", nil, "`URL` of a server of TMDB's API; given again, one to ask when those before cannot be reached\n(default TMDB_BASE_URL, or else https://api.themoviedb.org and then https://api.tmdb.org)")
	flags.StringArrayVar(&f.images, "images-upstream", nil, "`URL` of a server of TMDB's images, likewise (default https://image.tmdb.org)")
	flags.StringArrayVar(&f.origins, "allow-origin", nil, "`origin` of pages whose scripts may ask, such as https://films.example; may be given again (default all)")
	flags.StringVar(&f.cacheDir, "cache-dir", "", "`folder` of the cache (default tmdb/proxy in the user's folder of caches; the demo's is in memory)")
	flags.StringVar(&f.cacheSize, "cache-size", "1GiB", "`size` of the cache at most")
	flags.DurationVar(&f.stale, "stale", 24*time.Hour, "how long after its time a response is good enough if TMDB cannot respond")
	flags.IntVar(&f.rate, "rate", 40, "requests a second to TMDB's API at most")
	flags.StringVar(&f.logFormat, "log-format", "text", "`format` of the log on standard error: text or json")
	flags.BoolVar(&f.quiet, "quiet", false, "do not log each request")
	must(cmd.RegisterFlagCompletionFunc("log-format", cobra.FixedCompletions([]string{"text", "json"}, cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

// run serves until the command's context ends.
func (f *proxyFlags) run(a *app.App, cmd *cobra.Command) (err error) {
	if err := refuseFlags(cmd, notOfProxy...); err != nil {
		return err
	}
	size, err := f.check()
	if err != nil {
		return err
	}
	up, err := a.Upstream()
	if err != nil {
		return err
	}
	if up.IsDemo && len(f.upstreams) > 0 {
		return app.Usagef("--demo and --upstream are both given: want one of them, as the demo is a server of its own")
	}
	config := proxy.Config{
		Credential: proxy.Credential{Token: up.Token, Key: up.Key}, Token: os.Getenv(proxyToken),
		Write: f.write, Rate: f.rate, Stale: f.stale, Origins: f.origins, Quiet: f.quiet, Logger: f.logger(cmd.ErrOrStderr()),
	}
	if err := f.setURLs(&config, up); err != nil {
		return err
	}
	if config.Token != "" {
		if err := proxy.CheckToken(config.Token); err != nil {
			return app.Usagef("%s: %w", proxyToken, err)
		}
	}
	closeStore, err := f.setStore(&config, size, up.IsDemo)
	if err != nil {
		return err
	}
	defer func() { err = cmp.Or(err, closeStore()) }()
	p, err := proxy.New(config)
	if err != nil {
		return err
	}
	listener, err := listen(cmd.Context(), "--addr", f.addr)
	if err != nil {
		return err
	}
	f.greet(cmd.OutOrStdout(), listener.Addr(), config)
	if f.public && config.Token == "" && !up.IsDemo {
		config.Logger.Warn("whoever reaches this proxy can ask TMDB with its key: " + proxyToken + " is what clients have to send, if it is set")
	}
	return p.Serve(cmd.Context(), listener)
}
