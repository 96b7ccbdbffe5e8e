package command

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/agent"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// The token of a server for HTTP. It is no flag, as flags show in lists of processes.
const (
	agentTokenVariable = "TMDB_MCP_TOKEN"
	shortestAgentToken = 16
)

// agentCache is how many bytes of responses a server for agents keeps.
const agentCache = 32 << 20

func newMCP(a *app.App) *cobra.Command {
	var address string
	var public, write bool
	cmd := &cobra.Command{
		Use:     "mcp",
		Short:   "Serve TMDB to agents by the Model Context Protocol",
		GroupID: groupAll,
		Long: fmt.Sprintf(`mcp gives agents tools for TMDB: search, titles, seasons, people, discovery by names, lists, where to watch, and
any other operation of the API. It speaks the Model Context Protocol on its input and output, until the input ends.
Agents start it themselves, by a configuration such as

  {"mcpServers": {"tmdb": {"command": "tmdb", "args": ["mcp"]}}}

--http serves it as streamable HTTP at %s of an address instead, to who sends the token that %s has.

The tools change nothing. --write adds those that rate, and fill the watchlist, the favorites and lists, for the user of
tmdb login --user, whoever it is that has the token.`, agent.Path, agentTokenVariable),
		Example: `  tmdb mcp
  tmdb mcp --demo --write
  TMDB_MCP_TOKEN="$(cat token)" tmdb mcp --http 127.0.0.1:8751`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := refuseFlags(cmd, ofPrinting...); err != nil {
				return err
			}
			if cmd.Flags().Changed("http") {
				if err := checkAddress("--http", address, "127.0.0.1:8751", public); err != nil {
					return err
				}
			} else if public {
				return app.Usagef("--public is for --http: want --http with an address, such as 0.0.0.0:8751, as well")
			}
			var token string
			if address != "" {
				var err error
				if token, err = agentToken(); err != nil {
					return err
				}
			}
			server, err := newAgentServer(a, cmd, write)
			if err != nil {
				return err
			}
			if address == "" {
				if in, ok := cmd.InOrStdin().(*os.File); ok && term.IsTerminal(int(in.Fd())) {
					fmt.Fprintln(cmd.ErrOrStderr(), "This waits for an agent, which starts it by itself: see tmdb mcp --help. Ctrl-C ends it.")
				}
				return server.Run(cmd.Context(), io.NopCloser(cmd.InOrStdin()), keepOpen{cmd.OutOrStdout()})
			}
			listener, err := listen(cmd.Context(), "--http", address)
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "Serving agents at http://%s%s, to who has the token of %s.\n", listener.Addr(), agent.Path, agentTokenVariable)
			return server.Serve(cmd.Context(), listener, token)
		},
	}
	hideFlags(cmd, ofPrinting...)
	cmd.Flags().StringVar(&address, "http", "", "serve HTTP at this `address`, such as 127.0.0.1:8751")
	cmd.Flags().BoolVar(&public, "public", false, "allow an address that other machines can reach; put TLS before it, as the token is sent with each request")
	cmd.Flags().BoolVar(&write, "write", false, "add the tools that change the account of the user")
	return cmd
}

func newAgentServer(a *app.App, cmd *cobra.Command, write bool) (*agent.Server, error) {
	a.Options = append(a.Options, tmdb.WithCache(tmdb.NewMemoryCache(agentCache))) // as agents ask again
	client, err := a.Client(cmd)
	if err != nil {
		return nil, err
	}
	o := agent.Options{
		Client: client, Language: a.Language(), Region: a.Region(), FilesURL: a.ExportsURL(), Demo: a.IsDemo(), Now: a.Now, Log: cmd.ErrOrStderr(),
	}
	if write {
		if o.User, err = a.User(cmd.Context(), cmd); err != nil {
			return nil, err
		}
	}
	return agent.New(o), nil
}

// agentToken returns the token by which clients of a server for HTTP are known.
func agentToken() (string, error) {
	token := os.Getenv(agentTokenVariable)
	switch {
	case token == "":
		return "", app.Credentialsf("--http needs a token, which clients send, in %s: make one by, for example, openssl rand -hex 32", agentTokenVariable)
	case len(token) < shortestAgentToken:
		return "", app.Credentialsf("%s has %d characters: want %d or more, such as those of openssl rand -hex 32", agentTokenVariable, len(token), shortestAgentToken)
	case strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' }):
		return "", app.Credentialsf("%s has a blank or a character that no header takes: want letters and digits, such as those of openssl rand -hex 32", agentTokenVariable)
	}
	return token, nil
}

// keepOpen is an output that stays open.
type keepOpen struct{ io.Writer }

// Close implements io.Closer.
func (keepOpen) Close() error { return nil }
