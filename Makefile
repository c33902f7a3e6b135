# `make run` shows the program at work; `make test` checks it. `make help` lists all targets.
# Settings: LISTEN, SESSIONS, STATE (run), DESTDIR, PREFIX, SYSCONFDIR (install, uninstall), RUNS, PHASES,
# CANDIDATES, CALLS (bench), SECONDS_EACH (fuzz), SOAK_MINUTES, SOAK_RATE, SOAK_KILLS (soak), SETS (redaction-report).

JAR := target/voice-agent-exporter.jar
LAYOUT := target/layout
MVN := ./mvnw $(if $(CI),--batch-mode)
# Facts about this build. The file changes only when they do, so that a new commit makes a new jar.
FACTS := target/build_facts
TELL_FACTS = $$(sed -n 's/^version=/-Drevision=/p; s/^commit=/-Dbuild.commit=/p; s/^branch=/-Dbuild.branch=/p' $(FACTS))
SOURCES := pom.xml LICENSE NOTICE $(shell find src/main -type f)
SHELL_SCRIPTS := $(shell grep -rlE '^\#!.*sh$$|^\# shellcheck shell=' scripts .ci packaging monitoring tools)

PREFIX ?= /usr/local
SYSCONFDIR ?= /etc
export DESTDIR PREFIX SYSCONFDIR LAYOUT ADDONS LISTEN SESSIONS STATE

.DEFAULT_GOAL := help
PYTHON ?= python3
INSTALLED := target/bench/installed
RUNS ?= 3
CALLS ?= 10000
CANDIDATES ?= voice-agent-exporter mtail node-exporter-textfile homemade-python pushgateway
SECONDS_EACH ?= 60
SOAK_MINUTES ?= 30
SOAK_RATE ?= 100
SOAK_KILLS ?= 1000

.PHONY: help build test test-faults test-browser run check lint format golden measure jmh effect-figures schema-figures anomaly-figures lake-check lake-figures lake-soak forget-figures call-list-figures install uninstall clean jdk
.PHONY: addons addons-deb blackbox deb tarball sums dashboards dashboards-render runbooks redaction-report redaction-docs fuzz integrations-check otelcol
.PHONY: always bench bench-docs bench-events bench-exports bench-faults bench-guard bench-guard-proof bench-installed bench-lake bench-scrapes soak

include monitoring/stack.mk

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-17s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: $(JAR) ## build target/voice-agent-exporter.jar and target/layout/, without tests

test: jdk $(FACTS) ## run everything: compiler warnings, tests, format check, coverage report
	$(MVN) $(TELL_FACTS) verify

test-faults: jdk ## break the real program on purpose: kills, full disks, hostile folders
	$(MVN) test -Dtest.groups=faults -Dtest.groups.excluded= -Dtest.forks=1

test-browser: jdk ## open every page in Chromium without calls, with one and with attackers' words; pictures in target/browser
	$(MVN) test -Dtest.groups=browser -Dtest.groups.excluded= -Dtest.forks=1

run: $(JAR) ## start the daemon with a demo engine beside it; Ctrl-C stops both
	@scripts/run_demo

check: lint
lint: jdk ## run the checks without the tests: warnings, format, shell scripts
	$(MVN) -q -DskipTests verify
	@if command -v shellcheck >/dev/null; then shellcheck $(SHELL_SCRIPTS); \
	else echo 'shellcheck is not installed: the shell scripts were not checked'; fi

format: jdk ## rewrite the Java sources in google-java-format
	$(MVN) -q spotless:apply

golden: jdk ## accept the present output as the golden files (check git diff afterwards)
	$(MVN) test -Dgolden.update=true

measure: $(JAR) ## print lines by package, sizes, start time, memory and speed on a backlog
	@scripts/measure

jmh: $(JAR) ## measure the hot path with JMH: page, reading, counting, judging (3 minutes)
	@scripts/jmh

effect-figures: jdk ## print how often changes of a known effect get each verdict (docs/effects.md; 3 minutes)
	@$(MVN) -q test -Dtest.groups=figures -Dtest.groups.excluded= -Dtest=EffectFigures
	@cat target/surefire-reports/org.voiceagent.exporter.experiment.EffectFigures-output.txt

call-list-figures: jdk ## print memory and time of the list of 100,000 calls (docs/http-api.md; 1 minute)
	@$(MVN) -q test -Dtest.groups=figures -Dtest.groups.excluded= -Dtest=CallIndexFigures
	@cat target/surefire-reports/org.voiceagent.exporter.callindex.CallIndexFigures-output.txt

schema-figures: jdk ## print what checking a payload costs with our checks and with networknt (decision 18; 1 minute)
	@$(MVN) -q test -Dtest.groups=figures -Dtest.groups.excluded= -Dtest=SchemaFigures
	@cat target/surefire-reports/org.voiceagent.exporter.event.catalog.SchemaFigures-output.txt

