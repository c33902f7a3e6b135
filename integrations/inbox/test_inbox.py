"""Sends to the real program what vendors' own SDKs sign and what a real LiveKit session uploads."""

import asyncio
import contextlib
import hashlib
import hmac
import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request
from unittest import mock

from elevenlabs.webhooks_custom import WebhooksClient
from livekit import api
from livekit.agents.testing import fake_job_context
from livekit.agents.utils import http_context
from retell.lib import webhook_auth

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "livekit"))
import drive_session

JAR = os.environ.get("VOICE_AGENT_EXPORTER_JAR")
SECRETS = {
    "retell": "key_retell",
    "elevenlabs": "wsec_elevenlabs",
    "livekit": "APIkey: a-secret-of-more-than-32-characters",
}


class Exporter:
    """The program, with an inbox for the sources above."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        sources = []
        for source, secret in SECRETS.items():
            file = self.folder / f"{source}.secret"
            file.write_text(secret, "utf-8")
            sources.append(f"      {source}: {{secret_file: {file}}}")
        config = self.folder / "exporter.yml"
        config.write_text(
            "listen: 127.0.0.1:0\n"
            f"sessions: {self.folder / 'calls'}\nstate: {self.folder / 'state'}\n"
            "http:\n  inbox:\n    listen: 127.0.0.1:0\n    sources:\n" + "\n".join(sources) + "\n",
            "utf-8",
        )
        self.log = self.folder / "log"
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                ["java", "-jar", JAR, "serve", "--config", str(config)], stdout=log, stderr=log
            )
        self.inbox = self.wait_for(r"the inbox takes .* on ([0-9.]+:[0-9]+)")
        self.pages = self.wait_for(r"answering on http://([0-9.]+:[0-9]+)")

    def wait_for(self, pattern):
        end = time.monotonic() + 60
        while time.monotonic() < end:
            found = re.search(pattern, self.log.read_text("utf-8"))
            if found:
                return found.group(1)
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise AssertionError(self.log.read_text("utf-8"))

    def post(self, source, body, headers):
        request = urllib.request.Request(
            f"http://{self.inbox}/inbox/{source}",
            body.encode(),
            {"Content-Type": "application/json", **headers},
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status
        except urllib.error.HTTPError as refused:
            return refused.code

    def report(self, call, name):
        """Waits for a report in a call's folder."""
        file = self.folder / "calls" / call / name
        end = time.monotonic() + 40
        while time.monotonic() < end:
            with contextlib.suppress(FileNotFoundError):
                return json.loads(file.read_text("utf-8"))
            time.sleep(0.1)
        raise AssertionError(f"{file} did not come\n" + self.log.read_text("utf-8"))

    def counted(self, calls):
        end = time.monotonic() + 30
        while time.monotonic() < end:
            with urllib.request.urlopen(f"http://{self.pages}/metrics", timeout=20) as answer:
                page = answer.read().decode()
            found = re.findall(r"^ai_agent_calls_total\{.*} ([0-9.]+)$", page, re.MULTILINE)
            if sum(map(float, found)) >= calls:
                return sum(map(float, found))
            time.sleep(0.1)
        raise AssertionError(page)

    def close(self):
        self.process.terminate()
        self.process.wait(20)


