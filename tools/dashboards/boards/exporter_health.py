"""Whether the daemon itself works, so that the other dashboards can be trusted."""

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


def or_none(expr):
    """0 while there is no such series yet, so that the panel says so."""
    return f"{expr} or 0 * sum({US}inbox_spool_files{{D}})"


def lag(q, window):
    return (f"histogram_quantile({q}, sum by (le) "
            f"(rate({US}ingest_lag_seconds_bucket{{D}}[{window}]))) >= 0")


BOARD = dashboard(
    "voice-agent-exporter-health",
    "Voice agent / Exporter Health",
    "Whether the daemon reads and counts calls, and what it needs for that.",
    [
        stat("Reachable", """Whether Prometheus could read the daemon's page. If no, check
             whether the daemon runs (systemctl status voice-agent-exporter) and whether the
             target's address is right.""",
             "min(up{D})", mappings=YES, limits=WRONG_IF_NO, empty="no target"),
        stat("Can record calls", """Whether the last write to the state folder succeeded. If no,
             free disk space or correct the permissions there; finished calls wait and are
             counted then.""",
             f"min({US}ledger_writable{{D}})", mappings=YES, limits=WRONG_IF_NO),
        stat("Configuration read", """Whether configuration and rules were read without a
             mistake. If no, the old ones are in force; `voice-agent-exporter check config` names
             file and line.""",
             f"min({US}config_last_reload_successful{{D}})", mappings=YES, limits=WRONG_IF_NO),
        stat("Waiting to be read", """Sessions in the queue. If it grows, calls arrive faster
             than the disk can be read.""",
             f"sum({US}sessions_pending{{D}})", trend=True),
        stat("Lag, 99 %", """Time from the last write of a call's summary until it is counted.
             Above 5 s (intake.rescan), file events get lost: check the rescans below, and set
             intake.events to false if the file system has no events.""",
             lag(0.99, "T"), "s", limits={None: "green", 5: "orange", 30: "red"}),
        stat("Running for", """Time since the daemon started. If it is short again and again, read
             its log; restarts are marked in all dashboards.""",
             "time() - max(process_start_time_seconds{D})", "s", decimals=0),
        row("Calls come in"),
        trend("Sessions", """Per minute: counted; read again because they changed; abandoned;
              refused; simulated, which no other total has. Many abandoned ones: the engine does
              not write metrics.json.""",
              [(rate(US + f"sessions_{what}_total{{D}}") + " * 60", what)
               for what in ("ingested", "updated", "abandoned", "rejected", "simulated")]),
        trend("Lag until counted", """Below a second if file events arrive; up to intake.rescan
              without them. If it rises with the traffic, the disk is slow.""",
              [(lag(q, "R"), f"{q * 100:.0f} %") for q in (0.99, 0.5)], "s",
              limits={None: "green", 5: "orange"}),
        trend("Backlog", """Sessions found at start, and how many of them are read. The daemon is
              ready when both lines meet.""",
              [(f"sum({US}backlog_sessions{{D}})", "found"),
               (f"sum({US}backlog_sessions_done{{D}})", "read"),
               (f"sum({US}sessions_pending{{D}})", "waiting")], step=None, decimals=0, w=8),
        trend("Looks through the folder, per minute", """By cause. interval is normal;
              events_lost, watch_lost and queue_full mean that file events did not suffice, and
              scans found the calls.""",
              [(rate(US + "rescans_total{D}", "cause") + " * 60", "{{cause}}")], w=8),
        trend("Calls remembered as counted", """Grows with the calls in the folder and falls when
              old folders are deleted. If it only grows, nothing deletes them; each costs some 25
              bytes.""",
              [(f"sum({US}ledger_calls{{D}})", "calls")], step=None, w=8),
        stat("History of the indicators", """Memory of the hourly history behind /kpi. It never
             exceeds its limit.""", f"sum({US}kpi_history_bytes{{D}})", "bytes", w=8),
        stat("Days made coarser", """Days of that history whose hours were added up because the
             memory was used up, since the daemon started. Fewer pipelines, providers and models
             leave room for more.""", f"sum({US}kpi_history_merges_total{{D}})", w=8,
             decimals=0),
        stat("Days let go", """Days that left that history, because it has 90 newer ones or its
             memory was used up, since the daemon started.""",
             f"sum({US}kpi_history_drops_total{{D}})", w=8, decimals=0),
        stat("Unusual indicators", """Indicators of a pipeline that are unusual now, by any method.
             /kpi/anomalies on the daemon says which, since when and why.""",
             or_none(f"count({US}kpi_anomaly_start_timestamp_seconds{{D}})"), w=8, decimals=0),
        trend("Inbox: requests per minute", """What vendors sent, by source and status; inbox is off
              while there is none. 401 is a wrong or old signature, 429 and 507 mean that the daemon
              cannot keep up.""",
              [(or_none(rate(US + "inbox_requests_total{D}", "source, status") + " * 60"),
                "{{source}} {{status}}")], w=8),
        trend("Inbox: bodies per minute", """What became of them: written and updated went into a
              call's folder, repeated said nothing new, ignored was not about an ended call. Those
              set aside cannot be used: read why in the log.""",
              [(or_none(rate(US + "inbox_delivered_total{D}", "source, result") + " * 60"),
                "{{source}} {{result}}"),
               (or_none(rate(US + "inbox_quarantined_total{D}", "source, reason") + " * 60"),
                "set aside {{source}} {{reason}}")], w=8),
        stat("Inbox: waiting", """Bodies that wait to be put into their calls' folders. If the number
             grows, the disk is slow or full.""", f"sum({US}inbox_spool_files{{D}})", w=2,
             decimals=0),
        stat("Inbox: their size", "Bytes of the bodies that wait in the inbox.",
             f"sum({US}inbox_spool_bytes{{D}})", "bytes", w=2),
        stat("Inbox: set aside", """Bodies that are kept because they cannot be used; read them, then
             delete them.""", f"sum({US}inbox_quarantine_files{{D}})", w=2, decimals=0),
        stat("Inbox: size of those", "Bytes of the bodies that are kept because they cannot be used.",
             f"sum({US}inbox_quarantine_bytes{{D}})", "bytes", w=2),
        row("Events"),
        trend("Events counted, per minute", """Lines of event files that were counted, by event. A
              line that ends is a process that stopped, or a file that it no longer appends to.""",
              [(or_none(rate(US + "events_ingested_total{D}", "event") + " * 60"), "{{event}}")],
              w=8),
        trend("Events rejected, per minute", """Lines that did not count. The quarantine in the state
              folder has them with the reason; docs/events.md lists the reasons.""",
              [(or_none(rate(US + "events_rejected_total{D}", "event, reason") + " * 60"),
                "{{event}} {{reason}}")], w=8),
        trend("Labels of events folded, per minute", """Values that count as `other`, because a label
              of a catalog has too many or because they look like an id. Raise its max, or correct
              what is written.""",
              [(or_none(rate(US + "events_labels_folded_total{D}", "metric, label") + " * 60"),
                "{{metric}} {{label}}")], w=8),
        stat("Event files", "Files that are followed in the folder of events and below it.",
             f"sum({US}events_files{{D}})", w=4,
             decimals=0),
        stat("Events: not read yet", """Bytes of event files that wait to be read. If they only grow,
             more is written than the daemon can count.""",
             f"sum({US}events_unread_bytes{{D}})", "bytes", w=4),
        stat("Event files cut", """Files that were cut or written over in the chosen time, which may
             lose lines. Rotate them by renaming.""", increase("events_files_truncated_total"),
             w=4, limits={None: "green", 1: "orange"}),
        stat("Events: bytes lost", """Bytes of event files that went before they were read, in the
             chosen time. They count after all if the file comes back within a day.""",
             increase("events_lost_bytes_total"), "bytes", w=4, limits={None: "green", 1: "red"}),
        stat("Events: changes left out", """Changes by events, in the chosen time, that were left out
             because there are too many series. Lower the limits of labels in the catalogs.""",
             increase("events_series_refused_total"), w=4, limits={None: "green", 1: "red"}),
        stat("Events: set aside", "Bytes of the rejected lines that are kept in the state folder.",
             f"sum({US}events_quarantine_bytes{{D}})", "bytes", w=2),
        stat("Events: ids", "Memory for the ids of counted events, by which copies are known.",
             f"sum({US}events_id_memory_bytes{{D}})", "bytes", w=2),
        row("Sent to others"),
        trend("Pushes, per minute", """Requests that send data to others, by target and by what became
              of them. A result other than success means that the server refuses or is away.""",
              [(or_none(rate(US + "export_requests_total{D}", "target, result") + " * 60"),
                "{{target}} {{result}}")],
              w=8),
        trend("Pushes dropped, per minute", """What was not sent because the server is away or too
              slow. Counting does not wait for it.""",
              [(or_none(rate(US + "export_dropped_total{D}", "target") + " * 60"), "{{target}}")], w=8),
        stat("Last successful push", """When a receiver last took what was sent. Decades ago means that
             nothing was ever sent.""",
             f"max({US}export_last_success_timestamp_seconds{{D}}) * 1000"
             f" or 0 * sum({US}inbox_spool_files{{D}})",
             "dateTimeFromNow", w=8, h=8),
        row("What is kept of raw calls"),
        stat("Oldest call", """Age of the oldest counted call folder that is still there. Far
             above retention.max_age, calls that are due are not deleted: `voice-agent-exporter
             purge --dry-run` lists them, and the log says why.""",
             f"max({US}artifacts_oldest_age_seconds{{D}})", "s", decimals=0),
        stat("Its limit", """The longest age that retention.max_age and retention.pipelines allow
             for any counted call. Infinite if one of them is never.""",
             f"max({US}artifacts_max_age_seconds{{D}})", "s", decimals=0),
        stat("Raw calls", """Bytes that all call folders take, as of the last sweep. If it comes
             near the disk's size, set retention.max_bytes.""",
             f"sum({US}artifacts_bytes{{D}})", "bytes"),
        stat("Bytes removed", """By retention, in the chosen time. If it is nothing although much
             is due, check what could not be removed.""",
             increase("artifacts_deleted_bytes_total"), "bytes"),
        stat("Could not be removed", """Folders, counted again at each sweep, in the chosen time.
             If there are any, the log names them and says what to do; docs/retention.md lists
             the permissions needed.""",
             increase("retention_failures_total"), limits={None: "green", 1: "orange"}),
        stat("Could not be redacted", """Folders, counted again at each try, in the chosen time.
             If there are any, their transcripts stay readable on disk. The log names a few and
             says what to do; docs/redaction.md lists the permissions needed.""",
             increase("redaction_failures_total"), limits={None: "green", 1: "orange"}),
        bars("Removed by reason", """In the chosen time. deletion_request: the call's own
             metrics.json requested it.""",
             increase("artifacts_deleted_total", "reason"), "{{reason}}"),
        trend("Personal data taken out, per minute", """By category. SECRET or CARD means that
              callers give away what an agent need not ask for. If there is nothing while
              transcripts are read, redaction is off.""",
              [(rate(US + "redactions_total{D}", "category") + " * 60", "{{category}}")], w=8),
        trend("Files redacted on disk, per minute", """Files of counted calls that were rewritten
              without personal data, if redaction.redact is on_ingest; otherwise nothing.""",
              [(rate(US + "artifacts_redacted_total{D}") + " * 60", "files")], w=8),
        row("What was left out"),
        bars("Refused sessions by reason", """In the chosen time. `voice-agent-exporter check
             session FOLDER` lists what is wrong with one, with file and line.""",
             increase("sessions_rejected_total", "reason"), "{{reason}}",
             limits={None: "text", 1: "orange"}),
        bars("Dropped values by field and reason", """Values that are impossible or cannot be
             read, in the chosen time. The call still counts. Correct the engine's writer;
             docs/artifacts.md lists all names and units.""",
             f"topk(10, {increase('values_rejected_total', 'field, reason')})",
             "{{field}} {{reason}}"),
        bars("Sessions in the chosen time", """What became of sessions. If abandoned is large
             compared with ingested, the engine does not write its summary.""",
             " or ".join(
                 f'label_replace({increase(f"sessions_{what}_total")}, "what", "{what}", "", "")'
                 for what in ("ingested", "updated", "abandoned", "simulated")), "{{what}}"),
        stat("Folded label sets", """Calls counted under `other` because there are too many
             pipelines, providers and models, since the daemon started. Find the name that keeps
             changing, or raise series.label_sets.""",
             f"sum({US}label_sets_folded_total{{D}})", w=8, limits={None: "green", 1: "orange"}),
        stat("Damaged places in the state", """Found at start and set aside, since the daemon
             started. If there are any, check the disk, and read in the log what was lost.""",
             f"sum({US}ledger_damage_total{{D}})", w=8, limits={None: "green", 1: "red"}),
        stat("Calls no longer shown one by one", """Calls that left the window of recent calls in
             the chosen time; they stay in all totals. Nothing to do. To see more, raise
             series.recent_calls.""",
             increase("recent_calls_evicted_total"), w=8),
        row("The process"),
        table("Versions", """Which version each instance runs. After an upgrade, every instance
              must show the new one.""",
              {"instance": "Instance", "job": None, "version": "Version",
               "revision": "Commit", "branch": "Branch", "java_version": "Java"},
              [column("Configuration read",
                      "max by (instance, job, version, revision, branch, java_version) "
                      f"({US}build_info{{D}} * on (job, instance) group_left () "
                      f"{US}config_last_reload_success_timestamp_seconds{{D}}) * 1000",
                      "dateTimeFromNow", 180)], h=5),
        trend("Memory", """Heap and all memory of the process. If the heap stays above 90 % of its
              limit, raise -Xmx or lower history.* and series.*.""",
              [('sum by (instance) (jvm_memory_bytes_used{D,area="heap"})', "{{instance}} heap"),
               ('sum by (instance) (jvm_memory_bytes_max{D,area="heap"})',
                "{{instance}} heap limit"),
               ("sum by (instance) (process_resident_memory_bytes{D})", "{{instance}} resident")],
              "bytes", step=None, w=24, h=7),
        trend("Processor", """Share of one core, and of the time spent on garbage collection. If
              collection stays above 5 %, the heap is too small.""",
              [("sum by (instance) (rate(process_cpu_seconds_total{D}[R]))", "{{instance}}"),
               ("sum by (instance) (rate(jvm_gc_collection_seconds_sum{D}[R]))",
                "{{instance}} collecting garbage")], "percentunit", w=8),
        trend("Open files", """Sockets and files as a share of the limit. Near the line, a client
              leaves connections open, or LimitNOFILE is too low.""",
              [("max by (instance) (process_open_fds{D} / process_max_fds{D})", "{{instance}}")],
              "percentunit", limits={None: "green", 0.9: "red"}, step=None, w=8),
        trend("Threads", """Nearly constant. Deadlocked threads do not recover: take a thread
              dump (jstack), restart the daemon and report it.""",
              [("sum by (instance) (jvm_threads_current{D})", "{{instance}}"),
               ("sum by (instance) (jvm_threads_deadlocked{D})", "{{instance}} deadlocked")],
              "short", step=None, decimals=0, w=8),
        trend("Time to read the page", """How long a scrape takes. If it comes near the scrape
              timeout, lower series.recent_calls or series.label_sets.""",
              [("max by (instance) (scrape_duration_seconds{D})", "{{instance}}")], "s",
              step=None),
        trend("Samples a scrape", """How many series the daemon shows: a fixed part, and a part
              that grows with the combinations of pipeline, provider and model.""",
              [("max by (instance) (scrape_samples_scraped{D})", "{{instance}}")], "short",
              step=None),
    ],
    about_calls=False,
    since="now-3h",
)
