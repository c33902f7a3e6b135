"""Builds the webhook node with Dograh's own SDK and reads the body it asks for."""

import json
import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

from dograh_sdk.typed.webhook import Webhook

NODE = json.loads(Path(__file__).with_name("webhook_node.json").read_text("utf-8"))

# What Dograh knows after a call: its own documentation names these variables.
RUN = {
    "workflow_run_id": 42,
    "workflow_name": "front-desk",
    "call_time": "2026-11-01T02:26:40+00:00",
    "initial_context": {"phone_number": "+15550100123"},
    "gathered_context": {"call_disposition": "user_hangup"},
    "cost_info": {"call_duration_seconds": 46},
}


def rendered(template, context):
    """Renders as Dograh documents it: every value is a text, and what is missing is empty."""
    if isinstance(template, dict):
        return {key: rendered(value, context) for key, value in template.items()}
    if not isinstance(template, str):
        return template

    def value(match):
        found = context
        for key in match.group(1).strip().split("."):
            found = found.get(key) if isinstance(found, dict) else None
        return "" if found is None else str(found)

    return re.sub(r"\{\{([^}]*)\}\}", value, template)


class WebhookNodeTest(unittest.TestCase):
    def test_the_sdk_makes_this_node(self):
        node = Webhook(**NODE["data"])

        self.assertEqual(NODE["type"], node.type)
        self.assertEqual(NODE["data"], node.to_dict())

    def test_body_is_a_summary_that_the_exporter_takes(self):
        body = rendered(NODE["data"]["payload_template"], RUN)

        self.assertEqual("dograh-42", body["call_uuid"])
        self.assertEqual("46", body["duration_seconds"])
        self.assertEqual("user_hangup", body["end_reason"])
        self.assertEqual("", body["direction"])
        # Dograh adds it to every body.
        body["call_disposition"] = "user_hangup"
        jar = os.environ.get("VOICE_AGENT_EXPORTER_JAR")
        if jar is None:
            return
        with tempfile.TemporaryDirectory() as sessions:
            folder = Path(sessions, body["call_uuid"])
            folder.mkdir()
            folder.joinpath("metrics.json").write_text(json.dumps(body), "utf-8")
            command = ["java", "-jar", jar, "check", "session", str(folder)]
            checked = subprocess.run(command, capture_output=True, text=True, check=False)
        self.assertEqual(0, checked.returncode, checked.stdout + checked.stderr)


if __name__ == "__main__":
    unittest.main()
