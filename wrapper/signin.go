package wrapper

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"time"

	"github.com/tmdb-go/tmdb/gen"
)

// ErrDenied: the user was asked for approval and said no.
var ErrDenied = errors.New("tmdb: denied by the user")

// SignInOptions says how the user is asked. The zero value opens TMDB's approval page with
// [OpenBrowser] and waits for ten minutes.
type SignInOptions struct {
	// Open shows the user the approval page at url. It may take as long as the page is shown. An error
	// ends the sign-in, unless there is a Prompt as well.
	//
	// If it is nil, it is OpenBrowser if Prompt is nil too, or else the page is not opened.
	Open func(url string) error
	// Prompt tells the user the URL of the approval page, for one that the user opens by hand. It is
	// called before Open and returns at once.
	Prompt func(url string)
	// Timeout is how long the user may take: 10 minutes if it is 0, at most as long as TMDB's request
	// token is valid, which is 60 minutes for SignIn and 15 for SignInV4.
	Timeout time.Duration
	// Listen opens the port that the user's browser comes back to, for a program that needs a fixed one
	// because it is forwarded from another machine. Its address is a loopback address. If it is nil, it
	// is a free port of 127.0.0.1.
	Listen func() (net.Listener, error)
}

const defaultSignInTimeout = 10 * time.Minute

// SignIn signs a user in by the v3 API, for programs that run on the user's machine. It opens TMDB's
// approval page, waits until the page has led back to a port of this machine, and returns the user's
// session. The port is closed when it returns. Programs elsewhere take the steps themselves: see
// [Client.ApprovalURL].
//
// TMDB: GET /3/authentication/token/new, POST /3/authentication/session/new
//
// Errors are *[Error]: [ErrDenied] if the user said no, [context.DeadlineExceeded] if the user did not
// answer in time, the error of ctx if that ended, [ErrInvalid] if opts makes no sense,
// [ErrUnauthorized], [ErrRateLimited], [ErrUnavailable].
func (c *Client) SignIn(ctx context.Context, opts SignInOptions) (*UserSession, error) {
	requestToken, err := askUser(ctx, opts, question{
		valid: 60 * time.Minute,
		begin: func(ctx context.Context, redirectTo string) (requestToken, approvalURL string, err error) {
			if requestToken, err = c.newRequestToken(ctx); err != nil {
				return "", "", err
			}
			approvalURL, err = c.ApprovalURL(requestToken, redirectTo)
			return requestToken, approvalURL, err
		},
	})
	if err != nil {
		return nil, err
	}
	session, err := c.newSession(ctx, requestToken)
	if err != nil {
		return nil, deniedIf(err)
	}
	return session, nil
}

// SignInV4 signs a user in by the v4 API, for programs that run on the user's machine. It opens TMDB's
// approval page, waits until the page has led back to a port of this machine, and returns the user's
// access token. The port is closed when it returns. Programs elsewhere take the steps themselves: see
// [Client.ApprovalURLV4].
//
// TMDB: POST /4/auth/request_token, POST /4/auth/access_token
//
// Errors are *[Error]: [ErrDenied] if the user said no, [context.DeadlineExceeded] if the user did not
// answer in time, the error of ctx if that ended, [ErrInvalid] if opts makes no sense,
// [ErrUnauthorized], [ErrRateLimited], [ErrUnavailable].
func (c *Client) SignInV4(ctx context.Context, opts SignInOptions) (*UserToken, error) {
	requestToken, err := askUser(ctx, opts, question{
		valid: 15 * time.Minute,
		// TMDB does not say what it adds to the redirect: whether the user approved shows in the exchange.
		silent: true,
		begin: func(ctx context.Context, redirectTo string) (requestToken, approvalURL string, err error) {
			answer, err := c.V4Auth.CreateRequestToken(ctx, gen.V4RequestTokenBody{RedirectTo: &redirectTo})
			if err != nil {
				return "", "", err
			}
			if answer.RequestToken == "" {
				return "", "", lacks(opCreateRequestTokenV4, "request_token")
			}
			approvalURL, err = c.ApprovalURLV4(answer.RequestToken)
			return answer.RequestToken, approvalURL, err
		},
	})
	if err != nil {
		return nil, err
	}
	answer, err := c.V4Auth.CreateAccessToken(ctx, gen.V4ApprovedTokenBody{RequestToken: requestToken})
	if err != nil {
		return nil, deniedIf(err)
	}
	if answer.AccessToken == "" {
		return nil, lacks(opCreateAccessTokenV4, "access_token")
	}
	return &UserToken{Token: NewSecret(answer.AccessToken), AccountID: NewSecret(answer.AccountID)}, nil
}

// question is what differs between the APIs in asking the user.
type question struct {
	valid  time.Duration // of a request token
	silent bool          // the redirect need not say that the user approved
	begin  func(ctx context.Context, redirectTo string) (requestToken, approvalURL string, err error)
}

// askUser returns a request token that the user approved, or that the user may have approved if the
// redirect need not say so.
func askUser(ctx context.Context, opts SignInOptions, q question) (string, error) {
	if ctx == nil {
		ctx = context.Background()
	}
	switch {
	case opts.Timeout < 0:
		return "", refuse("SignInOptions.Timeout is negative: want how long the user may take, or 0 for 10 minutes")
	case opts.Timeout > q.valid:
		return "", refuse(fmt.Sprintf("SignInOptions.Timeout is longer than a request token is valid: want at most %v", q.valid))
	case opts.Timeout == 0:
		opts.Timeout = defaultSignInTimeout
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
	opened := make(chan error, 1)
	if opts.Open != nil {
		go func() { opened <- opts.Open(approvalURL) }()
	}
	for {
		select {
		case err := <-back.answers:
			return requestToken, err
		case err := <-opened:
			if err != nil && opts.Prompt == nil && len(back.answers) == 0 {
				if e, ok := err.(*Error); ok && e.Err != nil { // of OpenBrowser, which says tmdb already
					err = e.Err
				}
				err = clean(err, []string{approvalURL, url.QueryEscape(requestToken), requestToken, back.state})
				return "", &Error{Err: fmt.Errorf("the approval page does not open: %w", err)}
			}
		case <-timer.C:
			text := fmt.Sprintf("the user did not answer within %v", opts.Timeout)
			return "", &Error{Err: &because{errors.New(text), context.DeadlineExceeded}}
		case <-ctx.Done():
			return "", &Error{Err: fmt.Errorf("while the user was asked: %w", ctx.Err())}
		}
	}
}

// deniedIf makes err an ErrDenied if TMDB says that the user did not approve: code 16 and 17, denied,
// and 41, not approved.
func deniedIf(err error) error {
	e, ok := errors.AsType[*Error](err)
	if !ok || e.Code != 16 && e.Code != 17 && e.Code != 41 {
		return err
	}
	denied := *e
	denied.Err = &because{errors.New("the user has not approved"), ErrDenied}
	return &denied
}
