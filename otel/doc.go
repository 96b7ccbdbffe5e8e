// Package otel traces and measures the calls of a TMDB client with OpenTelemetry:
//
//	import tmdbotel "github.com/tmdb-go/tmdb/otel"
//
//	client, err := tmdb.FromEnv(tmdbotel.Instrument())
//
// It needs the API of OpenTelemetry alone; the program chooses what its spans and metrics go to.
//
// # Spans
//
// Each call has a span, a child of the span in the context that the call is made with: also one that
// was refused, given up or had from the cache, each page of an iterator, and a call of client.API. Its
// name is the operation's, such as tmdb.movieDetails, as spans of client libraries have it, and its
// kind is internal, for it is not the call that leaves the machine. Its attributes:
//
//	tmdb.operation             movieDetails
//	url.template               /3/movie/{movie_id}
//	tmdb.target                /3/movie/550?language=de, as in the Target of an Error
//	tmdb.attempts              how often its request was sent, 0 for none
//	tmdb.cache                 hit, revalidated, miss, stale or bypass, of a client with a cache
//	tmdb.limiter.wait          seconds that it waited for the rate limit, if it did
//	tmdb.shared                true if it waited for the response to another call that was the same
//	http.response.status_code  of the response, if there was one
//	error.type                 why it failed: not_found, unauthorized, invalid, rate_limited, unavailable,
//	                           canceled, timeout or _OTHER
//
// Each attempt has a span below that of its call, after the semantic conventions of HTTP clients: its
// kind is client, its name such as GET /3/movie/{movie_id}. It ends when the body of the response has
// been read or closed. Of calls that share a request, the attempts belong to the one that sends it,
// and may end after it if it was given up. The attributes are http.request.method, server.address,
// server.port, url.full, url.template, network.protocol.version, http.response.status_code,
// http.request.resend_count and error.type.
//
// No span has a secret: no token, key, session or password. So url.full is what tmdb.RedactedURL
// returns, which otelhttp, for one, does not know of: it writes api_key and session_id into each span.
//
// # Metrics
//
//	http.client.request.duration  s, histogram: attempts, by method, server, template, status, error.type
//	http.client.active_requests   attempts under way, by method, server and template
//	tmdb.client.call.duration     s, histogram: calls, by tmdb.operation and error.type
//	tmdb.client.cache             calls of a client with a cache, by tmdb.operation and tmdb.cache
//	tmdb.client.limiter.wait      s, histogram: what calls that send a request wait for the rate limit
//	tmdb.client.retries           attempts after the first, by tmdb.operation
//
// No metric has an id or a URL: there are as many series as operations that a program uses, times the
// few ways in which they end.
//
// # Together with other options
//
// [Instrument] goes together with a program's own WithHTTPClient, WithObserver, WithStart and
// WithMiddleware, in any order. A WithStart that stands after it has the call's span in its context. A
// middleware that stands before it sees attempts before they have a span, and one after it, and the
// transport of WithHTTPClient, within theirs.
//
// otel/example is a program that prints spans and metrics.
package otel
