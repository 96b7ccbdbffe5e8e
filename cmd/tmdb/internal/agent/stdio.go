package agent

import (
	"context"
	"errors"
	"io"
	"sync"
	"time"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// lastResponses is how long calls that run when the input ends may take.
const lastResponses = 3 * time.Second

// Run serves one client over a pair of streams, until in or ctx ends.
func (s *Server) Run(ctx context.Context, in io.ReadCloser, out io.WriteCloser) error {
	shared := &oneByOne{WriteCloser: out}
	err := s.mcp.Run(ctx, streams{&mcp.IOTransport{Reader: newLines(in, shared), Writer: shared}})
	if ctx.Err() == nil && errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// streams are a transport that ends when its input does and what was asked has its response, as of requests
// in a file.
type streams struct{ *mcp.IOTransport }

// Connect implements mcp.Transport.
func (t streams) Connect(ctx context.Context) (mcp.Connection, error) {
	c, err := t.IOTransport.Connect(ctx)
	return &patient{Connection: c, idle: make(chan struct{}, 1)}, err
}

type patient struct {
	mcp.Connection

	mu   sync.Mutex
	open int
	idle chan struct{}
}

// Read implements mcp.Connection.
func (p *patient) Read(ctx context.Context) (jsonrpc.Message, error) {
	msg, err := p.Connection.Read(ctx)
	if req, ok := msg.(*jsonrpc.Request); ok && err == nil && req.IsCall() {
		p.add(1)
	}
	if errors.Is(err, io.EOF) {
		p.add(0)
		select {
		case <-p.idle:
		case <-ctx.Done():
		case <-time.After(lastResponses):
		}
	}
	return msg, err
}

// Write implements mcp.Connection.
func (p *patient) Write(ctx context.Context, msg jsonrpc.Message) error {
	err := p.Connection.Write(ctx, msg)
	if _, ok := msg.(*jsonrpc.Response); ok {
		p.add(-1)
	}
	return err
}

// add counts the requests without a response. When there are none idle has something.
func (p *patient) add(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	select {
	case <-p.idle:
	default:
	}
	if p.open += n; p.open == 0 {
		p.idle <- struct{}{}
	}
}
