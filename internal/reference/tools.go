package reference

import (
	"bytes"
	"cmp"
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
)

// toolsData is what tools of other people make of the spec. The program in spectools writes it, and
// fails once it is no longer true.
//
//go:embed tools.gen.json
var toolsData []byte

// toolTables returns what data says as Markdown: a table for each tool.
func toolTables(data []byte) (string, error) {
	var tools []struct {
		Tool      string `json:"tool"`
		Version   string `json:"version"`
		What      string `json:"what"`
		Documents []struct {
			OpenAPI string   `json:"openapi"`
			Checks  int      `json:"checks"`
			Known   []string `json:"known"`
		} `json:"documents"`
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&tools); err != nil {
		return "", fmt.Errorf("tools.gen.json: %w", err)
	}
	var b strings.Builder
	for _, t := range tools {
		fmt.Fprintf(&b, "### %s %s\n\n%s.\n\n| OpenAPI | Checks | Known faults |\n|---|---|---|\n", t.Tool, t.Version, t.What)
		for _, doc := range t.Documents {
			known := cmp.Or(strings.Join(doc.Known, "; "), "none")
			fmt.Fprintf(&b, "| %s | %d | %s |\n", doc.OpenAPI, doc.Checks, strings.ReplaceAll(known, "|", `\|`))
		}
		b.WriteString("\n")
	}
	return strings.TrimSpace(b.String()), nil
}
