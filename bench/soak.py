#!/usr/bin/env python3
"""Hours in minutes: calls arrive, are deleted by hand and counted, while the daemon is killed now and then. See README.md."""
import argparse
import json
import os
import random
import re
import shutil
import signal
import sys
import threading
import time

import plot
import sessions
from candidate import HERE, PROJECT, Candidate, Page


QUIET_FROM = 2 / 3  # of the time; then nothing is killed any more, so that one life is long enough to see memory grow
AFTER_KILL = 20 / 60  # minutes


class Load(threading.Thread):
    """Drops calls at a fixed rate and deletes those that were counted and are old enough."""

    def __init__(self, folder, seed, rate, keep_s):
        super().__init__(daemon=True)
        self.folder, self.seed, self.rate, self.keep_s = folder, seed, rate, keep_s
        self.dropped, self.deleted, self.counted = [], 0, 0  # dropped: (time of the rename, id)
        self.turns = 0
        self.end = threading.Event()

    def run(self):
        begin = time.monotonic()
        while not self.end.is_set():
            pause = begin + len(self.dropped) / self.rate - time.monotonic()
            if pause > 0:
                time.sleep(pause)
            call, files = sessions.build(self.seed, len(self.dropped))
            self.turns += json.loads(files["metrics.json"])["turns"]
            sessions.write(self.folder, call, files)
            self.dropped.append((time.monotonic(), call))
            self.retain()

    def retain(self):
        while self.deleted < self.counted and self.dropped[self.deleted][0] < time.monotonic() - self.keep_s:
            shutil.rmtree(os.path.join(self.folder, self.dropped[self.deleted][1]))
            self.deleted += 1


class Soak:
    def __init__(self, args):
        self.args = args
        self.work = os.path.abspath(args.work)
        self.folder, self.state = os.path.join(self.work, "sessions"), os.path.join(self.work, "state")
        shutil.rmtree(self.work, ignore_errors=True)
        os.makedirs(self.folder)
        self.random = random.Random(args.seed)
        self.candidate = Candidate.read(os.path.join(HERE, "candidates", "voice-agent-exporter.json"))
        self.load = Load(self.folder, args.seed, args.rate, args.keep_s)
        self.samples, self.kills, self.went_back = [], [], 0

    def page(self):
        """The count, turns and heap of one scrape, or None while there is no good page."""
        try:
            status, _, body = Page(self.candidate.url).get(timeout=30)
        except OSError:
            return None
        if status != 200:
            return None
        text = body.decode()
        heap = re.search(r'^jvm_memory_(?:used_bytes|bytes_used)\{area="heap"[^}]*\} (\S+)', text, re.MULTILINE)
        turns = sum(float(v) for v in re.findall(r"^ai_agent_call_turns_total\{[^}]*\} (\S+)", text, re.MULTILINE))
        return self.candidate.read_count(body), turns, float(heap.group(1)) / 2**20 if heap else None

    def sample(self):
        before = len(self.load.dropped)
        seen = self.page()
        now = time.monotonic()
        row = {"minutes": round((now - self.begin) / 60, 4), "dropped": before, "counted": None, "lag_s": None,
               "rss_mib": self.candidate.cost()["rss_mib"], "heap_mib": None}
        if seen:
            count, _, heap = seen
            if count < self.load.counted:
                self.went_back += 1
            if count >= before:  # everything dropped so far is counted: it may be deleted
                self.load.counted = max(self.load.counted, before)
            row.update(counted=count, heap_mib=round(heap, 1) if heap else None)
        oldest = seen[0] if seen else self.load.counted
        row["lag_s"] = round(max(0.0, now - self.load.dropped[oldest][0]) if oldest < before else 0.0, 3)
        self.samples.append(row)

    def kill(self):
        """SIGKILL, a pause of up to 3 s in which calls go on arriving, and a start on the same state."""
        self.kills.append((time.monotonic() - self.begin) / 60)
        self.candidate.stop(signal.SIGKILL)
        time.sleep(self.random.uniform(0, 3))
        self.candidate.start(self.folder, self.state, keep_state=True)

    def run(self):
        self.candidate.start(self.folder, self.state)
        self.candidate.wait_ready()
        self.begin = time.monotonic()
        end = self.begin + self.args.minutes * 60
        self.load.start()
        next_kill = self.begin + self.args.kill_every_s * self.random.uniform(.5, 1.5)
        while time.monotonic() < end:
            self.sample()
            if next_kill < time.monotonic() < self.begin + self.args.minutes * 60 * QUIET_FROM:
                self.kill()
                next_kill = time.monotonic() + self.args.kill_every_s * self.random.uniform(.5, 1.5)
            time.sleep(self.args.sample_s)
        self.load.end.set()
        self.load.join()
        return self.finish()

    def finish(self):
        """Waits until all is counted, and a little longer, in which nothing may be counted twice."""
        dropped, patience = len(self.load.dropped), time.monotonic() + 60
        while time.monotonic() < patience and (self.page() or (0,))[0] < dropped:
            time.sleep(0.2)
        time.sleep(6)  # a look through everything comes every 5 s
        counted, turns, _ = self.page() or (0, 0, None)
        left = len(os.listdir(self.folder))
        self.candidate.stop(signal.SIGKILL)
        self.candidate.start(self.folder, self.state, keep_state=True)
        self.candidate.wait_ready()
        again = self.page() or (0, 0, None)
        self.candidate.stop()
        return {"minutes": round((time.monotonic() - self.begin) / 60, 1), "rate_per_s": self.args.rate, "seed": self.args.seed,
                "version": self.candidate.version(), "dropped": dropped, "counted": counted, "counted_after_last_kill": again[0],
                "turns_dropped": self.load.turns, "turns_counted": int(turns), "folders_deleted": self.load.deleted,
                "folders_left": left, "kills": len(self.kills), "counts_that_went_back": self.went_back,
                **lag(self.samples, self.kills), **memory(self.samples, self.kills),
                "exact": dropped == counted == again[0] and self.load.turns == int(turns) == int(again[1]) and not self.went_back}


