"""What the daemon sends by OTLP, decoded with OpenTelemetry's own protocol buffers for Python, holds
what /metrics says. Needs the built jar and its add-on (make build addons)."""

import gzip
import http.server
import json
import os
import pathlib
import re
import subprocess
import tempfile
import threading
import time
import unittest
import urllib.request

from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

JAR = os.environ.get("VOICE_AGENT_EXPORTER_JAR")
ADD_ON = pathlib.Path(JAR or ".").parent / "addons" / "voice-agent-exporter-otlp.jar"
SAMPLE = re.compile(r'([a-z_:]+)(?:\{(.*)\})? (\S+)$')
LABEL = re.compile(r'([a-z_]+)="((?:[^"\\]|\\.)*)"')
SECRET = "my card is 4111"


class Collector:
    """A collector that keeps every request, or answers with an error."""

    def __init__(self, status=200):
        self.requests = []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if self.headers.get("Content-Encoding") == "gzip":
                    body = gzip.decompress(body)
                outer.requests.append((self.path, dict(self.headers), body))
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self):
        return f"http://127.0.0.1:{self.server.server_port}"

    def all(self, path, message):
        found = []
        for where, _, body in list(self.requests):
            if where == path:
                decoded = message()
                decoded.ParseFromString(body)
                found.append(decoded)
        return found

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Daemon:
    """The real program, with its state in a folder of its own."""

    def __init__(self, folder, config, environment):
        self.folder = pathlib.Path(folder)
        self.calls = self.folder / "calls"
        self.calls.mkdir(exist_ok=True)
        settings = self.folder / "exporter.yml"
        settings.write_text(config)
        self.log = open(self.folder / "log", "w+")
        self.process = subprocess.Popen(
            ["java", "-jar", JAR, "serve", "--config", settings, "--sessions", self.calls,
             "--state", self.folder / "state", "--listen", "127.0.0.1:0"],
            stdout=self.log, stderr=subprocess.STDOUT, env={**os.environ, **environment})
        self.url = self.wait_for(lambda: self.address())

    def address(self):
        if self.process.poll() is not None:
            raise AssertionError(self.text())
        found = re.search(r"http://127[0-9.:]*", self.text())
        return found and found.group()

    def text(self):
        return (self.folder / "log").read_text()

    def wait_for(self, condition, seconds=60):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            value = condition()
            if value:
                return value
            time.sleep(0.1)
        raise AssertionError("nothing within a minute; the daemon said: " + self.text())

    def drop(self, name, summary):
        call = self.calls / name
        call.mkdir()
        (call / "transcript.jsonl").write_text(
            json.dumps({"role": "user", "text": SECRET}) + "\n")
        part = call / "part"
        part.write_text(json.dumps(summary))
        part.rename(call / "metrics.json")

    def samples(self):
        page = urllib.request.urlopen(self.url + "/metrics", timeout=10).read().decode()
        samples = {}
        for line in page.splitlines():
            found = SAMPLE.match(line)
            if found:
                labels = tuple(sorted(
                    (k, re.sub(r"\\(.)", r"\1", v)) for k, v in LABEL.findall(found[2] or "")))
                samples[(found[1], labels)] = float(found[3].replace("+Inf", "inf"))
        return samples

    def counted(self, calls):
        return self.samples().get(("voice_agent_exporter_sessions_ingested_total", ())) == calls

    def stop(self):
        self.process.terminate()
        self.process.wait(20)
        self.log.close()


def attributes(of):
    return {a.key: getattr(a.value, a.value.WhichOneof("value")) for a in of}


def points(request):
    """Every point of a request as samples of a page for Prometheus."""
    samples = {}
    for resource in request.resource_metrics:
        for scope in resource.scope_metrics:
            for metric in scope.metrics:
                kind = metric.WhichOneof("data")
                for point in getattr(metric, kind).data_points:
                    labels = {k: str(v) for k, v in attributes(point.attributes).items()}
                    key = tuple(sorted(labels.items()))
                    if kind != "histogram":
                        samples[(metric.name, key)] = point.as_double
                        continue
                    seen = 0
                    bounds = list(point.explicit_bounds) + [float("inf")]
                    for bound, count in zip(bounds, point.bucket_counts, strict=True):
                        seen += count
                        le = "+Inf" if bound == float("inf") else repr(bound)
                        with_bound = tuple(sorted({**labels, "le": le}.items()))
                        samples[(metric.name + "_bucket", with_bound)] = float(seen)
                    samples[(metric.name + "_count", key)] = float(point.count)
                    samples[(metric.name + "_sum", key)] = point.sum
    return samples


