// Package picture shows pictures in a terminal.
package picture

import (
	"strings"

	"github.com/charmbracelet/colorprofile"
)

// Protocol is how a terminal takes a picture.
type Protocol string

// The protocols. Blocks draws two pixels in the place of a character, which any terminal with colours can
// show.
const (
	None   Protocol = ""
	Kitty  Protocol = "kitty"
	ITerm  Protocol = "iterm2"
	Sixel  Protocol = "sixel"
	Blocks Protocol = "blocks"
)

// Protocols are those that a user can ask for.
var Protocols = []Protocol{Kitty, ITerm, Sixel, Blocks}

// Detect returns how the terminal of an environment takes pictures, by the variables that terminals set; it
// asks the terminal nothing.
func Detect(env func(name string) string, colors colorprofile.Profile) Protocol {
	term, program := env("TERM"), env("TERM_PROGRAM")
	switch {
	case colors <= colorprofile.ASCII:
		return None
	case env("TMUX") != "" || strings.HasPrefix(term, "screen") || strings.HasPrefix(term, "tmux"):
		return Blocks // what lies between would eat the rest
	case env("KITTY_WINDOW_ID") != "" || term == "xterm-kitty" || term == "xterm-ghostty" || program == "ghostty":
		return Kitty
	case program == "iTerm.app" || program == "WezTerm" || env("LC_TERMINAL") == "iTerm2":
		return ITerm
	case strings.Contains(term, "sixel") || strings.HasPrefix(term, "foot") || strings.HasPrefix(term, "mlterm") || strings.HasPrefix(term, "contour"):
		return Sixel
	}
	return Blocks
}
