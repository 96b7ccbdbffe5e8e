package api

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/internal/spec"
)

// completeValues completes the values of a schema; in a list the one after the last comma.
func completeValues(s *spec.Schema) cobra.CompletionFunc {
	values, isList := s.Enum, s.Format == "and-or-list"
	if s.Items != nil {
		values, isList = s.Items.Enum, true
	}
	if s.Type == "boolean" {
		values = []string{"true", "false"}
	}
	return func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		if !isList {
			return beginning(values, typed), cobra.ShellCompDirectiveNoFileComp
		}
		before := typed[:strings.LastIndexAny(typed, ",|")+1]
		var all []string
		for _, value := range values {
			if !strings.Contains(","+strings.ReplaceAll(before, "|", ","), ","+value+",") {
				all = append(all, before+value)
			}
		}
		return beginning(all, typed), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
}

// completePath completes the values of a path.
func (m *method) completePath(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) >= len(m.path) {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	p := m.path[len(args)]
	if m.isMe(len(args), me) {
		return []string{me}, cobra.ShellCompDirectiveNoFileComp
	}
	return beginning(p.Enum, typed), cobra.ShellCompDirectiveNoFileComp
}

// beginning returns those of some values that begin with a text.
func beginning(values []string, text string) []string {
	var some []string
	for _, value := range values {
		if strings.HasPrefix(value, text) {
			some = append(some, value)
		}
	}
	return some
}

// must panics at what can only be wrong with this program.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
