#!/usr/bin/env python3
"""Fails when the program has become slower than bench/guard.json says. See README.md."""
import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time

import sessions
from bench import TARGET
from candidate import HERE, INSTALLED, Candidate

RECORD = os.path.join(HERE, "guard.json")
ALLOWED = 1.25  # beyond this many times the recorded figure, the guard fails
DRIFT = 1.15  # a floor that differs by more between rounds says that the machine is not quiet
PATIENCE_S = 50  # no further rounds are begun after this time
MOST_ROUNDS = 2  # this many times the wanted rounds are made while the floor drifts
# It begins to sweep when the backlog is counted, so chance decides how much of that is traced.
ELSEWHERE = {"housekeeping"}
COMPILERS = "gettid,sysinfo,mmap,munmap,mprotect,madvise"  # what the JVM's compiler does, more often the colder the code is

# figure, what it is, unit. "x floor": processor time against bench/floor on the same folders in the same round.
FIGURES = {
    "backlog_cpu": ("backlog of {calls}: processor time, start included", "x floor"),
    "burst_cpu": ("burst of {burst}: processor time", "x floor"),
    "start_cpu": ("start to first page: processor time", "x floor"),
    "allocation": ("backlog: allocated a call", "KiB"),
    "backlog_syscalls": ("backlog: system calls a call, compiler left out", ""),
    "live_syscalls": ("live: system calls a call, compiler left out", ""),
    "idle_rss": ("idle: RSS", "MiB"),
    "backlog_rss": ("backlog of {calls}: peak RSS", "MiB"),
}
CPU = ("backlog_cpu", "burst_cpu", "start_cpu")


def allocated_kib(log):
    """What was allocated between the first collection and the last, by the sizes of the young generation in a GC log."""
    total, after = 0, None
    for before, rest in re.findall(r"DefNew: (\d+)K\(\d+K\)->(\d+)K", log):
        if after is not None:
            total += int(before) - after
        after = int(rest)
    return total


def system_calls(trace):
    """The number of calls in the output of strace -f, without those of the threads in ELSEWHERE."""
    names, counts = {}, {}
    for line in trace.splitlines():
        thread, _, call = line.partition(" ")
        call = call.lstrip()
        name = re.match(r'prctl\(PR_SET_NAME, "([^"]*)"', call)
        if name:
            names[thread] = name.group(1)
        # What was interrupted and resumed was counted when it began; signals and exits are no calls.
        if call and not call.startswith(("<...", "---", "+++")):
            counts[thread] = counts.get(thread, 0) + 1
    if not counts:
        raise RuntimeError("strace wrote nothing")
    return sum(count for thread, count in counts.items() if names.get(thread) not in ELSEWHERE)


def faults(measured, recorded, allowed=ALLOWED):
    """The figures that are worse than the record allows; a figure that was not measured or not recorded is none."""
    return [name for name in FIGURES if name in measured and name in recorded and measured[name] > allowed * recorded[name]]


def drift(floors):
    """How many times the lowest the highest floor is; 1 if there is none."""
    return max(floors) / min(floors) if floors else 1


def table(measured, recorded, sizes):
    lines = ["| figure | recorded | allowed | measured | |", "|---|---|---|---|---|"]
    wrong = faults(measured, recorded)
    for name, (label, unit) in FIGURES.items():
        if name not in measured:
            continue
        known = recorded.get(name)
        cells = ["", "", f"{measured[name]:.2f} {unit}", "not recorded"]
        if known is not None:
            cells = [f"{known:.2f}", f"{ALLOWED * known:.2f}", f"{measured[name]:.2f} {unit}".strip(),
                     f"{'TOO SLOW' if name in wrong else 'ok'}, {measured[name] / known:.2f} times"]
        lines.append("| " + " | ".join([label.format(**sizes)] + cells) + " |")
    return "\n".join(lines)


