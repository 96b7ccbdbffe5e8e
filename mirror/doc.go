// Package mirror keeps a copy of TMDB in a database of yours: SQLite, which is a file, or PostgreSQL
// for many machines.
//
//	m, err := mirror.Open(ctx, "mirror.db")
//	err = m.Init(ctx, mirror.Config{Kinds: []database.Kind{database.Movie}})
//	err = m.Run(ctx, mirror.RunOptions{})
//
// What is to be done are jobs in the same database (River's), so that storing titles and completing
// their job is one transaction: any number of processes on any number of machines may run, and where
// one dies, others go on. They share one rate of requests.
//
// Each day the export of each kind is compared with what is there: ids that are new are fetched, ids
// that are gone are marked, and so are those that TMDB changed or that have become old fetched again.
//
// What all of TMDB costs is in docs/scale.md of the repository.
package mirror
