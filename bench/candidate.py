"""Starts and stops a candidate, reads its page, and reads its cost from /proc."""
import http.client
import json
import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import time
from urllib.parse import urlsplit

HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT = os.path.dirname(HERE)
INSTALLED = os.path.join(PROJECT, "target", "bench", "installed", "usr")
TICK = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Page:
    """One kept-alive connection to one address."""

    def __init__(self, url, gzip=False):
        parts = urlsplit(url)
        self.host, self.port = parts.hostname, parts.port or 80
        self.path = parts.path + ("?" + parts.query if parts.query else "")
        self.headers = {"Accept": "text/plain;version=0.0.4", "Accept-Encoding": "gzip" if gzip else "identity"}
        self.connection = None

    def get(self, timeout=60):
        """Returns (status, headers, body)."""
        for attempt in (1, 2):
            fresh = self.connection is None
            if fresh:
                self.connection = http.client.HTTPConnection(self.host, self.port, timeout=timeout)
            try:
                self.connection.request("GET", self.path, headers=self.headers)
                reply = self.connection.getresponse()
                return reply.status, reply.headers, reply.read()
            except (OSError, http.client.HTTPException):
                self.close()
                if fresh or attempt == 2:
                    raise

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None


class Candidate:
    def __init__(self, spec):
        """spec is what a candidate's JSON file holds."""
        self.spec = spec
        self.name = spec["name"]
        self.pattern = re.compile(spec["count_regex"].encode(), re.MULTILINE)
        self.kept = re.compile(spec.get("kept_regex", "^ai_agent_.*$").encode(), re.MULTILINE)
        self.matches = spec.get("count_how", "sum") == "matches"
        self.load = spec.get("load", "present")
        self.children = []
        self.values = {"bench": HERE, "project": PROJECT, "installed": INSTALLED}

    @classmethod
    def read(cls, path):
        with open(path) as f:
            return cls(json.load(f))

    def missing(self):
        """The commands and Python modules that are not there, and the line that installs them."""
        needs = self.spec.get("needs", {})
        gone = [c for c in needs.get("commands", []) if not shutil.which(self._fill(c))]
        for module in needs.get("modules", []):
            found = subprocess.run(["/usr/bin/python3", "-c", "import " + module], capture_output=True)
            if found.returncode:
                gone.append("python module " + module)
        return (", ".join(gone), needs.get("get", "")) if gone else None

    def version(self):
        try:
            command = [self._fill(a) for a in self.spec["version"]]
            out = subprocess.run(command, capture_output=True, text=True, timeout=30)
            return ((out.stdout or out.stderr).strip().splitlines() or [""])[0]
        except (KeyError, OSError, subprocess.TimeoutExpired):
            return "unknown"

    def _fill(self, text):
        for key, value in self.values.items():
            text = text.replace("{" + key + "}", str(value))
        return text

    def start(self, folder, state, keep_state=False, wide=False):
        """Starts all processes; wide allows as many series as the candidate can be told to allow."""
        if not keep_state:
            shutil.rmtree(state, ignore_errors=True)
        os.makedirs(state, exist_ok=True)
        self.values.update(dir=folder, state=state, port=free_port(), port2=free_port(), config=state + ".config")
        with open(self.values["config"], "w") as f:
            f.write(self.spec.get("wide_config" if wide else "config", ""))
        self.url = self._fill(self.spec["url"])
        self.page = Page(self._fill(self.spec.get("count_url", self.spec["url"])))
        environment = dict(os.environ, **{k: self._fill(v) for k, v in self.spec.get("env", {}).items()})
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        self.started = time.monotonic_ns()
        with open(state + ".log", "ab") as log:
            for argv in self.spec["processes"]:
                self.children.append(subprocess.Popen([self._fill(a) for a in argv], stdout=log, stderr=log, cwd=state,
                                                      env=environment, start_new_session=True))

    def stop(self, sig=signal.SIGTERM):
        for child in self.children:
            try:
                os.killpg(child.pid, sig)
            except ProcessLookupError:
                pass
        for child in self.children:
            try:
                child.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
        if self.children:
            self.page.close()
        self.children = []

    def alive(self):
        return all(child.poll() is None for child in self.children)

    def count(self, timeout=60):
        """Returns the count of calls the page shows, or None when there is no good page."""
        try:
            status, _, body = self.page.get(timeout)
        except (OSError, http.client.HTTPException):
            return None
        return self.read_count(body) if status == 200 else None

    def read_count(self, body):
        if self.matches:
            return sum(1 for _ in self.pattern.finditer(body))
        return int(sum(float(value) for value in self.pattern.findall(body)))

    def wait_ready(self, timeout=60):
        """Waits for the first good page; returns the seconds since the start of the first process."""
        end = time.monotonic() + timeout
        while time.monotonic() < end and self.alive():
            if self.count() is not None:
                return (time.monotonic_ns() - self.started) / 1e9
            time.sleep(0.003)
        raise RuntimeError(f"{self.name} did not answer at {self.url}; see {self.values['state']}.log")

    def totals(self):
        """The lines of the page that must be the same after a restart."""
        return set(self.kept.findall(Page(self.url).get()[2]))

    def _pids(self):
        groups = {child.pid for child in self.children}
        for entry in os.listdir("/proc"):
            if entry.isdigit():
                try:
                    if os.getpgid(int(entry)) in groups:
                        yield int(entry)
                except ProcessLookupError:
                    pass

    def cost(self):
        """CPU seconds used so far and resident memory now and at its peak, summed over the candidate's processes."""
        cpu = rss = peak = threads = 0
        for pid in self._pids():
            try:
                with open(f"/proc/{pid}/stat") as f:
                    fields = f.read().rsplit(")", 1)[1].split()
                with open(f"/proc/{pid}/status") as f:
                    status = dict(line.split(":", 1) for line in f if ":" in line)
            except OSError:
                continue
            cpu += (int(fields[11]) + int(fields[12])) / TICK
            rss += int(status.get("VmRSS", "0").split()[0])
            peak += int(status.get("VmHWM", "0").split()[0])
            threads += int(status.get("Threads", "0"))
        return {"cpu_s": round(cpu, 2), "rss_mib": round(rss / 1024, 1), "peak_rss_mib": round(peak / 1024, 1),
                "threads": threads}
