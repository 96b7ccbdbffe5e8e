//go:build go1.27 && goexperiment.jsonv2

package main

import jsonv2 "encoding/json/v2"

var standardV2 = []decoder{{"encoding/json/v2", func(data []byte, v any) error { return jsonv2.Unmarshal(data, v) }}}
