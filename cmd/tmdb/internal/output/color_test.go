package output

import "testing"

func TestColored(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		isTerminal bool
		env        map[string]string
		want       bool
	}{
		"a terminal":                   {isTerminal: true, env: map[string]string{"TERM": "xterm"}, want: true},
		"a pipe":                       {env: map[string]string{"TERM": "xterm", "COLORTERM": "truecolor"}},
		"NO_COLOR of any value":        {isTerminal: true, env: map[string]string{"NO_COLOR": "yes"}},
		"NO_COLOR=0 is set":            {isTerminal: true, env: map[string]string{"NO_COLOR": "0"}},
		"NO_COLOR that is empty":       {isTerminal: true, env: map[string]string{"NO_COLOR": ""}, want: true},
		"NO_COLOR before the force":    {isTerminal: true, env: map[string]string{"NO_COLOR": "1", "CLICOLOR_FORCE": "1"}},
		"forced in a pipe":             {env: map[string]string{"CLICOLOR_FORCE": "1"}, want: true},
		"forced on a dumb terminal":    {isTerminal: true, env: map[string]string{"TERM": "dumb", "CLICOLOR_FORCE": "1"}, want: true},
		"CLICOLOR_FORCE=0":             {env: map[string]string{"CLICOLOR_FORCE": "0"}},
		"CLICOLOR=0":                   {isTerminal: true, env: map[string]string{"CLICOLOR": "0"}},
		"CLICOLOR=1 is for a terminal": {env: map[string]string{"CLICOLOR": "1"}},
		"a dumb terminal":              {isTerminal: true, env: map[string]string{"TERM": "dumb"}},
		"a terminal without a name":    {isTerminal: true, want: true}, // as on Windows
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := colored(tt.isTerminal, func(name string) string { return tt.env[name] }); got != tt.want {
				t.Errorf("colored is %v, want %v", got, tt.want)
			}
		})
	}
}
