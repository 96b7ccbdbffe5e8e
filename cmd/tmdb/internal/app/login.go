package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/credential"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/signin"
)

// Login says how to sign in.
type Login struct {
	User, NoBrowser, TokenFromInput, Insecure bool
}

// Kept says what login has kept.
type Kept struct {
	// Place is where, as people say it.
	Place string
	// Username is who is signed in, "" if nobody is.
	Username string
	// Overruled is the variable whose credential goes before that which is kept, "" if none does.
	Overruled string
}

// Login asks for a token unless there is one for a user to sign in by, checks it with TMDB, signs a user
// in if that is wanted, and keeps all of it. What fails keeps nothing and leaves what was kept before.
func (a *App) Login(cmd *cobra.Command, how Login) (Kept, error) {
	if a.demo {
		return Kept{}, Usagef("--demo has no account to sign in to: leave it out")
	}
	if how.NoBrowser && !how.User {
		return Kept{}, Usagef("--no-browser is for --user, which alone opens a page")
	}
	backend, err := a.backendFor(how.Insecure)
	if err != nil {
		return Kept{}, err
	}
	before, err := a.Store.Load()
	if errors.Is(err, credential.ErrNone) {
		err = nil
	}
	if err != nil {
		fmt.Fprintf(cmd.ErrOrStderr(), "What was kept before cannot be read, and is replaced: %v\n", err)
	}
	next, token, err := a.tokenFor(cmd, how, before)
	if err != nil {
		return Kept{}, err
	}
	ctx := cmd.Context()
	client, err := tmdb.FromEnv(append(a.clientOptions(), tmdb.WithToken(token))...)
	if err != nil {
		return Kept{}, err
	}
	if _, err := client.Authentication.ValidateKey(ctx); err != nil {
		if errors.Is(err, tmdb.ErrUnauthorized) {
			return Kept{}, Credentialsf("TMDB does not take this token: want the API Read Access Token of %s", whereTokensAre)
		}
		return Kept{}, err
	}
	if how.User {
		if err := a.signIn(cmd, client, how.NoBrowser, &next); err != nil {
			return Kept{}, err
		}
	}
	if err := a.Store.Save(next, backend); err != nil {
		if how.User {
			err = errors.Join(err, signOut(ctx, client, next))
		}
		return Kept{}, err
	}
	kept := Kept{Place: a.place(backend), Username: next.Username}
	if next.Token != "" {
		kept.Overruled = fromEnv()
	}
	if how.User && before.HasUser() {
		err = signOut(ctx, client, before) // which nothing would end any more
	}
	return kept, err
}

// fromEnv returns the variable that has the credential, "" if none has.
func fromEnv() string {
	for _, name := range []string{tokenVariable, keyVariable} {
		if os.Getenv(name) != "" {
			return name
		}
	}
	return ""
}

// backendFor returns where to keep a credential: where the last one is, or else in the keyring, if that
// works, unless the user says otherwise.
func (a *App) backendFor(insecure bool) (credential.Backend, error) {
	before, err := a.Store.Backend()
	if err != nil {
		return "", err
	}
	if insecure || before == credential.File {
		return credential.File, nil
	}
	if err := a.Store.Probe(); err != nil {
		return "", Credentialsf("this system has no keyring that takes a secret (%v).\nSet %s, or keep it in a file that only you can read: tmdb login --insecure-storage", err, tokenVariable)
	}
	return credential.Keyring, nil
}

// place says where a backend is.
func (a *App) place(backend credential.Backend) string {
	if backend == credential.File {
		return "the file " + a.Store.FilePath() + ", which only you can read"
	}
	return "the keyring of the system"
}

// tokenFor returns the token to sign in by and what to keep of it: a user can sign in by what is there.
func (a *App) tokenFor(cmd *cobra.Command, how Login, before credential.Credential) (next credential.Credential, token string, err error) {
	if how.User && !how.TokenFromInput {
		if token = os.Getenv(tokenVariable); token != "" {
			return credential.Credential{Token: before.Token}, token, nil
		}
		if before.Token != "" {
			return credential.Credential{Token: before.Token}, before.Token, nil
		}
	}
	if token, err = readToken(cmd, how.TokenFromInput); err != nil {
		return next, "", err
	}
	if next = before; !how.User && before.HasUser() && cmp.Or(before.Token, token) != token {
		return next, "", Usagef("%s is signed in by another token: run tmdb logout first, or add --user", cmp.Or(before.Username, "a user"))
	}
	next.Token = token
	return next, token, nil
}

// signIn has a user sign in, and adds that to a credential.
func (a *App) signIn(cmd *cobra.Command, client *tmdb.Client, noBrowser bool, to *credential.Credential) error {
	ctx, out := cmd.Context(), cmd.ErrOrStderr()
	opts := signin.Options{
		Open:   a.OpenBrowser,
		Prompt: func(page string) { fmt.Fprintf(out, "Allow tmdb at TMDB, on this page:\n  %s\n", page) },
	}
	if noBrowser {
		opts.Open = nil
	}
	token, err := signin.V4(ctx, client, opts)
	if errors.Is(err, signin.ErrDenied) {
		return Credentialsf("nobody is signed in by this, as it was not allowed at TMDB")
	}
	if err != nil {
		return err
	}
	signedIn := *to
	signedIn.UserToken, signedIn.AccountID, signedIn.Session, signedIn.Username = token.AccessToken, token.AccountID, "", ""
	if err := complete(ctx, client, &signedIn); err != nil {
		return errors.Join(err, signOut(ctx, client, signedIn))
	}
	*to = signedIn
	return nil
}

// complete adds the session and the name of a user to a credential that has the token of the user.
func complete(ctx context.Context, client *tmdb.Client, of *credential.Credential) error {
	session, err := signin.SessionFromV4(ctx, client, of.UserToken)
	if err != nil {
		return err
	}
	of.Session = session.SessionID
	own, err := actingFor(client, *of)
	if err != nil {
		return err
	}
	account, err := own.Account.Details(ctx, nil)
	if err != nil {
		return err
	}
	of.Username = account.Username
	return nil
}

// patience is how long signing out may take.
const patience = 10 * time.Second

// signOut ends what a user is signed in by at TMDB, also if ctx has ended.
func signOut(ctx context.Context, client *tmdb.Client, of credential.Credential) (err error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	if of.Session != "" {
		err = signin.Out(ctx, client, of.Session)
	}
	if of.UserToken != "" {
		err = errors.Join(err, signin.OutV4(ctx, client, of.UserToken))
	}
	return err
}
