// Package signin signs users of TMDB in and out.
//
// A program on the user's machine needs one call. It opens TMDB's approval page in the browser,
// waits for the user's answer and returns the user's token, or [ErrDenied]:
//
//	client, err := tmdb.FromEnv()
//	token, err := signin.V4(ctx, client, signin.Options{})
//	if err != nil {
//		log.Fatal(err)
//	}
//	user, err := client.With(tmdb.WithToken(token.AccessToken))
//	for list, err := range user.V4Account.ListsIter(ctx, token.AccountID, nil) { … }
//
// [V3] does the same for a session of the v3 API, [Password] without a browser, and [Guest] for
// nobody in particular. A server takes the steps itself, for each user: see [ApprovalURL] and
// [ApprovalURLV4].
//
// Package user rates and lists in the name of who has signed in.
//
// What these return is secret. Printed or logged it shows as [redacted]; its JSON, as TMDB sends
// it, is what to store, where only the user can read it.
package signin
