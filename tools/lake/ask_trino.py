"""Starts Trino with one node, asks it files of SQL over a lake, and stops it.

`check.py` calls it. Trino needs Java 24 or later, below /usr/lib/jvm or in TRINO_JAVA_HOME.
"""

import json
import os
import pathlib
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request

SCHEMA = "voice"
OLDEST_JAVA = 24
START_SECONDS = 240
CONFIGURATION = {
    "node.properties": "node.environment=lake\nnode.id=lake\nnode.data-dir={work}/data\n",
    "config.properties": """coordinator=true
node-scheduler.include-coordinator=true
http-server.http.port={port}
discovery.uri=http://127.0.0.1:{port}
node.internal-address=127.0.0.1
node.bind-ip=127.0.0.1
plugin.dir={home}/plugin
catalog.config-dir={work}/etc/catalog
query.max-memory=1GB
""",
    "log.properties": "io.trino=WARN\n",
    "catalog/lake.properties": """connector.name=hive
hive.metastore=file
hive.metastore.catalog.dir=local:///metastore
hive.timestamp-precision=MICROSECONDS
fs.native-local.enabled=true
local.location={work}/root
""",
}


def find_java():
    """The newest Java that is new enough, or None."""
    homes = [pathlib.Path(os.environ["TRINO_JAVA_HOME"])] if "TRINO_JAVA_HOME" in os.environ else []
    homes += sorted(pathlib.Path("/usr/lib/jvm").glob("*"), reverse=True)
    for home in homes:
        java = home / "bin" / "java"
        if not java.is_file():
            continue
        said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False)
        version = re.search(r'version "(\d+)', said.stderr)
        if version and int(version[1]) >= OLDEST_JAVA:
            return java
    return None


class NotStarted(Exception):
    """Trino is there and did not start."""


class Trino:
    """A server of one node, which is gone when the context is left."""

    def __init__(self, java, home, work, lake):
        self.java, self.home, self.work, self.lake = java, home, work, lake
        self.server = None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def __enter__(self):
        for name, text in CONFIGURATION.items():
            path = self.work / "etc" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text.format(work=self.work, port=self.port, home=self.home))
        root = self.work / "root"
        root.mkdir(exist_ok=True)
        (root / "metastore").mkdir(exist_ok=True)
        # Trino reads below one folder only, and follows no link out of it.
        os.rename(self.lake, root / "lake")
        command = [str(self.java), "-Xmx1500m", "-XX:+UseG1GC", "-XX:ReservedCodeCacheSize=256M"]
        command += ["-Djdk.attach.allowAttachSelf=true", "-Dfile.encoding=UTF-8"]
        command += ["--enable-native-access=ALL-UNNAMED", "--add-modules=jdk.incubator.vector"]
        command += ["--sun-misc-unsafe-memory-access=allow", "-XX:+UnlockDiagnosticVMOptions"]
        command += [f"-Dconfig={self.work}/etc/config.properties"]
        command += [f"-Dlog.levels-file={self.work}/etc/log.properties"]
        for line in (self.work / "etc" / "node.properties").read_text().split():
            command.append("-D" + line)
        command += ["-cp", f"{self.home}/lib/*", "io.trino.server.TrinoServer"]
        with open(self.work / "trino.log", "w", encoding="utf-8") as log:
            self.server = subprocess.Popen(command, cwd=self.home, stdout=log, stderr=log)
        try:
            self._wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.server.terminate()
        try:
            self.server.wait(30)
        except subprocess.TimeoutExpired:
            self.server.kill()
            self.server.wait()
        os.rename(self.work / "root" / "lake", self.lake)

    def _wait(self):
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.server.poll() is not None:
                raise NotStarted(f"Trino ended, see {self.work / 'trino.log'}")
            try:
                self.ask("SELECT 1")
                return
            except (urllib.error.URLError, ConnectionError, RuntimeError):
                time.sleep(1)
        raise NotStarted(f"Trino did not start, see {self.work / 'trino.log'}")

    def ask(self, sql):
        """The names of the columns, and the rows."""
        headers = {
            "X-Trino-User": "lake",
            "X-Trino-Catalog": "lake",
            "X-Trino-Schema": SCHEMA,
            "X-Trino-Time-Zone": "UTC",
        }
        url = f"http://127.0.0.1:{self.port}/v1/statement"
        request = urllib.request.Request(url, sql.encode(), headers)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        columns, rows = [], []
        while True:
            with opener.open(request, timeout=300) as response:
                answer = json.load(response)
            if "error" in answer:
                raise RuntimeError(answer["error"]["message"] + "\n" + sql)
            columns = [column["name"] for column in answer.get("columns", [])] or columns
            rows += answer.get("data", [])
            if "nextUri" not in answer:
                return columns, rows
            request = urllib.request.Request(answer["nextUri"], headers=headers)

    def run(self, text):
        """Runs all statements of a file, and answers what the last one says."""
        answer = ([], [])
        for statement in re.sub(r"(?m)^--.*$", "", text).split(";"):
            if statement.strip():
                answer = self.ask(statement)
        return answer


def ask_trino(java, folder, home, files, sql):
    """The answers to these files, as the other engines give them."""
    work = folder / "trino-work"
    answers = {}
    with Trino(java, home, work, folder / "lake") as trino:
        trino.ask(f"CREATE SCHEMA lake.{SCHEMA}")
        tables = (sql / "ddl" / "trino.sql").read_text()
        trino.run(tables.replace("LAKE/", "local:///lake/").replace("'SCHEMA'", f"'{SCHEMA}'"))
        trino.run((sql / "views_trino.sql").read_text())
        for file in files:
            columns, rows = trino.run((sql / file).read_text())
            answers[file] = {"columns": columns, "rows": rows}
        answers["version"] = trino.ask("SELECT node_version FROM system.runtime.nodes")[1][0][0]
    return answers
