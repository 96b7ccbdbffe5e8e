package reference

import (
	"bytes"
	"fmt"
	"strings"
)

// pointer is what all pages for machines begin with.
func (s *Site) pointer() string {
	return fmt.Sprintf("> ## Documentation Index\n> Fetch the complete documentation index at: %s/llms.txt\n> Use this file to discover all available pages before exploring further.\n\n", s.config.Base)
}

// operationMarkdown returns the page of an operation in the form of the page that the spec began with.
func (s *Site) operationMarkdown(op *operation) ([]byte, error) {
	document, err := s.operationYAML(op)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.WriteString(s.pointer())
	fmt.Fprintf(&b, "# %s\n\n> %s\n\n\n\n", op.Summary, oneLine(op.Source.Description))
	fmt.Fprintf(&b, "## OpenAPI\n\n````yaml %s %s\n%s\n````", strings.ToLower(op.Method), op.Path, document)
	return b.Bytes(), nil
}

func (g *guide) markdown(s *Site) []byte {
	return []byte(s.pointer() + "# " + g.Title + "\n\n" + g.source + "\n")
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// llms returns the index for machines: all pages, a line each.
func (s *Site) llms() ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s\n\n> %s\n", s.doc.Info.Title, oneLine(s.doc.Info.Description))
	if len(s.guides) > 0 {
		b.WriteString("\n## Guides\n\n")
		for _, g := range s.guides {
			fmt.Fprintf(&b, "- [%s](%s/guides/%s.md): %s\n", g.Title, s.config.Base, g.Slug, g.Text)
		}
	}
	for _, in := range s.services {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n", in.Tag, in.Description)
		for _, op := range in.Operations {
			fmt.Fprintf(&b, "- [%s](%s/%s.md): %s\n", op.Summary, s.config.Base, op.Address(), oneLine(op.Source.Description))
		}
	}
	fmt.Fprintf(&b, "\n## OpenAPI\n\n- [openapi.yaml](%[1]s/openapi.yaml): the whole document in one file\n- [openapi-3.1.yaml](%[1]s/openapi-3.1.yaml): the same in OpenAPI 3.1\n", s.config.Base)
	return b.Bytes(), nil
}

// llmsFull returns the whole reference in one file: what each operation does and takes, and the
// document once in place of a part of it with each operation.
func (s *Site) llmsFull() ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# %s\n\n> %s\n", s.doc.Info.Title, oneLine(s.doc.Info.Description))
	for _, g := range s.guides {
		fmt.Fprintf(&b, "\n# %s\n\n%s\n", g.Title, g.source)
	}
	for _, in := range s.services {
		for _, op := range in.Operations {
			fmt.Fprintf(&b, "\n# %s\n\nSource: %s/%s\n\n> %s\n\n`%s %s`, in Go `client.%s.%s`. Who asks: %s Cache: %s\n", op.Summary, s.config.Base, op.Address(),
				oneLine(op.Source.Description), op.Method, op.Path, op.Service, op.GoMethod, access(op), cache(op))
			if len(op.Parameters) > 0 {
				b.WriteString("\n")
			}
			for _, p := range op.Parameters {
				needed := ""
				if p.Required {
					needed = ", required"
				}
				fmt.Fprintf(&b, "- `%s` (%s, %s%s): %s\n", p.Name, p.In, p.Type, needed, oneLine(op.source(p, s.doc.T).Description))
			}
		}
	}
	fmt.Fprintf(&b, "\n## OpenAPI\n\n````yaml\n%s````\n", s.bundle)
	return b.Bytes(), nil
}