class Guard:
    def __init__(self, args):
        self.args, self.work = args, os.path.join(TARGET, "guard")
        shutil.rmtree(self.work, ignore_errors=True)
        os.makedirs(self.work)
        self.backlog = self.folders("backlog", 1, args.calls)
        self.empty = self.folders("empty", 1, 0)
        java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else "java"
        self.java = [java, "@" + os.path.join(args.installed, "lib", "voice-agent-exporter", "java.options")]
        self.compile(os.path.join(HERE, "floor", "Floor.java"))
        self.options = []
        if args.plant:
            self.options.append(f"-javaagent:{self.burner()}={args.plant}")

    def folders(self, label, seed, count):
        """Calls that ended a day ago."""
        folder = os.path.join(self.work, label)
        os.makedirs(folder)
        sessions.fill(folder, seed, count)
        sessions.backdate(folder, 86_400)
        return folder

    def compile(self, source):
        javac = self.java_tool("javac")
        subprocess.run([javac, "-d", os.path.join(self.work, "classes"), source], check=True)

    @staticmethod
    def java_tool(name):
        home = os.environ.get("JAVA_HOME")
        return os.path.join(home, "bin", name) if home else name

    def burner(self):
        self.compile(os.path.join(HERE, "guard", "Burner.java"))
        manifest, jar = os.path.join(self.work, "manifest"), os.path.join(self.work, "burner.jar")
        with open(manifest, "w") as f:
            f.write("Premain-Class: Burner\n")
        classes = os.path.join(self.work, "classes")
        subprocess.run([self.java_tool("jar"), "--create", "--file", jar, "--manifest", manifest, "-C", classes, "Burner.class"],
                       check=True)
        return jar

    def candidate(self, *options):
        """The installed program, with more options for its JVM."""
        path = os.path.join(HERE, "candidates", "voice-agent-exporter.json")
        candidate = Candidate.read(path)
        candidate.values["installed"] = self.args.installed
        candidate.spec["env"] = {"JAVA_OPTS": " ".join([*self.options, *options])}
        return candidate

    def traced(self, summary):
        """The same, its system calls counted by strace."""
        candidate = self.candidate()
        candidate.spec["processes"] = [["strace", "-f", "-e", "trace=!" + COMPILERS, "-o", summary, *candidate.spec["processes"][0]]]
        return candidate

    def start(self, candidate, folder):
        candidate.start(folder, os.path.join(self.work, "state"))
        candidate.wait_ready()

    @staticmethod
    def wait(candidate, count, pause=0.1, patience=120):
        end = time.monotonic() + patience
        while (candidate.count() or 0) < count:
            if time.monotonic() > end or not candidate.alive():
                raise RuntimeError(f"only {candidate.count()} of {count} calls were counted; see {candidate.values['state']}.log")
            time.sleep(pause)

    def floor(self, folder):
        """Processor seconds of the bare Java reader on these folders."""
        before = os.times()
        subprocess.run([*self.java, "-cp", os.path.join(self.work, "classes"), "Floor", "read", folder],
                       check=True, stdout=subprocess.DEVNULL)
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    def round(self, number):
        """One round of everything that is measured against the floor."""
        result, floors = {}, {}
        if "start_cpu" in self.args.only:
            floors["start_cpu"] = self.floor(self.empty)
            candidate = self.candidate()
            try:
                self.start(candidate, self.empty)
                result["start_cpu"] = candidate.cost()["cpu_s"] / floors["start_cpu"]
                time.sleep(2)
                result["idle_rss"] = candidate.cost()["rss_mib"]
            finally:
                candidate.stop()
        if "backlog_cpu" in self.args.only:
            floors["backlog_cpu"] = self.floor(self.backlog)
            log = os.path.join(self.work, f"gc-{number}.log")
            candidate = self.candidate(f"-Xlog:gc+heap=info:file={log}:none:filecount=0")
            try:
                self.start(candidate, self.backlog)
                self.wait(candidate, self.args.calls)
                cost = candidate.cost()
                result["backlog_cpu"] = cost["cpu_s"] / floors["backlog_cpu"]
                result["backlog_rss"] = cost["peak_rss_mib"]
            finally:
                candidate.stop()
            with open(log) as f:
                result["allocation"] = allocated_kib(f.read()) / self.args.calls
        if "burst_cpu" in self.args.only:
            staging, folder = (os.path.join(self.work, label) for label in ("staging", "burst"))
            for one in (staging, folder):
                shutil.rmtree(one, ignore_errors=True)
                os.makedirs(one)
            sessions.fill(staging, 13 + number, self.args.burst)
            floors["burst_cpu"] = self.floor(staging)
            candidate = self.candidate()
            try:
                self.start(candidate, folder)
                before = candidate.cost()["cpu_s"]
                for name in os.listdir(staging):
                    os.rename(os.path.join(staging, name), os.path.join(folder, name))
                self.wait(candidate, self.args.burst)
                result["burst_cpu"] = (candidate.cost()["cpu_s"] - before) / floors["burst_cpu"]
            finally:
                candidate.stop()
        return result, floors

    def system_calls(self):
        """Counted twice, with few calls and with many, so that what a start takes does not count."""
        counts = {}
        for label, few, many, work in (("backlog_syscalls", 500, 1500, self.traced_backlog), ("live_syscalls", 0, 250, self.traced_live)):
            counts[label] = (work(label, many) - work(label, few)) / (many - few)
        return counts

    def traced_backlog(self, label, count):
        folder = self.folders(f"{label}-{count}", 1, count)
        summary = os.path.join(self.work, f"strace-{label}-{count}")
        candidate = self.traced(summary)
        try:
            self.start(candidate, folder)
            self.wait(candidate, count, pause=0.5)
        finally:
            candidate.stop()
        with open(summary) as f:
            return system_calls(f.read())

    def traced_live(self, label, count):
        """The same seconds with calls that arrive one by one, and without."""
        folder = self.folders(f"{label}-{count}", 1, 0)
        summary = os.path.join(self.work, f"strace-{label}-{count}")
        candidate = self.traced(summary)
        try:
            self.start(candidate, folder)
            time.sleep(1)
            begin = time.monotonic()
            for index in range(250):
                if index < count:
                    sessions.write(folder, *sessions.build(5, index))
                time.sleep(max(0, begin + index / 50 - time.monotonic()))
            time.sleep(2)
            if candidate.count() != count:
                raise RuntimeError(f"{candidate.count()} of {count} calls were counted within 2 s")
        finally:
            candidate.stop()
        with open(summary) as f:
            return system_calls(f.read())


