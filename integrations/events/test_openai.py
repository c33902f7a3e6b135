"""The emitter around the real client of OpenAI, which streams from a server of ours."""

import http.server
import json
import pathlib
import tempfile
import threading
import time
import unittest

import openai

from exporter import JAR, Exporter
from llm_events import LlmEvents

SECRET = "the caller's own words"


class Provider(http.server.BaseHTTPRequestHandler):
    """Streams an answer, turns away the model `busy`, and never answers for the model `slow`."""

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if asked["model"] == "slow":
            self.server.release.wait(20)
            return
        if asked["model"] == "busy":
            self.answer(429, "application/json", [b'{"error":{"message":"slow down"}}'])
            return
        chunks = [{"choices": [{"index": 0, "delta": {"content": word}, "finish_reason": None}]}
                  for word in ("It ", "is ", "noon.")]
        chunks.append({"choices": [], "usage": {
            "prompt_tokens": 120, "completion_tokens": 3, "total_tokens": 123,
            "prompt_tokens_details": {"cached_tokens": 100}}})
        common = {"id": "c-1", "object": "chat.completion.chunk", "created": 1, "model": "gpt-4o"}
        lines = [b"data: " + json.dumps({**common, **chunk}).encode() + b"\n\n" for chunk in chunks]
        self.answer(200, "text/event-stream", lines + [b"data: [DONE]\n\n"])

    def answer(self, status, kind, parts):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Connection", "close")
        self.end_headers()
        time.sleep(0.05)
        for part in parts:
            self.wfile.write(part)
            self.wfile.flush()
            time.sleep(0.05)

    def log_message(self, *_):
        pass


class OpenAiTest(unittest.TestCase):
    def setUp(self):
        temp = tempfile.TemporaryDirectory()
        self.addCleanup(temp.cleanup)
        self.folder = pathlib.Path(temp.name)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Provider)
        server.release = threading.Event()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.addCleanup(server.release.set)
        self.client = openai.OpenAI(
            api_key="none", base_url=f"http://127.0.0.1:{server.server_port}/v1", max_retries=0,
            timeout=1)
        self.addCleanup(self.client.close)
        self.events = LlmEvents(self.folder / "events")

    def ask(self, model):
        with self.events.call("openai", model, "answer") as call:
            stream = self.client.chat.completions.create(
                model=model, stream=True, stream_options={"include_usage": True},
                messages=[{"role": "user", "content": SECRET}])
            for chunk in stream:
                if chunk.choices:
                    call.first_token()
                if chunk.usage:
                    call.tokens(
                        input=chunk.usage.prompt_tokens, output=chunk.usage.completion_tokens,
                        cached=chunk.usage.prompt_tokens_details.cached_tokens)

    def ask_all(self):
        self.ask("gpt-4o")
        with self.assertRaises(openai.RateLimitError):
            self.ask("busy")
        with self.assertRaises(openai.APITimeoutError):
            self.ask("slow")

    def test_streamed_call_has_its_first_token_usage_and_status(self):
        self.ask_all()
        text = "".join(file.read_text() for file in (self.folder / "events").glob("*.jsonl"))
        answered, busy, slow = (json.loads(line)["data"] for line in text.splitlines())
        self.assertEqual(answered["tokens"], {"input": 120, "output": 3, "cached": 100})
        first, whole = answered["time_to_first_token_ms"], answered["latency_ms"]
        self.assertGreaterEqual(first, 50)
        self.assertGreaterEqual(whole, first + 100)
        self.assertEqual([answered["status"], busy["status"], slow["status"]],
                         ["ok", "rate_limited", "timeout"])
        self.assertNotIn("time_to_first_token_ms", busy)
        for secret in (SECRET, "noon", "slow down"):
            self.assertNotIn(secret, text)

    @unittest.skipUnless(JAR, "needs the built jar")
    def test_program_counts_them(self):
        self.ask_all()
        exporter = Exporter(self.folder)
        self.addCleanup(exporter.close)
        exporter.until(lambda: exporter.total("llm_calls_total") == 3)
        self.assertEqual(exporter.total("llm_tokens_total"), 223)


if __name__ == "__main__":
    unittest.main()
