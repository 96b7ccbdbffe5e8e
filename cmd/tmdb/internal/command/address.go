package command

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"syscall"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/internal/baseurl"
)

// checkAddress returns what is wrong with the address to listen on that a flag says, or with one that other
// machines can reach unless it is to be public. Like is one that is right.
func checkAddress(flag, address, like string, public bool) error {
	host, port, err := net.SplitHostPort(address)
	if err == nil {
		_, err = strconv.ParseUint(port, 10, 16)
	}
	if err != nil {
		return app.Usagef("%s is %.60q: want host:port, such as %s", flag, address, like)
	}
	if !public && !baseurl.IsLoopback(host) {
		return app.Usagef("%s %s can be reached from other machines: want one like %s, or --public as well", flag, address, like)
	}
	return nil
}

// listen listens on the address that a flag says.
func listen(ctx context.Context, flag, address string) (net.Listener, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("%s %s is in use by another program: want another port, or 0 for a free one", flag, address)
	case err != nil:
		return nil, fmt.Errorf("%s: %w", flag, err)
	}
	return listener, nil
}