def lag(samples, kills):
    """The lag outside the seconds after a kill, and the worst within them."""
    def near(row):
        return any(k <= row["minutes"] <= k + AFTER_KILL for k in kills)
    calm = sorted(r["lag_s"] for r in samples if not near(r)) or [0]
    return {"lag_p50_s": calm[len(calm) // 2], "lag_p99_s": calm[int(len(calm) * .99)], "lag_max_s": calm[-1],
            "lag_max_after_kill_s": max((r["lag_s"] for r in samples if near(r)), default=0)}


def slope(points):
    """Least squares, per unit of x."""
    n = len(points)
    if n < 2:
        return 0.0
    mx, my = sum(x for x, _ in points) / n, sum(y for _, y in points) / n
    var = sum((x - mx) ** 2 for x, _ in points)
    return sum((x - mx) * (y - my) for x, y in points) / var if var else 0.0


def memory(samples, kills):
    """RSS: its peak, and its slope in the longest life without its first two minutes."""
    edges = [0.0] + list(kills) + [samples[-1]["minutes"] + 1]
    lives = [[(r["minutes"], r["rss_mib"]) for r in samples if a + 2 <= r["minutes"] < b] for a, b in zip(edges, edges[1:])]
    longest = max(lives, key=len)
    heaps = [r["heap_mib"] for r in samples if r["heap_mib"]]
    return {"rss_peak_mib": max(r["rss_mib"] for r in samples), "heap_peak_mib": max(heaps, default=None),
            "longest_life_minutes": round(longest[-1][0] - longest[0][0] + 2, 1) if longest else 0,
            "longest_life_slope_mib_per_hour": round(slope(longest) * 60, 2)}


def draw(samples, kills, result):
    def series(key):
        return [(r["minutes"], r[key]) for r in samples]
    panels = [("MiB", [("RSS", "#06c", series("rss_mib")), ("heap used", "#690", series("heap_mib"))]),
              ("lag of the oldest call not yet counted, s", [("lag", "#06c", series("lag_s"))]),
              ("thousands of calls", [("dropped", "#999", [(x, y / 1000) for x, y in series("dropped")]),
                                      ("counted", "#06c", [(x, y / 1000 if y is not None else None) for x, y in series("counted")])])]
    title = f"{result['minutes']:g} minutes, {result['rate_per_s']:g} calls/s, {result['dropped']} dropped, {result['counted']} counted"
    return plot.svg(title, panels, samples[-1]["minutes"], kills, f"{len(kills)} times kill -9")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--rate", type=float, default=100, help="calls a second")
    parser.add_argument("--keep-s", type=float, default=120, help="a counted call's folder is deleted after this many seconds")
    parser.add_argument("--kill-every-s", type=float, default=240, help="mean time between kills")
    parser.add_argument("--sample-s", type=float, default=1)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--work", default=os.path.join(PROJECT, "target", "soak", "work"))
    parser.add_argument("--out", default=os.path.join(PROJECT, "target", "soak"))
    args = parser.parse_args()
    os.makedirs(args.out, exist_ok=True)
    print(f"{args.minutes:g} minutes of {args.rate:g} calls/s, seed {args.seed}", flush=True)
    soak = Soak(args)
    try:
        result = soak.run()
    finally:
        soak.candidate.stop(signal.SIGKILL)
    with open(os.path.join(args.out, "soak.json"), "w") as f:
        json.dump({"result": result, "kills": soak.kills, "samples": soak.samples}, f)
    with open(os.path.join(args.out, "soak.svg"), "w") as f:
        f.write(draw(soak.samples, soak.kills, result))
    print("| | |\n|---|---|")
    for key, value in result.items():
        print(f"| {key.replace('_', ' ')} | {value} |")
    print(f"The plot is {args.out}/soak.svg.")
    return 0 if result["exact"] else 1


if __name__ == "__main__":
    sys.exit(main())
