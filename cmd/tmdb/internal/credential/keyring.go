package credential

import (
	"errors"
	"fmt"
	"time"

	"github.com/zalando/go-keyring"
)

// patience is how long a keyring may take: it may ask the user for its password.
const patience = time.Minute

// limited ends what a keyring is asked for when that has taken too long. It is left to itself then, as
// nothing can end it.
func limited(ask func() error) error {
	done := make(chan error, 1)
	go func() { done <- ask() }()
	late := time.NewTimer(patience)
	defer late.Stop()
	select {
	case err := <-done:
		return err
	case <-late.C:
		return fmt.Errorf("it does not respond within %s: is it locked?", patience)
	}
}

// readKeyring returns what the keyring has.
func readKeyring() ([]byte, error) {
	got := make(chan string, 1)
	err := limited(func() error {
		text, err := keyring.Get(service, account)
		got <- text
		return err
	})
	switch {
	case errors.Is(err, keyring.ErrNotFound):
		return nil, errors.New("the keyring of the system has the credential no more: run tmdb login again")
	case err != nil:
		return nil, fmt.Errorf("the keyring of the system: %w", err)
	}
	return []byte(<-got), nil
}
