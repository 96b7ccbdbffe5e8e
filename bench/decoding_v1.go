//go:build !go1.27 || !goexperiment.jsonv2

package main

// standardV2 is empty: encoding/json/v2 is in Go from 1.27 on.
var standardV2 []decoder
