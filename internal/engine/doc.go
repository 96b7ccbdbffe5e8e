// Package engine starts the engines of Debian that tests need, on this machine only.
package engine
