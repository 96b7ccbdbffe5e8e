package signin

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/async"
	"github.com/tmdb-go/tmdb/internal/redact"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// ErrDenied is the error of a user who was asked for approval and said no.
var ErrDenied = errors.New("tmdb: denied by the user")

// Options says how the user is asked. The zero value opens TMDB's approval page with [OpenBrowser]
// and waits for ten minutes.
type Options struct {
	// Open shows the user the approval page at url. It may take as long as the page is shown. An error
	// ends the sign-in, unless there is a Prompt as well.
	//
	// If it is nil, it is OpenBrowser if Prompt is nil too, or else the page is not opened.
	Open func(url string) error
	// Prompt tells the user the URL of the approval page, for one that the user opens by hand. It is
	// called before Open and returns at once.
	Prompt func(url string)
	// Timeout is how long the user may take: 10 minutes if it is 0, at most as long as TMDB's request
	// token is valid, which is 60 minutes for V3 and 15 for V4.
	Timeout time.Duration
	// Listen opens the port that the user's browser comes back to, for a program that needs a fixed
	// one because it is forwarded from another machine. Its address is a loopback address. If it is
	// nil, it is a free port of 127.0.0.1.
	Listen func() (net.Listener, error)
	// Site is the site with the approval page if it is not https://www.themoviedb.org, as for [Site].
	Site string
}

const defaultTimeout = 10 * time.Minute

// V3 signs a user in by the v3 API, for programs that run on the user's machine. It opens TMDB's
// approval page, waits until the page has led back to a port of this machine, and returns the
// user's session. The port is closed when it returns. Calls on behalf of the user are made with
//
//	user, err := client.With(tmdb.WithDefaults(tmdb.Session(session.SessionID)))
//
// The session lasts until [Out] or until the user ends it on TMDB's site. Programs elsewhere take
// the steps themselves: see [ApprovalURL].
//
// TMDB: GET /3/authentication/token/new, POST /3/authentication/session/new
//
// Errors are *[tmdb.Error]: [ErrDenied] if the user said no, [context.DeadlineExceeded] if the user
// did not answer in time, the error of ctx if that ended, [tmdb.ErrInvalid] if opts makes no sense,
// [tmdb.ErrUnauthorized], [tmdb.ErrRateLimited], [tmdb.ErrUnavailable].
func V3(ctx context.Context, client *tmdb.Client, opts Options) (*gen.Session, error) {
	requestToken, err := ask(ctx, client, opts, question{
		valid: 60 * time.Minute,
		begin: func(ctx context.Context, redirectTo string) (requestToken, approvalURL string, err error) {
			if requestToken, err = newRequestToken(ctx, client); err != nil {
				return "", "", err
			}
			approvalURL, err = ApprovalURL(requestToken, redirectTo, opts.site()...)
			return requestToken, approvalURL, err
		},
	})
	if err != nil {
		return nil, err
	}
	session, err := newSession(ctx, client, requestToken)
	if err != nil {
		return nil, deniedIf(err)
	}
	return session, nil
}

// V4 signs a user in by the v4 API, for programs that run on the user's machine. It opens TMDB's
// approval page, waits until the page has led back to a port of this machine, and returns the
// user's access token. The port is closed when it returns. Calls on behalf of the user carry the
// token in place of the application's:
//
//	user, err := client.With(tmdb.WithToken(token.AccessToken))
//	lists, err := user.V4Account.Lists(ctx, token.AccountID, nil)
//
// The token lasts until [OutV4] or until the user ends it on TMDB's site. Programs elsewhere take
// the steps themselves: see [ApprovalURLV4].
//
// TMDB: POST /4/auth/request_token, POST /4/auth/access_token
//
// Errors are *[tmdb.Error]: [ErrDenied] if the user said no, [context.DeadlineExceeded] if the user
// did not answer in time, the error of ctx if that ended, [tmdb.ErrInvalid] if opts makes no sense,
// [tmdb.ErrUnauthorized], [tmdb.ErrRateLimited], [tmdb.ErrUnavailable].
func V4(ctx context.Context, client *tmdb.Client, opts Options) (*gen.AccessTokenV4, error) {
	requestToken, err := ask(ctx, client, opts, question{
		valid: 15 * time.Minute,
		// TMDB does not say what it adds to the redirect: whether the user approved shows in the
		// exchange.
		silent: true,
		begin: func(ctx context.Context, redirectTo string) (requestToken, approvalURL string, err error) {
			request, err := client.V4Auth.CreateRequestToken(ctx, gen.RequestTokenV4Body{RedirectTo: &redirectTo})
			if err != nil {
				return "", "", err
			}
			if request.RequestToken == "" {
				return "", "", lacks("createRequestTokenV4", "request_token")
			}
			approvalURL, err = ApprovalURLV4(request.RequestToken, opts.site()...)
			return request.RequestToken, approvalURL, err
		},
	})
	if err != nil {
		return nil, err
	}
	token, err := client.V4Auth.CreateAccessToken(ctx, gen.ApprovedTokenV4Body{RequestToken: requestToken})
	if err != nil {
		return nil, deniedIf(err)
	}
	if token.AccessToken == "" {
		return nil, lacks("createAccessTokenV4", "access_token")
	}
	return token, nil
}