def measure(args):
    guard, rounds, floors = Guard(args), [], {name: [] for name in CPU if name in args.only}
    begin = time.monotonic()

    def more():
        """A floor that drifts asks for more rounds, as long as there is time."""
        drifts = any(drift(seconds) > DRIFT for seconds in floors.values())
        return len(rounds) < args.runs or (drifts and len(rounds) < args.runs * MOST_ROUNDS and time.monotonic() < begin + PATIENCE_S)

    while more():
        result, floor = guard.round(len(rounds))
        rounds.append(result)
        for name, seconds in floor.items():
            floors[name].append(seconds)
    measured = {name: statistics.median(one[name] for one in rounds) for name in FIGURES if name in rounds[0]}
    if not args.plant and shutil.which("strace"):
        measured.update(guard.system_calls())
    noisy = [name for name, seconds in floors.items() if drift(seconds) > DRIFT]
    shutil.rmtree(guard.work, ignore_errors=True)
    return measured, noisy, len(rounds)


def measured_and_shown(args, recorded):
    begin = time.monotonic()
    measured, noisy, rounds = measure(args)
    print(table(measured, recorded, {"calls": f"{args.calls:,}", "burst": f"{args.burst:,}"}))
    print(f"\nMedians of {rounds} rounds in {time.monotonic() - begin:.0f} s.")
    if noisy:
        print(f"The machine was not quiet: the floor of {', '.join(noisy)} differed by more than {(DRIFT - 1) * 100:.0f} %.")
    return measured


def paired_arguments(description):
    """The arguments of a measurement that runs the same backlog in two ways, in turn."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--calls", type=int, default=20_000)
    parser.add_argument("--installed", default=INSTALLED, help="another installation, such as one of an earlier commit")
    args = parser.parse_args()
    args.plant = 0
    return args


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--calls", type=int, default=6_000)
    parser.add_argument("--burst", type=int, default=1_500)
    parser.add_argument("--installed", default=INSTALLED, help="another installation, such as one of an earlier commit")
    parser.add_argument("--only", type=lambda s: s.split(","), default=CPU, help="of " + ",".join(CPU))
    parser.add_argument("--plant", type=float, default=0, metavar="PERCENT",
                        help="make the program slower by so much on purpose; then the guard has to fail, and exit status 0 says it did")
    parser.add_argument("--record", metavar="REASON", help="write what is measured to guard.json as the new record")
    args = parser.parse_args()
    with open(RECORD) as f:
        record = json.load(f)
    measured = measured_and_shown(args, record["figures"])
    wrong = faults(measured, record["figures"])
    if wrong and not args.plant and not args.record:
        # A neighbour on the same processor slows one measurement; a slower program is slow in both.
        print(f"\nToo slow: {', '.join(wrong)}. Everything is measured once more; only what is too slow in both fails.\n")
        again = faults(measured_and_shown(args, record["figures"]), record["figures"])
        wrong = [name for name in wrong if name in again]
    if args.record:
        record["figures"].update({name: round(value, 2) for name, value in measured.items()})
        record["reasons"].append(args.record)
        with open(RECORD, "w") as f:
            json.dump(record, f, indent=1)
            f.write("\n")
        return 0
    if args.plant:
        missed = [name for name in args.only if name not in wrong]
        print(f"Planted {args.plant:g} %: " + (f"the guard did not see it in {', '.join(missed)}." if missed else "the guard saw it."))
        return 1 if missed else 0
    if wrong:
        print(f"FAILED: {', '.join(wrong)}: more than {ALLOWED} times the record. Make it faster, or record the new figure with its"
              " reason: python3 bench/guard.py --record 'why'")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
