package credential

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/zalando/go-keyring"
)

// The keyring is one for the whole process: no test here is parallel.

var full = Credential{Token: "secret-a", UserToken: "secret-b", Session: "secret-c", AccountID: "secret-d", Username: "ada"}

func TestStore(t *testing.T) {
	for _, backend := range []Backend{Keyring, File} {
		t.Run(string(backend), func(t *testing.T) {
			keyring.MockInit()
			s := New(filepath.Join(t.TempDir(), "folder"))
			if _, err := s.Load(); !errors.Is(err, ErrNone) {
				t.Fatalf("the error is %v, want ErrNone", err)
			}
			if err := errors.Join(s.Probe(), s.Save(Credential{Token: "before"}, backend), s.Save(full, backend)); err != nil {
				t.Fatal(err)
			}
			if got, err := s.Load(); got != full || err != nil {
				t.Errorf("what was kept is %v, %v", got, err)
			}
			if got, err := s.Backend(); got != backend || err != nil {
				t.Errorf("the backend is %v, %v, want %v", got, err, backend)
			}
			if err := errors.Join(s.Delete(), s.Delete()); err != nil {
				t.Error(err)
			}
			empty(t, s)
		})
	}
}

// empty fails if anything is left.
func empty(t *testing.T, s *Store) {
	t.Helper()
	if entries, err := os.ReadDir(s.folder); len(entries) > 0 || err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder has %v, %v", entries, err)
	}
	if _, err := keyring.Get(service, account); !errors.Is(err, keyring.ErrNotFound) {
		t.Errorf("the keyring has something (%v)", err)
	}
}

func TestBackendChanges(t *testing.T) {
	for _, way := range [][2]Backend{{Keyring, File}, {File, Keyring}} {
		keyring.MockInit()
		s := New(t.TempDir())
		if err := errors.Join(s.Save(full, way[0]), s.Save(full, way[1])); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Load(); got != full || err != nil {
			t.Errorf("%v: what was kept is %v, %v", way, got, err)
		}
		_, err := keyring.Get(service, account)
		_, fileErr := os.Stat(s.filePath())
		if inKeyring, inFile := err == nil, fileErr == nil; inKeyring != (way[1] == Keyring) || inFile != (way[1] == File) {
			t.Errorf("%v: it is in the keyring %t, in the file %t", way, inKeyring, inFile)
		}
	}
}

// A backend that nothing would remember keeps nothing.
func TestSaveThatFails(t *testing.T) {
	keyring.MockInit()
	folder := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(folder, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := New(folder).Save(full, Keyring); err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("the error is %v", err)
	}
	if _, err := keyring.Get(service, account); !errors.Is(err, keyring.ErrNotFound) {
		t.Errorf("the keyring has something (%v)", err)
	}
	if err := New("").Save(full, Keyring); err == nil || !strings.Contains(err.Error(), "TMDB_CONFIG_DIR") {
		t.Errorf("without a folder the error is %v", err)
	}
	locked(t)
	s := New(t.TempDir())
	if err := s.Save(full, Keyring); err == nil {
		t.Error("a keyring that is locked takes something")
	}
	if got, err := s.Backend(); got != "" || err != nil {
		t.Errorf("the backend is %v, %v", got, err)
	}
	if got, err := New("").Backend(); got != "" || err != nil {
		t.Errorf("the backend is %v, %v", got, err)
	}
}

// locked has the keyring take and give nothing until the test ends.
func locked(t *testing.T) {
	keyring.MockInitWithError(errors.New("it is locked"))
	t.Cleanup(keyring.MockInit)
}

func TestKeyringGoneOrLocked(t *testing.T) {
	keyring.MockInit()
	s := New(t.TempDir())
	if err := s.Save(full, Keyring); err != nil {
		t.Fatal(err)
	}
	if err := keyring.Delete(service, account); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Load(); err == nil || errors.Is(err, ErrNone) || !strings.Contains(err.Error(), "tmdb login") {
		t.Errorf("of a keyring that lost it, the error is %v", err)
	}
	locked(t)
	for name, err := range map[string]error{"Load": second(s.Load()), "Probe": s.Probe(), "Delete": s.Delete()} {
		if err == nil || !strings.Contains(err.Error(), "it is locked") {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
	if got, err := s.Backend(); got != Keyring || err != nil {
		t.Errorf("what could not be taken away is forgotten: %v, %v", got, err)
	}
}

func second(_ Credential, err error) error { return err }

func TestFilesThatAreWrong(t *testing.T) {
	tests := map[string]struct {
		backend, file string
		mode          os.FileMode
		err           string
	}{
		"another backend":    {"cloud", "", 0o600, `says "cloud": want keyring or file`},
		"the file is gone":   {"file", "", 0o600, "is gone: run tmdb login again"},
		"no JSON":            {"file", "secret", 0o600, "what the file has is no credential: run tmdb login again"},
		"no token":           {"file", `{"session":"secret"}`, 0o600, "what the file has is no credential: run tmdb login again"},
		"read by others":     {"file", `{"token":"secret"}`, 0o644, "can be read by others: run chmod 600 on it"},
		"a user token alone": {"file", `{"user_token":"secret"}`, 0o600, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if tt.mode != 0o600 && runtime.GOOS == "windows" {
				t.Skip("files have no mode")
			}
			s := New(t.TempDir())
			if err := os.WriteFile(s.backendPath(), []byte(tt.backend), 0o600); err != nil {
				t.Fatal(err)
			}
			if tt.file != "" {
				if err := os.WriteFile(s.filePath(), []byte(tt.file), tt.mode); err != nil {
					t.Fatal(err)
				}
			}
			_, err := s.Load()
			if (err == nil) != (tt.err == "") || err != nil && (!strings.Contains(err.Error(), tt.err) || strings.Contains(err.Error(), "secret")) {
				t.Errorf("the error is %v, want %q", err, tt.err)
			}
		})
	}
}

func TestFormatShowsNoSecret(t *testing.T) {
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		for _, v := range []any{full, &full, []Credential{full}, struct{ C Credential }{full}} {
			if got := fmt.Sprintf(verb, v); strings.Contains(got, "secret") || strings.Contains(got, "736563726574") {
				t.Errorf("%s shows %s", verb, got)
			}
		}
	}
}

func TestLimited(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		release := make(chan error)
		if err := limited(func() error { return <-release }); err == nil || !strings.Contains(err.Error(), "is it locked?") {
			t.Errorf("the error is %v", err)
		}
		release <- nil
	})
}
