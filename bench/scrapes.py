#!/usr/bin/env python3
"""Fails when a reader that polls every 3 ms makes a backlog cost 10 % more. See README.md."""
import http.client
import os
import shutil
import statistics
import sys
import threading
import time

from candidate import TICK, Page
from guard import Guard, paired_arguments

ALLOWED = 1.10
PAUSE_S = 0.003
WATCH_S = 0.25  # how often it is checked whether all is counted, with and without the reader
PATIENCE_S = 300
FIGURES = {
    "counting_cpu_s": "processor time of all threads that do not answer requests, s",
    "http_cpu_s": "processor time of the threads that answer, s",
    "seconds": "start of the process to all counted, looked at four times a second, s",
}
JUDGED = ("counting_cpu_s", "seconds")  # what the answers cost is shown, but it is the reader's own


def thread_cpu(pid):
    """Processor seconds of a process: (threads that answer requests, all others)."""
    answering = others = 0.0
    for thread in os.listdir(f"/proc/{pid}/task"):
        try:
            with open(f"/proc/{pid}/task/{thread}/stat") as f:
                name, fields = f.read().split("(", 1)[1].rsplit(")", 1)
        except OSError:
            continue
        spent = sum(map(int, fields.split()[11:13])) / TICK
        if name.startswith("http"):
            answering += spent
        else:
            others += spent
    return answering, others


def faults(quiet, polled, allowed=ALLOWED):
    """The judged figures that the reader raised by more than is allowed."""
    return [name for name in JUDGED if polled[name] > allowed * quiet[name]]


def read_until(stop, page, reads):
    """Polls a page until the event is set."""
    while not stop.is_set():
        try:
            reads.append(page.get()[0])
        except (OSError, http.client.HTTPException):
            return  # the daemon has ended
        stop.wait(PAUSE_S)


def run(guard, polled):
    """One backlog from the start of the process, with or without the reader."""
    candidate, stop, reads = guard.candidate(), threading.Event(), []
    try:
        guard.start(candidate, guard.backlog)
        if polled:
            threading.Thread(target=read_until, args=(stop, Page(candidate.url), reads), daemon=True).start()
        guard.wait(candidate, guard.args.calls, WATCH_S, PATIENCE_S)
        seconds = (time.monotonic_ns() - candidate.started) / 1e9
        answering, others = thread_cpu(candidate.children[0].pid)
        return {"counting_cpu_s": others, "http_cpu_s": answering, "seconds": seconds, "reads": len(reads)}
    finally:
        stop.set()
        candidate.stop()


def main():
    args = paired_arguments(__doc__)
    guard, results = Guard(args), {False: [], True: []}
    for _ in range(args.runs):
        for polled in (False, True):
            results[polled].append(run(guard, polled))
    shutil.rmtree(guard.work, ignore_errors=True)
    quiet, polled = ({name: statistics.median(one[name] for one in results[kind]) for name in (*FIGURES, "reads")}
                     for kind in (False, True))
    print("| figure | nobody reads | a reader every 3 ms | times |\n|---|---|---|---|")
    for name, label in FIGURES.items():
        times = f"{polled[name] / quiet[name]:.2f}" if quiet[name] else ""
        print(f"| {label} | {quiet[name]:.2f} | {polled[name]:.2f} | {times} |")
    print(f"\nMedians of {args.runs} rounds, {args.calls:,} calls; the reader got {polled['reads']:,.0f} pages.")
    wrong = faults(quiet, polled)
    if wrong:
        print(f"FAILED: {', '.join(wrong)}: more than {ALLOWED} times. Times mean nothing on a machine that is not quiet.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
