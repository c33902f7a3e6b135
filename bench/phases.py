"""What is measured: each phase starts a candidate, gives it work and returns numbers. See README.md."""
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import time

import sessions
from candidate import HERE, Page

BLOCK = 20_000  # sessions a generator process writes at a time


def say(*words):
    print(time.strftime("%H:%M:%S"), *words, file=sys.stderr, flush=True)


def percentile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(share * len(values)))] if values else None


def spread(values, digits=3):
    return {"p50": round(percentile(values, .50), digits), "p99": round(percentile(values, .99), digits),
            "max": round(max(values), digits), "min": round(min(values), digits), "samples": len(values)}


class Fixtures:
    """Folders of sessions below one working folder; big ones are kept for the next run."""

    def __init__(self, args):
        self.args, self.work = args, os.path.abspath(args.work)
        os.makedirs(self.work, exist_ok=True)

    def backlog(self, count, label_sets=0):
        folder = os.path.join(self.work, f"backlog-seed{self.args.seed}-n{count}-sets{label_sets}")
        if not os.path.exists(folder + ".done"):
            say("writing", count, "sessions")
            shutil.rmtree(folder, ignore_errors=True)
            os.makedirs(folder)
            waiting = [(first, min(BLOCK, count - first)) for first in range(0, count, BLOCK)]
            while waiting:
                batch, waiting = waiting[:os.cpu_count()], waiting[os.cpu_count():]
                for writer in [self.generate(folder, first, n, label_sets) for first, n in batch]:
                    if writer.wait():
                        raise RuntimeError("sessions.py failed")
            sessions.backdate(folder, 86_400)
            open(folder + ".done", "w").close()
        for root, _, names in os.walk(folder):  # page cache warm, as far as it reaches
            for name in names:
                with open(os.path.join(root, name), "rb") as f:
                    f.read()
        return folder

    def generate(self, folder, first, count, label_sets):
        return subprocess.Popen([sys.executable, os.path.join(HERE, "sessions.py"), folder, "--count", str(count), "--first", str(first),
                                 "--seed", str(self.args.seed), "--label-sets", str(label_sets)])

    def empty(self, label):
        folder = os.path.join(self.work, label)
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        return folder

    def state(self, candidate):
        return os.path.join(self.work, "state-" + candidate.name)

    def writer(self, folder, count, seed, rate, times_file):
        """A process that has built its sessions and starts to write them at a line on its standard input."""
        if os.path.exists(times_file):
            os.remove(times_file)
        process = subprocess.Popen([sys.executable, os.path.join(HERE, "sessions.py"), folder, "--count", str(count), "--seed", str(seed),
                                    "--rate", str(rate), "--times", times_file, "--wait"],
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        process.stdout.readline()
        return process

    def clean(self, candidate):
        for label in ("empty-", "live-", "burst-", "staging-", "flood-"):
            shutil.rmtree(os.path.join(self.work, label + candidate.name), ignore_errors=True)


class Phases(Fixtures):
    def wait_count(self, candidate, target, pause=0.01, follow=None):
        """Polls until the count reaches target, stands still or takes far too long; returns (count, seconds since start)."""
        best, changed, at = -1, time.monotonic(), None
        limit = changed + max(60, target / 500)
        while True:
            before = time.monotonic()
            count = candidate.count()
            now = time.monotonic()
            if count is not None and count > best:
                best, changed, at = count, now, (time.monotonic_ns() - candidate.started) / 1e9
            if follow is not None:
                follow.append((at if count == best else (time.monotonic_ns() - candidate.started) / 1e9, count or 0, candidate.cost()["rss_mib"]))
            if best >= target or now - changed > self.args.quiet or now > limit or not candidate.alive():
                return max(best, 0), at
            time.sleep(max(pause, now - before))  # a slow page is not asked for more than half of the time

    def ready_on(self, candidate, label):
        folder = self.empty(label + candidate.name)
        candidate.start(folder, self.state(candidate))
        candidate.wait_ready()
        time.sleep(1)
        return folder

    def start(self, candidate):
        """An empty folder: time from the start of the process to the first good page, and what idling costs."""
        folder, times = self.empty("empty-" + candidate.name), []
        for _ in range(5):
            candidate.stop()
            candidate.start(folder, self.state(candidate))
            times.append(candidate.wait_ready())
        time.sleep(3)
        return {"seconds": round(statistics.median(times), 3), "worst_s": round(max(times), 3), **self.rest(candidate)}

    def rest(self, candidate):
        """Nothing arrives and nobody asks."""
        before = candidate.cost()
        time.sleep(self.args.idle_s)
        after = candidate.cost()
        spent = after["cpu_s"] - before["cpu_s"]
        return {"idle_cpu_percent": round(100 * spent / self.args.idle_s, 3), "rss_mib": after["rss_mib"], "threads": after["threads"]}

    def cold(self, candidate):
        """Sessions are there when the process starts; time until all of them are counted."""
        n = self.args.sessions
        candidate.start(self.backlog(n), self.state(candidate))
        count, at = self.wait_count(candidate, n)
        result = {"counted": count, "lost": n - count, **candidate.cost()}
        if count:
            result.update(seconds=round(at, 3), sessions_per_s=round(count / at))
        return result

    def scrape(self, candidate):
        """The page with every session on it: size, latency of one reader, requests per second of four."""
        result = self.read_page(candidate)
        if shutil.which("wrk"):
            for label, extra in (("wrk_plain_4", []), ("wrk_gzip_4", ["-H", "Accept-Encoding: gzip"])):
                out = subprocess.run(["wrk", "-t1", "-c4", f"-d{self.args.scrape_s}s", "--timeout", "60s", *extra, candidate.url],
                                     capture_output=True, text=True).stdout
                rate = re.search(r"Requests/sec:\s+([\d.]+)", out)
                result[label] = {"requests_per_s": float(rate.group(1)) if rate else None}
        return result

    def read_page(self, candidate):
        result, cpu = {}, candidate.cost()["cpu_s"]
        for label, gzip in (("plain", False), ("gzip", True)):
            page, times, end = Page(candidate.url, gzip), [], time.monotonic() + self.args.scrape_s
            while len(times) < 3 or (time.monotonic() < end and len(times) < 5000):
                begin = time.perf_counter()
                status, headers, body = page.get()
                times.append((time.perf_counter() - begin) * 1000)
            page.close()
            result[label] = {"ms": spread(times), "bytes": len(body), "status": status,
                             "encoding": headers.get("Content-Encoding", "identity")}
            if label == "plain":
                result["samples"] = sum(1 for line in body.splitlines() if line and not line.startswith(b"#"))
        spent, asked = candidate.cost()["cpu_s"] - cpu, result["plain"]["ms"]["samples"] + result["gzip"]["ms"]["samples"]
        result.update(cpu_ms_per_scrape=round(1000 * spent / asked, 2), rss_mib=candidate.cost()["rss_mib"])
        return result

    def restart(self, candidate):
        """Killed without warning and started again on the same folder and state: is each counted once?"""
        n, before = self.args.sessions, candidate.totals()
        candidate.stop(signal.SIGKILL)
        candidate.start(candidate.values["dir"], self.state(candidate), keep_state=True)
        ready = candidate.wait_ready()
        first = candidate.count()
        _, at = self.wait_count(candidate, n)
        time.sleep(2)
        return {"ready_s": round(ready, 3), "seconds": round(at, 3), "first_seen": first, "counted": candidate.count(),
                "expected": n, "changed_lines": len(before ^ candidate.totals())}

    def live(self, candidate):
        """Sessions arrive at a fixed rate; time from the rename of metrics.json to the page that counts it."""
        count, times_file = int(self.args.rate * self.args.live_s), os.path.join(self.work, "times-" + candidate.name)
        folder = self.ready_on(candidate, "live-")
        writer = self.writer(folder, count, self.args.seed + 7, self.args.rate, times_file)
        candidate.count()
        cpu = candidate.cost()["cpu_s"]
        writer.stdin.write("go\n")
        writer.stdin.flush()
        seen, polls, shown, changed = [0] * count, [], 0, time.monotonic()
        while shown < count and time.monotonic() - changed < self.args.quiet and candidate.alive():
            begin = time.monotonic_ns()
            now_count = candidate.count()
            end = time.monotonic_ns()
            polls.append((end - begin) / 1e6)
            if now_count is not None and now_count > shown:
                for k in range(shown, min(now_count, count)):
                    seen[k] = end
                shown, changed = now_count, time.monotonic()
            time.sleep(self.args.poll_ms / 1000)
        cost = candidate.cost()
        writer.wait()
        with open(times_file) as f:
            renamed = sorted(int(line) for line in f)
        delays = [(seen[k] - renamed[k]) / 1e6 for k in range(min(shown, count))]
        return {"sent": count, "lost": count - shown, "sent_per_s": round((count - 1) / ((renamed[-1] - renamed[0]) / 1e9), 1),
                "delay_ms": spread(delays, 2) if delays else {}, "poll_ms": spread(polls, 2),
                "cpu_s": round(cost["cpu_s"] - cpu, 2), "peak_rss_mib": cost["peak_rss_mib"]}

    def burst(self, candidate):
        """Complete session folders are moved in at once, as a restore would; seconds after the last rename."""
        count, staging = self.args.burst, self.empty("staging-" + candidate.name)
        sessions.fill(staging, self.args.seed + 13, count)
        folder = self.ready_on(candidate, "burst-")
        for name in os.listdir(staging):
            os.rename(os.path.join(staging, name), os.path.join(folder, name))
        last = (time.monotonic_ns() - candidate.started) / 1e9
        counted, at = self.wait_count(candidate, count)
        return {"sent": count, "lost": count - counted, "seconds": round(max(0, at - last), 3)}

    def flood(self, candidate):
        """Sessions are written as fast as one writer can, so the kernel's event queue may overflow."""
        count, times_file = self.args.flood, os.path.join(self.work, "times-" + candidate.name)
        folder = self.ready_on(candidate, "flood-")
        writer = self.writer(folder, count, self.args.seed + 21, 0, times_file)
        writer.stdin.write("go\n")
        writer.stdin.flush()
        counted, at = self.wait_count(candidate, count)
        writer.wait()
        with open(times_file) as f:
            renamed = [int(line) for line in f]
        last = (renamed[-1] - candidate.started) / 1e9
        return {"sent": count, "lost": count - counted, "seconds": round(max(0, at - last), 3),
                "written_per_s": round((count - 1) / ((renamed[-1] - renamed[0]) / 1e9))}

    def pages(self, candidate):
        """Pages of about 10,000 and 100,000 series, made by many label sets (some 85 series each here)."""
        result = {}
        for label, sets in (("small", 100), ("large", 1200)):
            candidate.stop()
            candidate.start(self.backlog(sets, sets), self.state(candidate), wide=True)
            self.wait_count(candidate, sets)
            result[label] = {"label_sets": sets, **self.read_page(candidate)}
        return result

    def large(self, candidate, count=None):
        """A big backlog: speed and memory on the way, then the cost of many retained folders."""
        n, track = count or self.args.large, []
        candidate.start(self.backlog(n), self.state(candidate))
        counted, at = self.wait_count(candidate, n, pause=0.25, follow=track)
        self.wait_calm(candidate)
        return {"sessions": n, "lost": n - counted, "seconds": round(at, 2), "sessions_per_s": round(counted / at),
                "steady_per_s": steady(track), "rss_mib_at_tenths": tenths(track), "rss_growth_mib": growth(track), "peak_rss_mib": candidate.cost()["peak_rss_mib"],
                **self.rest(candidate)}

    @staticmethod
    def wait_calm(candidate, most=60):
        """Waits, up to a minute, until what follows a backlog is over: our first sweep of the folders takes some seconds."""
        until, quiet = time.monotonic() + most, 0
        before = candidate.cost()["cpu_s"]
        while quiet < 3 and time.monotonic() < until:
            time.sleep(1)
            now = candidate.cost()["cpu_s"]
            quiet, before = quiet + 1 if now - before < 0.05 else 0, now

    def million(self, candidate):
        """The same with a million; opt-in, because it takes some 20 GB of disk and a while to write."""
        return self.large(candidate, 1_000_000)


def steady(track):
    """Sessions per second between the first tenth and the last."""
    top = track[-1][1]
    middle = [(at, count) for at, count, _ in track if top * .1 <= count <= top * .9]
    if len(middle) < 2 or middle[-1][0] <= middle[0][0]:
        return 0
    return round((middle[-1][1] - middle[0][1]) / (middle[-1][0] - middle[0][0]))


def tenths(track):
    """RSS at each tenth of the backlog."""
    top, found = track[-1][1], []
    for tenth in range(1, 11):
        found.append(next((rss for _, count, rss in track if count >= top * tenth / 10), None))
    return found


def growth(track):
    """How much RSS grew from half of the backlog to its end."""
    at = tenths(track)
    return round(at[9] - at[4], 1)
