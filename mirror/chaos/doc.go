// Package chaos has a test only: a mirror whose processes, and whose Redis, are killed at random. It is a
// module of its own as nobody else needs it.
package chaos
