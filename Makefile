# The commands of this project by short names. Each is one go command, so make is not needed.

.PHONY: all generate test race lint bench fuzz ci

all: generate test

generate: ## bundle and check the spec, write gen/ and wrapper/*.gen.go
	go generate ./...

test:
	go test ./...

race:
	go test -race ./...

lint:
	go vet ./...
	test -z "$$(git ls-files '*.go' | xargs gofmt -l)"
	go mod tidy -diff

bench:
	go test -run '^$$' -bench . -benchmem ./...

FUZZTIME ?= 10s
fuzz: ## every fuzz test of every package, FUZZTIME each
	@for pkg in $$(go list ./...); do \
		for f in $$(go test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
			echo "$$pkg $$f"; go test -run '^$$' -fuzz "^$$f\$$" -fuzztime $(FUZZTIME) $$pkg || exit 1; \
		done; \
	done

ci:
	.ci/run
