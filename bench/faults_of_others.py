#!/usr/bin/env python3
"""Does to the peers what our fault tests do to us: kill -9, old files deleted, a FIFO in the folder. See README.md.

Each peer gets its calls in the form it likes best, straight from the engine, so that nothing but the peer itself can lose one.
"""
import argparse
import json
import os
import shutil
import signal
import sys
import time

import report
import sessions
from candidate import HERE, PROJECT, Candidate

MARKS = ("<!-- bench-faults: begin -->", "<!-- bench-faults: end -->")
BEFORE, DOWN, AFTER, DELETED = 100, 50, 7, 60
PATIENCE_S = 15


class Folders:
    """One folder a call, as the contract has it."""

    name, fifo = "voice-agent-exporter", "{call}/metrics.json"

    def __init__(self):
        self.candidate = Candidate.read(os.path.join(HERE, "candidates", self.name + ".json"))

    def prepare(self, folder):
        """What the peer wants to find when it starts."""

    def drop(self, folder, call, files):
        sessions.write(folder, call, files)

    def delete(self, folder, call):
        shutil.rmtree(os.path.join(folder, call))

    def put_fifo(self, folder):
        path = os.path.join(folder, self.fifo.format(call="00000000-0000-4000-8000-000000000000"))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        os.mkfifo(path)
        return os.path.relpath(path, folder)


class Homemade(Folders):
    name = "homemade-python"


class Mtail(Folders):
    """The engine appends a line a call to a log; deleting old calls is a rotation that keeps the rest."""

    name, fifo = "mtail", "fifo.log"

    def __init__(self):
        super().__init__()
        self.candidate.spec["processes"] = [["mtail", "--address", "127.0.0.1", "--port", "{port}", "--progs", "{bench}/peers/calls.mtail",
                                             "--logs", "{dir}/*.log", "--log_dir", "{state}"]]

    def prepare(self, folder):
        open(os.path.join(folder, "calls.log"), "w").close()  # of a file that appears later it misses the first line

    def drop(self, folder, call, files):
        with open(os.path.join(folder, "calls.log"), "ab", buffering=0) as log:
            log.write(files["metrics.json"])

    def delete(self, folder, call):
        path = os.path.join(folder, "calls.log")
        with open(path, "rb") as log:
            lines = [line for line in log if call.encode() not in line]
        with open(path + ".tmp", "wb") as log:
            log.writelines(lines)
        os.rename(path + ".tmp", path)


class Textfile(Folders):
    """The engine writes a .prom file a call."""

    name, fifo = "node-exporter-textfile", "fifo.prom"

    def __init__(self):
        super().__init__()
        command = self.candidate.spec["processes"][1]
        self.candidate.spec["processes"] = [[a.replace("{state}/prom", "{dir}") for a in command]]

    def drop(self, folder, call, files):
        m = json.loads(files["metrics.json"])
        path = os.path.join(folder, call + ".prom")
        with open(path + ".tmp", "w") as out:
            out.write(f'# TYPE ai_agent_call_turns gauge\nai_agent_call_turns{{call_uuid="{call}"}} {m["turns"]}\n')
        os.rename(path + ".tmp", path)

    def delete(self, folder, call):
        os.remove(os.path.join(folder, call + ".prom"))