// question is what differs between the APIs in asking the user.
type question struct {
	valid  time.Duration // of a request token
	silent bool          // the redirect need not say that the user approved
	begin  func(ctx context.Context, redirectTo string) (requestToken, approvalURL string, err error)
}

// check says what is wrong with the options of a sign-in by q.
func (opts Options) check(q question) error {
	switch {
	case opts.Timeout < 0:
		return refuse("Options.Timeout is negative: want how long the user may take, or 0 for 10 minutes")
	case opts.Timeout > q.valid:
		return refuse(fmt.Sprintf("Options.Timeout is longer than a request token is valid: want at most %v", q.valid))
	}
	_, err := newApproval(opts.site())
	return err
}

func (opts Options) site() []ApprovalOption {
	if opts.Site == "" {
		return nil
	}
	return []ApprovalOption{Site(opts.Site)}
}

// ask returns a request token that the user approved, or that the user may have approved if the
// redirect need not say so.
func ask(ctx context.Context, client *tmdb.Client, opts Options, q question) (string, error) {
	if ctx == nil {
		ctx = context.Background()
	}
	if err := checkClient(client); err != nil {
		return "", err
	}
	if err := opts.check(q); err != nil {
		return "", err
	}
	if opts.Timeout == 0 {
		opts.Timeout = defaultTimeout
	}
	if opts.Open == nil && opts.Prompt == nil {
		opts.Open = OpenBrowser
	}

	back, err := newLanding(opts.Listen)
	if err != nil {
		return "", err
	}
	defer back.close()
	requestToken, approvalURL, err := q.begin(ctx, back.url())
	if err != nil {
		return "", err
	}
	back.serve(requestToken, q.silent)

	timer := time.NewTimer(opts.Timeout)
	defer timer.Stop()
	if opts.Prompt != nil {
		opts.Prompt(approvalURL)
	}
	opened := make(chan async.Result[error], 1)
	if opts.Open != nil {
		go async.Deliver(func() error { return opts.Open(approvalURL) }, func(r async.Result[error]) { opened <- r })
	}
	for {
		select {
		case err := <-back.answers:
			return requestToken, err
		case r := <-opened:
			err := r.Get() // or the panic of Open
			if err != nil && opts.Prompt == nil && len(back.answers) == 0 {
				return "", notOpened(err, approvalURL, requestToken, back.state)
			}
		case <-timer.C:
			return "", &tmdb.Error{Err: fmt.Errorf("the user did not answer within %v: %w", opts.Timeout, context.DeadlineExceeded)}
		case <-ctx.Done():
			return "", &tmdb.Error{Err: fmt.Errorf("while the user was asked: %w", ctx.Err())}
		}
	}
}

// notOpened returns the error of an approval page that does not open, without what is secret about
// it.
func notOpened(err error, approvalURL, requestToken, state string) error {
	// That of OpenBrowser says tmdb already.
	if e, ok := err.(*tmdb.Error); ok && e.Err != nil { //nolint:errorlint // only what stands before all else
		err = e.Err
	}
	err = redact.Error(err, approvalURL, url.QueryEscape(requestToken), requestToken, state)
	return &tmdb.Error{Err: fmt.Errorf("the approval page does not open: %w", err)}
}

// deniedIf makes err an ErrDenied if TMDB says that the user did not approve.
func deniedIf(err error) error {
	e, ok := errors.AsType[*tmdb.Error](err)
	if !ok {
		return err
	}
	switch gen.StatusCode(e.Code) {
	case gen.StatusCodeSessionDenied, gen.StatusCodeDeviceDenied, gen.StatusCodeRequestTokenNotApproved:
	default:
		return err
	}
	denied := *e
	denied.Kind, denied.Err = ErrDenied, errors.New("the user has not approved")
	return &denied
}