@unittest.skipUnless(JAR, "the program is not built, so nothing was sent to it")
class InboxTest(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.exporter = Exporter(folder.name)
        self.addCleanup(self.exporter.close)

    def test_signature_of_retells_sdk_is_taken(self):
        body = json.dumps(
            {"event": "call_ended", "call": {"call_id": "r1", "duration_ms": 42000, "x": "é"}},
            ensure_ascii=False,
        )
        signed = webhook_auth.symmetric["sign"](body, SECRETS["retell"])
        old = webhook_auth.symmetric["sign"](
            body, SECRETS["retell"], int(time.time() * 1000) - 301_000
        )

        self.assertEqual(200, self.exporter.post("retell", body, {"x-retell-signature": signed}))
        self.assertEqual(401, self.exporter.post("retell", body, {"x-retell-signature": old}))
        self.assertFalse(webhook_auth.verify(body, SECRETS["retell"], old))
        self.assertEqual("r1", self.exporter.report("r1", "retell_call.json")["call"]["call_id"])
        self.assertEqual(1, self.exporter.counted(1))

    def test_what_elevenlabs_sdk_accepts_is_taken(self):
        body = json.dumps(
            {
                "type": "post_call_transcription",
                "data": {"conversation_id": "e1", "metadata": {"call_duration_secs": 22}},
            }
        )
        for seconds_ago, expected in ((0, 200), (29 * 60, 200), (31 * 60, 401)):
            when = int(time.time()) - seconds_ago
            digest = hmac.new(
                SECRETS["elevenlabs"].encode(), f"{when}.{body}".encode(), hashlib.sha256
            ).hexdigest()
            header = f"t={when},v0={digest}"
            taken = True
            try:
                WebhooksClient.construct_event(None, body, header, SECRETS["elevenlabs"])
            except Exception:
                taken = False
            status = self.exporter.post("elevenlabs", body, {"ElevenLabs-Signature": header})
            self.assertEqual((expected == 200, expected), (taken, status))
        self.exporter.report("e1", "elevenlabs_post_call.json")
        self.assertEqual(1, self.exporter.counted(1))

    async def session(self, record, end=lambda ctx: None, job="AJ_upload"):
        """Runs a real session whose observability goes to the program, as a worker does."""
        environment = {
            "LIVEKIT_OBSERVABILITY_URL": f"http://{self.exporter.inbox}/inbox/livekit",
            "LIVEKIT_API_KEY": "APIkey",
            "LIVEKIT_API_SECRET": "a-secret-of-more-than-32-characters",
        }
        with mock.patch.dict(os.environ, environment), fake_job_context(job_id=job) as ctx:
            async with http_context.open():
                call = drive_session.Call()
                call.session.input.audio = drive_session.FakeMicrophone()
                call.session.output.audio = drive_session.FakeSpeaker()
                await call.session.start(drive_session.Clerk(), record=record)
                await call.caller_says("Where is my order?")
                await call.answered(1)
                await call.session.aclose()
                end(ctx)
                expected = ctx.make_session_report().to_dict()
                await ctx._on_session_end()
                await ctx._on_cleanup()
        return json.loads(json.dumps(expected, default=str))

    async def test_url_is_all_that_livekit_needs(self):
        expected = await self.session(True, lambda ctx: ctx.tagger.success(reason="booked"))

        report = await asyncio.to_thread(
            self.exporter.report, "AJ_upload", "session_report.json"
        )
        self.assertEqual(("success", "booked"), (report["outcome"], report["outcome_reason"]))
        self.assertEqual(expected["chat_history"], report["chat_history"])
        for key in ("usage", "room", "sdk_version", "close_reason"):
            self.assertEqual(expected[key], report[key], key)
        self.assertGreater(report["duration_ms"], 0)
        self.assertEqual(1, await asyncio.to_thread(self.exporter.counted, 1))
        kept = [file.name for file in (self.exporter.folder / "calls/AJ_upload").iterdir()]
        self.assertEqual(["session_report.json"], kept, "the audio is not kept")

    async def test_wrong_key_of_livekit_is_refused(self):
        token = api.AccessToken("APIkey", "another-secret-of-more-than-32-chars").to_jwt()
        with socket.create_connection(tuple(self.exporter.inbox.split(":"))) as connection:
            connection.sendall(
                b"POST /inbox/livekit/observability/logs/otlp/v0 HTTP/1.1\r\nHost: a\r\n"
                b"Content-Type: application/x-protobuf\r\nContent-Length: 0\r\n"
                b"Authorization: Bearer " + token.encode() + b"\r\n\r\n"
            )
            self.assertTrue(connection.recv(100).startswith(b"HTTP/1.1 401 "))


if __name__ == "__main__":
    unittest.main()
