package command

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	server "github.com/tmdb-go/tmdb/cmd/tmdb-server/command"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/api"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/file"
)

func newMan(*app.App) *cobra.Command {
	return &cobra.Command{
		Use:     "man folder",
		Short:   "Write the manual pages",
		GroupID: groupProgram,
		Long: `man writes the manual pages of all commands to a folder, which is made if need be: tmdb.1, tmdb-search.1
and so on. They are the same at any time. man -l shows one of them.`,
		Example: "  tmdb man ~/.local/share/man/man1\n  tmdb man pages && man -l pages/tmdb.1",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return err
			}
			return manPages(args[0], cmd.Root())
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
	}
}

// manPages writes the page of a command, and those of all below it.
func manPages(folder string, cmd *cobra.Command) error {
	for _, below := range cmd.Commands() {
		if !below.IsAvailableCommand() || below.Name() == "help" {
			continue
		}
		if err := manPages(folder, below); err != nil {
			return err
		}
	}
	page, err := manPage(cmd)
	if err != nil {
		return err
	}
	return file.Write(filepath.Join(folder, manName(cmd)+".1"), page, 0o644)
}

func manName(cmd *cobra.Command) string { return strings.ReplaceAll(cmd.CommandPath(), " ", "-") }

// manPage returns the page of a command.
func manPage(cmd *cobra.Command) ([]byte, error) {
	text := cmd.Long
	switch cmd.CommandPath() {
	case "tmdb api":
		text += "\n\nThe operations:\n\n" + indented(api.List())
	case "tmdb server":
		var flags bytes.Buffer
		f := server.Flags("")
		f.SetOutput(&flags)
		f.PrintDefaults()
		text += "\n\nFlags:\n\n" + strings.ReplaceAll(flags.String(), "\t", "    ")
	}
	cmd.Long = verbatim(text)
	cmd.DisableAutoGenTag = true
	var b bytes.Buffer
	title := strings.ToUpper(manName(cmd))
	err := doc.GenMan(cmd, &doc.GenManHeader{Title: title, Section: "1", Date: new(time.Time), Source: "tmdb", Manual: "The Movie Database"}, &b)
	// It has no date: that of the day it was written would make each page another one.
	page := bytes.Replace(b.Bytes(), []byte(new(time.Time).Format("Jan 2006")), nil, 1)
	if err == nil && bytes.Equal(page, b.Bytes()) {
		err = fmt.Errorf("the page of %s has no date to be taken out", cmd.CommandPath())
	}
	return page, err
}

// verbatim has lines that begin with blanks stay lines: the text of a page is Markdown.
func verbatim(text string) string {
	var b strings.Builder
	was := false
	for line := range strings.Lines(text) {
		is := strings.HasPrefix(line, "  ")
		if is != was && strings.TrimSpace(line) != "" {
			b.WriteString("\n")
		}
		if is {
			b.WriteString("    ")
		}
		if strings.TrimSpace(line) != "" {
			was = is
		}
		b.WriteString(line)
	}
	return b.String()
}
