#!/usr/bin/env python3
"""Measures how fast the installed program counts event files, and what that costs.

Writes lines of events that the shipped catalogs know, at a steady rate, into files that are rotated
by renaming, while the program runs and is scraped ten times a second. Then it writes a backlog and
measures how fast that is counted. Prints events a second, memory and the time a scrape takes.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "target/bench/installed/usr/bin/voice-agent-exporter"
INGESTED = re.compile(r'^voice_agent_exporter_events_ingested_total\{.*\} (\S+)$', re.M)
REJECTED = re.compile(r'^voice_agent_exporter_events_rejected_total\{.*\} (\S+)$', re.M)
PROVIDERS = ["openai", "anthropic", "local"]
ROTATE_LINES = 200_000


def line(number, at):
    """One call of a language model, as the catalog llm.yml has it."""
    data = {
        "provider": PROVIDERS[number % 3],
        "model": "gpt-large",
        "operation": "answer",
        "status": "ok" if number % 50 else "error",
        "latency_ms": 200 + number * 7 % 3000,
        "cost_usd": round(0.001 * (number % 9), 4),
        "tokens": {"input": 100 + number % 900, "output": number % 300},
    }
    stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(at)) + ".%06dZ" % (number % 1_000_000)
    event = {"event": "llm.call", "ts": stamp, "event_id": "e%d" % number, "data": data}
    return json.dumps(event, separators=(",", ":")) + "\n"


class Writer:
    """Appends to one file and renames it now and then."""

    def __init__(self, folder):
        self.folder = folder
        self.file = folder / "bench.jsonl"
        self.written = 0
        self.rotations = 0
        self.out = open(self.file, "a", encoding="utf-8")

    def write(self, lines):
        at = time.time()
        self.out.write("".join(line(self.written + i, at) for i in range(lines)))
        self.out.flush()
        before = self.written // ROTATE_LINES
        self.written += lines
        if self.written // ROTATE_LINES > before:
            self.rotations += 1
            self.out.close()
            os.rename(self.file, self.folder / ("bench.jsonl.%d" % self.rotations))
            self.out = open(self.file, "a", encoding="utf-8")


def scrape(url):
    began = time.perf_counter()
    with urllib.request.urlopen(url + "/metrics", timeout=30) as answer:
        text = answer.read().decode()
    return text, time.perf_counter() - began


def total(pattern, text):
    return sum(float(value) for value in pattern.findall(text))


def rss_mib(pid):
    for row in open("/proc/%d/status" % pid, encoding="ascii"):
        if row.startswith("VmRSS:"):
            return int(row.split()[1]) / 1024
    return 0


def cpu_seconds(pid):
    fields = open("/proc/%d/stat" % pid, encoding="ascii").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def start(work):
    config = work / "exporter.yml"
    config.write_text(
        "sessions: %s\nevents: %s\nstate: %s\nlisten: 127.0.0.1:0\ncatalog: {folder: %s}\n"
        % (work / "calls", work / "events", work / "state", ROOT / "monitoring/catalog")
    )
    log = open(work / "log.txt", "w", encoding="utf-8")
    daemon = subprocess.Popen(
        [str(PROGRAM), "serve", "--config", str(config)], stdout=log, stderr=subprocess.STDOUT
    )
    for _ in range(600):
        found = re.search(r"http://127\.0\.0\.1:\d+", (work / "log.txt").read_text())
        if found:
            return daemon, found.group(0)
        if daemon.poll() is not None:
            break
        time.sleep(0.1)
    sys.exit("the program did not start:\n" + (work / "log.txt").read_text())


def steady(url, daemon, writer, rate, seconds):
    """Writes at a rate in a thread, and scrapes meanwhile."""
    done = threading.Event()

    def write():
        began = time.perf_counter()
        while time.perf_counter() - began < seconds:
            due = int((time.perf_counter() - began) * rate)
            if due > writer.written:
                writer.write(min(due - writer.written, rate // 10))
            time.sleep(0.02)
        done.set()

    thread = threading.Thread(target=write)
    cpu, began = cpu_seconds(daemon.pid), time.perf_counter()
    thread.start()
    times, memory, counted, behind = [], [], 0, 0
    while not done.is_set():
        text, took = scrape(url)
        times.append(took)
        memory.append(rss_mib(daemon.pid))
        counted = total(INGESTED, text)
        behind = max(behind, writer.written - counted)
        time.sleep(max(0, 0.1 - took))
    thread.join()
    spent = time.perf_counter() - began
    while counted < writer.written and time.perf_counter() - began < seconds + 60:
        counted = total(INGESTED, scrape(url)[0])
    drained = time.perf_counter() - began
    print("steady: wrote %d lines in %.1f s (%d a second; %d were asked for)"
          % (writer.written, spent, writer.written / spent, rate))
    print("        counted %d, all of them %.1f s after the start; at most %d behind"
          % (counted, drained, behind))
    print("        processor %.0f %% of one core" % ((cpu_seconds(daemon.pid) - cpu) / drained * 100))
    third = max(1, len(memory) // 3)
    print("        RSS %.0f MiB in the first third at most, %.0f in the last"
          % (max(memory[:third]), max(memory[-third:])))
    print("        scrape p50 %.1f ms, p99 %.1f ms, longest %.1f ms of %d"
          % (percentile(times, 0.5) * 1e3, percentile(times, 0.99) * 1e3, max(times) * 1e3,
             len(times)))
    return counted


def backlog(url, daemon, folder, before, lines):
    """Renames a finished file into the folder, and waits until it is counted."""
    path = folder.parent / "backlog.jsonl"
    with open(path, "w", encoding="utf-8") as out:
        for number in range(lines):
            out.write(line(1_000_000_000 + number, time.time()))
    size = path.stat().st_size
    cpu, began = cpu_seconds(daemon.pid), time.perf_counter()
    os.rename(path, folder / "backlog.jsonl")
    counted, times = before, []
    while counted < before + lines and time.perf_counter() - began < 300:
        text, took = scrape(url)
        times.append(took)
        counted = total(INGESTED, text)
        time.sleep(0.1)
    spent = time.perf_counter() - began
    print("backlog: %d lines of %d bytes in %.1f s: %d events a second; processor %.2f s; scrape p99"
          " %.1f ms" % (lines, size / lines, spent, lines / spent, cpu_seconds(daemon.pid) - cpu,
                        percentile(times, 0.99) * 1e3))
    return counted


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=int, default=50_000, help="events a second")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--backlog", type=int, default=1_000_000, help="lines")
    options = parser.parse_args()
    work = pathlib.Path(tempfile.mkdtemp())
    (work / "events").mkdir()
    daemon, url = start(work)
    try:
        print("%d cores, load average %.2f" % (os.cpu_count(), os.getloadavg()[0]))
        print("idle: RSS %.0f MiB" % rss_mib(daemon.pid))
        writer = Writer(work / "events")
        counted = steady(url, daemon, writer, options.rate, options.seconds)
        expected = writer.written + options.backlog
        counted = backlog(url, daemon, work / "events", counted, options.backlog)
        print("at the end: RSS %.0f MiB, rejected %d"
              % (rss_mib(daemon.pid), total(REJECTED, scrape(url)[0])))
        if counted != expected:
            sys.exit("counted %d events of %d" % (counted, expected))
    finally:
        daemon.terminate()
        daemon.wait(timeout=20)
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
