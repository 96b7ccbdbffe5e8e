// Package credential keeps what a user signs in by: in the keyring of the system, or in a file if the
// user says so.
package credential

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/zalando/go-keyring"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/file"
)

// ErrNone is of a user who has not signed in.
var ErrNone = errors.New("there is no credential")

// Credential is what is kept. All of it is secret but the names.
type Credential struct {
	// Token is the API Read Access Token, "" if the environment had one when the user signed in.
	Token string `json:"token,omitzero"`
	// UserToken is a user's access token of v4, Session the session of v3.
	UserToken string `json:"user_token,omitzero"`
	Session   string `json:"session,omitzero"`
	AccountID string `json:"account_id,omitzero"`
	Username  string `json:"username,omitzero"`
}

// HasUser reports whether a user has signed in.
func (c Credential) HasUser() bool { return c.UserToken != "" && c.Session != "" }

// Reader returns the token for what needs no user.
func (c Credential) Reader() string { return cmp.Or(c.Token, c.UserToken) }

// String shows no secret.
func (c Credential) String() string { return fmt.Sprintf("credential of %q", c.Username) }

// Format prints String for every verb, so that none shows a secret.
func (c Credential) Format(f fmt.State, _ rune) { fmt.Fprint(f, c.String()) }

// Backend is where a credential is kept.
type Backend string

// The backends.
const (
	Keyring Backend = "keyring"
	File    Backend = "file"
)

// The names under which the keyring has it.
const (
	service = "tmdb"
	account = "credential"
)

// Store keeps the credential of this user. A small file beside it remembers the backend, so that the
// keyring, which may ask for a password, is only asked when it has something.
type Store struct{ folder string }

// New returns the store that has its files in folder.
func New(folder string) *Store { return &Store{folder} }

func (s *Store) backendPath() string { return filepath.Join(s.folder, "credential-backend") }
func (s *Store) filePath() string    { return filepath.Join(s.folder, "credential.json") }

// Backend returns where the credential is, "" if there is none.
func (s *Store) Backend() (Backend, error) {
	if s.folder == "" {
		return "", nil
	}
	data, err := os.ReadFile(s.backendPath())
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", nil
	case err != nil:
		return "", err
	}
	switch backend := Backend(data); backend {
	case Keyring, File:
		return backend, nil
	default:
		return "", fmt.Errorf("%s says %.20q: want keyring or file", s.backendPath(), backend)
	}
}

// FilePath returns where the file of the backend File is.
func (s *Store) FilePath() string { return s.filePath() }

// Probe returns nil if the keyring takes a secret and gives it back.
func (s *Store) Probe() error {
	const probe, secret = "probe", "probe"
	return limited(func() error {
		if err := keyring.Set(service, probe, secret); err != nil {
			return err
		}
		got, err := keyring.Get(service, probe)
		if err == nil && got != secret {
			err = errors.New("it gave back something else")
		}
		return errors.Join(err, keyring.Delete(service, probe))
	})
}

// Load returns the credential, or [ErrNone].
func (s *Store) Load() (Credential, error) {
	backend, err := s.Backend()
	if err != nil {
		return Credential{}, err
	}
	var data []byte
	switch backend {
	case "":
		return Credential{}, ErrNone
	case Keyring:
		data, err = readKeyring()
	case File:
		data, err = s.readFile()
	}
	if err != nil {
		return Credential{}, err
	}
	var c Credential
	if err := json.Unmarshal(data, &c); err != nil || c.Reader() == "" { // whose text may hold a part of it
		return Credential{}, fmt.Errorf("what the %s has is no credential: run tmdb login again", backend)
	}
	return c, nil
}

// readFile reads the file, if nobody else may.
func (s *Store) readFile() ([]byte, error) {
	info, err := os.Stat(s.filePath())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s is gone: run tmdb login again", s.filePath())
	}
	if err != nil {
		return nil, err
	}
	if readableByOthers(info) {
		return nil, fmt.Errorf("%s can be read by others: run chmod 600 on it, and think about a new token", s.filePath())
	}
	return os.ReadFile(s.filePath())
}

// Save keeps a credential in a backend, and takes it away from another.
func (s *Store) Save(c Credential, backend Backend) error {
	if s.folder == "" {
		return errors.New("the system has no folder for settings: set TMDB_CONFIG_DIR")
	}
	data, err := json.Marshal(c)
	if err != nil {
		return err
	}
	before, err := s.Backend()
	if err != nil {
		return err
	}
	switch backend {
	case Keyring:
		err = limited(func() error { return keyring.Set(service, account, string(data)) })
	case File:
		err = file.Write(s.filePath(), data, 0o600)
	}
	if err != nil {
		return fmt.Errorf("the %s does not take the credential: %w", backend, err)
	}
	if before == backend {
		return nil
	}
	if err := file.Write(s.backendPath(), []byte(backend), 0o600); err != nil {
		return errors.Join(err, s.remove(backend)) // which nothing would find again
	}
	return s.remove(before)
}

// Delete takes the credential away. There may be none.
func (s *Store) Delete() error {
	backend, err := s.Backend()
	if backend == "" || err != nil {
		return err
	}
	if err := s.remove(backend); err != nil {
		return err
	}
	return os.Remove(s.backendPath())
}

func (s *Store) remove(backend Backend) error {
	var err error
	switch backend {
	case Keyring:
		err = limited(func() error { return keyring.Delete(service, account) })
	case File:
		err = os.Remove(s.filePath())
	}
	if errors.Is(err, keyring.ErrNotFound) || errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
