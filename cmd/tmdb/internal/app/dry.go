package app

import (
	"bytes"
	"io"
	"net/http"
	"os"

	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// What stands for the credential in a request that is not sent: the names of the variables that a shell
// would have them in.
const (
	DryToken     = tokenVariable
	DryUserToken = "TMDB_USER_TOKEN"
	DrySession   = "TMDB_SESSION_ID"
	DryAccount   = "TMDB_ACCOUNT_ID"

	dryKey = "00000000000000000000000000000000"
)

// Dry returns the request that do would send, and its body, with a client that sends nothing, or as a user
// whose credential is the session or, if so said, the token of v4. It asks for no credential, so that
// none can show.
func (a *App) Dry(byToken bool, do func(*tmdb.Client, *User) error) (*http.Request, []byte, error) {
	var sent *http.Request
	var body []byte
	keep := roundTripper(func(req *http.Request) (*http.Response, error) {
		sent = req
		if req.Body != nil {
			var err error
			if body, err = io.ReadAll(req.Body); err != nil {
				return nil, err
			}
		}
		return &http.Response{
			StatusCode: http.StatusOK, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: req,
			Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(bytes.NewReader([]byte("{}"))),
		}, nil
	})
	opts := append(a.clientOptions(), tmdb.WithMiddleware(func(http.RoundTripper) http.RoundTripper { return keep }))
	source := FromEnv
	if other, _ := otherServer(); other != "" {
		source, _, _ = a.Source()
	}
	switch {
	case source == FromServer: // which is sent none
	case os.Getenv(tokenVariable) == "" && os.Getenv(keyVariable) != "":
		opts = append(opts, tmdb.WithAPIKey(dryKey))
	default:
		opts = append(opts, tmdb.WithToken(DryToken))
	}
	client, err := tmdb.FromEnv(opts...)
	if err != nil {
		return nil, nil, err
	}
	as := tmdb.WithDefaults(tmdb.Session(DrySession))
	if byToken {
		as = tmdb.WithToken(DryUserToken)
	}
	own, err := client.With(as)
	if err != nil {
		return nil, nil, err
	}
	err = do(client, &User{Client: own, Session: DrySession, AccountID: DryAccount})
	return sent, body, err
}

type roundTripper func(*http.Request) (*http.Response, error)

// RoundTrip implements http.RoundTripper.
func (f roundTripper) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }
