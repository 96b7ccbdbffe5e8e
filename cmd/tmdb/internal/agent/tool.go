package agent

import (
	"context"
	"errors"
	"reflect"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// callTimeout is how long a call may take.
const callTimeout = 60 * time.Second

// spec is how a tool is shown.
type spec struct {
	name  string
	title string // for people
	text  string // for the model: when to use it and what comes
	// writes is of a tool that changes something of the user's.
	writes bool
	// makes is of a tool that makes something new each time that it is called.
	makes bool
	// local is of a tool whose results are those of a fixed set.
	local bool
}

// annotations are hints for clients, such as whether they have to ask the user. What is written is not
// changed by being written again, unless it is something new.
func (s spec) annotations() *mcp.ToolAnnotations {
	return &mcp.ToolAnnotations{
		Title: s.title, ReadOnlyHint: !s.writes, IdempotentHint: !s.makes, DestructiveHint: new(s.writes), OpenWorldHint: new(!s.local),
	}
}

// add adds a tool to a server: its schemas are those of its structs, its arguments are checked, and its
// result is cut to what a result may be.
func add[In, Out any, R interface {
	*Out
	result
}](s *Server, spec spec, method func(context.Context, In) (R, error),
) {
	in := inputSchema(reflect.TypeFor[In]())
	tool := &mcp.Tool{Name: spec.name, Description: spec.text, InputSchema: in, Annotations: spec.annotations()}
	var none R
	if _, isText := any(none).(textOnly); !isText {
		tool.OutputSchema = outputSchema(reflect.TypeFor[Out]())
	}
	s.mcp.AddTool(tool, func(ctx context.Context, req *mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		ctx, cancel := context.WithTimeout(ctx, callTimeout)
		defer cancel()
		r, err := call(ctx, in, req.Params.Arguments, method, s.notes...)
		if err != nil {
			return failed(err), nil
		}
		return r, nil
	})
}

// call calls a tool with arguments as JSON.
func call[In, Out any, R interface {
	*Out
	result
}](ctx context.Context, schema *schema, arguments []byte, method func(context.Context, In) (R, error), notes ...string,
) (*mcp.CallToolResult, error) {
	var in In
	if err := decode(schema, arguments, &in); err != nil {
		return nil, err
	}
	out, err := method(ctx, in)
	if err != nil {
		return nil, err
	}
	if out == nil {
		return nil, errors.New("there is no result")
	}
	return reply(out, notes...)
}
