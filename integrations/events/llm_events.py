"""Writes an `llm.call` event for each call of a language model, for voice-agent-exporter to count.

    events = LlmEvents("monitoring/events")
    with events.call("openai", "gpt-4o", "summary") as call:
        for chunk in stream:
            call.first_token()
        call.tokens(input=120, output=40)

One file a day and process, one line an event; no prompt and no answer is written. No dependency.
"""

import contextlib
import datetime
import functools
import json
import os
import pathlib
import time
import uuid


class LlmCall:
    """What is known of one call; give what you know, and nothing else is written."""

    def __init__(self, provider, model, operation):
        self.data = {"provider": provider, "model": model, "operation": operation, "status": "ok"}
        self._began = time.monotonic()

    def first_token(self):
        """Call it for each chunk of a stream; the first one counts."""
        self.data.setdefault("time_to_first_token_ms", self._elapsed_ms())

    def tokens(self, **by_kind):
        """input, output, cached: as the provider counts them."""
        known = {kind: number for kind, number in by_kind.items() if number is not None}
        self.data.setdefault("tokens", {}).update(known)

    def cost(self, usd):
        self.data["cost_usd"] = usd

    def retried(self):
        self.data["retries"] = self.data.get("retries", 0) + 1

    def fell_back(self, to):
        """The call goes on with another model."""
        self.data.update(fallback_from=self.data["model"], fallback_to=to, model=to)

    def failed(self, error):
        name = type(error).__name__.lower()
        timeout = isinstance(error, TimeoutError) or "timeout" in name
        limited = "ratelimit" in name or getattr(error, "status_code", None) == 429
        self.data["status"] = "timeout" if timeout else "rate_limited" if limited else "error"

    def end(self):
        self.data["latency_ms"] = self._elapsed_ms()
        return self.data

    def _elapsed_ms(self):
        return round((time.monotonic() - self._began) * 1000, 3)


class LlmEvents:
    """Appends events to files below a folder. Safe for threads and processes."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    @contextlib.contextmanager
    def call(self, provider, model, operation, call_uuid=None):
        """Measures what happens inside it; an exception counts and goes on."""
        one = LlmCall(provider, model, operation)
        try:
            yield one
        except BaseException as error:
            one.failed(error)
            raise
        finally:
            self.write("llm.call", one.end(), call_uuid)

    def counted(self, provider, model, operation):
        """The same for a function, as a decorator; the function gets the call as `llm_call`."""

        def around(function):
            @functools.wraps(function)
            def counting(*args, **named):
                with self.call(provider, model, operation) as one:
                    return function(*args, llm_call=one, **named)

            return counting

        return around

    def write(self, event, data, call_uuid=None):
        """Appends one event. Losing it is better than failing the caller, so errors are dropped."""
        now = datetime.datetime.now(datetime.timezone.utc)
        line = {"event": event, "ts": now.isoformat(timespec="milliseconds"),
                "event_id": uuid.uuid4().hex, "data": data}
        if call_uuid is not None:
            line["call_uuid"] = call_uuid
        # A name of its own for each process, so that no two interleave on any file system.
        file = self.folder / f"llm-{now:%Y-%m-%d}-{os.getpid()}.jsonl"
        try:
            text = json.dumps(line, separators=(",", ":"), allow_nan=False) + "\n"
            self.folder.mkdir(parents=True, exist_ok=True)
            opened = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
            try:
                os.write(opened, text.encode())  # one write, so that a line is whole or not there
            finally:
                os.close(opened)
        except (OSError, TypeError, ValueError):
            pass
