package output

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"strings"
)

// page shows text by the pager, or as it is if there is none.
func (p *Printer) page(text []byte) error {
	words := strings.Fields(p.settings.Pager)
	if len(words) == 0 {
		words = []string{"less"}
	}
	path, err := exec.LookPath(words[0])
	if words[0] == "cat" || err != nil {
		if p.settings.Pager != "" && err != nil {
			fmt.Fprintf(os.Stderr, "The pager %.60q is not to be found: see tmdb config, or PAGER.\n", words[0])
		}
		_, err = p.out.Write(text)
		return err
	}
	cmd := exec.Command(path, words[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(text), p.out, os.Stderr
	cmd.Env = os.Environ()
	if _, isSet := os.LookupEnv("LESS"); !isSet {
		cmd.Env = append(cmd.Env, "LESS=FRX") // as git has it: colours, and no pager for what fits
	}
	// Ctrl-C is the pager's while it runs: it stays on the terminal, and so must this program.
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt)
	defer signal.Stop(interrupts)
	err = cmd.Run()
	if _, ok := errors.AsType[*exec.ExitError](err); ok { // it has said what is wrong, if anything is
		return nil
	}
	return err
}
