#!/usr/bin/env python3
"""Drops the calls of the Asterisk AI Voice Agent where voice-agent-exporter reads them.

Reads the engine's call history (SQLite) without writing to it, and writes each new call to
<sessions>/<call id>/ava_call_record.json: to a temporary name that is then renamed. Needs Python
3.9 and nothing else.

    drop_calls.py --database /app/data/call_history.db --sessions monitoring/call_sessions
"""

import argparse
import json
import os
import re
import signal
import sqlite3
import sys
import threading
from pathlib import Path

CALL_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:@+-]{0,127}")
# Columns that hold JSON as text.
STRUCTURED = {
    "conversation_history",
    "external_metadata",
    "pipeline_components",
    "post_call_tool_calls",
    "pre_call_tool_calls",
    "tool_calls",
}


def put(file, text):
    """Writes a whole file or none."""
    temporary = file.with_name(f".{file.name.lstrip('.')}.tmp")
    with open(temporary, "w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    os.replace(temporary, file)


def last_row(state):
    """The row up to which every call was dropped; 0 at the first start."""
    try:
        return int(state.read_text("utf-8"))
    except FileNotFoundError:
        return 0


def new_rows(database, after):
    """The rows after one, oldest first, as the engine's own to_dict() gives them."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=30)
    try:
        connection.row_factory = sqlite3.Row
        query = "SELECT rowid AS row_number, * FROM call_records WHERE rowid > ? ORDER BY rowid"
        for row in connection.execute(query, (after,)):
            record = dict(row)
            number = record.pop("row_number")
            for column in STRUCTURED & record.keys():
                if isinstance(record[column], str):
                    try:
                        record[column] = json.loads(record[column])
                    except json.JSONDecodeError:
                        del record[column]
            yield number, record
    finally:
        connection.close()


def drop_new(database, sessions, state):
    """Drops every call that was not dropped yet, and returns how many there were."""
    dropped = 0
    for number, record in new_rows(database, last_row(state)):
        call_id = record.get("call_id") or ""
        folder = sessions / (call_id if CALL_ID.fullmatch(call_id) else record["id"])
        folder.mkdir(parents=True, exist_ok=True)
        put(folder / "ava_call_record.json", json.dumps(record, ensure_ascii=False))
        # After the call: a stop in between drops it twice, and the exporter counts it once.
        put(state, str(number))
        dropped += 1
    return dropped


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--database", required=True, type=Path, help="the engine's call_history.db")
    parser.add_argument("--sessions", required=True, type=Path, help="the folder the exporter watches")
    parser.add_argument(
        "--state", type=Path, help="where to remember the last call; <sessions>/.ava_last_row by default"
    )
    parser.add_argument("--interval", type=float, default=5, help="seconds between two looks (5)")
    parser.add_argument("--once", action="store_true", help="drop what is new, and end")
    options = parser.parse_args(arguments)
    if options.interval <= 0:
        parser.error("--interval must be above 0")
    state = options.state or options.sessions / ".ava_last_row"
    options.sessions.mkdir(parents=True, exist_ok=True)

    stopped = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopped.set())
    while True:
        try:
            dropped = drop_new(options.database, options.sessions, state)
            if dropped:
                print(f"dropped {dropped} calls", flush=True)
        except (OSError, sqlite3.Error) as fault:
            print(f"cannot drop calls: {fault}; will try again", file=sys.stderr, flush=True)
            if options.once:
                return 3
        if options.once or stopped.wait(options.interval):
            return 0


if __name__ == "__main__":
    sys.exit(main())
