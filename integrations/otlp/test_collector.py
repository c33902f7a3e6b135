"""A real OpenTelemetry collector takes what the daemon sends by OTLP, and holds what /metrics says.
Needs target/otelcol/otelcol (make otelcol), the built jar and its add-on (make build addons)."""

import json
import pathlib
import socket
import subprocess
import tempfile
import unittest

from google.protobuf import json_format
from opentelemetry.proto.metrics.v1.metrics_pb2 import MetricsData

from test_otlp import ADD_ON, JAR, SECRET, Daemon, call, points

COLLECTOR = pathlib.Path(__file__).resolve().parents[2] / "target/otelcol/otelcol"
CONFIG = """
receivers:
  otlp: {protocols: {http: {endpoint: "127.0.0.1:%d"}}}
exporters:
  file: {path: "%s", flush_interval: 100ms}
service:
  telemetry: {metrics: {level: none}}
  pipelines:
    metrics: {receivers: [otlp], exporters: [file]}
    traces: {receivers: [otlp], exporters: [file]}
    logs: {receivers: [otlp], exporters: [file]}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@unittest.skipUnless(COLLECTOR.exists(), "needs a collector: make otelcol")
@unittest.skipUnless(JAR and ADD_ON.exists(), "needs the built jar and its add-on")
class RealCollectorTest(unittest.TestCase):
    def setUp(self):
        temp = tempfile.TemporaryDirectory()
        self.addCleanup(temp.cleanup)
        folder = pathlib.Path(temp.name)
        self.written = folder / "written.jsonl"
        port = free_port()
        (folder / "otelcol.yaml").write_text(CONFIG % (port, self.written))
        log = open(folder / "otelcol.log", "w")
        self.addCleanup(log.close)
        collector = subprocess.Popen(
            [COLLECTOR, "--config", folder / "otelcol.yaml"], stdout=log, stderr=log)
        self.addCleanup(collector.wait, 20)
        self.addCleanup(collector.terminate)
        self.daemon = Daemon(temp.name, "otlp: {enabled: true}\n", {
            "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{port}",
            "OTEL_METRIC_EXPORT_INTERVAL": "500", "OTEL_BSP_SCHEDULE_DELAY": "200"})
        self.addCleanup(self.daemon.stop)

    def all(self, kind):
        """What it wrote of a kind; its last line may not be whole yet."""
        if not self.written.exists():
            return []
        lines = self.written.read_text().split("\n")[:-1]
        return [found for found in map(json.loads, lines) if kind in found]

    def test_collector_holds_what_the_page_says_and_a_trace_of_each_call(self):
        for number in range(3):
            self.daemon.drop(f"call-{number}", call(
                number, business={"csat": 4},
                turns=[{"speaker": "caller", "start": 0, "end": 2.5}],
                tools=[{"name": "book", "status": "success", "duration_ms": 120}]))
        self.daemon.wait_for(lambda: self.daemon.counted(3))
        before = len(self.all("resourceMetrics"))
        self.daemon.wait_for(lambda: len(self.all("resourceMetrics")) > before + 2)

        page = {key: value for key, value in self.daemon.samples().items()
                if key[0].startswith("ai_agent_") and "call_uuid" not in dict(key[1])}
        newest = json.dumps(self.all("resourceMetrics")[-1])
        held = {key: value for key, value in points(json_format.Parse(newest, MetricsData())).items()
                if key[0].startswith("ai_agent_")}
        self.assertGreater(len(page), 30)
        self.assertEqual(held, page)

        self.daemon.wait_for(lambda: len(self.spans()) == 9)
        traces = {}
        for span in self.spans():
            traces.setdefault(span["traceId"], []).append(span["name"])
        self.assertEqual(
            [sorted(names) for names in traces.values()],
            [["call", "caller turn", "execute_tool book"]] * 3)
        self.daemon.wait_for(lambda: len(self.records()) == 3)
        self.assertNotIn(SECRET, self.written.read_text())

    def spans(self):
        return [span for found in self.all("resourceSpans") for resource in found["resourceSpans"]
                for scope in resource["scopeSpans"] for span in scope["spans"]]

    def records(self):
        return [record for found in self.all("resourceLogs") for resource in found["resourceLogs"]
                for scope in resource["scopeLogs"] for record in scope["logRecords"]]


if __name__ == "__main__":
    unittest.main()
