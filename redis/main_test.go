//go:build unix

package redis

import (
	"context"
	"os"
	"testing"

	goredis "github.com/redis/go-redis/v9"
)

func TestMain(m *testing.M) {
	goredis.SetLogger(quiet{}) // which tells of each connection that is refused
	if addr := os.Getenv(workerEnv); addr != "" {
		os.Exit(runWorker(addr))
	}
	// What these make, they make outside of bubbles, so that all may use it.
	if packed, err := pack(make([]byte, small)); err == nil {
		_, _ = unpack(packed)
	}
	os.Exit(m.Run())
}

type quiet struct{}

func (quiet) Printf(context.Context, string, ...any) {}
