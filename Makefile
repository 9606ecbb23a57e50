# Everything a person or a CI machine does with this project. Needs make, Maven or jbang, and a JDK 25 somewhere.

# Two JBang builds of one uncached script spoil each other, so nothing here may fan out, not even under make -j.
.NOTPARALLEL:
.PHONY: help run test fuzz windows check bench jar release clean setup

SHELL := bash
jbang := $(shell command -v jbang || echo .ci/jbang/jbang)
ifeq ($(jbang),.ci/jbang/jbang)
export PATH := $(CURDIR)/.ci/jbang:$(PATH)
endif
# Java takes user.home from the account; with a HOME of its own, JBang's folder has to follow HOME.
export JBANG_DIR ?= $(HOME)/.jbang
export JBANG_NO_VERSION_CHECK ?= true

scripts := $(wildcard runbook/*.java)
# The compiler is done before its own best code would be; with the first compiler alone it takes half the time.
quick := -C=-J-XX:TieredStopAtLevel=1

help: ## what can be done here
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1|\2/p' Makefile | awk -F'|' '{ printf "%-12s %s\n", $$1, $$2 }'

run: setup ## the demonstration: every fault, and what diagnose says of it
	@jbang run $(quick) runbook/Demo.java

# What an account is set to is not what is tested: its language, a path without sbin, options at which Java speaks up.
test fuzz windows: export LC_ALL := C.UTF-8
test fuzz windows: export PATH := $(PATH):/usr/sbin:/sbin
# Built with the account's Java options, which may be how its libraries are reached.
tests := jbang build $(quick) tests/RunTests.java && \
    env -u JAVA_TOOL_OPTIONS -u JDK_JAVA_OPTIONS jbang run $(quick) tests/RunTests.java

test: setup ## all tests, or those whose class name contains one of: make test ARGS="Netstat user"
	@.ci/lab-needs
	@.ci/grammar
	@.ci/pwsh
	@# The tests are built with the library, which a file that has gone keeps from being built.
	@[ -z "$$UPDATE" ] || jbang tests/layout/Index.java
	@$(tests) --without=windows $(ARGS)

# Nothing else needs it.
jazzer := com.code-intelligence:jazzer:0.24.0
fuzz: setup ## readers of foreign bytes under Jazzer: make fuzz ARGS="page-post journal --seconds=600"
	@.ci/checksums
	@jbang run $(quick) --deps $(jazzer) --main fuzz.Fuzz tests/RunTests.java $(ARGS)

windows: setup ## the tests on a Windows: Wine with a real Java, PowerShell and registry
	@.ci/windows-needs
	@$(tests) --only=windows $(ARGS)

check: setup ## compiles all of it anew, a warning being an error, from the libraries whose digests are known
	@.ci/checksums
	@jbang build --fresh $(quick) -C=-Xlint:all -C=-Werror tests/RunTests.java

bench: release ## measures, beside a yardstick in the same run
	@jbang tests/bench/Bench.java $(ARGS)

jar: setup ## one self-contained jar a script in .build/, for a machine without JBang: java -jar NAME.jar
	@mkdir -p .build
	@for script in $(scripts); do \
	    jar=.build/$$(basename $$script .java | sed -E 's/([a-z])([A-Z])/\1-\2/g' | tr A-Z a-z).jar; \
	    jbang export fatjar --force -O $$jar $$script || exit 1; done

release: setup ## .build/release: the form for a tag, the library in one jar and scripts that name it
	@rm -rf .build/release
	@jbang run --sources lib/Lib.java tests/release/Release.java .build/release \
	    "$$(git remote get-url origin 2>/dev/null)"

clean: ## removes what was built and fetched here
	rm -rf .build .tools

setup: ## fetches JBang when there is none and shows it a JDK; every other target starts with this
	@.ci/jbang/setup
