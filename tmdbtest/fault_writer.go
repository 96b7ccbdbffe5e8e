package tmdbtest

import (
	"bytes"
	"net"
	"net/http"
)

// halfWriter keeps a response back, and sends half of it at the end.
type halfWriter struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
	finish func(*halfWriter)
	srv    *Server
	req    *http.Request
}

// broken returns the fault of a response of which half is sent before finish.
func broken(name string, finish func(*halfWriter)) Fault {
	return Fault{name: name, rewrite: func(s *Server, w http.ResponseWriter, r *http.Request) http.ResponseWriter {
		// There has to be a body of which half can be sent.
		r.Header.Del("Accept-Encoding")
		r.Header.Del("If-None-Match")
		return &halfWriter{ResponseWriter: w, finish: finish, srv: s, req: r}
	}}
}

func (w *halfWriter) WriteHeader(status int)      { w.status = status }
func (w *halfWriter) Write(b []byte) (int, error) { return w.body.Write(b) }

// end sends what was kept back.
func (w *halfWriter) end() { w.finish(w) }

func (w *halfWriter) half() []byte { return w.body.Bytes()[:w.body.Len()/2] }

// sendHalf sends half of the body, with the length of all of it.
func (w *halfWriter) sendHalf() {
	w.ResponseWriter.WriteHeader(w.status)
	w.ResponseWriter.Write(w.half())
	http.NewResponseController(w.ResponseWriter).Flush()
}

func (w *halfWriter) stall() {
	w.sendHalf()
	select {
	case <-w.req.Context().Done():
	case <-w.srv.done:
	}
	panic(http.ErrAbortHandler) // net/http's way to close the connection without a word
}

func (w *halfWriter) cut() {
	w.sendHalf()
	panic(http.ErrAbortHandler) // as above
}

func (w *halfWriter) stop() {
	w.Header().Del("Content-Length")
	w.Header().Del("Content-Encoding")
	w.ResponseWriter.WriteHeader(w.status)
	w.ResponseWriter.Write(w.half())
}

// headerWriter changes the headers of a response before they are sent.
type headerWriter struct {
	http.ResponseWriter
	change func(http.Header)
}

func (w *headerWriter) WriteHeader(status int) {
	w.change(w.Header())
	w.ResponseWriter.WriteHeader(status)
}

// reset closes the connection so that the client sees a reset rather than an end.
func reset(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler) // HTTP/2 has no connection to give
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		tcp.SetLinger(0)
	}
	conn.Close()
}
