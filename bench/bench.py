#!/usr/bin/env python3
"""Measures file-to-Prometheus exporters on synthetic call sessions. See README.md."""
import argparse
import contextlib
import fcntl
import json
import os
import platform
import shutil
import signal
import statistics
import subprocess
import sys
import time

import report
from candidate import HERE, PROJECT, Candidate
from phases import Phases, say

ORDER = ["start", "cold", "scrape", "restart", "live", "burst", "flood", "pages", "large", "million"]
USUAL = ORDER[:-1]
CONTINUES = ("scrape", "restart")  # these go on with what cold has started
TARGET = os.path.join(PROJECT, "target", "bench")


@contextlib.contextmanager
def alone(path):
    """Holds an exclusive lock, so that two measurements never overlap."""
    if not path:
        yield
        return
    with open(path, "a") as f:
        fcntl.flock(f, fcntl.LOCK_EX)
        yield


def host():
    model, java = "", ""
    with open("/proc/cpuinfo") as f:
        for line in f:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    return {"cpus": os.cpu_count(), "cpu_model": model, "kernel": platform.release(), "python": platform.python_version(),
            "mem_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1)}


def flatten(tree, prefix=""):
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from flatten(value, prefix + key + ".")
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            yield prefix + key, value


def summarise(runs):
    columns = {}
    for run in runs:
        for key, value in flatten(run):
            columns.setdefault(key, []).append(value)
    return {key: {"min": min(v), "median": statistics.median(v), "max": max(v), "runs": len(v)} for key, v in columns.items()}


class Floor:
    """The bare Java reader of floor/, run beside the candidates on the same folder: tells how quiet the machine is."""

    def __init__(self, bench, args):
        self.folder, self.classes = bench.backlog(args.sessions), os.path.join(bench.work, "floor-bin")
        self.known = shutil.which("javac") is not None
        if self.known:
            os.makedirs(self.classes, exist_ok=True)
            subprocess.run(["javac", "-d", self.classes, os.path.join(HERE, "floor", "Floor.java")], check=True)

    def seconds(self):
        """Seconds that pass, and seconds of processor time."""
        if not self.known:
            return {}
        before, begin = os.times(), time.monotonic()
        subprocess.run(["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", self.classes, "Floor", "read", self.folder],
                       check=True, stdout=subprocess.DEVNULL)
        after = os.times()
        cpu = after.children_user + after.children_system - before.children_user - before.children_system
        return {"seconds": round(time.monotonic() - begin, 3), "cpu_s": round(cpu, 3)}


def run_one(bench, candidate, wanted, run):
    """One run of every phase; what a failed phase raises is told and the next one goes on."""
    run["load_before"] = round(os.getloadavg()[0], 2)
    for phase in wanted:
        if phase not in CONTINUES:
            candidate.stop()
        try:
            run[phase] = getattr(bench, phase)(candidate)
        except (RuntimeError, OSError, TypeError) as e:
            say(candidate.name, phase, "failed:", repr(e))
            run.setdefault("failed", {})[phase] = repr(e)
            continue
        say(candidate.name, phase, json.dumps(run[phase]))
    candidate.stop(signal.SIGKILL)
    bench.clean(candidate)


def measure(args, candidate):
    wanted = [p for p in ORDER if p in args.phases and p not in candidate.spec.get("skip", [])]
    target = os.path.join(args.results, candidate.name + ".json")
    runs = []
    if args.keep and os.path.exists(target):
        with open(target) as f:
            runs = json.load(f)["runs"]
    runs = (runs + [{} for _ in range(args.runs)])[:max(len(runs), args.runs)]
    bench = Phases(args)
    floor = Floor(bench, args)
    with alone(args.lock):
        for number in range(args.runs):
            say(candidate.name, "run", number + 1, "of", args.runs)
            try:
                runs[number]["floor"] = floor.seconds()
                run_one(bench, candidate, wanted, runs[number])
                runs[number]["floor_after"] = floor.seconds()
            finally:
                candidate.stop(signal.SIGKILL)
            settings = ("sessions", "seed", "rate", "live_s", "burst", "flood", "large", "scrape_s", "idle_s", "poll_ms")
            result = {"candidate": candidate.name, "about": candidate.spec.get("about", ""), "version": candidate.version(),
                      "settings": {k: getattr(args, k) for k in settings}, "host": host(), "summary": summarise(runs), "runs": runs}
            with open(target, "w") as f:
                json.dump(result, f, indent=1)


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="measure candidates and print the tables")
    run.add_argument("candidates", nargs="+", help="names in candidates/, or JSON files")
    run.add_argument("--runs", type=int, default=3)
    run.add_argument("--phases", type=lambda s: s.split(","), default=USUAL, help="of " + ",".join(ORDER) + "; default: all but million")
    run.add_argument("--keep", action="store_true", help="keep the phases of an earlier result that are not measured now")
    run.add_argument("--sessions", type=int, default=10_000)
    run.add_argument("--burst", type=int, default=3000)
    run.add_argument("--flood", type=int, default=10_000)
    run.add_argument("--large", type=int, default=100_000)
    run.add_argument("--rate", type=float, default=200, help="sessions a second in the live phase")
    run.add_argument("--live-s", type=float, default=20)
    run.add_argument("--poll-ms", type=float, default=3)
    run.add_argument("--scrape-s", type=int, default=3)
    run.add_argument("--idle-s", type=float, default=10)
    run.add_argument("--quiet", type=float, default=15, help="give up when the count has not grown for this many seconds")
    run.add_argument("--seed", type=int, default=1)
    run.add_argument("--lock", help="hold this lock file while anything is timed")
    run.add_argument("--work", default=os.path.join(TARGET, "work"))
    show = commands.add_parser("report", help="print the results as Markdown tables")
    show.add_argument("--write", metavar="FILE", help="put them between the markers of this file instead")
    for command in (run, show):
        command.add_argument("--results", default=os.path.join(TARGET, "results"))
    args = parser.parse_args()
    if args.command == "run":
        unknown = set(args.phases) - set(ORDER)
        if unknown:
            run.error(f"no such phase: {', '.join(sorted(unknown))}; there are {', '.join(ORDER)}")
        if set(CONTINUES) & set(args.phases) and "cold" not in args.phases:
            run.error("scrape and restart need cold")
    return args


def main():
    args = parse()
    if args.command == "run":
        os.makedirs(args.results, exist_ok=True)
        for name in args.candidates:
            path = name if name.endswith(".json") else os.path.join(HERE, "candidates", name + ".json")
            candidate = Candidate.read(path)
            missing = candidate.missing()
            if missing:
                say(f"{candidate.name} is left out: {missing[0]} not installed; to have it: {missing[1]}")
                continue
            measure(args, candidate)
    report.publish(args.results, getattr(args, "write", None))
    return 0


if __name__ == "__main__":
    sys.exit(main())
