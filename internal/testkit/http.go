package testkit

import "net/http"

// HTTP is the client of tests that ask a server in the process. Those of net/http share connections
// with every test that runs beside: Close of an httptest.Server closes all that are idle at the moment,
// and a request that has just been given one of them fails.
var HTTP = &http.Client{Transport: http.DefaultTransport.(*http.Transport).Clone()}
