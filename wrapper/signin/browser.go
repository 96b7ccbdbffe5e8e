package signin

import (
	"fmt"
	"net/url"
	"os/exec"
	"runtime"

	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// OpenBrowser has the desktop open an http or https URL in the user's browser: by xdg-open, by open
// on macOS and by rundll32 on Windows. It returns when that command ends, and an error if the
// command is not there or fails, an *[tmdb.Error]: [tmdb.ErrInvalid] for another URL. It prints
// nothing.
func OpenBrowser(pageURL string) error {
	u, err := url.Parse(pageURL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return refuse("pageURL is not http or https: want one like https://www.themoviedb.org")
	}
	args := browserCommand(runtime.GOOS, u.String())
	if err := exec.Command(args[0], args[1:]...).Run(); err != nil {
		return &tmdb.Error{Err: fmt.Errorf("%s: %w", args[0], err)}
	}
	return nil
}

// browserCommand returns the command that opens a URL.
func browserCommand(goos, pageURL string) []string {
	switch goos {
	case "darwin":
		return []string{"open", pageURL}
	case "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler", pageURL}
	}
	return []string{"xdg-open", pageURL}
}
