package lookup

import tmdb "github.com/tmdb-go/tmdb/wrapper"

// refuse returns the error for input that is refused before anything is sent.
func refuse(text string) error { return &tmdb.Error{Kind: tmdb.ErrInvalid, Message: text} }

// checkClient refuses a client that New did not make.
func checkClient(client *tmdb.Client) error {
	if client == nil || client.Genres == nil || client.WatchProviders == nil {
		return refuse("the client is empty: want one made by tmdb.New")
	}
	return nil
}
