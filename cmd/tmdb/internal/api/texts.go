package api

import (
	_ "embed"
	"encoding/json"
	"strings"
	"sync"

	"github.com/tmdb-go/tmdb/internal/spec"
)

//go:embed texts.gen.json
var textsJSON []byte

// texts are what internal/generate has written of the spec's descriptions.
type texts struct {
	Services   map[string]string
	Parameters map[string]string
	Operations map[string]operationTexts
}

type operationTexts struct {
	Text       string
	Parameters map[string]string
	Body       map[string]string
}

// readTexts returns the texts. Only help wants them.
var readTexts = sync.OnceValue(func() texts {
	var t texts
	if err := json.Unmarshal(textsJSON, &t); err != nil { // a test has read them
		return texts{}
	}
	return t
})

// of returns the texts of an operation.
func (t texts) of(op *spec.Operation) operationTexts { return t.Operations[op.ID] }

// parameter returns what a parameter of an operation is.
func (t texts) parameter(op *spec.Operation, name string) string {
	if text := t.of(op).Parameters[name]; text != "" {
		return plain(text)
	}
	return plain(t.Parameters[name])
}

// plain returns a text without the marks of code, which the help of flags would take for names of values.
func plain(text string) string { return strings.ReplaceAll(text, "`", "") }
