"""Reads the examples of hosted engines' reports with each vendor's own library."""

import json
import re
import typing
import unittest
from pathlib import Path

from elevenlabs.types import GetConversationResponseModel
from retell.types.phone_call_response import PhoneCallResponse
from vapi.types import Artifact, PerformanceMetrics, ServerMessageEndOfCallReport

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "src/test/resources/org/voiceagent/exporter/artifact/engine"
PAGES = ROOT / "docs/engines"


def example(name):
    return json.loads(EXAMPLES.joinpath(name).read_text("utf-8"))


def reasons(name):
    return set(EXAMPLES.joinpath(name).read_text("utf-8").split())


def literals(kind):
    if typing.get_origin(kind) is typing.Literal:
        return set(typing.get_args(kind))
    return {word for part in typing.get_args(kind) for word in literals(part)}


def names(model):
    """The fields of a model as they are in JSON."""
    found = set()
    for name, field in model.model_fields.items():
        aliases = [getattr(one, "alias", None) for one in (field, *field.metadata)]
        found.add(next((alias for alias in aliases if alias), name))
    return found


class ReportsTest(unittest.TestCase):
    def assert_described(self, model, page, prefix, known=()):
        text = PAGES.joinpath(page).read_text("utf-8")
        rows = re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)
        for name in names(model) - set(known):
            path = prefix + name
            self.assertTrue(
                any(
                    row.startswith((path + ".", path + "[")) or row == path
                    or row.endswith("**") and path.startswith(row.rstrip("*"))
                    for row in rows
                ),
                f"{page} does not describe {path}",
            )

    def test_vapi(self):
        ServerMessageEndOfCallReport.model_validate(
            example("vapi-end_of_call_report.json")["message"]
        )
        self.assert_described(
            ServerMessageEndOfCallReport, "vapi.md", "message.", known=["chat"]
        )
        self.assert_described(Artifact, "vapi.md", "message.artifact.")
        self.assert_described(
            PerformanceMetrics, "vapi.md", "message.artifact.performanceMetrics."
        )
        field = ServerMessageEndOfCallReport.model_fields["ended_reason"]
        self.assertEqual(set(), literals(field.annotation) - reasons("vapi-ended_reasons.txt"))

    def test_retell(self):
        for name in ("retell-call_analyzed.json", "retell-latency_summary.json"):
            PhoneCallResponse.model_validate(example(name)["call"])
        scrubbed = {name for name in names(PhoneCallResponse) if "session" in name or "scrubbed" in name}
        self.assert_described(PhoneCallResponse, "retell.md", "call.", known=scrubbed)
        field = PhoneCallResponse.model_fields["disconnection_reason"]
        self.assertEqual(literals(field.annotation), reasons("retell-disconnection_reasons.txt"))

    def test_elevenlabs(self):
        for name in ("elevenlabs-post_call_transcription.json", "elevenlabs-failed.json"):
            GetConversationResponseModel.model_validate(example(name)["data"])
        self.assert_described(
            GetConversationResponseModel, "elevenlabs.md", "data.",
            known=["otlp_traces", "visited_agents"],
        )


if __name__ == "__main__":
    unittest.main()
