"""Leaves each LiveKit session's own report where voice-agent-exporter reads it.

One file, no dependency beyond LiveKit Agents. Copy it next to your agent and name it as the
function that runs when a session has ended:

    from session_report import report_to

    @server.rtc_session(on_session_end=report_to("monitoring/call_sessions"))
    async def entrypoint(ctx: JobContext): ...

The report goes to `<sessions>/<call id>/session_report.json`: to a temporary name that is then
renamed, so that it is whole or not there. A fault in here is logged and never reaches the call.
"""

import json
import logging
import os
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

from livekit.agents import JobContext

logger = logging.getLogger("session_report")

# They repeat what the chat history and the totals hold, and make a long call's report megabytes.
REPEATED = {"conversation_item_added", "session_usage_updated", "user_input_transcribed"}


def report_to(
    sessions: str | os.PathLike[str], *, call_id: Callable[[JobContext], str] | None = None
) -> Callable[[JobContext], Awaitable[None]]:
    """Makes the function that writes a session's report.

    Args:
        sessions: The folder the exporter watches. It is made if it does not exist.
        call_id: Tells a session's id; never the same for two calls. By default the room's name
            and the job's id.
    """

    async def on_session_end(ctx: JobContext) -> None:
        try:
            name = (call_id or _call_id)(ctx)
            _put(Path(sessions, name), _report(ctx))
        except Exception:
            logger.exception("could not write the session's report; the call is not affected")

    return on_session_end


def _call_id(ctx: JobContext) -> str:
    name = f"{ctx.job.room.name}.{ctx.job.id}"
    return re.sub(r"[^A-Za-z0-9._:@+-]", "_", name).lstrip("._:@+-")[-128:]


def _report(ctx: JobContext) -> dict:
    report = ctx.make_session_report().to_dict()
    report["events"] = [event for event in report["events"] if event["type"] not in REPEATED]
    report["outcome"] = ctx.tagger.outcome
    report["outcome_reason"] = ctx.tagger.outcome_reason
    report["evaluations"] = ctx.tagger.evaluations
    report["simulated"] = ctx.simulation_context() is not None
    return report


def _put(folder: Path, report: dict) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    temporary = folder / ".session_report.json.tmp"
    with open(temporary, "w", encoding="utf-8") as file:
        json.dump(report, file, default=str, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, folder / "session_report.json")
