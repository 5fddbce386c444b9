# Every target can be the first one called on a fresh machine. `make help` lists them.

# The build refuses an import that Package.swift does not declare. SwiftPM prints "Build complete!" even then: only its
# exit code tells.
ARROWS := --explicit-target-dependency-import-check error
BUILD := swift build $(ARROWS)
RELEASE := .build/release

# The firmware's modules, compiled as for a microcontroller: one whole module, no allocator, no runtime.
EMBEDDED := -Xswiftc -enable-experimental-feature -Xswiftc Embedded -Xswiftc -wmo -Xswiftc -no-allocations

# Tests run the real binaries, and the same Varlink client that a clinic's own software would use.
test: export MYOTHERM_BIN = $(CURDIR)/$(RELEASE)
test: export MYOTHERM_PYTHON = $(CURDIR)/.venv/bin/python

demo: PLAN ?= examples/plans/demo.yaml
demo: export PLAN := $(PLAN)
SEEDS ?= 0..299
SECONDS ?= 60
KILLS ?= 200
SEED ?= 1

.DEFAULT_GOAL := build
.NOTPARALLEL:
.PHONY: plots follow setup setup-build setup-bench build demo test hotplug lint embedded verify walk same-bytes bench budgets kills \
    campaign barriers unguarded mutants fuzz trace sanitize clean help install setup-deb deb setup-units check-units \
    setup-system system-test

setup: ## check the toolchain, install system packages that are missing, make .venv
	@scripts/setup

setup-build:
	@scripts/setup build

setup-bench:
	@scripts/setup bench

setup-units:
	@scripts/setup units

plots: build ## draw what the documents show; needs no package
	scripts/plots

setup-deb:
	@scripts/setup deb

build: setup-build ## release build; the products are in .build/release
	$(BUILD) -c release

demo: build ## a whole treatment on a simulated device; PLAN=FILE takes another plan
	scripts/demo

# Tests that compute for minutes in virtual time; beside them, tests that wait for a socket's answer would wait too long.
LONG := (World|Conformance|Link|Device|Control|Oracle|Tissue|Verification|SimulatorFiles)Tests[.]
TESTS := swift test --skip-build --disable-xctest

# The quick checks come first. The real programs run alone, because a busy machine makes them late. The test runner comes
# last: its closing line is the last thing to read.
test: setup lint check-units embedded build ## everything that CI runs
	swift build --build-tests $(ARROWS)
	@sync # what the build wrote would stall the line under the real programs
	$(TESTS) --filter RealPrograms
	scripts/follow docs/first-treatment.md
	scripts/hotplug
	scripts/kills --kills 15
	@scripts/trace >.build/trace.txt || { cat .build/trace.txt; exit 1; }
	@tail -1 .build/trace.txt
	scripts/same-bytes
	$(RELEASE)/myotherm-sim verify >.build/verify.md || { tail -1 .build/verify.md; exit 1; }
	@tail -1 .build/verify.md
	scripts/unguarded
	scripts/campaign 0..299 0..49 0..59
	$(RELEASE)/myotherm-campaign deep --check --profile reference --seeds 0..29
	$(RELEASE)/myotherm-campaign deep --check --profile monopolar --seeds 0..29
	scripts/mutants --sample 10 --seed 1 --quiet
	$(TESTS) --filter '$(LONG)'
	$(TESTS) --skip RealPrograms --skip '$(LONG)'

follow: build ## type what docs/first-treatment.md says, and hold what comes against it
	scripts/follow docs/first-treatment.md

hotplug: build ## plug devices in and out on a machine made of namespaces; HOTPLUG='plug --verbose' for some scenarios
	scripts/hotplug $(HOTPLUG)

lint: setup-build ## format, forbidden imports, size and words
	@scripts/lint

check-units: setup-units ## units, udev rules and what is installed beside them, by systemd's own checkers
	@scripts/check-units

embedded: setup-build ## compile the firmware's modules without an allocator
	$(BUILD) --target Device --scratch-path .build-embedded $(EMBEDDED)
	@echo "embedded: Units, Wire, Link and Device compile without an allocator"

verify: build ## hold the heat solver against closed forms
	$(RELEASE)/myotherm-sim verify

walk: setup-build ## every state of the machine and everything that can happen in it; the counts, and what was not reached
	scripts/walk

same-bytes: build ## one seeded treatment with faults on release, debug and without FMA
	$(BUILD) --product myotherm-campaign --scratch-path .build-debug -Xswiftc -Onone
	MYOTHERM_DEBUG_BIN=.build-debug/debug scripts/same-bytes

bench: setup-bench build ## measure what the budgets are about; BENCH='--only codec' for one, '--quick' for a look
	Benchmarks/build
	Benchmarks/run $(BENCH)

budgets: build ## start, idle and memory of the daemon against their budgets; SECONDS for each idle figure, 60 unless told
	Benchmarks/run --only daemon --seconds $(SECONDS)

kills: build ## kill the daemon at KILLS moments of treatments, 200 unless told, and look at what is left; SEED=N
	scripts/kills --kills $(KILLS) --seed $(SEED)

unguarded: setup-build ## the campaign on a copy of the sources without the host's interlocks
	scripts/unguarded

campaign: setup-build unguarded ## treatments in virtual time in which things break, in every mode; SEEDS=FIRST..LAST
	$(BUILD) -c release --product myotherm-campaign
	scripts/campaign $(SEEDS)

barriers: setup-build unguarded ## for each interlock a case in which it is the only barrier; SEEDS=FIRST..LAST
	$(BUILD) -c release --product myotherm-campaign
	scripts/barriers $(SEEDS)

mutants: setup-build ## break every safety check on purpose, one at a time; a test must notice each; MUTANTS='--sample 10'
	scripts/mutants $(MUTANTS)

fuzz: setup-build ## throw bytes at every parser of bytes from outside for SECONDS, 60 unless told
	scripts/fuzz $(SECONDS)

sanitize: setup-build ## the tests under the address sanitizer, then under the thread sanitizer
	scripts/sanitize address
	scripts/sanitize thread

trace: ## every hazard, what stands against it and how many tests prove it; fails where a link is missing
	@scripts/trace

# Does not build what is there: as root there may be no toolchain.
install: export DESTDIR := $(DESTDIR)
install: export PREFIX := $(or $(PREFIX),/usr)
install: | $(RELEASE)/myothermd $(RELEASE)/myothermctl $(RELEASE)/myotherm-sim ## programs, units, rules, manual; DESTDIR=, PREFIX=
	scripts/install

$(RELEASE)/%:
	$(MAKE) build

deb: setup-deb ## Debian packages, in .build-deb/packages
	scripts/package

setup-system:
	@scripts/setup system

system-test: setup-system deb ## Debian machines with the packages installed, booted in systemd-nspawn; root; SYSTEM='--only kill'
	scripts/system-test $(SYSTEM)

clean: ## remove what the other targets made
	rm -rf .build .build-debug .build-embedded .build-walk .build-fuzz .build-address .build-thread .build-bench .build-deb .venv
	rm -rf .build-system 2>/dev/null || sudo rm -rf .build-system # its roots belong to root

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))
