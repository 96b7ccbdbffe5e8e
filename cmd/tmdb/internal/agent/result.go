package agent

import (
	"encoding/json"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// maxResult is how many bytes the result of a call has at most: all of it, as JSON.
const maxResult = 16 << 10

// forProtocol is how much of that is for what the protocol adds, such as who the server is.
const forProtocol = 256

// maxCuts is how often a result is cut until nothing of it is shown.
const maxCuts = 300

// textOnly is a result that comes as text alone, so that there is room for twice as much.
type textOnly interface{ textOnly() }

// reply returns the result of a call: the same JSON as a structure and, for clients that know none, as text.
// Notes are what the server has to say beside what the tool says. What does not fit is cut, and said so.
func reply(out result, notes ...string) (*mcp.CallToolResult, error) {
	said := out.about()
	if said.Note != "" {
		notes = append([]string{said.Note}, notes...)
	}
	said.Note = joined(notes)
	said.Attribution = said.attribution()
	data, err := json.Marshal(out)
	if err != nil {
		return nil, err
	}
	t, err := parseTree(data)
	if err != nil {
		return nil, err
	}
	_, isText := out.(textOnly)
	for _, item := range t.items {
		if item.kind == jsonLiteral && item.text == "null" && !isText { // a list that the tool has left empty
			item.kind = jsonArray
		}
	}
	var c cutter
	const room = maxResult - forProtocol
	for range maxCuts {
		if over := t.size() - room; over > 0 && c.cut(t, over) { // which needs no writing to be known
			continue
		}
		if len(c.order) > 0 || c.texts {
			t.set("cut", textOf(c.words(said.more)))
		}
		r, size, err := pack(t, !isText)
		if err != nil {
			return nil, err
		}
		if size <= room {
			return r, nil
		}
		over := size - room
		if !isText {
			over /= 2
		}
		if !c.cut(t, over) {
			break
		}
	}
	t = &tree{kind: jsonObject}
	t.set("cut", textOf("all of it is left out, as it is too long: "+orLess(said.more)))
	r, _, err := pack(t, !isText)
	return r, err
}

// joined returns notes as sentences.
func joined(notes []string) string {
	text := ""
	for _, note := range notes {
		if text != "" {
			text = strings.TrimSuffix(text, ".") + ". "
		}
		text += note
	}
	return text
}

// pack returns a result and its size.
func pack(t *tree, structured bool) (*mcp.CallToolResult, int, error) {
	data := t.append(nil)
	r := &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: string(data)}}}
	if structured {
		r.StructuredContent = json.RawMessage(data)
	}
	whole, err := json.Marshal(r)
	return r, len(whole), err
}
