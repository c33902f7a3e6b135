"""The packaged program under test: how it is started, asked, fed and ended."""

import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time

ADDRESS = re.compile(r"answering on (https?)://127\.0\.0\.1:(\d+)")
REPOSITORY = pathlib.Path(__file__).resolve().parents[2]


class Failed(Exception):
    """A promise that was not kept; the message says which, with figures."""


def require(condition, message):
    if not condition:
        raise Failed(message)


def until(condition, seconds, message, every=0.05):
    """Waits for a condition and returns its value; fails with the message when it does not come."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise Failed(message() if callable(message) else message)
        time.sleep(every)


def command_of(program):
    """A launcher as it is; a jar with the options that an installation has."""
    if program.suffix == ".jar":
        options = REPOSITORY / "scripts" / "java.options"
        java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
        return [java, f"@{options}", "-jar", str(program)]
    return [str(program)]


class Exporter:
    """One daemon with a folder of its own. A context manager: it ends with the block."""

    program = pathlib.Path("target/bench/installed/usr/bin/voice-agent-exporter")

    def __init__(self, folder, config="", arguments=(), prefix=(), environment=None, limits=None):
        self.folder = pathlib.Path(folder)
        self.calls = self.folder / "calls"
        self.calls.mkdir(parents=True, exist_ok=True)
        self.config = self.folder / "exporter.yml"
        self.config.write_text(config)
        self.log = self.folder / "log"
        self.started = time.time()
        command = [*prefix, *command_of(self.program), "serve", "--config", str(self.config)]
        command += ["--sessions", str(self.calls), "--state", str(self.folder / "state")]
        command += ["--listen", "127.0.0.1:0", *arguments]
        self.log_start = self.log.stat().st_size if self.log.exists() else 0
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                env={**os.environ, **(environment or {})},
                preexec_fn=limits,
            )
        self.scheme, self.port = until(self._address, 60, lambda: "it did not start: " + self.tail())

    def _address(self):
        if self.process.poll() is not None:
            raise Failed(f"it ended with {self.process.returncode}: " + self.tail())
        said = ADDRESS.search(self.said())
        return said and (said.group(1), int(said.group(2)))

    def said(self):
        """What it has logged since its start."""
        return self.log.read_bytes()[self.log_start :].decode("utf-8", "replace")

    def tail(self):
        return " | ".join(self.said().splitlines()[-4:])

    def pid(self):
        """The JVM, which the launcher and prefixes such as faketime become or have for a child."""
        pid = self.process.pid
        while True:
            with open(f"/proc/{pid}/task/{pid}/children") as children:
                child = children.read().split()
            if not child or "java" in os.readlink(f"/proc/{pid}/exe"):
                return pid
            pid = int(child[0])

    def get(self, path, timeout=20, headers=None):
        """Status, headers and text of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request("GET", path, headers={"Connection": "close", **(headers or {})})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def seconds_of(self, path, timeout=40):
        """How long a page takes, answered with 200."""
        start = time.monotonic()
        try:
            status = self.get(path, timeout)[0]
        except OSError as cut_off:
            raise Failed(f"{path} was not answered after {time.monotonic() - start:.1f} s: {cut_off}")
        require(status == 200, f"{path} is {status}")
        return time.monotonic() - start

    def raw(self, request, timeout=10):
        """All that comes back for these bytes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout) as client:
            client.sendall(request)
            answer = b""
            try:
                while block := client.recv(65536):
                    answer += block
            except (TimeoutError, socket.timeout):
                answer += b"<still open>"
            except ConnectionError:
                pass
            return answer.decode("latin-1")

    def metric(self, name, **labels):
        """The sum of the samples of a name with these labels."""
        total = 0.0
        for line in self.get("/metrics")[2].splitlines():
            if line.startswith(name) and line[len(name)] in "{ ":
                if all(f'{key}="{value}"' in line for key, value in labels.items()):
                    total += float(line.rsplit(" ", 1)[1])
        return total

    def counted(self):
        return int(self.metric("ai_agent_calls_total"))

    def wait_counted(self, number, seconds):
        until(
            lambda: self.counted() >= number,
            seconds,
            lambda: f"{self.counted()} of {number} calls counted after {seconds} s",
        )

    def drop(self, call, summary=None, transcript=None, snapshot=None, when=None):
        """A finished call, its summary last and by renaming."""
        folder = self.calls / call
        folder.mkdir()
        if transcript is not None:
            (folder / "transcript.jsonl").write_text(transcript)
        if snapshot is not None:
            (folder / "config_snapshot.yaml").write_text(snapshot)
        facts = {"call_uuid": call, "pipeline_name": "local_hybrid", "duration_seconds": 30, "outcome": "completed"}
        text = summary if isinstance(summary, str) else json.dumps({**facts, **(summary or {})})
        (folder / "metrics.json.tmp").write_text(text)
        os.rename(folder / "metrics.json.tmp", folder / "metrics.json")
        if when is not None:
            for path in [*folder.iterdir(), folder]:
                os.utime(path, (when, when))

    def processor_seconds(self):
        with open(f"/proc/{self.pid()}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def busy(self, seconds=2.0):
        """How many processors it uses."""
        before = self.processor_seconds()
        time.sleep(seconds)
        return (self.processor_seconds() - before) / seconds

    def memory_mb(self, field="VmHWM"):
        with open(f"/proc/{self.pid()}/status") as status:
            return int(re.search(field + r":\s+(\d+) kB", status.read()).group(1)) / 1024

    def end(self, how=signal.SIGTERM):
        if self.process.poll() is None:
            os.kill(self.pid(), how)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()


def scratch():
    return tempfile.mkdtemp(prefix="blackbox-")


def forget(folder):
    shutil.rmtree(folder, ignore_errors=True)
