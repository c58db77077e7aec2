# Normalize: `make run` shows what it does, `make test` whether it is right.

SWIFT ?= swift
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
BIN := .build/release/normalize
COMPILED := Sources/Normalize/Tables/Data/compiled.bin
# Tests see internals, which costs speed: they build in a folder of their own, so that the binary
# at .build/release stays the one to measure and to ship.
TESTING := --scratch-path .build/testing -c release -Xswiftc -enable-testing
SEED ?= 20181548
INPUTS ?= 20000
ROBUSTNESS ?= 1000000
KILLS ?= 200
# Of `make fuzz`: TARGET=html TIME=3600; all targets, a minute each, without.
TARGET ?=
TIME ?= 60
FUZZ := .build/fuzz/release/Fuzz

NEEDED := libgumbo-dev libicu-dev libsqlite3-dev libzstd-dev pkg-config poppler-data poppler-utils zlib1g-dev
NEEDED_FOR_TESTS := unicode-data librust-encoding-rs-dev bzip2 icu-devtools python3
NEEDED_FOR_TABLES := unicode-data rime-data-jyut6ping3 bzip2 python3

.PHONY: all build static run test evaluate lint format docs bench tables compiled robustness linear faults fuzz fuzz-build sanitize deps deps-tests deps-tables clean help

all: build

help:
	@echo 'make run         cleans the filings of Corpus/filings into out/ and says where the report is'
	@echo 'make test        runs all tests (SEED=n and INPUTS=n for other and more generated input)'
	@echo 'make evaluate    measures how names and twins are aligned, on real names'
	@echo 'make build       builds $(BIN)'
	@echo 'make static      builds it without shared Swift libraries, in .build/static'
	@echo 'make lint        checks sources, rules and data'
	@echo 'make format      formats the sources'
	@echo 'make docs        builds the documentation into .build/docs'
	@echo 'make bench       measures speed and memory'
	@echo 'make robustness  checks the laws on ROBUSTNESS=$(ROBUSTNESS) inputs, on all cores'
	@echo 'make linear      checks that time grows with the input and no faster'
	@echo 'make faults      checks runs that are killed (KILLS=$(KILLS)), full disks, outputs that go away'
	@echo 'make fuzz        looks for inputs that break something: TARGET=html TIME=3600'
	@echo 'make sanitize    runs the tests with the address and the thread sanitizer'
	@echo 'make tables      generates the Han tables anew, then does what `make compiled` does'
	@echo 'make compiled    builds the tables of rules and lexicon beforehand: after each change of their data'
	@echo 'make deps        installs the Debian packages that are missing'

deps:
	@Scripts/install.sh $(NEEDED)

deps-tests: deps
	@Scripts/install.sh $(NEEDED_FOR_TESTS)

deps-tables:
	@Scripts/install.sh $(NEEDED_FOR_TABLES)

build: deps
	$(SWIFT) build -c release --product normalize

# Starts some milliseconds sooner and runs where no Swift is installed; ICU stays a shared library.
static: deps
	$(SWIFT) build -c release --product normalize --static-swift-stdlib --scratch-path .build/static \
	  -Xlinker -l_FoundationCShims -Xlinker -lswiftSynchronization -Xlinker -l_FoundationCollections

run: build
	$(BIN) run Corpus/filings --output out
	@echo "The report: $(CURDIR)/out/report.html"

test: deps-tests
	NORMALIZE_SEED=$(SEED) NORMALIZE_INPUTS=$(INPUTS) $(SWIFT) test $(TESTING)
	python3 Scripts/score_corpus.py .build/testing/release/normalize --floors --misses 20

evaluate: build
	python3 Scripts/evaluate.py $(BIN)

lint:
	python3 Scripts/check_rules.py
	python3 Scripts/check_compiled.py
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

format:
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

docs: deps
	Scripts/docs.sh .build/docs

bench: deps-tests build
	$(SWIFT) build $(TESTING) --product Benchmark -Xswiftc -DSTAGES
	python3 Scripts/bench.py $(BIN) --stages .build/testing/release/Benchmark

robustness: deps-tests
	$(SWIFT) build -c release --product Robustness
	.build/release/Robustness --count $(ROBUSTNESS) $(if $(filter command line environment,$(origin SEED)),--seed $(SEED))

linear: deps
	$(SWIFT) build -c release --product Robustness
	.build/release/Robustness linear
	.build/release/Robustness linear --bytes 100000000 --attempts 2 --form oneLongEnglishLine --form references

faults: build
	python3 Scripts/check_run.py $(BIN) --kills $(KILLS)

fuzz-build: deps
	$(SWIFT) build --package-path Fuzz -c release --sanitize fuzzer --scratch-path .build/fuzz

fuzz: fuzz-build
	python3 Scripts/fuzz.py $(FUZZ) .build/fuzz/found --time $(TIME) --target $(TARGET)

sanitize: deps-tests
	NORMALIZE_INPUTS=2000 $(SWIFT) test --sanitize address --scratch-path .build/address
	NORMALIZE_INPUTS=500 $(SWIFT) test --sanitize thread --scratch-path .build/thread

tables: deps-tables
	python3 Scripts/tables.py
	$(MAKE) compiled

# The program builds the tables from the data that it embeds, and embeds them: hence twice.
compiled: deps
	$(SWIFT) build -c release --product normalize
	$(BIN) tables > $(COMPILED).new && mv $(COMPILED).new $(COMPILED)
	$(SWIFT) build -c release --product normalize
	$(BIN) tables --check

clean:
	rm -rf .build out
