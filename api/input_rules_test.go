package api_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/tmdb-go/tmdb/internal/spec"
)

// The rules of this file want in the spec what programs check, hide and link by, so that none of
// them has a list of its own.

// link is a page of TMDB about an operation of v3, or the page that all of v4 share.
var link = regexp.MustCompile(`^https://developer\.themoviedb\.org/(reference/[a-z0-9-]+|v4/reference/intro/getting-started)$`)

// optionalID is what one page about two operations calls optional, as that of /3/account/{account_id}.
var optionalID = regexp.MustCompile(`/\{\w+\}$`)

// checkLinks wants every operation to lead to TMDB's own page about it, but for those that TMDB
// no longer documents.
func checkLinks(doc *openapi3.T) []string {
	var faults []string
	pages := map[string]operation{}
	for op := range operations(doc) {
		if op.ExternalDocs == nil && op.Deprecated {
			continue
		}
		if op.ExternalDocs == nil || !link.MatchString(op.ExternalDocs.URL) {
			faults = append(faults, op.String()+": has no externalDocs with a page of TMDB's reference")
			continue
		}
		url, v4 := op.ExternalDocs.URL, strings.HasPrefix(op.path, "/4/")
		if v4 != strings.Contains(url, "/v4/") {
			faults = append(faults, op.String()+": "+url+" is of another version")
		}
		other, ok := pages[url]
		optional := op.method == other.method && optionalID.ReplaceAllString(op.path, "") == optionalID.ReplaceAllString(other.path, "")
		if ok && !v4 && !optional {
			faults = append(faults, fmt.Sprintf("%s: %s is the page of %s", op, url, other))
		}
		pages[url] = op
	}
	return faults
}

// secretNames are the parameters and properties that hold a secret, wherever they are.
var secretNames = []string{
	"session_id", "guest_session_id", "request_token", "access_token", "account_object_id", "password",
}

// checkSecrets wants secrets to have the format password. A username is one in requests only; of
// others it is public.
func checkSecrets(doc *openapi3.T) []string {
	var faults []string
	for name, p := range parameters(doc) {
		if (slices.Contains(secretNames, p.Name) || p.Name == "username") && p.Schema.Value.Format != "password" {
			faults = append(faults, name+": holds a secret, want format: password")
		}
	}
	for p := range schemas(doc) {
		if p.role != property {
			continue
		}
		schema, name := p.name[:strings.LastIndex(p.name, ".")], p.name[strings.LastIndex(p.name, ".")+1:]
		secret := slices.Contains(secretNames, name) || name == "username" && strings.HasSuffix(schema, "Body")
		if secret && p.Value.Format != "password" {
			faults = append(faults, p.at("holds a secret, want format: password"))
		}
	}
	return faults
}

// limits are what TMDB takes of parameters, by the patterns of their names. TMDB ignores most of what
// is beyond, so programs have to refuse it themselves.
var limits = []struct {
	names *regexp.Regexp
	want  string
	holds func(*openapi3.Parameter) bool
}{
	{regexp.MustCompile(`^page$`), "minimum: 1, maximum: 500",
		func(p *openapi3.Parameter) bool { return within(p.Schema.Value, 1, 500) }},
	{regexp.MustCompile(`^vote_average\.[gl]te$`), "minimum: 0, maximum: 10",
		func(p *openapi3.Parameter) bool { return within(p.Schema.Value, 0, 10) }},
	{regexp.MustCompile(`^(vote_count|with_runtime)\.[gl]te$`), "minimum: 0",
		func(p *openapi3.Parameter) bool { return p.Schema.Value.Min != nil && *p.Schema.Value.Min == 0 }},
	{regexp.MustCompile(`^append_to_response$`), "maxItems: 20",
		func(p *openapi3.Parameter) bool {
			return p.Schema.Value.MaxItems != nil && *p.Schema.Value.MaxItems == 20
		}},
	{regexp.MustCompile(`_date(\.[gl]te)?$`), "format: date",
		func(p *openapi3.Parameter) bool { return p.Schema.Value.Format == "date" }},
	{regexp.MustCompile(`^end_date$`), "x-max-days: 14",
		func(p *openapi3.Parameter) bool { return p.Extensions["x-max-days"] == 14.0 }},
	{regexp.MustCompile(`^(certification|with(out)?_[a-z_]+)$`), "format: and-or-list",
		func(p *openapi3.Parameter) bool { return p.Schema.Value.Format == "and-or-list" }},
}

// checkLimits wants the limits of parameters and of ratings.
func checkLimits(doc *openapi3.T) []string {
	var faults []string
	for name, p := range parameters(doc) {
		for _, limit := range limits {
			if limit.names.MatchString(p.Name) && !limit.holds(p) {
				faults = append(faults, name+": want "+limit.want)
			}
		}
	}
	if rating := doc.Components.Schemas["RatingBody"]; rating != nil {
		value := rating.Value.Properties["value"]
		if value == nil || !within(value.Value, 0.5, 10) || value.Value.MultipleOf == nil || *value.Value.MultipleOf != 0.5 {
			faults = append(faults, "RatingBody.value: want minimum: 0.5, maximum: 10, multipleOf: 0.5")
		}
	}
	return faults
}

// within reports whether a schema has just these bounds.
func within(schema *openapi3.Schema, low, high float64) bool {
	return schema.Min != nil && *schema.Min == low && schema.Max != nil && *schema.Max == high
}

// codeKinds are what a status code can say of a request.
var codeKinds = []spec.Kind{spec.Success, spec.NotFound, spec.Unauthorized, spec.Invalid, spec.RateLimited, spec.Unavailable}

// checkCodes wants to know of every status code its HTTP status, its kind and TMDB's text.
func checkCodes(doc *openapi3.T) []string {
	ref := doc.Components.Schemas["StatusCode"]
	if ref == nil {
		return []string{"there is no schema StatusCode"}
	}
	codes, _ := ref.Value.Extensions[openEnum].([]any)
	var faults []string
	for name, fits := range map[string]func(any) bool{
		"x-enum-varnames": func(v any) bool { text, ok := v.(string); return ok && text != "" },
		"x-enum-http":     func(v any) bool { status, ok := v.(float64); return ok && status >= 200 && status < 600 },
		"x-enum-kinds":    func(v any) bool { kind, _ := v.(string); return slices.Contains(codeKinds, spec.Kind(kind)) },
		"x-enum-messages": func(v any) bool { text, ok := v.(string); return ok && text != "" },
	} {
		list, _ := ref.Value.Extensions[name].([]any)
		if len(list) != len(codes) {
			faults = append(faults, fmt.Sprintf("StatusCode: %s has %d entries, want one for each of %d codes", name, len(list), len(codes)))
		}
		for i, v := range list {
			if !fits(v) {
				faults = append(faults, fmt.Sprintf("StatusCode: entry %d of %s is %v", i+1, name, v))
			}
		}
	}
	slices.Sort(faults)
	return faults
}
