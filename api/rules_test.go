package api_test

import (
	"encoding/json"
	"fmt"
	"go/token"
	"iter"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// rule is something that holds for the whole document and that go generate does not refuse already.
// It returns where it does not hold, each with the place and what would be right.
type rule struct {
	name  string
	check func(*openapi3.T) []string
}

var rules = []rule{
	{"tags", checkTags},
	{"operations", checkOperations},
	{"deprecations", checkDeprecations},
	{"responses", checkResponses},
	{"headers", checkHeaders},
	{"connection", checkConnection},
	{"security", checkSecurity},
	{"created", checkCreated},
	{"bodies", checkBodies},
	{"parameters", checkParameters},
	{"descriptions", checkDescriptions},
	{"examples", checkExamples},
	{"numbers", checkNumbers},
	{"computed", checkComputed},
	{"named components", checkNamed},
	{"names", checkNames},
	{"unions", checkUnions},
	{"vocabularies", checkVocabularies},
	{"nullable", checkNullable},
	{"neutral", checkNeutral},
	{"links", checkLinks},
	{"secrets", checkSecrets},
	{"limits", checkLimits},
	{"codes", checkCodes},
	{"error examples", checkErrorExamples},
}

// checkTags wants every tag to be described.
func checkTags(doc *openapi3.T) []string {
	var faults []string
	for _, tag := range doc.Tags {
		if tag.Description == "" {
			faults = append(faults, "tag "+tag.Name+" has no description")
		}
	}
	return faults
}

var lowerCamel = regexp.MustCompile(`^[a-z][A-Za-z0-9]*$`)

// checkOperations wants every operation to have an operationId of one style, and words of its own.
func checkOperations(doc *openapi3.T) []string {
	var faults []string
	for op := range operations(doc) {
		if !lowerCamel.MatchString(op.OperationID) {
			faults = append(faults, fmt.Sprintf("%s: operationId %q, want lowerCamelCase", op, op.OperationID))
		}
		if op.Summary == "" {
			faults = append(faults, op.String()+": has no summary")
		}
		if op.Description == "" {
			faults = append(faults, op.String()+": has no description")
		}
	}
	return faults
}

// checkDeprecations wants what is deprecated to say why, and what to use.
func checkDeprecations(doc *openapi3.T) []string {
	var faults []string
	for op := range operations(doc) {
		if op.Deprecated && op.Extensions[deprecatedReason] == nil {
			faults = append(faults, op.String()+": is deprecated without "+deprecatedReason)
		}
	}
	for p := range schemas(doc) {
		if p.Ref == "" && p.Value.Deprecated && p.Value.Extensions[deprecatedReason] == nil {
			faults = append(faults, p.at("is deprecated without "+deprecatedReason))
		}
	}
	return faults
}

const deprecatedReason = "x-deprecated-reason"

var idInPath = regexp.MustCompile(`\{[^}]*_id\}`)

// checkResponses wants the responses that every operation can give, failures as $ref to what all
// share, and a name for the body of each.
func checkResponses(doc *openapi3.T) []string {
	var faults []string
	for op := range operations(doc) {
		want := []string{"200", "401", "429", "default"}
		if idInPath.MatchString(op.path) {
			want = append(want, "404")
		}
		for _, status := range want {
			if op.Responses.Value(status) == nil {
				faults = append(faults, op.String()+": has no response for "+status)
			}
		}
		for status, response := range sorted(op.Responses.Map()) {
			if !strings.HasPrefix(status, "2") && !strings.HasPrefix(response.Ref, "#/components/responses/") {
				faults = append(faults, fmt.Sprintf("%s: response %s is no $ref to a shared one", op, status))
			}
		}
	}
	for name, content := range bodies(doc) {
		if strings.HasSuffix(name, " body") {
			continue
		}
		if media := content.Get("application/json"); media == nil || media.Schema == nil || media.Schema.Ref == "" {
			faults = append(faults, name+": has no body that is a $ref to a schema")
		}
	}
	return faults
}

// checkHeaders wants the headers that a client works with: a tag and an age of what it may keep, and how
// long to wait.
func checkHeaders(doc *openapi3.T) []string {
	var faults []string
	for op := range operations(doc) {
		want := map[string][]string{"429": {"retry-after"}, "default": {"retry-after"}, "200": {"cache-control"}}
		if op.method == "GET" {
			want["200"] = []string{"cache-control", "etag"}
		}
		for status, names := range sorted(want) {
			response := op.Responses.Value(status)
			for _, name := range names {
				if response != nil && response.Value.Headers[name] == nil {
					faults = append(faults, fmt.Sprintf("%s: response %s has no header %s", op, status, name))
				}
			}
		}
	}
	return faults
}

// connectionHeaders belong to the connection and not to the response; tools send their examples.
var connectionHeaders = []string{"connection", "content-encoding", "content-length", "transfer-encoding"}

// checkConnection wants no header of the connection but on the page that the spec began with, and no
// two names that are one to HTTP.
func checkConnection(doc *openapi3.T) []string {
	var faults []string
	for op := range operations(doc) {
		for status, response := range sorted(op.Responses.Map()) {
			seen := map[string]bool{}
			for name := range sorted(response.Value.Headers) {
				lower := strings.ToLower(name)
				if op.OperationID != "deleteSession" && slices.Contains(connectionHeaders, lower) {
					faults = append(faults, fmt.Sprintf("%s: response %s has the header %s, which is the connection's", op, status, name))
				}
				if seen[lower] {
					faults = append(faults, fmt.Sprintf("%s: response %s has the header %s twice", op, status, name))
				}
				seen[lower] = true
			}
		}
	}
	return faults
}

// respondedWith200 are the writes that TMDB does not send 201 for, beside those of signing in.
var respondedWith200 = []string{"POST /3/list/{list_id}/remove_item"}

// checkCreated wants 201 for the writes that TMDB sends it: all that create or change.
func checkCreated(doc *openapi3.T) []string {
	var faults []string
	for op := range operations(doc) {
		signIn := op.tag() == "AUTHENTICATION" || op.tag() == "V4 AUTH"
		if (op.method == "POST" || op.method == "PUT") && !signIn && !slices.Contains(respondedWith200, op.String()) &&
			op.Responses.Status(201) == nil {
			faults = append(faults, op.String()+": has no response for 201")
		}
	}
	return faults
}

// checkBodies wants request bodies to be JSON, and $refs to schemas whose names say so.
func checkBodies(doc *openapi3.T) []string {
	var faults []string
	for op := range operations(doc) {
		if op.RequestBody == nil {
			continue
		}
		if op.method == "GET" {
			faults = append(faults, op.String()+": has a request body")
		}
		media := op.RequestBody.Value.Content.Get("application/json")
		if media == nil || media.Schema == nil || media.Schema.Ref == "" || !strings.HasSuffix(media.Schema.Ref, "Body") {
			faults = append(faults, op.String()+": the request body is no $ref to a schema named …Body")
		}
	}
	return faults
}

// checkParameters wants every parameter to be described, with an example and a schema.
func checkParameters(doc *openapi3.T) []string {
	var faults []string
	for name, p := range parameters(doc) {
		if p.Description == "" {
			faults = append(faults, name+": has no description")
		}
		if p.Example == nil {
			faults = append(faults, name+": has no example")
		}
		if p.Schema == nil {
			faults = append(faults, name+": has no schema")
		}
	}
	return faults
}

// checkDescriptions wants every schema and every property to be described; a $ref is by what it
// leads to.
func checkDescriptions(doc *openapi3.T) []string {
	var faults []string
	for p := range schemas(doc) {
		if (p.role == component || p.role == property) && p.Value.Description == "" {
			faults = append(faults, p.at("has no description"))
		}
	}
	return faults
}

// checkExamples wants an example of every vocabulary and of every property that is a scalar or a
// list of scalars.
func checkExamples(doc *openapi3.T) []string {
	var faults []string
	for p := range schemas(doc) {
		needed := p.role == component && vocabulary(p.Value) || p.role == property && scalar(p.SchemaRef)
		if needed && p.Value.Example == nil {
			faults = append(faults, p.at("has no example"))
		}
	}
	return faults
}

// scalar reports whether ref is a scalar, or a list of them, that stands there itself.
func scalar(ref *openapi3.SchemaRef) bool {
	switch {
	case len(ref.Value.AllOf) == 1 && vocabulary(ref.Value.AllOf[0].Value):
		return true
	case ref.Ref != "", len(ref.Value.AllOf) > 0, ref.Value.Type.Is("object"):
		return false
	case ref.Value.Type.Is("array"):
		return ref.Value.Items != nil && scalar(ref.Value.Items)
	default:
		return true
	}
}

// checkNumbers wants every number to be a double: without a format Go makes a float32 of it.
func checkNumbers(doc *openapi3.T) []string {
	var faults []string
	for p := range schemas(doc) {
		if p.Value.Type.Is("number") && p.Value.Format != "double" && (p.role == component || p.inline()) {
			faults = append(faults, p.at("is a number without format: double"))
		}
	}
	return faults
}

// computed are names of what TMDB computes, and may not have yet, or not any more.
var computed = regexp.MustCompile(`(_count|_average)$|^number_of_|^(budget|popularity|revenue|runtime)$`)

// checkComputed wants a number that TMDB computes, a day and an image to be null at times: whoever
// reads the spec in another language has to know.
func checkComputed(doc *openapi3.T) []string {
	var faults []string
	inResponses := responseSchemas(doc)
	for p := range schemas(doc) {
		component, name, _ := strings.Cut(p.name, ".")
		number := (p.Value.Type.Is("integer") || p.Value.Type.Is("number")) && computed.MatchString(name)
		named := p.Value.Format == "tmdb-date" || p.Value.Format == "image-path"
		if p.role == property && inResponses[component] && (number || named) && !p.Value.Nullable {
			faults = append(faults, p.at("is not nullable, and TMDB may not have it"))
		}
	}
	return faults
}

// checkNamed wants every object, union and vocabulary to be a component, because code generators
// make up names for what has none.
func checkNamed(doc *openapi3.T) []string {
	var faults []string
	for p := range schemas(doc) {
		schema := p.Value
		if schema == nil || !p.inline() {
			continue
		}
		if p.role == part && len(p.in.AllOf) > 0 && schema.Type.Is("object") {
			continue // what a component adds to another
		}
		described := len(schema.AllOf) == 1 && schema.AllOf[0].Ref != ""
		switch {
		case len(schema.Properties) > 0, schema.Type.Is("object") && schema.AdditionalProperties.Schema == nil:
			faults = append(faults, p.at("is an object without a name, want a $ref to a component"))
		case len(schema.OneOf) > 0:
			faults = append(faults, p.at("is a union without a name, want a $ref to a component"))
		case vocabulary(schema) && !(p.role == property && kindOnly(p.in)):
			faults = append(faults, p.at("is a vocabulary without a name, want a $ref to a component"))
		case len(schema.AllOf) > 0 && !described:
			faults = append(faults, p.at("is an allOf without a name, want a $ref to a component, or allOf with one $ref"))
		case schema.Type.IsEmpty() && !described && len(schema.AnyOf) == 0 && !slices.Contains(anything, p.name):
			faults = append(faults, p.at("has no type"))
		}
	}
	return faults
}

// anything are the places in which TMDB sends values of any type.
var anything = []string{"ChangeItem.original_value", "ChangeItem.value", "TVSeriesDetails{}"}

// openEnum is the key of the known values of a vocabulary that may get others; enum has all there are.
const openEnum = "x-extensible-enum"

func vocabulary(s *openapi3.Schema) bool { return len(s.Enum) > 0 || s.Extensions[openEnum] != nil }

// named is a component by its section, such as schemas, and its name.
type named struct{ section, name string }

func (c named) String() string { return c.section + "/" + c.name }

// components returns all components that have a meaning of their own, sorted within their section.
func components(doc *openapi3.T) []named {
	var all []named
	add := func(section string, names iter.Seq[string]) {
		for _, name := range slices.Sorted(names) {
			all = append(all, named{section, name})
		}
	}
	add("schemas", maps.Keys(doc.Components.Schemas))
	add("parameters", maps.Keys(doc.Components.Parameters))
	add("responses", maps.Keys(doc.Components.Responses))
	add("headers", maps.Keys(doc.Components.Headers))
	add("requestBodies", maps.Keys(doc.Components.RequestBodies))
	return all
}

var finalDigit = regexp.MustCompile(`[0-9]$`)

// checkNames keeps away from the names that oapi-codegen gives to what it makes itself, and from
// numbered ones.
func checkNames(doc *openapi3.T) []string {
	var faults []string
	for _, c := range components(doc) {
		switch {
		case !token.IsExported(c.name) || !token.IsIdentifier(c.name):
			faults = append(faults, c.String()+": want a name like MovieDetails")
		case strings.HasSuffix(c.name, "Response"), strings.HasSuffix(c.name, "Params"):
			faults = append(faults, c.String()+": the name is one that oapi-codegen gives")
		case strings.HasPrefix(c.name, "V4"):
			faults = append(faults, c.String()+": want V4 at the end, or before Body, as in the operationIds")
		case finalDigit.MatchString(strings.TrimSuffix(c.name, "V4")): // what is of v4 ends as its operations do
			faults = append(faults, c.String()+": the name ends in a digit")
		}
	}
	return faults
}

// userParameters are what a user acts with, and the schemes that stand for them.
var userParameters = map[string]string{"session_id": "userSession", "guest_session_id": "guest"}

// checkSecurity wants an operation that takes a session to say so in its security, and a write of v4
// to want the token of a user.
func checkSecurity(doc *openapi3.T) []string {
	var faults []string
	for op := range operations(doc) {
		schemes := map[string]bool{}
		if op.Security != nil {
			for _, requirement := range *op.Security {
				for scheme := range requirement {
					schemes[scheme] = true
				}
			}
		}
		for parameter, scheme := range sorted(userParameters) {
			takes := op.Parameters.GetByInAndName("query", parameter) != nil
			if takes != schemes[scheme] {
				faults = append(faults, fmt.Sprintf("%s: takes %s: %t, has security %s: %t", op, parameter, takes, scheme, schemes[scheme]))
			}
		}
		if strings.HasPrefix(op.path, "/4/list") && op.method != "GET" && !schemes["userToken"] {
			faults = append(faults, op.String()+": has no security userToken")
		}
	}
	return faults
}

// checkUnions wants every member of a oneOf to require what the discriminator goes by, and to have
// the values there that the mapping leads to it from: so that a row is one member and no other.
func checkUnions(doc *openapi3.T) []string {
	var faults []string
	for p := range schemas(doc) {
		discriminator := p.Value.Discriminator
		if discriminator == nil || p.role != component && !p.inline() {
			continue
		}
		for _, member := range p.Value.OneOf {
			var want []string
			for kind, target := range sorted(discriminator.Mapping) {
				if target.Ref == member.Ref {
					want = append(want, kind)
				}
			}
			if got := kinds(member.Value, discriminator.PropertyName); len(got) == 0 || !slices.Equal(got, want) {
				faults = append(faults, p.at(fmt.Sprintf("its member %s requires a %s of %q, want %q",
					refName(member.Ref), discriminator.PropertyName, got, want)))
			}
		}
	}
	return faults
}

// kinds returns the values, sorted, of which a schema requires one in a property.
func kinds(s *openapi3.Schema, property string) []string {
	for _, part := range s.AllOf {
		if kindOnly(part.Value) && part.Value.Required[0] == property {
			var values []string
			for _, value := range part.Value.Properties[property].Value.Enum {
				values = append(values, fmt.Sprint(value))
			}
			slices.Sort(values)
			return values
		}
	}
	return nil
}

// kindOnly reports whether a schema does no more than say what a member of a union is told by.
func kindOnly(s *openapi3.Schema) bool {
	if s == nil || len(s.Properties) != 1 || len(s.Required) != 1 {
		return false
	}
	property := s.Properties[s.Required[0]]
	return property != nil && len(property.Value.Enum) > 0
}

// checkVocabularies wants the vocabularies of responses to be open, and in a form that every tool
// takes: the plain type with the known values beside it.
func checkVocabularies(doc *openapi3.T) []string {
	var faults []string
	inResponses := responseSchemas(doc)
	for p := range schemas(doc) {
		name, _, _ := strings.Cut(strings.NewReplacer("[]", ".", "{}", ".").Replace(p.name), ".")
		if p.Ref != "" && p.role != component && len(p.Value.Enum) > 0 && inResponses[name] {
			faults = append(faults, p.at("is closed, want "+openEnum+" in place of enum in "+refName(p.Ref)))
		}
		if p.Ref != "" || !p.inline() && p.role != component {
			continue
		}
		types := map[string]bool{}
		for _, member := range p.Value.AnyOf {
			kind := fmt.Sprint(member.Value.Type.Slice())
			if types[kind] {
				faults = append(faults, p.at("is an anyOf of one type, want a $ref to a vocabulary with "+openEnum))
			}
			types[kind] = true
		}
	}
	return faults
}

// checkNullable wants nullable beside a type: elsewhere it has no effect.
func checkNullable(doc *openapi3.T) []string {
	var faults []string
	for p := range schemas(doc) {
		if p.Ref == "" && p.Value.Nullable && p.Value.Type.IsEmpty() {
			faults = append(faults, p.at("is nullable without a type, which has no effect"))
		}
	}
	return faults
}

var goOnly = regexp.MustCompile(`"x-(go|oapi-codegen|omit)[a-z-]*"`)

// checkNeutral wants what only Go needs to be in the overlay for Go.
func checkNeutral(doc *openapi3.T) []string {
	data, err := json.Marshal(doc)
	if err != nil {
		return []string{err.Error()}
	}
	var faults []string
	for _, name := range goOnly.FindAllString(string(data), -1) {
		faults = append(faults, "there is "+name+", want it in go.overlay.yaml")
	}
	return faults
}

// checkErrorExamples wants the example of a failure to have a status code that comes with its status.
func checkErrorExamples(doc *openapi3.T) []string {
	ref := doc.Components.Schemas["StatusCode"]
	if ref == nil {
		return nil
	}
	codes, _ := ref.Value.Extensions[openEnum].([]any)
	statuses, _ := ref.Value.Extensions["x-enum-http"].([]any)
	var faults []string
	for op := range operations(doc) {
		for status, response := range sorted(op.Responses.Map()) {
			if status < "400" || status == "default" {
				continue
			}
			media := response.Value.Content.Get("application/json")
			if media == nil {
				continue
			}
			example, _ := media.Example.(map[string]any)
			i := slices.Index(codes, example["status_code"])
			if i < 0 || i >= len(statuses) || fmt.Sprint(statuses[i]) != status {
				faults = append(faults, fmt.Sprintf("%s: the example of %s has status_code %v, want one that comes with %s", op, status, example["status_code"], status))
			}
		}
	}
	return faults
}
