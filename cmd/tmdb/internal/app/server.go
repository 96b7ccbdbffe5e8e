package app

import (
	"os"
	"strings"

	"github.com/tmdb-go/tmdb/internal/baseurl"
)

// otherServer reports whether the environment names another server than TMDB's own, which may have a
// credential of its own, and whether it is asked without TLS, so that nothing secret may go there.
// What is no URL counts as one: [tmdb.FromEnv] says what is wrong with it.
func otherServer() (other, open bool) {
	text := os.Getenv(baseVariable)
	if text == "" {
		return false, false
	}
	u, err := baseurl.API.ParseInsecure(text)
	if err != nil {
		return true, false
	}
	other = !baseurl.IsTMDB(u)
	return other, other && baseurl.IsOpen(u)
}

// FilesURL returns where images are, "" for TMDB's own place: a stand-in has them, and so does a proxy.
func (a *App) FilesURL() string {
	if a.standIn != nil {
		return a.standIn.URL
	}
	return strings.TrimSuffix(strings.TrimRight(os.Getenv(baseVariable), "/"), "/3")
}

// ExportsURL returns where the daily exports are, "" for TMDB's own place: a stand-in has them, and a
// server with a credential of its own, such as tmdb proxy, has not.
func (a *App) ExportsURL() string {
	if source, _, err := a.Source(); err == nil && source == FromServer {
		return ""
	}
	return a.FilesURL()
}
