# The packages that "make test" and "make bench" look at.
PACKAGES ?= ./...
# How long "make soak" runs each fuzz target.
FUZZTIME ?= 10m
# How often "make soak" kills the program.
VOLDAAN_CRASH_KILLS ?= 200
# How long each benchmark runs.
BENCHTIME ?= 200ms

.PHONY: help
help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile | expand -t 14
	@echo
	@echo 'make test PACKAGES=./store/...   looks at a part only'

.PHONY: test
test: setup ## install what is missing, check, and run all tests with the race detector
	scripts/check $(PACKAGES)
	scripts/with-postgres scripts/test $(PACKAGES)

.PHONY: setup
setup: ## install the programs that the tests need, or name them
	scripts/setup

.PHONY: check
check: ## run the formatter's and the static checks
	scripts/check $(PACKAGES)

.PHONY: fmt
fmt: ## format all Go files
	go tool gofumpt -w .

.PHONY: corpus
corpus: ## check the corpus and show how much of each label it has
	go run ./classify/train check

.PHONY: model
model: ## learn the model of the reader from the corpus
	go run ./classify/train model

.PHONY: eval
eval: ## measure the reader: docs/evaluation.md and docs/reliability.png
	go run ./classify/train eval

.PHONY: bench
bench: setup ## run all benchmarks, shortly
	VOLDAAN_BENCH_LARGE=1 scripts/with-postgres go test -run '^$$' -bench . -benchmem -benchtime $(BENCHTIME) -timeout 18m $(PACKAGES)

.PHONY: soak
soak: setup ## fuzz every parser for FUZZTIME and kill the program VOLDAAN_CRASH_KILLS times
	FUZZTIME=$(FUZZTIME) VOLDAAN_CRASH_KILLS=$(VOLDAAN_CRASH_KILLS) scripts/with-postgres scripts/soak
