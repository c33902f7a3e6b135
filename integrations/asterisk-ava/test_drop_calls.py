"""Reads a call history like the engine's and looks at what is dropped."""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from drop_calls import drop_new, main

# The columns of the engine's own table that matter here; it may have more.
TABLE = """
CREATE TABLE call_records (
  id TEXT PRIMARY KEY, call_id TEXT NOT NULL, caller_number TEXT, start_time TEXT, end_time TEXT,
  duration_seconds REAL, provider_name TEXT, pipeline_name TEXT, pipeline_components TEXT,
  conversation_history TEXT, outcome TEXT, error_message TEXT, tool_calls TEXT,
  avg_turn_latency_ms REAL, max_turn_latency_ms REAL, total_turns INTEGER,
  caller_audio_format TEXT, codec_alignment_ok INTEGER, barge_in_count INTEGER)
"""


class DropCallsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.database = Path(folder.name, "call_history.db")
        self.sessions = Path(folder.name, "call_sessions")
        self.sessions.mkdir()
        self.state = self.sessions / ".ava_last_row"
        self.execute("PRAGMA journal_mode=WAL")
        self.execute(TABLE)

    def execute(self, sql, *values):
        connection = sqlite3.connect(self.database)
        with connection:
            connection.execute(sql, values)
        connection.close()

    def call(self, number, **more):
        row = {
            "id": f"row-{number}",
            "call_id": f"1761449250.{number}",
            "caller_number": "+15550100123",
            "start_time": "2025-10-26T03:27:30+00:00",
            "end_time": "2025-10-26T03:28:16+00:00",
            "duration_seconds": 46.0,
            "provider_name": "local",
            "pipeline_name": "local_hybrid",
            "pipeline_components": json.dumps({"llm": "openai_llm"}),
            "conversation_history": json.dumps([{"role": "user", "content": "Where is my order?"}]),
            "outcome": "completed",
            "tool_calls": "[]",
            "avg_turn_latency_ms": 1125.0,
            "total_turns": 2,
            "codec_alignment_ok": 1,
            "barge_in_count": 1,
        }
        row.update(more)
        names = ", ".join(row)
        marks = ", ".join("?" * len(row))
        self.execute(f"INSERT INTO call_records ({names}) VALUES ({marks})", *row.values())

    def drop(self):
        return drop_new(self.database, self.sessions, self.state)

    def folders(self):
        return sorted(entry.name for entry in self.sessions.iterdir() if entry.is_dir())

    def test_each_call_is_dropped_once_and_new_ones_later(self):
        self.call(1)
        self.call(2)
        self.assertEqual(2, self.drop())
        self.assertEqual(0, self.drop())
        self.call(3)
        self.assertEqual(1, self.drop())
        self.assertEqual(["1761449250.1", "1761449250.2", "1761449250.3"], self.folders())

    def test_row_is_written_whole_with_its_lists_as_lists(self):
        self.call(1)
        self.drop()
        file = self.sessions / "1761449250.1" / "ava_call_record.json"
        record = json.loads(file.read_text("utf-8"))
        self.assertEqual("Where is my order?", record["conversation_history"][0]["content"])
        self.assertEqual({"llm": "openai_llm"}, record["pipeline_components"])
        self.assertEqual([file], list(file.parent.iterdir()))
        self.assert_the_exporter_takes("1761449250.1")

    def test_call_whose_id_is_no_folder_name_goes_by_the_id_of_its_row(self):
        self.call(1, call_id="../SIP/alice")
        self.drop()
        self.assertEqual(["row-1"], self.folders())

    def test_folder_that_retention_removed_is_not_dropped_again(self):
        self.call(1)
        self.drop()
        folder = self.sessions / "1761449250.1"
        (folder / "ava_call_record.json").unlink()
        folder.rmdir()
        self.assertEqual(0, self.drop())

    def test_database_is_never_written(self):
        self.call(1)
        self.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        before = self.database.read_bytes()
        self.drop()
        self.assertEqual(before, self.database.read_bytes())

    def test_missing_database_is_said_and_ends_a_single_look_with_3(self):
        script = Path(__file__).with_name("drop_calls.py")
        gone = str(self.database) + ".gone"
        command = [sys.executable, script, "--database", gone, "--sessions", self.sessions, "--once"]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
        self.assertEqual(3, ended.returncode)
        self.assertIn("unable to open database file", ended.stderr)

    def test_killed_between_call_and_state_it_drops_the_call_again(self):
        self.call(1)
        self.drop()
        self.state.write_text("0", "utf-8")
        self.assertEqual(1, self.drop())
        self.assertEqual(["1761449250.1"], self.folders())

    def test_once_ends_by_itself(self):
        self.call(1)
        options = ["--database", str(self.database), "--sessions", str(self.sessions), "--once"]
        self.assertEqual(0, main(options))
        self.assertEqual(["1761449250.1"], self.folders())

    def assert_the_exporter_takes(self, call_id):
        """Asks the exporter what it makes of a folder, where its jar is given."""
        jar = os.environ.get("VOICE_AGENT_EXPORTER_JAR")
        if jar is None:
            return
        command = ["java", "-jar", jar, "check", "session", str(self.sessions / call_id)]
        checked = subprocess.run(command, capture_output=True, text=True, check=False)
        self.assertEqual(0, checked.returncode, checked.stdout + checked.stderr)


if __name__ == "__main__":
    unittest.main()