class Trial:
    def __init__(self, system, work):
        self.system, self.candidate = system, system.candidate
        self.folder, self.state = os.path.join(work, system.name), os.path.join(work, "state-" + system.name)
        self.calls = []

    def fresh(self):
        self.candidate.stop(signal.SIGKILL)
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(self.folder)
        self.calls = []
        self.system.prepare(self.folder)
        self.start(keep_state=False)

    def start(self, keep_state=True):
        self.candidate.start(self.folder, self.state, keep_state=keep_state)

    def drop(self, count):
        for _ in range(count):
            call, files = sessions.build(11, len(self.calls))
            self.calls.append(call)
            self.system.drop(self.folder, call, files)

    def counted(self, target):
        """What the page counts once it has reached target, or after some patience; None if no page came."""
        end, best = time.monotonic() + PATIENCE_S, None
        while time.monotonic() < end:
            found = self.candidate.count(timeout=3)
            best = found if found is not None else best
            if found == target:
                break
            time.sleep(0.2)
        return best

    def kill(self):
        self.candidate.stop(signal.SIGKILL)

    def killed(self):
        """kill -9 with calls before, while it is down, and after; then old calls are deleted and it is killed again."""
        self.fresh()
        self.counted(0)
        time.sleep(1)  # a tailer has to have opened its file before lines count
        self.drop(BEFORE)
        result = {"before": self.counted(BEFORE)}
        self.kill()
        self.drop(DOWN)
        self.start()
        result["after_start"] = self.counted(BEFORE + DOWN)
        self.drop(AFTER)
        result["after"] = self.counted(BEFORE + DOWN + AFTER)
        for call in self.calls[:DELETED]:
            self.system.delete(self.folder, call)
        time.sleep(7)  # longer than any of them waits between two looks
        self.kill()
        self.start()
        result["after_delete"] = self.counted(BEFORE + DOWN + AFTER)
        self.kill()
        return result

    def stuffed(self):
        """A FIFO that nobody writes to, named like a file that is read; then a start with it there."""
        self.fresh()
        self.counted(0)
        time.sleep(1)
        self.drop(20)
        self.counted(20)
        name = self.system.put_fifo(self.folder)
        time.sleep(1)
        self.drop(20)
        result = {"fifo": name.replace("00000000-0000-4000-8000-000000000000", "CALL"), "counted": self.counted(40),
                  "scrapes": self.scrapes()}
        self.kill()
        self.start()
        time.sleep(5)
        result["scrapes_after_start"] = self.scrapes()
        self.kill()
        return result

    def scrapes(self):
        good = 0
        for _ in range(3):
            self.candidate.page.close()
            good += self.candidate.count(timeout=3) is not None
        return f"{good} of 3"


def table(rows):
    total = BEFORE + DOWN + AFTER
    lines = ["| | " + " | ".join(r["name"] for r in rows) + " |", "|---" * (len(rows) + 1) + "|"]

    def line(label, key):
        lines.append(f"| {label} | " + " | ".join("no page" if r[key] is None else str(r[key]) for r in rows) + " |")
    line(f"{BEFORE} calls arrive: counted", "before")
    line(f"`kill -9`, {DOWN} calls arrive, start: counted, of {BEFORE + DOWN}", "after_start")
    line(f"{AFTER} more arrive: counted, of {total}", "after")
    line(f"the oldest {DELETED} are deleted, `kill -9`, start: counted, of {total}", "after_delete")
    line("a FIFO is put there as", "fifo")
    line("20 calls before it and 20 after it: counted, of 40", "counted")
    line("scrapes answered within 3 s meanwhile", "scrapes")
    line("`kill -9`, start with the FIFO there: scrapes answered within 3 s", "scrapes_after_start")
    lines += [""] + [f"* {r['name']}: {r['version']}" for r in rows]
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", default=os.path.join(PROJECT, "target", "bench", "faults"))
    parser.add_argument("--write", metavar="FILE", help="put the table between the markers of this file, too")
    args = parser.parse_args()
    rows = []
    for system in (Folders(), Mtail(), Textfile(), Homemade()):
        missing = system.candidate.missing()
        if missing:
            print(f"{system.name} is left out: {missing[0]} not installed; to have it: {missing[1]}", file=sys.stderr)
            continue
        trial = Trial(system, args.work)
        try:
            rows.append({"name": system.name, "version": system.candidate.version(), **trial.killed(), **trial.stuffed()})
        finally:
            system.candidate.stop(signal.SIGKILL)
        print(json.dumps(rows[-1]), file=sys.stderr, flush=True)
    print(table(rows))
    if args.write:
        with open(args.write) as f:
            whole = f.read()
        with open(args.write, "w") as f:
            f.write(report.between_marks(whole, table(rows), MARKS))


if __name__ == "__main__":
    main()