bench-exports: addons $(JAR) ## print what a receiver of OTLP or InfluxDB costs that is gone or never answers (5 minutes)
	@$(PYTHON) bench/exports.py

anomaly-figures: jdk ## print false alarms a week and detection delays of each method (docs/anomalies.md; 1 minute)
	@$(MVN) -q test -Dtest.groups=figures -Dtest.groups.excluded= -Dtest=AnomalyFigures
	@cat target/surefire-reports/org.voiceagent.exporter.anomaly.AnomalyFigures-output.txt

# CALLS of the command line or the environment, else the argument.
given_calls = $(if $(filter command environment,$(firstword $(origin CALLS))),$(CALLS),$(1))
lake-figures: jdk ## print how long journal, export and queries of CALLS=1000000 calls take, COPIES times (docs/lake.md; 3 minutes)
	@$(MVN) -q test -Dtest.groups=figures -Dtest.groups.excluded= -Dtest=LakeFigures -Dtest.jvm.options='-Dlake.calls=$(call given_calls,1000000) -Dlake.copies=$(or $(COPIES),0)'
	@cat target/surefire-reports/org.voiceagent.exporter.lake.LakeFigures-output.txt

ROUNDS ?= 100
lake-soak: jdk ## kill export, compaction, moves between tiers and forget ROUNDS=100 times (docs/lake.md; 1 hour)
	$(MVN) test -Dtest.groups=faults -Dtest.groups.excluded= -Dtest='LakeKillTest,ArchiveKillTest' -Dtest.jvm.options='-Dfaults.lake.rounds=$(ROUNDS)'

forget-figures: jdk ## print how long it takes to forget a caller with CALLS=10000 calls in all tiers (docs/forget.md; 10 minutes)
	@$(MVN) -q test -Dtest.groups=faults -Dtest.groups.excluded= -Dtest=ForgetEverywhereTest -Dtest.jvm.options='-Dforget.calls=$(call given_calls,10000)'
	@cat target/surefire-reports/org.voiceagent.exporter.faults.ForgetEverywhereTest-output.txt | grep ^forgot

lake-check: jdk ## compare what DuckDB, Spark and PyArrow say about one lake of two hosts; fetches 300 MB (ENGINE=trino)
	@ENGINE='$(ENGINE)' CALLS='$(call given_calls,20000)' tools/lake/check

integrations-check: ## download the real frameworks and test integrations/ against them
	@scripts/integrations_check

otelcol: ## build OpenTelemetry's collector with Go, so that integrations-check sends to it (5 minutes)
	go run go.opentelemetry.io/collector/cmd/builder@v0.161.0 --config integrations/otlp/collector/builder.yaml

REDACTION_REPORT := -q test -Dtest.groups=figures -Dtest.groups.excluded= -Dtest=RedactionReport
redaction-report: jdk ## print how much made-up personal data the redactor finds, and what else it removes (SETS=folder of public sets)
	@$(MVN) $(REDACTION_REPORT) -Dtest.jvm.options='-Dredaction.sets=$(abspath $(SETS))'; status=$$?; \
	cat target/surefire-reports/org.voiceagent.exporter.redaction.corpus.RedactionReport-output.txt; exit $$status

redaction-docs: jdk ## the same, and write the tables into docs/redaction.md; needs SETS
	@$(MVN) $(REDACTION_REPORT) -Dtest.jvm.options='-Dredaction.sets=$(abspath $(SETS)) -Dredaction.docs=docs/redaction.md'

fuzz: jdk ## fuzz every parser and the server, each for SECONDS_EACH
	@scripts/fuzz $(SECONDS_EACH)

bench: bench-installed ## measure this program and the installed peers; prints tables (some 35 minutes)
	@$(PYTHON) bench/bench.py run $(CANDIDATES) --runs $(RUNS) --sessions $(CALLS) $(if $(PHASES),--keep --phases $(PHASES))

bench-guard: bench-installed ## fail if the program became slower than bench/guard.json allows (2 minutes)
	@$(PYTHON) bench/guard.py

bench-guard-proof: bench-installed ## make the program 40 % slower on purpose, and check that the guard notices
	@$(PYTHON) bench/guard.py --plant 40 --only backlog_cpu,burst_cpu

bench-scrapes: bench-installed ## fail if a reader that polls /metrics every 3 ms slows a backlog by 10 % (2 minutes)
	@$(PYTHON) bench/scrapes.py

bench-lake: bench-installed ## count a backlog with the journal of the lake and without; prints what it costs (3 minutes)
	@$(PYTHON) bench/lake.py

bench-events: bench-installed ## write 50,000 events a second and a backlog; prints speed, memory and scrape times (2 minutes)
	@$(PYTHON) bench/events.py

