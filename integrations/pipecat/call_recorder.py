"""Writes each call of a Pipecat pipeline as a folder that voice-agent-exporter reads.

One file, no dependency beyond Pipecat. Copy it next to your bot and add it as an observer:

    recorder = CallRecorder("monitoring/call_sessions", call_id, provider="openai", model="gpt-4.1")
    worker = PipelineWorker(
        pipeline,
        params=PipelineParams(enable_metrics=True, enable_usage_metrics=True),
        observers=[recorder],
    )

The transcript is appended while the call goes on. `metrics.json` is written once, when the
pipeline is cleaned up, to a temporary name that is then renamed: a call that dies halfway has no
`metrics.json`, and the exporter shows it as abandoned instead of counting it. A fault in here is
logged and never reaches the call.
"""

import json
import os
import re
import time
from collections.abc import Mapping
from datetime import datetime, timezone
from importlib import metadata
from pathlib import Path
from typing import Any

from loguru import logger
from pipecat.frames.frames import (
    BotStartedSpeakingFrame,
    BotStoppedSpeakingFrame,
    CancelFrame,
    EndFrame,
    ErrorFrame,
    FunctionCallInProgressFrame,
    FunctionCallResultFrame,
    InterruptionFrame,
    MetricsFrame,
    StartFrame,
    TranscriptionFrame,
    TTSTextFrame,
    VADUserStartedSpeakingFrame,
    VADUserStoppedSpeakingFrame,
)
from pipecat.metrics.metrics import (
    LLMUsageMetricsData,
    STTUsageMetricsData,
    TTFBMetricsData,
    TTSUsageMetricsData,
)
from pipecat.observers.base_observer import BaseObserver, FramePushed
from pipecat.observers.user_bot_latency_observer import UserBotLatencyObserver
from pipecat.services.llm_service import LLMService
from pipecat.services.stt_service import STTService
from pipecat.services.tts_service import TTSService

_CALL_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:@+-]{0,127}")
_COMPONENTS = ((STTService, "stt"), (LLMService, "llm"), (TTSService, "tts"))


