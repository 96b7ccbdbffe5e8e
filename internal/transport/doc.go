// Package transport has the parts of an HTTP client that make requests survive: each is a [Layer]
// around an [http.RoundTripper], knows HTTP and nothing of the API behind it, and can be left out.
//
// From the outside in they belong in this order:
//
//	log → credentials → coalesce → cache → limit → retry → body limit → network
//
// Log sees every request, also those that never reach the network. Credentials come before what
// tells requests apart by them. Requests that are the same wait for one before the cache is asked
// once. The limit and what follows count only requests that leave the machine. Retry is inside the
// cache, which serves a stale answer only when the tries are used up; its tries after the first do
// not pass the limit again by themselves, which [Retry.Before] is for.
//
// Every layer is safe for concurrent use, leaves the caller's request as it is, closes the bodies of
// the answers that it drops, and returns at once when the request's context ends.
package transport
