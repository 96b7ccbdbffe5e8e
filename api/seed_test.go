package api_test

import (
	"maps"
	"os"
	"slices"
	"testing"

	"go.yaml.in/yaml/v3"
)

// TestDeleteSession compares the operation that the spec began with, from the API's own page of
// December 2024, to the letter.
func TestDeleteSession(t *testing.T) {
	t.Parallel()
	doc := loadBundle(t)
	item := doc.Paths.Value("/3/authentication/session")
	if item == nil || item.Delete == nil {
		t.Fatal("there is no DELETE /3/authentication/session")
	}
	op := item.Delete
	if !slices.Equal(op.Tags, []string{"AUTHENTICATION"}) {
		t.Errorf("tags %q, want AUTHENTICATION", op.Tags)
	}
	same(t, "summary", op.Summary, "Delete Session")
	same(t, "description", op.Description, "This endpoint is used to delete a session id.")
	same(t, "operationId", op.OperationID, "deleteSession")
	if len(op.Parameters)+len(item.Parameters) > 0 {
		t.Error("it has parameters")
	}

	if !op.RequestBody.Value.Required {
		t.Error("the body is not required")
	}
	body := op.RequestBody.Value.Content["application/json"]
	schema := body.Schema.Value
	if !schema.Type.Is("object") || !slices.Equal(slices.Sorted(maps.Keys(schema.Properties)), []string{"session_id"}) {
		t.Fatalf("the body is a %v with %q", schema.Type, slices.Sorted(maps.Keys(schema.Properties)))
	}
	sessionID := schema.Properties["session_id"].Value
	if !sessionID.Type.Is("string") {
		t.Errorf("session_id is a %v, want a string", sessionID.Type)
	}
	same(t, "description of session_id", sessionID.Description, "a uniques identifier for a session to be deleted")
	const id = "207eec5e3fe592a9d664c299192a2702ad5a672d"
	example := body.Examples["Delete Session"]
	if example == nil {
		t.Fatal("the body has no example Delete Session")
	}
	if value, ok := example.Value.Value.(map[string]any); !ok || len(value) != 1 || value["session_id"] != id {
		t.Errorf("example of the body %v, want session_id %s", example.Value.Value, id)
	}

	response := op.Responses.Status(200).Value
	same(t, "description of 200", *response.Description, "Delete session")
	headers := map[string]any{
		"Alt-Svc":        `h3=":443"; ma=86400`,
		"Connection":     "keep-alive",
		"Content-Length": "16",
		"Date":           "Thu, 26 Dec 2024 15:31:14 GMT",
		"Server":         "openresty",
		"Vary":           "Origin",
		"Via":            "1.1 79a8bda299f9389df1f030913c73199e.cloudfront.net (CloudFront)",
		"X-Amz-Cf-Id":    "ieYKRbeXvrijlfXjykusHF0RXQ4Ayzf-3GoVWEz4PZY6Pao3fyGifA==",
		"X-Amz-Cf-Pop":   "LOS50-P2",
		"X-Cache":        "Miss from cloudfront",
		"cache-control":  "public, max-age=0",
		"etag":           `W/"c955e57777ec0d73639dca6748560d00"`,
		"vary":           "accept-encoding",
	}
	if got := sourceHeaders(t); !maps.Equal(got, headers) {
		t.Errorf("headers in authentication.yaml\n got %v\nwant %v", got, headers)
	}
	// To HTTP the names are one.
	delete(headers, "vary")
	headers["Vary"] = "Origin, accept-encoding"
	got := map[string]any{}
	for name, header := range response.Headers {
		got[name] = header.Value.Schema.Value.Example
		if !header.Value.Schema.Value.Type.Is("string") {
			t.Errorf("header %s is a %v, want a string", name, header.Value.Schema.Value.Type)
		}
	}
	if !maps.Equal(got, headers) {
		t.Errorf("headers in the bundle\n got %v\nwant %v", got, headers)
	}
	media := response.Content["application/json"]
	success := media.Schema.Value.Properties["success"]
	if success == nil || len(media.Schema.Value.Properties) != 1 || !success.Value.Type.Is("boolean") || success.Value.Example != true {
		t.Error("the response is not success alone, a boolean with the example true")
	}
	shown := media.Examples["Delete session"]
	if shown == nil {
		t.Fatal("the response has no example Delete session")
	}
	if value, ok := shown.Value.Value.(map[string]any); !ok || len(value) != 1 || value["success"] != true {
		t.Errorf("example of the response %v, want success true", shown.Value.Value)
	}
}

// sourceHeaders returns the examples of the headers as the file of the tag has them.
func sourceHeaders(t *testing.T) map[string]any {
	t.Helper()
	data, err := os.ReadFile("authentication.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Paths struct {
			Session struct {
				Delete struct {
					Responses map[string]struct {
						Headers map[string]struct{ Schema struct{ Example any } }
					}
				}
			}
		}
	}
	if err := yaml.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	examples := map[string]any{}
	for name, header := range file.Paths.Session.Delete.Responses["200"].Headers {
		examples[name] = header.Schema.Example
	}
	return examples
}

// TestSeedHead compares what stands before the operation on that page.
func TestSeedHead(t *testing.T) {
	t.Parallel()
	doc := loadBundle(t)
	same(t, "title", doc.Info.Title, "The Movie Database")
	same(t, "version", doc.Info.Version, "1.0.0")
	same(t, "server", doc.Servers[0].URL, "https://api.themoviedb.org")
	if scopes, ok := doc.Security[0]["bearerAuth"]; !ok || len(scopes) > 0 || len(doc.Security[0]) != 1 {
		t.Errorf("security %v, want bearerAuth first", doc.Security)
	}
	scheme := doc.Components.SecuritySchemes["bearerAuth"]
	if scheme == nil {
		t.Fatal("there is no security scheme bearerAuth")
	}
	same(t, "type of bearerAuth", scheme.Value.Type, "http")
	same(t, "scheme of bearerAuth", scheme.Value.Scheme, "bearer")
}

func same(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s %q, want %q", what, got, want)
	}
}
