# The checks of this project by short names: one list, which .ci/run and the workflow call too.
# `make help` prints it.

GO ?= go

# The newer of the two versions that Go supports, go.mod has the older one. Go fetches it as a module.
NEWER_GO = go1.27.3

# What has to pass before a change lands, in this order.
CHECKS = fmt tidy generate-check vet race newer-go examples modules compat spec-tools site proxy-check vuln lint release-check

# Each module is checked as those get it who import it, not by the versions that go.work finds for all.
export GOWORK = off

# Tools that make and check, in a module of their own: who imports the client inherits nothing of them.
TOOL = $(GO) tool -modfile=$(CURDIR)/tools/go.mod

# goreleaser requires half of what there is, so it does not share a module with the others.
RELEASE_TOOL = $(GO) tool -modfile=$(CURDIR)/tools/release/go.mod

# What tells MCP's registry of a release. It wants newer modules than goreleaser does.
MCP_TOOL = $(GO) tool -modfile=$(CURDIR)/tools/mcp/go.mod

# The modules within this one.
MODULES = $(filter-out tools tools/release,$(patsubst %/go.mod,%,$(shell git ls-files '*/go.mod')))

.PHONY: help all generate test newer-go bench chaos scale fuzz node chromium engines release release-files release-mcp release-modules $(CHECKS)

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

all: ## every check, stopping at the first that fails
	@for check in $(CHECKS); do \
		printf '\n== make %s\n' $$check; \
		$(MAKE) --no-print-directory $$check || { echo "make $$check failed" >&2; exit 1; }; \
	done

generate: ## bundle and check the spec, write all generated files
	$(GO) generate ./...

# Once is enough: on a clean tree, a run that changes nothing is a run that began with its own result, and
# so would the next. On any other tree a difference may be its owner's.
generate-check: ## go generate changes no file, and leaves none behind
	@if [ -n "$$(git status --porcelain --untracked-files=all)" ]; then \
		git status --short --untracked-files=all; \
		echo "these changes are not committed, so it cannot be told what go generate changes" >&2; exit 1; \
	fi
	$(GO) generate ./...
	TMDB_OAPI_CODEGEN=1 $(GO) test ./internal/generate
	@git --no-pager diff --stat --exit-code && test -z "$$(git status --porcelain --untracked-files=all)" || { \
		git status --short --untracked-files=all; \
		echo "go generate changed these files: commit what it writes" >&2; exit 1; \
	}

fmt: ## gofmt would change no file
	@files=$$(git ls-files '*.go' | xargs gofmt -l); \
	if [ -n "$$files" ]; then echo "run gofmt -w on:" $$files >&2; exit 1; fi

tidy: ## go mod tidy would change nothing
	$(GO) mod tidy -diff

vet: ## go vet
	$(GO) vet ./...

lint: ## golangci-lint in all modules, configured by .golangci.yml
	@for module in . $(MODULES); do \
		echo "golangci-lint in $$module"; (cd $$module && $(TOOL) golangci-lint run ./...) || exit 1; \
	done

test: ## all tests, without network
	$(GO) test ./...

race: ## all tests with the race detector
	$(GO) test -race ./...

newer-go: ## go vet and all tests with the newer version of Go
	GOTOOLCHAIN=$(NEWER_GO) $(GO) vet ./...
	GOTOOLCHAIN=$(NEWER_GO) $(GO) test ./...

examples: ## run every example without a token, and the command from the top
	@for example in $$($(GO) list -f '{{if eq .Name "main"}}{{.ImportPath}}{{end}}' ./examples/...); do \
		echo "$$example"; env -u TMDB_ACCESS_TOKEN -u TMDB_API_KEY -u TMDB_BASE_URL $(GO) run $$example >/dev/null || exit 1; \
	done
	env -u GOWORK -u TMDB_ACCESS_TOKEN -u TMDB_API_KEY -u TMDB_BASE_URL $(GO) run ./cmd/tmdb search arrival

# PostgreSQL's programs are in a folder of its version, not in the path.
engines: ## installs Redis and PostgreSQL, which tests start, if they are missing
	@command -v redis-server >/dev/null && ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || \
		{ apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y redis-server postgresql; }

modules: engines ## tidy, vet and race in the modules within this one
	@for module in $(MODULES); do \
		echo "$$module"; \
		(cd $$module && $(GO) mod tidy -diff && $(GO) vet ./... && $(GO) test -race ./...) || exit 1; \
	done

# Installs Node if need be. The package nodejs brings npm, or does not: it depends on whose it is.
node:
	@command -v npm >/dev/null || { apt-get update && apt-get install -y nodejs; }
	@command -v npm >/dev/null || apt-get install -y npm

compat: node ## clients of other people against tmdb-server; installs Node and them if need be
	cd compat && $(GO) run .

spec-tools: node ## tools of other people on the bundle of the spec; installs Node and them if need be
	cd spectools && $(GO) run .

chromium: ## installs Chromium if it is missing
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || { apt-get update && apt-get install -y chromium; }

