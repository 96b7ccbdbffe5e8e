package command

import (
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/dustin/go-humanize"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/diskcache"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/proxy"
	"github.com/tmdb-go/tmdb/internal/baseurl"
	"github.com/tmdb-go/tmdb/internal/store"
)

const (
	// smallest is how many bytes a cache has at least: room for the largest image.
	smallest = 64 << 20
	// inMemory is how much of the cache is in memory as well.
	inMemory = 64 << 20
)

// check returns the size of the cache, or what is wrong with the flags.
func (f *proxyFlags) check() (size int64, err error) {
	if err := checkAddress("--addr", f.addr, "127.0.0.1:8080", f.public); err != nil {
		return 0, err
	}
	bytes, err := humanize.ParseBytes(f.cacheSize)
	if err != nil || bytes < smallest || bytes > 1<<50 {
		return 0, app.Usagef("--cache-size is %q: want 64MiB or more, such as 1GiB", f.cacheSize)
	}
	switch {
	case f.stale < 0:
		return 0, app.Usagef("--stale is %v: want 0 or more, such as 24h", f.stale)
	case f.rate < 1 || f.rate > 1000:
		return 0, app.Usagef("--rate is %d: want 1 to 1000 requests a second", f.rate)
	case f.logFormat != "text" && f.logFormat != "json":
		return 0, app.Usagef("--log-format is %q: want text or json", f.logFormat)
	}
	for _, origin := range f.origins {
		u, err := url.Parse(origin)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || origin != u.Scheme+"://"+u.Host {
			return 0, app.Usagef("--allow-origin is %q: want scheme and host only, such as https://films.example", origin)
		}
	}
	return int64(bytes), nil
}

func (f *proxyFlags) logger(w io.Writer) *slog.Logger {
	if f.logFormat == "json" {
		return slog.New(slog.NewJSONHandler(w, nil))
	}
	return slog.New(slog.NewTextHandler(w, nil))
}

// The servers of TMDB's own, in the order in which they are asked.
var ownUpstreams = []string{"https://api.themoviedb.org", "https://api.tmdb.org"}

const ownImages = "https://image.tmdb.org"

// setURLs sets where TMDB is and where the proxy is.
func (f *proxyFlags) setURLs(c *proxy.Config, up app.Upstream) (err error) {
	api, images, name := f.upstreams, f.images, "--upstream"
	if len(api) == 0 {
		if api = ownUpstreams; up.BaseURL != "" {
			api, name = []string{up.BaseURL}, "TMDB_BASE_URL"
		}
	}
	if len(images) == 0 {
		images = []string{ownImages}
		if len(f.upstreams) == 0 && up.BaseURL != "" && !isTMDB(up.BaseURL) {
			images = []string{strings.TrimSuffix(strings.TrimRight(up.BaseURL, "/"), "/3")}
		}
	}
	if c.Upstreams, err = parseAll(baseurl.API, name, api); err != nil {
		return err
	}
	if c.Images, err = parseAll(baseurl.Images, "--images-upstream", images); err != nil || f.publicURL == "" {
		return err
	}
	site := baseurl.Kind{Example: "https://films.example"}
	if c.PublicURL, err = site.ParseInsecure(f.publicURL); err != nil {
		return app.Usagef("--public-url: %w", err)
	}
	return nil
}

func parseAll(kind baseurl.Kind, name string, texts []string) ([]*url.URL, error) {
	kind.Insecure = "" // which there is not: the key goes there
	list := make([]*url.URL, len(texts))
	for i, text := range texts {
		var err error
		if list[i], err = kind.Parse(text); err != nil {
			return nil, app.Usagef("%s: %w", name, err)
		}
	}
	return list, nil
}

// isTMDB reports whether a URL is of a server of TMDB's API, which has no images.
func isTMDB(text string) bool {
	u, err := url.Parse(text)
	if err != nil {
		return false
	}
	for _, own := range ownUpstreams {
		if strings.EqualFold("https://"+u.Hostname(), own) {
			return true
		}
	}
	return false
}

// setStore opens the cache, which is in memory for the demo unless a folder is named, and returns what
// closes it.
func (f *proxyFlags) setStore(c *proxy.Config, size int64, isDemo bool) (closeStore func() error, err error) {
	folder := f.cacheDir
	if folder == "" && isDemo {
		memory := store.NewMemory(smallest)
		c.Store, c.Stats = memory, func() proxy.Stats { return proxy.Stats{Bytes: memory.Bytes()} }
		return func() error { return nil }, nil
	}
	if folder == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return nil, app.Usagef("--cache-dir is not given, and this user has no folder of caches: want a folder")
		}
		folder = filepath.Join(cache, "tmdb", "proxy")
	}
	disk, err := diskcache.Open(folder, size)
	if err != nil {
		return nil, fmt.Errorf("--cache-dir: %w", err)
	}
	c.Store, c.Stats = diskcache.NewLayered(inMemory, disk), func() proxy.Stats {
		s := disk.Stats()
		return proxy.Stats{Entries: int64(s.Entries), Bytes: s.Bytes, Evictions: s.Evictions}
	}
	return disk.Close, nil
}

// greet says what to set, in the language of a shell.
func (f *proxyFlags) greet(w io.Writer, addr net.Addr, c proxy.Config) {
	where := "http://" + addr.String()
	if tcp, ok := addr.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		where = fmt.Sprintf("http://127.0.0.1:%d", tcp.Port)
	}
	if c.PublicURL != nil {
		where = c.PublicURL.String()
	}
	fmt.Fprintln(w, "# TMDB is at the URL below for programs that know nothing but that.")
	if c.Token != "" {
		fmt.Fprintf(w, "# They have to send what %s has, such as by TMDB_ACCESS_TOKEN.\n", proxyToken)
	}
	fmt.Fprintf(w, "export TMDB_BASE_URL=%s\n", where)
}
