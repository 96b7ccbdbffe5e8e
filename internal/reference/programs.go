package reference

import (
	"embed"
	"errors"
	"fmt"
	"go/doc"
	"go/format"
	"go/parser"
	"go/token"
	"path"
	"regexp"
	"strings"
)

// guidePrograms are the programs that the guides show. As tests of their package they run.
//
//go:embed guides/*_test.go
var guidePrograms embed.FS

// shows is a line of a guide that stands for a program: {{example "Example_search"}} for that example
// with what it prints, {{file "testing_test.go"}} for a whole file. {{tools}} stands for the tables of
// tools, {{command}} for the commands of tmdb.
var shows = regexp.MustCompile(`(?m)^\{\{(?:(example|file) "([^"]+)"|(tools|command))\}\}$`)

// commands are those of the program tmdb, written by go generate in cmd/tmdb.
//
//go:embed command.gen.md
var commands string

// withPrograms returns a guide with the programs that it names in their places, and the tables.
func withPrograms(source string) (string, error) {
	if strings.Contains(shows.ReplaceAllLiteralString(source, ""), "{{") {
		return "", errors.New(`a line with {{ that shows nothing: want {{example "Example_name"}}, {{file "name_test.go"}}, {{tools}} or {{command}} alone in a line`)
	}
	var failed error
	source = shows.ReplaceAllStringFunc(source, func(line string) string {
		m := shows.FindStringSubmatch(line)
		var text string
		var err error
		switch m[1] + m[3] {
		case "example":
			text, err = exampleProgram(m[2])
		case "file":
			text, err = wholeFile(m[2])
		case "command":
			text = strings.TrimSpace(commands)
		default:
			text, err = toolTables(toolsData)
		}
		failed = errors.Join(failed, err)
		return text
	})
	return source, failed
}

// exampleProgram returns an example as a program, and its output.
func exampleProgram(name string) (string, error) {
	entries, err := guidePrograms.ReadDir("guides")
	if err != nil {
		return "", err
	}
	for _, e := range entries {
		data, err := guidePrograms.ReadFile(path.Join("guides", e.Name()))
		if err != nil {
			return "", err
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, e.Name(), data, parser.ParseComments)
		if err != nil {
			return "", err
		}
		for _, example := range doc.Examples(file) {
			if "Example"+example.Name != name {
				continue
			}
			if example.Play == nil || example.Output == "" {
				return "", fmt.Errorf("%s in %s is no program: want one that is in a package named _test, uses nothing of other files, and has an output", name, e.Name())
			}
			var b strings.Builder
			if err := format.Node(&b, fset, example.Play); err != nil {
				return "", err
			}
			return fmt.Sprintf("```go\n%s```\n\nIt prints\n\n```text\n%s\n```", b.String(), strings.TrimSpace(example.Output)), nil
		}
	}
	return "", fmt.Errorf("there is no %s in internal/reference/guides", name)
}

func wholeFile(name string) (string, error) {
	data, err := guidePrograms.ReadFile(path.Join("guides", name))
	return fmt.Sprintf("```go\n%s```", data), err
}
