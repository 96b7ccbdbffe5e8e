package wrapper

import (
	"net/http"
	"net/url"

	"github.com/tmdb-go/tmdb/internal/transport"
)

// newTransport returns what the requests of a client and its copies go through: log → credentials →
// coalesce → cache → limit → retry → body limit → network.
func newTransport(cfg *config) http.RoundTripper {
	return transport.Chain(cfg.httpClient.Transport,
		cfg.logLayer(),
		transport.NewCredentials(transport.Credentials{Allowed: func(u *url.URL) bool { return sameOrigin(u, cfg.baseURL) }}),
		cfg.coalesceLayer(),
		cfg.cacheLayer(),
		transport.Limit(cfg.limiter),
		cfg.retryLayer(),
		transport.LimitBody(cfg.maxBody),
	)
}

func (c *config) logLayer() transport.Layer {
	return transport.NewLog(transport.Log{
		Logger: c.logger,
		Describe: func(req *http.Request) (name, path string) {
			if c := callFrom(req.Context()); c != nil && c.op != nil {
				return c.op.Name, c.op.Path
			}
			return "", ""
		},
		Redact: func(req *http.Request, err error) string { return callFrom(req.Context()).errorText(err) },
	})
}

// name returns the name of the call's operation, "" if it is not known.
func (c *call) name() string {
	if c == nil || c.op == nil {
		return ""
	}
	return c.op.Name
}

// errorText returns the text of an error for a log, without anything secret.
func (c *call) errorText(err error) string {
	secrets := c.secrets()
	return presentable(clean(err, secrets).Error(), secrets)
}
