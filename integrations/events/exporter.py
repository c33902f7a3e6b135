"""The real program with the shipped catalogs, for the tests beside it."""

import os
import pathlib
import re
import subprocess
import time
import urllib.request

JAR = os.environ.get("VOICE_AGENT_EXPORTER_JAR")
CATALOGS = pathlib.Path(__file__).resolve().parents[2] / "monitoring" / "catalog"
SAMPLE = re.compile(r"([a-z_]+)(?:\{(.*)\})? (\S+)$")
LABEL = re.compile(r'([a-z_]+)="([^"]*)"')


class Exporter:
    """Counts events below a folder; a test must close it."""

    def __init__(self, folder, more=""):
        self.folder = pathlib.Path(folder)
        self.events = self.folder / "events"
        config = self.folder / "exporter.yml"
        config.write_text(
            f"listen: 127.0.0.1:0\nsessions: {self.folder / 'calls'}\n"
            f"state: {self.folder / 'state'}\nevents: {self.events}\n"
            f"catalog: {{folder: {CATALOGS}}}\n{more}", "utf-8")
        (self.folder / "calls").mkdir()
        self.log = self.folder / "log"
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                ["java", "-jar", JAR, "serve", "--config", config], stdout=log, stderr=log)
        self.pages = self.said(r"answering on (http://[0-9.]+:[0-9]+)")

    def said(self, pattern):
        """Waits until the log matches, and returns the first group."""
        return self.until(lambda: re.search(pattern, self.log.read_text("utf-8"))).group(1)

    def until(self, condition, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            value = condition()
            if value:
                return value
            time.sleep(0.1)
        raise AssertionError(self.log.read_text("utf-8"))

    def metrics(self, name):
        """Every series of this name: its labels, sorted, and its value."""
        with urllib.request.urlopen(self.pages + "/metrics", timeout=20) as answer:
            page = answer.read().decode()
        found = (SAMPLE.match(line) for line in page.splitlines())
        return {tuple(sorted(LABEL.findall(one[2] or ""))): float(one[3])
                for one in found if one and one[1] == name}

    def metric(self, name, **labels):
        """One series, or None if it is not there."""
        return self.metrics(name).get(tuple(sorted(labels.items())))

    def total(self, name):
        return sum(self.metrics(name).values())

    def ingested(self):
        return self.total("voice_agent_exporter_events_ingested_total")

    def close(self):
        self.process.terminate()
        self.process.wait(20)
