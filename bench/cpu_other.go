//go:build !unix

package main

import "time"

var start = time.Now()

// cpuTime returns how long this process has run: there is no better measure of its work here.
func cpuTime() time.Duration { return time.Since(start) }
