package testkit

import (
	"net"
	"sync"
)

// Pipes is a listener without a network, for servers in a bubble of testing/synctest, whose clock
// stands still while somebody waits for a network.
type Pipes struct {
	conns chan net.Conn
	done  chan struct{}
	close sync.Once
}

// NewPipes returns a listener for Dial.
func NewPipes() *Pipes { return &Pipes{conns: make(chan net.Conn), done: make(chan struct{})} }

// Dial returns a connection to the server of the listener.
func (p *Pipes) Dial() (net.Conn, error) {
	client, server := net.Pipe()
	select {
	case p.conns <- server:
		return client, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}

// Accept is that of net.Listener.
func (p *Pipes) Accept() (net.Conn, error) {
	select {
	case conn := <-p.conns:
		return conn, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}

// Close is that of net.Listener.
func (p *Pipes) Close() error {
	p.close.Do(func() { close(p.done) })
	return nil
}

// Addr is that of net.Listener.
func (p *Pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 80} }
