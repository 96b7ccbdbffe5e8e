package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
)

// serverVariable is set for the process that is the server.
const serverVariable = "TMDB_BENCH_SERVER"

func isServer() bool { return os.Getenv(serverVariable) != "" }

// server is a process of its own, whose work and memory are not those of the clients.
type server struct {
	plain  string // its URL for responses without compression
	packed string // and for responses with gzip
	stop   func()
}

// startServer runs this program once more, as the server.
func startServer() (*server, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(program)
	cmd.Env = append(os.Environ(), serverVariable+"=1")
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe() // the server ends with it, and so with this process
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	s := &server{stop: func() {
		_ = in.Close()
		_ = cmd.Wait()
	}}
	if _, err := fmt.Fscanln(out, &s.plain, &s.packed); err != nil {
		s.stop()
		return nil, fmt.Errorf("the server does not start: %w", err)
	}
	return s, nil
}

// serve serves until in ends, and writes the two URLs to out.
func serve(out io.Writer, in io.Reader) error {
	all, err := bodies()
	if err != nil {
		return err
	}
	zipped := map[string][]byte{}
	for path, body := range all {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		if _, err := w.Write(body); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
		zipped[path] = b.Bytes()
	}
	all[linesBase+exportPath] = all[exportPath]
	all[exportPath] = zipped[exportPath] // a file that is gzip, whatever is asked for
	for i, handler := range []http.Handler{sends(all, ""), sends(zipped, "gzip")} {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return err
		}
		go func() { fail(http.Serve(listener, handler)) }()
		fmt.Fprint(out, strings.Repeat(" ", i), "http://", listener.Addr())
	}
	fmt.Fprintln(out)
	_, err = io.Copy(io.Discard, in)
	return err
}

// sends returns a handler that sends the body of the path, with headers like those of TMDB.
func sends(bodies map[string][]byte, encoding string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		body, ok := bodies[req.URL.Path]
		if !ok {
			body = bodies[detailsPath]
		}
		h := w.Header()
		h.Set("Content-Type", "application/json;charset=utf-8")
		h.Set("Cache-Control", "public, max-age=21600")
		h.Set("ETag", `W/"0123456789abcdef0123456789abcdef"`)
		h.Set("Vary", "accept-encoding")
		h.Set("Content-Length", strconv.Itoa(len(body)))
		if encoding != "" {
			h.Set("Content-Encoding", encoding)
		}
		_, _ = w.Write(body)
	})
}
