//go:build !goexperiment.jsonv2

package main

// standardV2 is empty: encoding/json/v2 is not there.
var standardV2 []decoder
