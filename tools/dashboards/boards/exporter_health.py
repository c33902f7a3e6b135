"""Whether the daemon itself is well, so that the other dashboards can be believed."""

from dashboard import dashboard
from panels import bars, column, row, stat, table, trend
from promql import rate

US = "voice_agent_exporter_"
YES = [{"type": "value", "options": {"0": {"text": "no", "index": 0},
                                     "1": {"text": "yes", "index": 1}}}]
WRONG_IF_NO = {None: "red", 1: "green"}


def increase(counter, labels=""):
    by = f" by ({labels})" if labels else ""
    return f"round(sum{by} (increase({US}{counter}{{D}}[T])))"


def lag(q, window):
    return (f"histogram_quantile({q}, sum by (le) "
            f"(rate({US}ingest_lag_seconds_bucket{{D}}[{window}]))) >= 0")


BOARD = dashboard(
    "voice-agent-exporter-health",
    "Voice agent / Exporter Health",
    "Whether the daemon reads and counts calls, and what it needs for that.",
    [
        stat("Reachable", """Whether Prometheus could read the daemon's page. If no, see whether the
             daemon runs (systemctl status voice-agent-exporter) and the target's address fits.""",
             "min(up{D})", mappings=YES, limits=WRONG_IF_NO, empty="no target"),
        stat("Can record calls", """Whether the last write to the state folder succeeded. If no:
             make room or mend permissions there; finished calls wait and are counted then.""",
             f"min({US}ledger_writable{{D}})", mappings=YES, limits=WRONG_IF_NO),
        stat("Configuration read", """Whether configuration and rules were read without a mistake.
             If no: the old ones are in force; `voice-agent-exporter check config` names file and
             line.""",
             f"min({US}config_last_reload_successful{{D}})", mappings=YES, limits=WRONG_IF_NO),
        stat("Waiting to be read", """Sessions in the queue. If it grows, calls are dropped faster
             than the disk can be read.""",
             f"sum({US}sessions_pending{{D}})", trend=True),
        stat("Lag, 99 %", """Time from the last write of a call's summary until it is counted. Above
             5 s (intake.rescan) file events get lost: look at the rescans below, and set
             intake.events to false where the file system has none.""",
             lag(0.99, "T"), "s", limits={None: "green", 5: "orange", 30: "red"}),
        stat("Running for", """Time since the daemon started. If it is short again and again, read
             its log; restarts are marked in all dashboards.""",
             "time() - max(process_start_time_seconds{D})", "s", decimals=0),
        row("Calls come in"),
        trend("Sessions", """Per minute: counted; read again because they changed; given up as
              abandoned; refused. Many abandoned ones: the engine does not write metrics.json.""",
              [(rate(US + f"sessions_{what}_total{{D}}") + " * 60", what)
               for what in ("ingested", "updated", "abandoned", "rejected")]),
        trend("Lag until counted", """Below a second when file events arrive; up to intake.rescan
              without them. If it rises with the traffic, the disk is slow.""",
              [(lag(q, "R"), f"{q * 100:.0f} %") for q in (0.99, 0.5)], "s",
              limits={None: "green", 5: "orange"}),
        trend("Backlog", """Sessions found at start, and how many of them are read. The daemon is
              ready when both lines meet.""",
              [(f"sum({US}backlog_sessions{{D}})", "found"),
               (f"sum({US}backlog_sessions_done{{D}})", "read"),
               (f"sum({US}sessions_pending{{D}})", "waiting")], step=None, decimals=0, w=8),
        trend("Looks through the folder, per minute", """By cause. interval is normal; events_lost,
              watch_lost and queue_full mean that events did not suffice, and calls were found by
              looking.""",
              [(rate(US + "rescans_total{D}", "cause") + " * 60", "{{cause}}")], w=8),
        trend("Calls remembered as counted", """Grows with the calls that lie in the folder and
              falls when old folders are deleted. If it only grows, nobody deletes: each costs some
              24 bytes.""",
              [(f"sum({US}ledger_calls{{D}})", "calls")], step=None, w=8),
        row("What is kept of raw calls"),
        stat("Oldest call", """Age of the oldest counted call folder still there. Far above
             retention.max_age, nobody removes what is due: `voice-agent-exporter purge --dry-run`
             lists it, the log says why.""",
             f"max({US}artifacts_oldest_age_seconds{{D}})", "s", decimals=0),
        stat("Its limit", """The longest age any counted call may have by retention.max_age and
             retention.pipelines. Infinite where one of them is never.""",
             f"max({US}artifacts_max_age_seconds{{D}})", "s", decimals=0),
        stat("Raw calls", """Bytes that all call folders take, as of the last sweep. If it nears the
             disk's size, set retention.max_bytes.""",
             f"sum({US}artifacts_bytes{{D}})", "bytes"),
        stat("Bytes removed", """By retention, in the chosen time. Nothing where much is due: look
             at what could not be removed.""",
             increase("artifacts_deleted_bytes_total"), "bytes"),
        stat("Could not be removed", """Folders, counted again at each sweep, in the chosen time. Any at all:
             the log names them and what to do; docs/retention.md has the permissions needed.""",
             increase("retention_failures_total"), limits={None: "green", 1: "orange"}),
        stat("Could not be redacted", """Folders, counted again at each try, in the chosen time. Any at all:
             what was said in them stays readable on disk. The log names a few and what to do;
             docs/redaction.md has the permissions needed.""",
             increase("redaction_failures_total"), limits={None: "green", 1: "orange"}),
        bars("Removed by reason", """In the chosen time. deletion_request: the call's own
             metrics.json asked for it.""",
             increase("artifacts_deleted_total", "reason"), "{{reason}}"),
        trend("Personal data taken out, per minute", """By category. SECRET or CARD says that callers
              give away what an agent need not ask for; none at all while transcripts are looked at
              says that redaction is off.""",
              [(rate(US + "redactions_total{D}", "category") + " * 60", "{{category}}")], w=8),
        trend("Files redacted on disk, per minute", """Files of counted calls rewritten without
              personal data, if redaction.redact is on_ingest; otherwise nothing.""",
              [(rate(US + "artifacts_redacted_total{D}") + " * 60", "files")], w=8),
        row("What was left out"),
        bars("Refused sessions by reason", """In the chosen time. `voice-agent-exporter check
             session FOLDER` says what is wrong with one, with file and line.""",
             increase("sessions_rejected_total", "reason"), "{{reason}}",
             limits={None: "text", 1: "orange"}),
        bars("Dropped values by field and reason", """Values that cannot be true or cannot be read,
             in the chosen time. The call still counts; mend the engine's writer, docs/artifacts.md
             has all names and units.""",
             f"topk(10, {increase('values_rejected_total', 'field, reason')})",
             "{{field}} {{reason}}"),
        bars("Sessions in the chosen time", """What became of them. If abandoned is large beside
             ingested, the engine forgets its summary.""",
             " or ".join(
                 f'label_replace({increase(f"sessions_{what}_total")}, "what", "{what}", "", "")'
                 for what in ("ingested", "updated", "abandoned")), "{{what}}"),
        stat("Folded label sets", """Calls counted under `other` because there are too many
             pipelines, providers and models, since the daemon started. Find out which name is ever
             new, or raise series.label_sets.""",
             f"sum({US}label_sets_folded_total{{D}})", w=8, limits={None: "green", 1: "orange"}),
        stat("Damaged places in the state", """Found at start and set aside, since the daemon
             started. Any at all: check the disk, and read the log for what was lost.""",
             f"sum({US}ledger_damage_total{{D}})", w=8, limits={None: "green", 1: "red"}),
        stat("Calls no longer shown one by one", """They left the window of recent calls, in the
             chosen time, and stay in all totals. Nothing to do; raise series.recent_calls to see
             more.""",
             increase("recent_calls_evicted_total"), w=8),
        row("The process"),
        table("Versions", """What runs where. After an upgrade every instance must show the new
              version.""",
              {"instance": "Instance", "job": None, "version": "Version",
               "revision": "Commit", "branch": "Branch", "java_version": "Java"},
              [column("Configuration read",
                      "max by (instance, job, version, revision, branch, java_version) "
                      f"({US}build_info{{D}} * on (job, instance) group_left "
                      f"{US}config_last_reload_success_timestamp_seconds{{D}}) * 1000",
                      "dateTimeFromNow", 180)], h=5),
        trend("Memory", """Heap and all memory of the process. If the heap stays above 90 % of its
              limit, raise -Xmx or lower history.* and series.*.""",
              [('sum by (instance) (jvm_memory_bytes_used{D,area="heap"})', "{{instance}} heap"),
               ('sum by (instance) (jvm_memory_bytes_max{D,area="heap"})',
                "{{instance}} heap limit"),
               ("sum by (instance) (process_resident_memory_bytes{D})", "{{instance}} resident")],
              "bytes", step=None, w=24, h=7),
        trend("Processor", """Share of one core, and of the time spent collecting garbage.
              Collecting above 5 % for long: the heap is too small.""",
              [("sum by (instance) (rate(process_cpu_seconds_total{D}[R]))", "{{instance}}"),
               ("sum by (instance) (rate(jvm_gc_collection_seconds_sum{D}[R]))",
                "{{instance}} collecting garbage")], "percentunit", w=8),
        trend("Open files", """Sockets and files as a share of what is allowed. Near the line, a
              client leaves connections open, or LimitNOFILE is too low.""",
              [("max by (instance) (process_open_fds{D} / process_max_fds{D})", "{{instance}}")],
              "percentunit", limits={None: "green", 0.9: "red"}, step=None, w=8),
        trend("Threads", """Nearly constant. Deadlocked ones do not go away by themselves: take a
              thread dump (jstack), restart the daemon and report it.""",
              [("sum by (instance) (jvm_threads_current{D})", "{{instance}}"),
               ("sum by (instance) (jvm_threads_deadlocked{D})", "{{instance}} deadlocked")],
              "short", step=None, decimals=0, w=8),
        trend("Time to read the page", """How long a scrape takes. If it comes near the scrape
              timeout, lower series.recent_calls or series.label_sets.""",
              [("max by (instance) (scrape_duration_seconds{D})", "{{instance}}")], "s",
              step=None),
        trend("Samples a scrape", """How many series the daemon shows. Beside a fixed part it grows
              with combinations of pipeline, provider and model.""",
              [("max by (instance) (scrape_samples_scraped{D})", "{{instance}}")], "short",
              step=None),
    ],
    about_calls=False,
    since="now-3h",
)
