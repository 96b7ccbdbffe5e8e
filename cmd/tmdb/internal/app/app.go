// Package app is what all commands have in common: the client with its credential, what the flags of
// every command say, and how the program ends.
package app

import (
	"cmp"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/config"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/credential"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/signin"
)

// App is one run of the program.
type App struct {
	// Now is the clock.
	Now func() time.Time
	// OpenBrowser shows the user a page.
	OpenBrowser func(url string) error
	// Store has the credentials of this user.
	Store *credential.Store
	// Config is what this user has set.
	Config *config.File
	// Output are the flags of every command that prints.
	Output output.Settings
	// Options are more of the client, before there is one, as of a command that runs for long.
	Options []tmdb.Option

	demo     bool
	language string
	region   string
	client   *tmdb.Client
	standIn  *demo
}

// New returns an app of this user.
func New() *App {
	folder := config.Folder()
	return &App{Now: time.Now, OpenBrowser: signin.OpenBrowser, Config: config.New(folder), Store: credential.New(folder)}
}

// AddFlags adds the flags that every command has.
func (a *App) AddFlags(root *cobra.Command) {
	flags := root.PersistentFlags()
	flags.BoolVar(&a.demo, "demo", false, "ask a stand-in for TMDB in this program, with some 170 titles and no account of yours;\nso it is without a credential")
	flags.StringVar(&a.language, "language", "", "language of titles and texts, such as de-DE (config: language, or else en-US)")
	flags.StringVar(&a.region, "region", "", "country of releases, providers and certifications, such as DE (config: region, or else US)")
	a.Output.AddFlags(flags)
}

// Close ends what the run has started.
func (a *App) Close() {
	if a.standIn != nil {
		a.standIn.Close()
	}
}

// IsDemo reports whether the client is one of the stand-in.
func (a *App) IsDemo() bool { return a.standIn != nil }

// CheckRegion returns what is wrong with --region: TMDB takes anything, and then has no offers and no
// releases. Small letters do.
func (a *App) CheckRegion() error {
	if a.region == "" {
		return nil
	}
	a.region = strings.ToUpper(a.region)
	if err := config.Check("region", a.region); err != nil {
		return Usagef("--%w", err)
	}
	return nil
}

// Language returns the language of titles and texts, such as de-DE.
func (a *App) Language() string { return cmp.Or(a.language, a.Config.Get("language"), "en-US") }

// Region returns the country that the user asks for, such as DE.
func (a *App) Region() string { return cmp.Or(a.region, a.Config.Get("region"), "US") }

// Printer returns what prints to the output of a command.
func (a *App) Printer(cmd *cobra.Command) *output.Printer {
	settings := a.Output
	settings.Pager = cmp.Or(os.Getenv("TMDB_PAGER"), a.Config.Get("pager"), os.Getenv("PAGER"))
	return output.New(cmd.Context(), cmd.OutOrStdout(), settings)
}

// Progress returns what shows progress on the error output of a command, if that is a terminal.
func (a *App) Progress(cmd *cobra.Command, what string) *output.Progress {
	return output.NewProgress(cmd.ErrOrStderr(), what)
}