site: node chromium ## the site in a browser; installs Chromium, Node and axe-core if need be
	cd sitecheck && $(GO) run .

# Many of the tests wait while the proxy tries again, so more of them run at once than there are processors. Those that
# leave the credential to the proxy are all in one package.
PROXIED = TMDB_TEST_PROXY=$(CURDIR)/build/bin/tmdb $(GO) test -count=1 -parallel 8

proxy-check: chromium ## the tests of the wrapper, and an app in a browser, with tmdb proxy in between
	cd cmd/tmdb && $(GO) build -o $(CURDIR)/build/bin/tmdb .
	$(PROXIED) ./wrapper/...
	TMDB_TEST_PROXY_ANONYMOUS=1 $(PROXIED) ./wrapper
	cd sitecheck && $(PROXIED) -run Proxy .

vuln: ## govulncheck; says so and passes if its database is out of reach
	@if out=$$($(TOOL) govulncheck ./... 2>&1); then echo "$$out"; else \
		echo "$$out"; \
		case "$$out" in \
		*"fetching vulnerabilities"*) echo "NOT CHECKED: the database of vulnerabilities is out of reach";; \
		*) exit 1;; \
		esac; \
	fi

# By goreleaser, what comes with the program: pages of the manual and completions, the same each time.
release-files:
	rm -rf build/release && mkdir -p build/release/completions
	cd cmd/tmdb && CGO_ENABLED=0 $(GO) build -trimpath -o $(CURDIR)/build/release/tmdb .
	build/release/tmdb man build/release/man
	gzip -9 -n -k build/release/man/*.1
	for shell in bash zsh fish; do build/release/tmdb completion $$shell >build/release/completions/tmdb.$$shell || exit 1; done
	build/release/tmdb completion powershell >build/release/completions/tmdb.ps1

build/bin/cyclonedx-gomod: tools/release/go.mod
	cd tools/release && $(GO) build -o $(CURDIR)/$@ github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod

# ko is left out, for it fetches its base image; goreleaser check has read what it is to do.
release-check: build/bin/cyclonedx-gomod ## goreleaser's configuration, and what it makes for one platform; the first build takes minutes
	$(RELEASE_TOOL) goreleaser check --config cmd/tmdb/.goreleaser.yaml
	sed -e 's/^    goos: .*/    goos: [linux]/' -e "s/^    goarch: .*/    goarch: [$$($(GO) env GOHOSTARCH)]/" \
		cmd/tmdb/.goreleaser.yaml >build/one-platform.yaml
	PATH="$(CURDIR)/build/bin:$$PATH" $(RELEASE_TOOL) goreleaser release --config build/one-platform.yaml --snapshot --clean --skip=ko
	cd tools/mcp && $(GO) run ./server
	cd tools/release && $(GO) vet ./... && $(GO) run ./look $(CURDIR)/dist

VERSION ?= v0.0.1
OUT ?=
release-modules: ## commit and tags of the release VERSION in the new clone OUT, tried by go install; without OUT only tried
	cd tools/release && $(GO) run ./modules -version $(VERSION) $(if $(OUT),-out $(abspath $(OUT)))

# The section of CHANGELOG.md is what the release says of itself.
release: build/bin/cyclonedx-gomod ## publishes the release whose tag is checked out: archives, packages, image
	sed -n '/^## \['"$${GORELEASER_CURRENT_TAG#v}"'\]/,/^## \[/p' CHANGELOG.md | sed '1d;$$d' >build/notes.md
	test -s build/notes.md || { echo "CHANGELOG.md has no section of $$GORELEASER_CURRENT_TAG" >&2; exit 1; }
	PATH="$(CURDIR)/build/bin:$$PATH" $(RELEASE_TOOL) goreleaser release --config cmd/tmdb/.goreleaser.yaml --clean --release-notes build/notes.md
	cd tools/mcp && $(GO) run ./server

# It proves by the workflow's own identity whose release it is, so it runs in the workflow only.
release-mcp: ## tells MCP's registry of the release that `make release` has published
	$(MCP_TOOL) publisher login github-oidc
	$(MCP_TOOL) publisher publish dist/server.json

chaos: engines ## ten minutes of a mirror whose processes, and whose Redis, are killed at random
	cd cmd/tmdb-mirror && CHAOS=10m $(GO) test -v -run Chaos -timeout 30m .

scale: engines ## a hundredth of TMDB mirrored: writes what that costs into docs/scale.md
	cd mirror && MIRROR_SCALE=100 MIRROR_SCALE_WRITES=$(CURDIR)/docs/scale.md $(GO) test -v -run TestScale -timeout 1h .

bench: ## all benchmarks
	$(GO) test -run '^$$' -bench . -benchmem ./...

FUZZTIME ?= 10s
fuzz: ## every fuzz test of every package, FUZZTIME each (10s)
	@for pkg in $$($(GO) list ./...); do \
		for f in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
			echo "$$pkg $$f"; \
			$(GO) test -run '^$$' -fuzz "^$$f\$$" -fuzztime $(FUZZTIME) $$pkg || exit 1; \
		done; \
	done
