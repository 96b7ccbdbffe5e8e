package command

//go:generate go test . -run TestReference -update

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
)

// TestReference holds that the guide to the program has all of its commands: the file is a part of it,
// and the module that it is in cannot import this one.
func TestReference(t *testing.T) {
	t.Setenv("TMDB_CONFIG_DIR", t.TempDir())
	const path = "../../../../internal/reference/command.gen.md"
	want := referenceOf(New(app.New()))
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("internal/reference/command.gen.md is not that of the commands: run go generate ./... in cmd/tmdb")
	}
}

// referenceOf returns all commands as Markdown: by groups, with what each has and the flags of all last.
func referenceOf(root *cobra.Command) string {
	var b strings.Builder
	for _, group := range root.Groups() {
		fmt.Fprintf(&b, "## %s\n\n", strings.TrimSuffix(group.Title, ":"))
		for _, cmd := range root.Commands() {
			if cmd.GroupID == group.ID && cmd.IsAvailableCommand() {
				writeCommand(&b, cmd)
			}
		}
	}
	fmt.Fprintf(&b, "## Flags of all commands\n\n%s\n## Exit codes\n\n%s", fenced(usages(root.PersistentFlags())), fenced(app.ExitCodes))
	return b.String()
}

// writeCommand writes a command, and those below it that are commands of cobra's.
func writeCommand(b *strings.Builder, cmd *cobra.Command) {
	fmt.Fprintf(b, "### `%s`\n\n%s.\n\n", cmd.UseLine(), cmd.Short)
	if cmd.Example != "" {
		b.WriteString(fenced(unindented(cmd.Example)) + "\n")
	}
	if flags := usages(cmd.LocalNonPersistentFlags()); flags != "" {
		b.WriteString(fenced(flags) + "\n")
	}
	for _, below := range cmd.Commands() {
		if below.IsAvailableCommand() && below.Name() != "help" {
			writeCommand(b, below)
		}
	}
}

// usages returns what flags there are, but for --help, which all have.
func usages(flags *pflag.FlagSet) string {
	some := pflag.NewFlagSet("", pflag.ContinueOnError)
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Name != "help" {
			some.AddFlag(f)
		}
	})
	return unindented(some.FlagUsages())
}

// unindented returns lines without the blanks that all of them begin with.
func unindented(text string) string {
	least := -1
	for line := range strings.Lines(text) {
		if blanks := len(line) - len(strings.TrimLeft(line, " ")); least < 0 || blanks < least {
			least = blanks
		}
	}
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(line[least:])
	}
	return b.String()
}

func fenced(text string) string { return "```text\n" + strings.Trim(text, "\n") + "\n```\n" }
