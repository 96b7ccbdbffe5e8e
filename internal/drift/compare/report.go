package compare

// Kind is what differs.
type Kind string

// The kinds of differences. TMDB's file lacks what is missing, and has what is extra.
const (
	OperationMissing  Kind = "operation missing"
	OperationExtra    Kind = "operation extra"
	ParameterMissing  Kind = "parameter missing"
	ParameterExtra    Kind = "parameter extra"
	ParameterRequired Kind = "parameter required"
	ParameterDefault  Kind = "parameter default"
	BodyMissing       Kind = "body missing"
	BodyExtra         Kind = "body extra"
	StatusMissing     Kind = "status missing"
	StatusExtra       Kind = "status extra"
	FieldMissing      Kind = "field missing"
	PieceMissing      Kind = "piece missing" // a field that append_to_response adds
	FieldExtra        Kind = "field extra"
	Untyped           Kind = "untyped" // nothing is said of what a value is
	Type              Kind = "type"
	Null              Kind = "null"
	Enum              Kind = "enum"
	Required          Kind = "required"
	Map               Kind = "map" // keys that are data are written as fields
)

// The kinds of what recorded responses have and the spec does not know.
const (
	UnknownOperation Kind = "unknown operation"
	UnknownStatus    Kind = "unknown status"
	UnknownField     Kind = "unknown field"
	UnknownType      Kind = "unknown type"
	UnknownValue     Kind = "unknown value"
)

var kinds = []Kind{
	OperationMissing, OperationExtra, ParameterMissing, ParameterExtra, ParameterRequired, ParameterDefault,
	BodyMissing, BodyExtra, StatusMissing, StatusExtra, FieldMissing, PieceMissing, FieldExtra, Untyped, Type,
	Null, Enum, Required, Map, UnknownOperation, UnknownStatus, UnknownField, UnknownType, UnknownValue,
}

// Report is what differs, by operation.
type Report struct {
	// Responses is how many recorded responses were counted in: received ones of 2024 and later.
	Responses  int         `json:"responses"`
	Known      []*Known    `json:"known"`
	Operations []Operation `json:"operations"`
}

// Operation is an operation with its differences, sorted by pointer.
type Operation struct {
	ID     string `json:"id"` // operationId of the bundle, "" if it has no such operation
	Method string `json:"method"`
	Path   string `json:"path"`
	// Responses is how many recorded responses to the operation were counted in.
	Responses   int          `json:"responses"`
	Differences []Difference `json:"differences"`
}

// Difference is one thing that one side says otherwise.
type Difference struct {
	Kind    Kind   `json:"kind"`
	Pointer string `json:"pointer,omitempty"`
	// Official and Spec are what TMDB's file and the bundle say, in words of JSON Schema; "" is
	// nothing.
	Official string `json:"official,omitempty"`
	Spec     string `json:"spec,omitempty"`
	// Found is what a recorded response has that the spec does not know: a type or a value.
	Found string `json:"found,omitempty"`
	// Seen is how many recorded responses show that the spec is right, of the Of that have something
	// there. Both are 0 where responses tell nothing, as of parameters.
	Seen int `json:"seen,omitempty"`
	Of   int `json:"of,omitempty"`
	// Known is the name of what explains it, "" if it is unknown.
	Known string `json:"known,omitempty"`
}

// Unknown returns the operations with those differences that nothing explains.
func (r *Report) Unknown() []Operation {
	var list []Operation
	for _, op := range r.Operations {
		var unknown []Difference
		for _, d := range op.Differences {
			if d.Known == "" {
				unknown = append(unknown, d)
			}
		}
		if len(unknown) > 0 {
			op.Differences = unknown
			list = append(list, op)
		}
	}
	return list
}

// Stale returns the names of what explains nothing any more.
func (r *Report) Stale() []string {
	var names []string
	for _, k := range r.Known {
		if k.Count == 0 {
			names = append(names, k.Name)
		}
	}
	return names
}

// Operation returns what is said of an operation of the bundle, nil if nothing differs.
func (r *Report) Operation(id string) *Operation {
	for i := range r.Operations {
		if r.Operations[i].ID == id {
			return &r.Operations[i]
		}
	}
	return nil
}
