package output

import "cmp"

// colored reports whether a terminal is written to in colour, by the variables of the environment that
// people set: NO_COLOR (no-color.org) before CLICOLOR_FORCE and CLICOLOR (bixense.com/clicolors). All
// colours here are the sixteen that any terminal has, so nothing is asked of the terminal itself.
func colored(isTerminal bool, env func(name string) string) bool {
	switch {
	case env("NO_COLOR") != "":
		return false
	case cmp.Or(env("CLICOLOR_FORCE"), "0") != "0":
		return true
	case env("CLICOLOR") == "0", env("TERM") == "dumb":
		return false
	}
	return isTerminal
}