class CallRecorder(BaseObserver):
    """Observes one pipeline and writes its call into `<sessions>/<call_id>/`.

    Args:
        sessions: The folder the exporter watches. It is made if it does not exist.
        call_id: 1 to 128 letters, digits and `._:@+-`, never used twice.
        pipeline, provider, model: Labels of the call's metrics.
        transport: How the audio travels, such as `webrtc`, `websocket` or `sip`.
        settings: Settings of the bot that advice and before/after comparisons may look at,
            nested or with dotted keys. Leave secrets out.
        facts: Further keys of `metrics.json`, such as `{"caller_id": "+15550100"}`. The exporter
            keeps a keyed hash of a caller's number and never the number.
        text: Whether what was said is written. Without it, times and speakers are.
    """

    def __init__(
        self,
        sessions: str | os.PathLike[str],
        call_id: str,
        *,
        pipeline: str = "pipecat",
        provider: str = "",
        model: str = "",
        transport: str = "",
        settings: Mapping[str, Any] | None = None,
        facts: Mapping[str, Any] | None = None,
        text: bool = True,
    ):
        super().__init__(observe_every_push=False)
        if not _CALL_ID.fullmatch(call_id):
            raise ValueError(
                f"call_id {call_id!r}: use 1 to 128 letters, digits and ._:@+-,"
                " beginning with a letter or a digit"
            )
        self._folder = Path(sessions, call_id)
        self._labels = {
            "pipeline_name": pipeline,
            "provider_id": provider,
            "model_variant": model,
        }
        self._transport = transport
        self._settings = dict(settings or {})
        self._facts = dict(facts or {})
        self._text = text

        self._started_at: float | None = None
        self._ended_at: float | None = None
        self._first_audio_ms: float | None = None
        self._user: dict[str, Any] = {}
        self._agent: dict[str, Any] = {}
        self._turn_ms: list[float] = []
        self._latency_ms: float | None = None
        self._component_ms: dict[str, list[float]] = {"stt": [], "llm": [], "tts": []}
        self._usage: dict[str, float] = {}
        self._usage_by_model: dict[str, dict[str, float]] = {}
        self._tools: dict[str, dict[str, Any]] = {}
        self._turns = 0
        self._last_speaker = ""
        self._barge_ins = 0
        self._outcome = "completed"
        self._end_reason: str | None = None
        self._error: str | None = None
        self._written = False
        self._broken = False

        # Pipecat's own figure for what the caller waited, so that both agree to the millisecond.
        self._waiting = UserBotLatencyObserver()
        self._waiting.add_event_handler("on_latency_measured", self._on_latency)
        self._waiting.add_event_handler("on_first_bot_speech_latency", self._on_first_speech)

    async def setup(self, task_manager):
        """Hands the task manager on to the observer within."""
        await super().setup(task_manager)
        await self._waiting.setup(task_manager)

    async def on_push_frame(self, data: FramePushed):
        """Takes what one frame says about the call; never raises."""
        try:
            await self._waiting.on_push_frame(data)
            self._take(data)
        except Exception as fault:
            self._failed("note a frame", fault)

    async def cleanup(self):
        """Ends the call's folder: called by Pipecat when the pipeline is done or cancelled."""
        try:
            await self._waiting.cleanup()
            self._finish()
        except Exception as fault:
            self._failed("write the call", fault)
        await super().cleanup()

    async def _on_latency(self, _observer, seconds: float):
        self._latency_ms = seconds * 1000
        self._turn_ms.append(_ms(seconds))

    async def _on_first_speech(self, _observer, seconds: float):
        self._first_audio_ms = _ms(seconds)

    def _take(self, data: FramePushed):
        frame = data.frame
        now = time.time()
        if isinstance(frame, StartFrame):
            self._begin(now)
        elif isinstance(frame, VADUserStartedSpeakingFrame):
            self._user.setdefault("started_at", frame.timestamp - frame.start_secs)
        elif isinstance(frame, VADUserStoppedSpeakingFrame):
            self._user["ended_at"] = frame.timestamp - frame.stop_secs
        elif isinstance(frame, TranscriptionFrame):
            self._user.setdefault("text", []).append(frame.text.strip())
        elif isinstance(frame, BotStartedSpeakingFrame):
            self._begin_agent(now)
        elif isinstance(frame, TTSTextFrame):
            self._agent.setdefault("text", []).append(frame.text.strip())
        elif isinstance(frame, InterruptionFrame):
            self._interrupted()
        elif isinstance(frame, BotStoppedSpeakingFrame):
            self._end_agent(now)
        elif isinstance(frame, FunctionCallInProgressFrame):
            self._tools.setdefault(
                frame.tool_call_id, {"name": frame.function_name, "started": now}
            )
        elif isinstance(frame, FunctionCallResultFrame):
            self._tool_done(frame, now)
        elif isinstance(frame, MetricsFrame):
            self._measure(frame, data.source)
        elif isinstance(frame, ErrorFrame):
            self._error = self._error or str(frame.error)
            if getattr(frame, "fatal", False):
                self._outcome = "error"
        elif isinstance(frame, (EndFrame, CancelFrame)):
            self._ended_at = self._ended_at or now
            if frame.reason is not None:
                self._end_reason = str(frame.reason)

    def _begin(self, now: float):
        if self._started_at is not None:
            return
        self._started_at = now
        self._folder.mkdir(parents=True, exist_ok=True)
        if self._settings:
            # Every JSON text is YAML, so no YAML library is needed.
            self._put("config_snapshot.yaml", json.dumps(self._settings, default=str, indent=1))

    def _begin_agent(self, now: float):
        self._end_user()
        self._agent.setdefault("started_at", now)
        self._agent.pop("ended_at", None)

    def _interrupted(self):
        if "started_at" in self._agent and not self._agent.get("interrupted"):
            self._agent["interrupted"] = True
            self._barge_ins += 1

    def _end_user(self):
        if self._user.get("text") or "ended_at" in self._user:
            self._line("user", self._user)
        self._user = {}

    def _end_agent(self, now: float):
        if "started_at" not in self._agent:
            return
        self._agent["ended_at"] = now
        if self._latency_ms is not None:
            self._agent["latency_ms"] = round(self._latency_ms, 3)
            self._latency_ms = None
        self._line("assistant", self._agent)
        self._agent = {}

    def _line(self, role: str, said: Mapping[str, Any]):
        if role != self._last_speaker:
            self._turns += 1
            self._last_speaker = role
        line = {"turn": self._turns, "role": role}
        for key in ("started_at", "ended_at"):
            if key in said:
                line[key] = _time(said[key])
        line["text"] = " ".join(part for part in said.get("text", ()) if part) if self._text else ""
        if "latency_ms" in said:
            line["latency_ms"] = said["latency_ms"]
        if said.get("interrupted"):
            line["interrupted"] = True
        with open(self._folder / "transcript.jsonl", "a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")

    def _tool_done(self, frame: FunctionCallResultFrame, now: float):
        tool = self._tools.setdefault(frame.tool_call_id, {"name": frame.function_name})
        if "started" in tool:
            tool["duration_ms"] = _ms(now - tool["started"])
        tool["status"] = "error" if getattr(frame, "error", None) else "success"

    def _measure(self, frame: MetricsFrame, source: Any):
        component = next((name for kind, name in _COMPONENTS if isinstance(source, kind)), None)
        for one in frame.data:
            if isinstance(one, TTFBMetricsData):
                # 0.0 is what services report at start-up, before anything was measured.
                if component and one.value > 0:
                    self._component_ms[component].append(one.value * 1000)
            elif isinstance(one, LLMUsageMetricsData):
                self._add_tokens(one)
            elif isinstance(one, TTSUsageMetricsData):
                self._add("tts_characters", one.value)
            elif isinstance(one, STTUsageMetricsData):
                self._add("stt_seconds", one.value.audio_seconds)

    def _add_tokens(self, one: LLMUsageMetricsData):
        used = one.value
        by_model = self._usage_by_model.setdefault(one.model or "unknown", {})
        counts = {
            # Services disagree whether prompt_tokens holds the cached ones; the total always does.
            "input_tokens": max(used.total_tokens - used.completion_tokens, used.prompt_tokens),
            "output_tokens": used.completion_tokens,
            "cached_input_tokens": used.cache_read_input_tokens,
            "cache_write_tokens": used.cache_creation_input_tokens,
            "reasoning_tokens": used.reasoning_tokens,
            "audio_input_tokens": used.input_audio_tokens,
            "audio_output_tokens": used.output_audio_tokens,
        }
        for key, value in counts.items():
            if value is not None:
                self._add(key, value)
                by_model[key] = by_model.get(key, 0) + value

    def _add(self, key: str, value: float):
        self._usage[key] = self._usage.get(key, 0) + value

    def _finish(self):
        if self._written or self._started_at is None:
            return
        ended = self._ended_at or time.time()
        self._end_user()
        self._end_agent(ended)
        summary: dict[str, Any] = {
            "schema_version": 1,
            "call_uuid": self._folder.name,
            **self._labels,
            "engine_version": "pipecat " + metadata.version("pipecat-ai"),
            "started_at": _time(self._started_at),
            "ended_at": _time(ended),
            "duration_seconds": round(ended - self._started_at, 3),
            "outcome": self._outcome,
            "end_reason": self._end_reason,
            "error_message": self._error,
            "turns": self._turns,
            "barge_in_count": self._barge_ins,
            "latency": self._latency(),
            "usage": self._whole_usage(),
            "tools": [
                {key: value for key, value in tool.items() if key != "started"}
                for tool in self._tools.values()
            ],
        }
        if self._transport:
            summary["audio"] = {"transport": self._transport}
        summary.update(self._facts)
        self._put("metrics.json", json.dumps(summary, default=str, ensure_ascii=False, indent=1))
        self._written = True

    def _latency(self) -> dict[str, Any]:
        latency: dict[str, Any] = {}
        if self._turn_ms:
            latency["turn_ms"] = self._turn_ms
        if self._first_audio_ms is not None:
            latency["first_audio_ms"] = self._first_audio_ms
        for component, values in self._component_ms.items():
            if values:
                latency[component + "_ms"] = round(sum(values) / len(values), 3)
        return latency

    def _whole_usage(self) -> dict[str, Any]:
        usage: dict[str, Any] = dict(self._usage)
        if self._usage_by_model:
            usage["by_model"] = [
                {"model": model, **counts} for model, counts in self._usage_by_model.items()
            ]
        return usage

    def _put(self, name: str, text: str):
        """Writes a whole file or none: to a temporary name, forced to the disk, then renamed."""
        temporary = self._folder / f".{name}.tmp"
        with open(temporary, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, self._folder / name)

    def _failed(self, what: str, fault: Exception):
        if not self._broken:
            self._broken = True
            logger.warning(f"call {self._folder.name}: could not {what}: {fault!r}; the call goes on")


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 3)


def _time(epoch_seconds: float) -> str:
    return datetime.fromtimestamp(epoch_seconds, timezone.utc).isoformat(timespec="milliseconds")
