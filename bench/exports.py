#!/usr/bin/env python3
"""Measures what a receiver costs that is gone or never answers: the same backlog of calls is counted
without any export, and with OTLP or InfluxDB pointed at a port where nothing listens, and at one
that takes connections and never answers. Prints processor time and memory of each."""

import argparse
import os
import pathlib
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

import sessions

ROOT = pathlib.Path(__file__).resolve().parent.parent
JAR = ROOT / "target/voice-agent-exporter.jar"
OPTIONS = ROOT / "scripts/java.options"
INGESTED = re.compile(r"^voice_agent_exporter_sessions_ingested_total (\S+)$", re.M)
DROPPED = re.compile(r"^voice_agent_exporter_export_dropped_total\{.*\} (\S+)$", re.M)


class Silent:
    """Takes connections, reads what comes, and never answers."""

    def __init__(self):
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                connection, _ = self.listening.accept()
            except OSError:
                return
            threading.Thread(target=self.read, args=(connection,), daemon=True).start()

    @staticmethod
    def read(connection):
        try:
            while connection.recv(65536):
                pass
        except OSError:
            pass


def gone_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def spent(pid):
    fields = open(f"/proc/{pid}/stat", encoding="ascii").read().rsplit(")", 1)[1].split()
    rss = re.search(r"VmRSS:\s+(\d+)", open(f"/proc/{pid}/status", encoding="ascii").read())
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), int(rss[1]) / 1024


def run(backlog, calls, kind, port, seconds):
    """(processor seconds, MiB of RSS, what was dropped)"""
    work = pathlib.Path(tempfile.mkdtemp())
    try:
        shutil.copytree(backlog, work / "calls")
        more = {"otlp": "otlp: {enabled: true}\n",
                "influx": f"influx: {{url: 'http://127.0.0.1:{port}', database: calls, interval: 1s}}\n"}
        (work / "exporter.yml").write_text(
            f"sessions: {work / 'calls'}\nstate: {work / 'state'}\nlisten: 127.0.0.1:0\n"
            + more.get(kind, ""))
        environment = {**os.environ, "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{port}",
                       "OTEL_METRIC_EXPORT_INTERVAL": "1000"}
        with open(work / "log", "w", encoding="utf-8") as log:
            daemon = subprocess.Popen(
                ["java", f"@{OPTIONS}", "-jar", JAR, "serve", "--config", work / "exporter.yml"],
                stdout=log, stderr=log, env=environment)
        try:
            return watch(work, daemon, calls, seconds)
        finally:
            daemon.kill()
            daemon.wait()
    finally:
        shutil.rmtree(work, ignore_errors=True)


def watch(work, daemon, calls, seconds):
    end = time.monotonic() + 120
    while time.monotonic() < end and daemon.poll() is None:
        address = re.search(r"answering on (http://[0-9.:]+)", (work / "log").read_text())
        if address:
            page = urllib.request.urlopen(address[1] + "/metrics", timeout=30).read().decode()
            counted = INGESTED.search(page)
            if counted and float(counted[1]) == calls:
                time.sleep(seconds)
                page = urllib.request.urlopen(address[1] + "/metrics", timeout=30).read().decode()
                dropped = sum(float(value) for value in DROPPED.findall(page))
                return (*spent(daemon.pid), dropped)
        time.sleep(0.2)
    sys.exit("not all calls were counted:\n" + (work / "log").read_text())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=3000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=10, help="to wait once all are counted")
    options = parser.parse_args()
    if not (ROOT / "target/addons/voice-agent-exporter-otlp.jar").exists():
        sys.exit("the add-on for OTLP is missing: make addons")
    backlog = pathlib.Path(tempfile.mkdtemp())
    silent = Silent()
    try:
        for index in range(options.calls):
            sessions.write(str(backlog), *sessions.build(1, index))
        kinds = [("no export", "", 0)]
        for kind in ("otlp", "influx"):
            kinds.append((f"{kind}, nothing listens", kind, gone_port()))
            kinds.append((f"{kind}, never answers", kind, silent.port))
        results = {name: [] for name, _, _ in kinds}
        for _ in range(options.runs):
            for name, kind, port in kinds:
                results[name].append(run(backlog, options.calls, kind, port, options.seconds))
        print(f"{options.calls} calls, {options.runs} runs, medians; load {os.getloadavg()[0]:.1f}")
        for name, found in results.items():
            cpu, rss, dropped = (statistics.median(column) for column in zip(*found))
            print(f"{name:24} {cpu * 1e3 / options.calls:6.2f} ms of processor time a call, "
                  f"RSS {rss:4.0f} MiB, {dropped:.0f} dropped")
    finally:
        shutil.rmtree(backlog, ignore_errors=True)


if __name__ == "__main__":
    main()