def call(number, **more):
    return {
        "pipeline_name": "local_hybrid", "provider_id": "openai_realtime",
        "model_variant": "gpt-realtime", "outcome": "completed",
        "started_at": f"2026-11-30T10:0{number}:00Z", "ended_at": f"2026-11-30T10:0{number}:30Z",
        "duration_seconds": 30, "usage": {"input_tokens": 100 + number, "output_tokens": 7},
        "latency": {"turn_ms": [800 + number]}, **more,
    }


@unittest.skipUnless(JAR and ADD_ON.exists(), "needs the built jar and its add-on")
class OtlpTest(unittest.TestCase):
    def setUp(self):
        self.temp = tempfile.TemporaryDirectory()
        self.addCleanup(self.temp.cleanup)

    def start(self, collector, otlp, **environment):
        daemon = Daemon(self.temp.name, f"otlp: {{{otlp}}}\n", {
            "OTEL_EXPORTER_OTLP_ENDPOINT": collector, "OTEL_METRIC_EXPORT_INTERVAL": "500",
            **environment})
        self.addCleanup(daemon.stop)
        return daemon

    def collector(self):
        collector = Collector()
        self.addCleanup(collector.close)
        return collector

    def test_metrics_are_those_of_the_page(self):
        collector = self.collector()
        daemon = self.start(
            collector.url(), "enabled: true",
            OTEL_EXPORTER_OTLP_HEADERS="x-tenant=red",
            OTEL_EXPORTER_OTLP_COMPRESSION="gzip",
            OTEL_RESOURCE_ATTRIBUTES="deployment.environment.name=test")
        for number in range(3):
            daemon.drop(f"call-{number}", call(number))
        daemon.wait_for(lambda: daemon.counted(3))
        after = len(collector.requests)
        daemon.wait_for(lambda: len(collector.requests) > after + 3)

        page = {key: value for key, value in daemon.samples().items()
                if key[0].startswith("ai_agent_") and "call_uuid" not in dict(key[1])}
        newest = collector.all("/v1/metrics", ExportMetricsServiceRequest)[-1]
        sent = {key: value for key, value in points(newest).items()
                if key[0].startswith("ai_agent_")}
        self.assertGreater(len(page), 30)
        self.assertEqual(sent, page)
        own = {name for name, _ in points(newest)}
        self.assertIn("voice_agent_exporter_build_info", own)
        self.assertIn("voice_agent_exporter_ingest_lag_seconds_bucket", own)
        self.assertIn("jvm_gc_collection_seconds_sum", own)
        resource = attributes(newest.resource_metrics[0].resource.attributes)
        self.assertEqual(resource["service.name"], "voice-agent-exporter")
        self.assertEqual(resource["deployment.environment.name"], "test")
        headers = {name.lower(): value for name, value in collector.requests[0][1].items()}
        self.assertEqual(headers["x-tenant"], "red")
        self.assertEqual(headers["content-encoding"], "gzip")

    def test_each_call_is_one_trace_and_its_evaluations_are_events_without_a_word_of_it(self):
        collector = self.collector()
        daemon = self.start(collector.url(), 'enabled: true, semconv: "0.1.0"')
        daemon.drop("call-1", call(
            1, outcome="error", error_message=SECRET, business={"csat": 4},
            turns=[{"speaker": "caller", "start": 0, "end": 2.5},
                   {"speaker": "agent", "start": 3.5, "end": 6,
                    "latency": {"llm_ms": 610, "turn_ms": 1000}}],
            tools=[{"name": "book", "status": "error", "duration_ms": 120}],
            evaluations=[{"name": "polite", "score": 0.9, "label": "pass",
                          "explanation": SECRET}]))
        daemon.wait_for(lambda: collector.all("/v1/traces", ExportTraceServiceRequest)
                        and collector.all("/v1/logs", ExportLogsServiceRequest))

        spans = [span for request in collector.all("/v1/traces", ExportTraceServiceRequest)
                 for resource in request.resource_spans for scope in resource.scope_spans
                 for span in scope.spans]
        names = {span.name: span for span in spans}
        self.assertEqual(
            sorted(names), ["caller turn", "execute_tool book", "invoke_agent local_hybrid",
                            "invoke_workflow local_hybrid"])
        whole = names["invoke_workflow local_hybrid"]
        self.assertEqual({span.trace_id for span in spans}, {whole.trace_id})
        self.assertEqual({span.parent_span_id for span in spans if span is not whole},
                         {whole.span_id})
        self.assertEqual((whole.end_time_unix_nano - whole.start_time_unix_nano) / 1e9, 30)
        said = attributes(whole.attributes)
        self.assertEqual(said["gen_ai.conversation.id"], "call-1")
        self.assertEqual(said["gen_ai.provider.name"], "openai")
        self.assertEqual(said["gen_ai.request.model"], "gpt-realtime")
        self.assertEqual(said["error.type"], "error")
        turn = names["invoke_agent local_hybrid"]
        self.assertEqual((turn.start_time_unix_nano - whole.start_time_unix_nano) / 1e9, 3.5)
        self.assertEqual(attributes(turn.attributes)["voice_agent.llm_ms"], 610)
        self.assertEqual(names["execute_tool book"].status.code, 2)

        daemon.wait_for(lambda: len(self.evaluations(collector)) == 2)
        self.assertEqual(self.evaluations(collector), {
            "csat": {"gen_ai.evaluation.score.value": 4.0},
            "polite": {"gen_ai.evaluation.score.value": 0.9,
                       "gen_ai.evaluation.score.label": "pass"}})
        for _, _, body in collector.requests:
            self.assertNotIn(SECRET.encode(), body)

    def evaluations(self, collector):
        found = {}
        for request in collector.all("/v1/logs", ExportLogsServiceRequest):
            for resource in request.resource_logs:
                for scope in resource.scope_logs:
                    for record in scope.log_records:
                        self.assertEqual(record.event_name, "gen_ai.evaluation.result")
                        said = attributes(record.attributes)
                        name = said.pop("gen_ai.evaluation.name")
                        self.assertNotIn(name, found)
                        found[name] = {key: value for key, value in said.items()
                                       if key.startswith("gen_ai.evaluation.")}
        return found

    def test_names_of_the_conventions_keep_every_total(self):
        collector = self.collector()
        daemon = self.start(collector.url(), 'enabled: true, semconv: "0.1.0"')
        for number in range(3):
            daemon.drop(f"call-{number}", call(
                number, tools=[{"name": "book", "status": "success", "duration_ms": 120}]))
        daemon.wait_for(lambda: daemon.counted(3))
        after = len(collector.requests)
        daemon.wait_for(lambda: len(collector.requests) > after + 3)

        newest = collector.all("/v1/metrics", ExportMetricsServiceRequest)[-1]
        sent = points(newest)
        totals = {}
        for (name, _), value in sent.items():
            totals[name] = totals.get(name, 0) + value
        self.assertEqual(totals["gen_ai.client.inference.usage.input_tokens"], 303)
        self.assertEqual(totals["gen_ai.client.inference.usage.output_tokens"], 21)
        self.assertEqual(totals["gen_ai.invoke_agent.duration_count"], 3)
        self.assertEqual(totals["gen_ai.invoke_agent.duration_sum"], 90)
        self.assertEqual(totals["gen_ai.execute_tool.duration_count"], 3)
        self.assertNotIn("ai_agent_call_duration_seconds_count", totals)
        labels = [dict(key) for name, key in sent if name == "gen_ai.invoke_agent.duration_count"]
        self.assertEqual(labels, [{
            "gen_ai.agent.name": "local_hybrid", "gen_ai.provider.name": "openai",
            "gen_ai.request.model": "gpt-realtime",
            "gen_ai.operation.name": "invoke_workflow"}])

    def test_collector_that_is_gone_costs_no_call(self):
        calls = 1500
        daemon = self.start("http://127.0.0.1:9", "enabled: true, queue: 100")
        for number in range(calls):
            daemon.drop(f"call-{number}", call(number % 10))
        daemon.wait_for(lambda: daemon.counted(calls))

        samples = daemon.samples()
        dropped = samples[
            ("voice_agent_exporter_export_dropped_total", (("target", "otlp_traces"),))]
        self.assertGreater(dropped, 0)
        self.assertEqual(
            samples[("ai_agent_calls_total", (
                ("model_variant", "gpt-realtime"), ("outcome", "completed"),
                ("pipeline_name", "local_hybrid"), ("provider_id", "openai_realtime")))], calls)


if __name__ == "__main__":
    unittest.main()
