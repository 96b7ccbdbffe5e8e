package app

import (
	"context"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// longest is how many bytes a token has at most.
const longest = 4096

// whereTokensAre is where TMDB shows a user the token.
const whereTokensAre = "https://www.themoviedb.org/settings/api"

var anAPIKey = regexp.MustCompile(`^[0-9a-f]{32}$`)

// readToken reads a token from standard input: all of it, or what the user types without an echo.
func readToken(cmd *cobra.Command, fromInput bool) (string, error) {
	var text []byte
	var err error
	if fromInput {
		text, err = io.ReadAll(io.LimitReader(cmd.InOrStdin(), longest+1))
	} else {
		text, err = askWithoutEcho(cmd.Context(), cmd.InOrStdin(), cmd.ErrOrStderr())
	}
	if err != nil {
		return "", err
	}
	return checkToken(string(text))
}

// checkToken returns the token of what a user gave. The errors do not quote it.
func checkToken(text string) (string, error) {
	token := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(text), "Bearer "))
	switch {
	case token == "":
		return "", Usagef("the token is empty: want the API Read Access Token of %s", whereTokensAre)
	case anAPIKey.MatchString(token):
		return "", Usagef("this is an API key: want the API Read Access Token, which stands below it, or set %s", keyVariable)
	case len(token) > longest || strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' }):
		return "", Usagef("this is no token: want the API Read Access Token of %s, in one line without blanks", whereTokensAre)
	}
	return token, nil
}

// askWithoutEcho reads a line from a terminal. The terminal is as it was before if ctx ends it.
func askWithoutEcho(ctx context.Context, in io.Reader, out io.Writer) ([]byte, error) {
	f, ok := in.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return nil, Usagef("standard input is no terminal to ask on: want --token-stdin to read the token from it")
	}
	fd := int(f.Fd())
	before, err := term.GetState(fd)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	fmt.Fprintf(out, "The API Read Access Token of %s: ", whereTokensAre)
	defer fmt.Fprintln(out)
	type line struct {
		text []byte
		err  error
	}
	read := make(chan line, 1)
	go func() {
		text, err := term.ReadPassword(fd)
		read <- line{text, err}
	}()
	select {
	case got := <-read:
		return got.text, got.err
	case <-ctx.Done():
		if err := term.Restore(fd, before); err != nil {
			return nil, err
		}
		return nil, ctx.Err()
	}
}
