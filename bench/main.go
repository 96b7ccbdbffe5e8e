// Bench measures the client against a raw GET, against the hand-written Go client that most people
// use, and its decoding against that of other JSON libraries:
//
//	go run .                                           # everything, in two to four minutes
//	go run . -rows details                             # the rows whose names match
//	go test -run '^$' -bench . -count 10 -timeout 0    # input for benchstat, in twenty or more
//
// One server process on loopback sends the same bytes to all. What stands in a table is a median of
// rounds in which all contenders of the table take turns, so a ratio within a table is right even on a
// machine with other work to do; a time alone is not.
//
// It is a module of its own, so that the client does not depend on what it is measured against.
package main

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"time"
)

func main() {
	if isServer() {
		fail(serve(os.Stdout, os.Stdin))
		return
	}
	rounds := flag.Int("rounds", 25, "how often each contender of a table has its turn")
	turn := flag.Duration("turn", 100*time.Millisecond, "how long a turn takes")
	names := flag.String("rows", ".", "a regular expression for the names of the rows to measure")
	flag.Parse()
	wanted, err := regexp.Compile(*names)
	fail(err)

	srv, err := startServer()
	fail(err)
	defer srv.stop()
	plain, err := newClients(srv.plain)
	fail(err)
	packed, err := newClients(srv.packed)
	fail(err)
	rows, err := newRows(plain, packed)
	fail(err)
	printMachine(os.Stdout)
	all := results{}
	for _, r := range rows {
		if !wanted.MatchString(r.name) {
			continue
		}
		fail(r.check())
		all[r.name], err = r.measure(*rounds, *turn)
		fail(err)
		printRow(os.Stdout, r, all[r.name])
	}
	if wanted.MatchString(kept) {
		body, err := plain.body(detailsPath)
		fail(err)
		fail(printKept(os.Stdout, body))
	}
	printTargets(os.Stdout, all)
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}