bench-docs: ## put the results of make bench into docs/performance.md
	@$(PYTHON) bench/bench.py report --write docs/performance.md

bench-faults: bench-installed ## run our fault tests against the peers: kill -9, deleted files, a FIFO
	@$(PYTHON) bench/faults_of_others.py $(if $(WRITE),--write $(WRITE))

soak: bench-installed ## run half an hour of calls and deletions with a plot, then 1,000 kill -9; counts must be exact
	@$(PYTHON) bench/soak.py --minutes $(SOAK_MINUTES) --rate $(SOAK_RATE)
	$(MVN) test -Dtest.groups=faults -Dtest.groups.excluded= -Dtest=KillTest -Dfaults.rounds=$(SOAK_KILLS)

blackbox: bench-installed ## attack the installed program from outside: clocks, hostile calls, crowds, odd requests (4 minutes)
	@$(PYTHON) tools/blackbox/blackbox.py --program $(INSTALLED)/usr/bin/voice-agent-exporter

deb: $(JAR) ## build target/voice-agent-exporter_VERSION_all.deb, the same bytes for the same commit
	@scripts/package deb

tarball: $(JAR) ## build target/voice-agent-exporter-VERSION.tar.gz, the same bytes for the same commit
	@scripts/package tar

addons: jdk ## fetch and build the add-ons into target/addons: OpenTelemetry's SDK and DuckDB (85 MB)
	@$(MVN) -q -f packaging/addons/pom.xml package

addons-deb: addons ## build a Debian package of each add-on
	@scripts/package addons

sums: deb tarball ## write SHA256SUMS of all released files
	@scripts/package sums

catalog: $(JAR) ## write what follows from monitoring/catalog: documentation, alert rules, columns, dashboards
	@$$(scripts/find_java) -jar $(JAR) check catalog --generated . --write
	@tools/dashboards/generate

telemetry-check: $(JAR) ## check monitoring/catalog: mistakes, examples, series, alert rules, stale files
	@$$(scripts/find_java) -jar $(JAR) check catalog --generated .
	@if command -v promtool >/dev/null; then promtool check rules monitoring/prometheus/rules/*.yml; \
	else echo 'promtool is not installed: the alert rules were not checked by Prometheus'; fi
	@tools/dashboards/generate --check

runbooks: ## write the page of runbooks that Prometheus serves from docs/runbooks.md
	@tools/runbooks/generate

dashboards: ## write monitoring/grafana/dashboards from tools/dashboards
	@tools/dashboards/generate

dashboards-render: $(JAR) ## render the dashboards with Grafana's UI libraries into docs/images (PROMETHEUS=url, MINUTES=30)
	@tools/dashboards/render

page-tour: jdk ## open every page in Chromium with 300, 10,000 and 100,000 calls; pictures in target/browser (40 minutes)
	@$(MVN) -q test -Dtest.groups=figures -Dtest.groups.excluded= -Dtest=PageTourTest

page-figures: jdk ## print bytes and times of each page of CALLS=10000 calls, and scrapes beside 20 readers (2 minutes)
	@$(MVN) -q test -Dtest.groups=figures -Dtest.groups.excluded= -Dtest=PageFigures -Dtest.jvm.options='-Dpages.calls=$(call given_calls,10000)'
	@cat target/surefire-reports/org.voiceagent.exporter.daemon.PageFigures-output.txt

mixin: ## write mixin/, dashboards and rules to import elsewhere (RUNBOOKS=url of the runbooks)
	@tools/mixin/generate $(if $(RUNBOOKS),--runbooks '$(RUNBOOKS)')

install: $(JAR) ## install the program, its configuration and its systemd unit
	@scripts/install install

uninstall: ## remove the installed files, except configuration and state
	@scripts/install uninstall

# Measurements use what an installation has: its launcher, its options, its class-data archive.
bench-installed: $(JAR)
	@DESTDIR=$(CURDIR)/$(INSTALLED) PREFIX=/usr SYSCONFDIR=/etc scripts/install install >/dev/null
	@$(INSTALLED)/usr/lib/voice-agent-exporter/make_class_archive >/dev/null

clean: ## remove target/
	rm -rf target

jdk:
	@scripts/find_java --jdk >/dev/null

$(FACTS): always
	@mkdir -p target
	@scripts/build_facts >$(FACTS).new
	@if cmp -s $(FACTS).new $(FACTS); then rm $(FACTS).new; else mv $(FACTS).new $(FACTS); fi

$(JAR): $(SOURCES) $(FACTS) | jdk
	@echo 'Building $(JAR); the first time Maven fetches what it needs, a minute or two.'
	@$(MVN) -q -Dmaven.test.skip=true -Djacoco.skip=true -Dspotless.check.skip=true $(TELL_FACTS) package
	@touch $(JAR)
