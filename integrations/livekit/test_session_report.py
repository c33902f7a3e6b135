"""Runs a real LiveKit AgentSession with fake services and reads the report it leaves."""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import drive_session
from session_report import report_to


async def two_questions(call):
    await call.caller_says("Where is my order?")
    await call.answered(1)
    await call.caller_says("Thank you, goodbye.")
    await call.answered(2)


class SessionReportTest(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.sessions = Path(folder.name)

    def read(self, call_id="call-1.AJ_1"):
        file = self.sessions / call_id / "session_report.json"
        return json.loads(file.read_text("utf-8"))

    async def test_session_leaves_its_whole_report_and_nothing_else(self):
        async def end(ctx):
            ctx.tagger.success(reason="booked")
            await report_to(self.sessions)(ctx)

        await drive_session.run(two_questions, end)

        self.assertEqual(
            ["session_report.json"],
            [file.name for file in (self.sessions / "call-1.AJ_1").iterdir()],
        )
        report = self.read()
        self.assertEqual(("success", "booked"), (report["outcome"], report["outcome_reason"]))
        said = [item for item in report["chat_history"]["items"] if item["type"] == "message"]
        self.assertEqual(["user", "assistant"] * 2, [item["role"] for item in said])
        self.assertTrue(all("e2e_latency" in item["metrics"] for item in said[1::2]))
        self.assertEqual(300, report["usage"][0]["input_tokens"])
        self.assert_the_exporter_takes("call-1.AJ_1")

    async def test_events_that_repeat_the_history_are_left_out(self):
        await drive_session.run(two_questions, report_to(self.sessions))

        kinds = {event["type"] for event in self.read()["events"]}
        self.assertIn("agent_state_changed", kinds)
        self.assertNotIn("conversation_item_added", kinds)

    async def test_id_of_a_call_may_be_chosen(self):
        chosen = report_to(self.sessions, call_id=lambda ctx: "sip-" + ctx.job.room.name)
        await drive_session.run(two_questions, chosen, room="r7")

        self.assertEqual("r7", self.read("sip-r7")["room"])

    async def test_name_of_a_room_becomes_an_id_the_exporter_takes(self):
        await drive_session.run(two_questions, report_to(self.sessions), room="_Zoë's room/1")

        self.assertEqual(["Zo__s_room_1.AJ_1"], [file.name for file in self.sessions.iterdir()])

    async def test_latencies_are_the_framework_s_own(self):
        measured = []

        async def talk(call):
            call.session.on(
                "conversation_item_added",
                lambda event: measured.append((event.item.metrics or {}).get("e2e_latency")),
            )
            await two_questions(call)

        await drive_session.run(talk, report_to(self.sessions))

        items = self.read()["chat_history"]["items"]
        said = [item for item in items if item["type"] == "message" and "metrics" in item]
        reported = [item["metrics"]["e2e_latency"] for item in said if "e2e_latency" in item["metrics"]]
        self.assertEqual(2, len(reported))
        self.assertEqual([seconds for seconds in measured if seconds], reported)

    async def test_session_of_a_simulation_says_that_it_is_one(self):
        await drive_session.run(two_questions, report_to(self.sessions))
        self.assertFalse(self.read()["simulated"])

        dispatch = {
            "simulationRunId": "SR_1",
            "scenario": {"label": "s"},
            "mode": "SIMULATION_MODE_AUDIO",
        }
        await drive_session.run(
            two_questions,
            report_to(self.sessions),
            attributes={"lk.simulator.dispatch": json.dumps(dispatch)},
        )
        self.assertTrue(self.read()["simulated"])

    def test_processes_killed_in_the_middle_of_a_session_leave_nothing(self):
        for name in ("one", "two"):
            killed = subprocess.Popen(
                [sys.executable, __file__, "--until-killed", str(self.sessions), name],
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            self.assertEqual(b"speaking\n", killed.stdout.readline())
            killed.kill()
            killed.wait()
            killed.stdout.close()

        self.assertEqual([], list(self.sessions.iterdir()))

    async def test_disk_that_refuses_never_reaches_the_call(self):
        blocked = self.sessions / "a-file"
        blocked.write_text("in the way", "utf-8")

        with self.assertLogs("session_report", "ERROR"):
            await drive_session.run(two_questions, report_to(blocked))

        self.assertEqual("in the way", blocked.read_text("utf-8"))

    def assert_the_exporter_takes(self, call_id):
        """Asks the exporter what it makes of a folder, where its jar is given."""
        jar = os.environ.get("VOICE_AGENT_EXPORTER_JAR")
        if jar is None:
            return
        command = ["java", "-jar", jar, "check", "session", str(self.sessions / call_id)]
        checked = subprocess.run(command, capture_output=True, text=True, check=False)
        self.assertEqual(0, checked.returncode, checked.stdout + checked.stderr)


async def talk_until_killed(sessions, name):
    async def talk(call):
        await call.caller_says("Where is my order?")
        await call.speaking()
        print("speaking", flush=True)
        await asyncio.sleep(60)

    await drive_session.run(talk, report_to(sessions), room=name)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--until-killed"]:
        asyncio.run(talk_until_killed(*sys.argv[2:]))
    else:
        unittest.main()
