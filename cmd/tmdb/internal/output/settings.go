// Package output prints what commands have: tables and pages for people, JSON, CSV and lines with tabs
// for programs.
package output

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"text/template"

	"github.com/itchyny/gojq"
	"github.com/spf13/pflag"
)

// Format is how rows are printed.
type Format string

// The formats. Auto is Table on a terminal, and otherwise Tabs.
const (
	Auto   Format = ""
	Table  Format = "table"
	JSON   Format = "json"
	NDJSON Format = "ndjson"
	CSV    Format = "csv"
	Tabs   Format = "tsv"
)

var formats = []Format{Table, JSON, NDJSON, CSV, Tabs}

// Settings are what the flags say.
type Settings struct {
	Format   string
	Fields   string
	JQ       string
	Template string
	Color    string
	NoPager  bool
	// Pager is the program for what is longer than the terminal, "" for less.
	Pager string

	ctx         context.Context // of the command, nil for none
	forTerminal bool
}

// allFields is the value of --json without one.
const allFields = "*"

// AddFlags adds the flags.
func (s *Settings) AddFlags(flags *pflag.FlagSet) {
	flags.StringVarP(&s.Format, "output", "o", "", "how to print: table, json, ndjson, csv or tsv\n(on a terminal table, otherwise tsv)")
	flags.StringVar(&s.Fields, "json", "", "print JSON: all fields, or --json=id,title")
	flags.Lookup("json").NoOptDefVal = allFields
	flags.StringVarP(&s.JQ, "jq", "q", "", "print what a jq `expression` makes of the JSON")
	flags.StringVarP(&s.Template, "template", "t", "", "print what a Go `template` makes of the JSON")
	flags.StringVar(&s.Color, "color", "auto", "auto, always or never (auto goes by NO_COLOR and CLICOLOR too)")
	flags.BoolVar(&s.NoPager, "no-pager", false, "do not page what is longer than the terminal")
}

// Values returns the values that a flag may have, for completion.
func Values(flag string) []string {
	switch flag {
	case "output":
		names := make([]string, len(formats))
		for i, format := range formats {
			names[i] = string(format)
		}
		return names
	case "color":
		return []string{"auto", "always", "never"}
	}
	return nil
}

// way is how to print, by the settings.
type way struct {
	format   Format
	fields   []string
	jq       *gojq.Code
	template *template.Template
	// known are the fields that there are, nil if that depends on the value.
	known       []string
	ctx         context.Context
	forTerminal bool
}

// someFields is what people write after a blank where --json=id,title is meant.
var someFields = regexp.MustCompile(`^[a-z][a-z0-9_]*(,[a-z][a-z0-9_]*)+$`)

// Check returns what is wrong with the flags, given the arguments beside them.
func (s Settings) Check(args []string) error {
	if i := slices.IndexFunc(args, someFields.MatchString); i >= 0 && s.Fields == allFields {
		return fmt.Errorf("--json takes fields after =: write --json=%s", args[i])
	}
	_, err := s.way()
	return err
}

func (s Settings) way() (w way, err error) {
	w = way{format: Format(s.Format), ctx: s.ctx, forTerminal: s.forTerminal}
	if w.ctx == nil {
		w.ctx = context.Background()
	}
	if w.format != Auto && !slices.Contains(formats, w.format) {
		return w, fmt.Errorf("--output is %.20q: want table, json, ndjson, csv or tsv", s.Format)
	}
	if !slices.Contains(Values("color"), s.Color) && s.Color != "" {
		return w, fmt.Errorf("--color is %.20q: want auto, always or never", s.Color)
	}
	forJSON := s.Fields != "" || s.JQ != "" || s.Template != ""
	if forJSON {
		if w.format == Auto {
			w.format = JSON
		}
		if w.format != JSON && w.format != NDJSON {
			return w, fmt.Errorf("--json, --jq and --template are for JSON: leave --output %s out", w.format)
		}
	}
	if s.JQ != "" && s.Template != "" {
		return w, errors.New("--jq and --template exclude each other")
	}
	if s.Fields != "" && s.Fields != allFields {
		for field := range strings.SplitSeq(s.Fields, ",") {
			if field = strings.TrimSpace(field); field == "" {
				return w, fmt.Errorf("--json is %.60q: want fields with commas between them and no blanks, such as --json=id,title", s.Fields)
			}
			w.fields = append(w.fields, field)
		}
	}
	if s.JQ != "" {
		query, err := gojq.Parse(s.JQ)
		if err != nil {
			return w, fmt.Errorf("--jq: %w", err)
		}
		if w.jq, err = gojq.Compile(query); err != nil {
			return w, fmt.Errorf("--jq: %w", err)
		}
	}
	if s.Template != "" {
		if w.template, err = template.New("--template").Option("missingkey=error").Funcs(functions).Parse(s.Template); err != nil {
			return w, err
		}
	}
	return w, nil
}
