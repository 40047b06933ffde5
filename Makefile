# make demo    builds the command and annotates the five pages of the corpus
# make test    runs all tests
# make bench   measures speed, memory and linearity
# make golden  renews the recorded output of the pages, to be read before it is committed

SHELL := /bin/bash
BAOSHU := .build/release/baoshu
# Tests run optimized, for they match and link a great deal: six times as fast as without, and asserts still hold.
SWIFT_TEST := swift test -Xswiftc -O -Xswiftc -assert-config -Xswiftc Debug

.PHONY: all build demo test bench golden format clean setup

all: build

setup:
	@Support/system-packages

build: setup
	swift build -c release --product baoshu

demo: build
	@Support/demo

# The tests of the command run the release build, as users have it.
test: build
	@Support/python-venv
	BAOSHU_COMMAND="$(CURDIR)/$(BAOSHU)" $(SWIFT_TEST)

bench: build
	swift build -c release --product BaoShuBench
	.build/release/BaoShuBench

golden: build
	BAOSHU_RENEW=1 BAOSHU_COMMAND="$(CURDIR)/$(BAOSHU)" $(SWIFT_TEST) --filter GoldenTests
	@git --no-pager diff --stat -- Tests/Golden

format:
	swift format --in-place --recursive Sources Tests Benchmarks Package.swift

clean:
	rm -rf .build .venv out
