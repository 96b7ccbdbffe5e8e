package spec

import (
	"net/url"
	"strings"
	"sync"
)

// Match returns the operation of a request and the values of the parameters in its path, by name
// and unescaped. The path is percent-encoded, without what a server may have before it. known
// reports whether the API has the path; op is nil if the path does not take the method.
func Match(method, path string) (op *Operation, values map[string]string, known bool) {
	end, segments := root().find(strings.Split(path, "/"))
	if end == nil {
		return nil, nil, false
	}
	values = make(map[string]string, len(segments))
	op = end.operations[method]
	for i, name := range end.names {
		value, err := url.PathUnescape(segments[i])
		if err != nil {
			return nil, nil, false
		}
		values[name] = value
	}
	return op, values, true
}

// Find returns the operation of a request to a path that may have anything before /3/ or /4/, nil
// if there is none.
func Find(method, path string) *Operation {
	for rest := path; rest != ""; {
		if end, _ := root().find(strings.Split(rest, "/")); end != nil && end.operations[method] != nil {
			return end.operations[method]
		}
		i := strings.IndexByte(rest[1:], '/')
		if i < 0 {
			return nil
		}
		rest = rest[1+i:]
	}
	return nil
}

// Value returns the value of the path parameter with this name in a path that may have anything
// before that of the operation, unescaped; "" if there is none.
func (op *Operation) Value(path, name string) string {
	if op == nil || !strings.Contains(op.Path, "{"+name+"}") {
		return ""
	}
	template, segments := strings.Split(op.Path, "/"), strings.Split(path, "/")
	before := len(segments) - len(template)
	for i, part := range template {
		if part == "{"+name+"}" && before >= 0 {
			if value, err := url.PathUnescape(segments[before+i]); err == nil {
				return value
			}
		}
	}
	return ""
}

// node is a segment of the paths of the API.
type node struct {
	literals  map[string]*node
	parameter *node
	// Of a segment that a path ends with:
	names      []string // of the parameters
	operations map[string]*Operation
}

var root = sync.OnceValue(func() *node {
	top := &node{}
	for _, op := range Operations {
		n := top
		var names []string
		for segment := range strings.SplitSeq(op.Path, "/") {
			if name, ok := strings.CutPrefix(segment, "{"); ok {
				names = append(names, strings.TrimSuffix(name, "}"))
				if n.parameter == nil {
					n.parameter = &node{}
				}
				n = n.parameter
				continue
			}
			if n.literals == nil {
				n.literals = map[string]*node{}
			}
			if n.literals[segment] == nil {
				n.literals[segment] = &node{}
			}
			n = n.literals[segment]
		}
		if n.operations == nil {
			n.names, n.operations = names, map[string]*Operation{}
		}
		n.operations[op.Method] = op
	}
	return top
})

// find returns the end of a path and the segments that stand for parameters, nil if there is none.
// A literal goes before a parameter: /3/movie/latest is no movie.
func (n *node) find(path []string) (end *node, values []string) {
	if len(path) == 0 {
		if n.operations == nil {
			return nil, nil
		}
		return n, nil
	}
	if next := n.literals[path[0]]; next != nil {
		if end, values := next.find(path[1:]); end != nil {
			return end, values
		}
	}
	if n.parameter == nil || path[0] == "" {
		return nil, nil
	}
	end, values = n.parameter.find(path[1:])
	if end == nil {
		return nil, nil
	}
	return end, append([]string{path[0]}, values...)
}

// Matches reports whether a request is one of the operation, whose path may have anything before
// that of the API. A literal segment of another operation, as in /3/movie/latest, does not count.
func (op *Operation) Matches(method, path string) bool {
	if method != op.Method {
		return false
	}
	template := op.Path
	for template != "" {
		i, j := strings.LastIndexByte(template, '/'), strings.LastIndexByte(path, '/')
		if j < 0 {
			return false
		}
		want, got := template[i+1:], path[j+1:]
		if strings.HasPrefix(want, "{") && got == "" || !strings.HasPrefix(want, "{") && got != want {
			return false
		}
		template, path = template[:i], path[:j]
	}
	return true
}
