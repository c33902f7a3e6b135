#!/usr/bin/env python3
"""Measures what the lake's journal costs the daemon: one backlog with it and one without, in turn. See README.md."""
import os
import shutil
import statistics
import sys
import time

from guard import Guard, paired_arguments

ALLOWED = 1.10
PATIENCE_S = 600
FIGURES = {
    "cpu_s": "least processor time, start included, s",
    "seconds": "start of the process to all counted, s",
    "calls_a_second": "calls a second",
    "rss_mib": "RSS when all is counted, MiB",
    "peak_rss_mib": "highest RSS, MiB",
}
JUDGED = ("cpu_s", "peak_rss_mib")


def faults(off, on, allowed=ALLOWED):
    """The judged figures that the journal raised by more than is allowed."""
    return [name for name in JUDGED if on[name] > allowed * off[name]]


def typical(runs):
    """Medians, but the least processor time: others on the machine can only add to it."""
    return {name: min(one[name] for one in runs) if name == "cpu_s" else statistics.median(one[name] for one in runs) for name in FIGURES}


def journaled(state):
    """The lines of the journal."""
    lines = 0
    for folder, _, files in os.walk(os.path.join(state, "journal")):
        for name in files:
            with open(os.path.join(folder, name), "rb") as f:
                lines += sum(1 for _ in f)
    return lines


def run(guard, calls, journal):
    """One backlog from the start of the process, with the journal or without it."""
    candidate, state = guard.candidate(), os.path.join(guard.work, "state")
    if journal:
        candidate.spec["config"] += "lake: {enabled: true, folder: %s}\n" % os.path.join(guard.work, "lake")
    try:
        guard.start(candidate, guard.backlog)
        guard.wait(candidate, calls, patience=PATIENCE_S)
        seconds = (time.monotonic_ns() - candidate.started) / 1e9
        time.sleep(3)  # the journal is on the disk two seconds after a call was counted
        cost = candidate.cost()
    finally:
        candidate.stop()
    lines = journaled(state)
    if (lines < calls) if journal else lines:
        raise RuntimeError(f"the journal has {lines} lines of {calls} calls")
    return {"cpu_s": cost["cpu_s"], "seconds": seconds, "calls_a_second": calls / seconds,
            "rss_mib": cost["rss_mib"], "peak_rss_mib": cost["peak_rss_mib"]}


def main():
    args = paired_arguments(__doc__)
    guard, results = Guard(args), {False: [], True: []}
    for number in range(args.runs):
        for journal in ((False, True), (True, False))[number % 2]:
            results[journal].append(run(guard, args.calls, journal))
    shutil.rmtree(guard.work, ignore_errors=True)
    off, on = (typical(results[kind]) for kind in (False, True))
    print("| figure | journal off | journal on | times |\n|---|---|---|---|")
    for name, label in FIGURES.items():
        print(f"| {label} | {off[name]:.2f} | {on[name]:.2f} | {on[name] / off[name]:.3f} |")
    ratios = sorted(on["cpu_s"] / off["cpu_s"] for off, on in zip(results[False], results[True]))
    print(f"\nOf {args.runs} pairs, {args.calls:,} calls: the least processor time, else medians. Processor time by pair, times: "
          + ", ".join(f"{ratio:.3f}" for ratio in ratios) + ".")
    wrong = faults(off, on)
    if wrong:
        print(f"FAILED: {', '.join(wrong)}: more than {ALLOWED} times.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
