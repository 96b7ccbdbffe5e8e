package app

import (
	"os"

	"github.com/tmdb-go/tmdb/internal/baseurl"
)

// otherServer returns the URL of the server that the environment names, if it is another than TMDB's own,
// which may have a credential of its own, and whether it is asked without TLS, so that nothing secret may
// go there. What is no URL counts as one: [tmdb.FromEnv] says what is wrong with it.
func otherServer() (base string, open bool) {
	text := os.Getenv(baseVariable)
	if text == "" {
		return "", false
	}
	u, err := baseurl.API.ParseInsecure(text)
	switch {
	case err != nil:
		return text, false
	case baseurl.IsTMDB(u):
		return "", false
	}
	return u.String(), baseurl.IsOpen(u)
}

// IsOpen reports whether this run asks a server to which nothing secret may go.
func (a *App) IsOpen() bool {
	_, open := otherServer()
	return open && a.standIn == nil
}

// Asked names the server that this run asks, as the user knows it.
func (a *App) Asked() string {
	if base, _ := otherServer(); base == "" || a.standIn != nil {
		return "TMDB"
	}
	return "The server of " + baseVariable
}

// FilesURL returns where images are, "" for TMDB's own place: a stand-in has them, and so does a proxy.
func (a *App) FilesURL() string {
	if a.standIn != nil {
		return a.standIn.URL
	}
	base, _ := otherServer()
	return base
}

// ExportsURL returns where the daily exports are, "" for TMDB's own place: a stand-in has them, and a
// server with a credential of its own, such as tmdb proxy, has not.
func (a *App) ExportsURL() string {
	if source, _, err := a.Source(); err == nil && source == FromServer {
		return ""
	}
	return a.FilesURL()
}
