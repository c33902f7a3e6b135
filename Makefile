# One command each: `make run` to see it work, `make test` to know it works.
# Settings: LISTEN, SESSIONS, STATE (run), DESTDIR, PREFIX, SYSCONFDIR (install, uninstall).

JAR := target/voice-agent-exporter.jar
LAYOUT := target/layout
MVN := ./mvnw $(if $(CI),--batch-mode)
SOURCES := pom.xml LICENSE NOTICE $(shell find src/main -type f)
SHELL_SCRIPTS := $(shell grep -rlE '^\#!.*sh$$' scripts .ci)

PREFIX ?= /usr/local
SYSCONFDIR ?= /etc
export DESTDIR PREFIX SYSCONFDIR LAYOUT LISTEN SESSIONS STATE

.DEFAULT_GOAL := help
.PHONY: help build test test-faults run check lint format golden measure jmh install uninstall clean jdk

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: $(JAR) ## build target/voice-agent-exporter.jar and target/layout/, without tests

test: jdk ## run everything: compiler warnings, tests, format check, coverage report
	$(MVN) verify

test-faults: jdk ## break things on purpose, on the real program: kills, full disks, hostile folders
	$(MVN) test -Dtest.groups=faults -Dtest.groups.excluded=

run: $(JAR) ## start the daemon with a demo engine beside it; Ctrl-C stops both
	@scripts/run_demo

check: lint
lint: jdk ## run the checks without the tests: warnings, format, shell scripts
	$(MVN) -q -DskipTests verify
	@if command -v shellcheck >/dev/null; then shellcheck $(SHELL_SCRIPTS); \
	else echo 'shellcheck is not installed: the shell scripts were not checked'; fi

format: jdk ## rewrite the Java sources in google-java-format
	$(MVN) -q spotless:apply

golden: jdk ## accept what the program prints now as the golden files (look at git diff after)
	$(MVN) test -Dgolden.update=true

measure: $(JAR) ## print lines by package, sizes, start time, memory and speed on a backlog
	@scripts/measure

jmh: $(JAR) ## measure the hot path with JMH: page, reading, counting (2.5 minutes)
	@scripts/jmh

install: $(JAR) ## install the program, its configuration and its systemd unit
	@scripts/install install

uninstall: ## remove what install put there, except configuration and state
	@scripts/install uninstall

clean: ## remove target/
	rm -rf target

jdk:
	@scripts/find_java --jdk >/dev/null

$(JAR): $(SOURCES) | jdk
	@echo 'Building $(JAR); the first time Maven fetches what it needs, a minute or two.'
	@$(MVN) -q -Dmaven.test.skip=true -Djacoco.skip=true -Dspotless.check.skip=true package
	@touch $(JAR)
