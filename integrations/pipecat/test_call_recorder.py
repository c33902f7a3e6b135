"""Runs a real Pipecat pipeline with fake services and reads the folder it leaves."""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
import unittest
from dataclasses import fields
from pathlib import Path

from call_recorder import CallRecorder
from pipecat.frames.frames import (
    BotStartedSpeakingFrame,
    BotStoppedSpeakingFrame,
    CancelFrame,
    ClientConnectedFrame,
    EndFrame,
    Frame,
    LLMContextFrame,
    LLMFullResponseEndFrame,
    LLMFullResponseStartFrame,
    LLMTextFrame,
    OutputAudioRawFrame,
    TranscriptionFrame,
    TTSAudioRawFrame,
    VADUserStartedSpeakingFrame,
    VADUserStoppedSpeakingFrame,
)
from pipecat.metrics.metrics import LLMTokenUsage
from pipecat.observers.base_observer import BaseObserver
from pipecat.observers.user_bot_latency_observer import UserBotLatencyObserver
from pipecat.pipeline.pipeline import Pipeline
from pipecat.pipeline.worker import PipelineParams, PipelineWorker
from pipecat.processors.aggregators.llm_context import LLMContext
from pipecat.processors.aggregators.llm_response_universal import (
    LLMContextAggregatorPair,
    LLMUserAggregatorParams,
)
from pipecat.processors.frame_processor import FrameDirection
from pipecat.services.llm_service import LLMService
from pipecat.services.settings import LLMSettings, STTSettings, TTSSettings
from pipecat.services.stt_service import STTService
from pipecat.services.tts_service import TTSService
from pipecat.transports.base_output import BaseOutputTransport
from pipecat.transports.base_transport import TransportParams
from pipecat.turns.user_stop import SpeechTimeoutUserTurnStopStrategy
from pipecat.turns.user_turn_strategies import UserTurnStrategies
from pipecat.workers.runner import WorkerRunner

RATE = 16_000
VAD_STOP_SECS = 0.2
# Two observers of one pipeline read the clock one after the other.
SAME_MS = 50


class FakeSTT(STTService):
    """Recognises what the test says instead of listening."""

    def __init__(self):
        super().__init__(settings=STTSettings(model="ears-1", language=None))
        self.said = ""

    def can_generate_metrics(self):
        return True

    async def run_stt(self, audio):
        yield None

    async def process_frame(self, frame: Frame, direction: FrameDirection):
        await super().process_frame(frame, direction)
        if isinstance(frame, VADUserStoppedSpeakingFrame):
            await asyncio.sleep(0.05)
            text = TranscriptionFrame(self.said, "caller", "2026-01-01T00:00:00Z", finalized=True)
            await self.push_frame(text)


class FakeLLM(LLMService):
    """Answers every context with the same sentence, after 80 ms."""

    def __init__(self):
        settings = dict.fromkeys(field.name for field in fields(LLMSettings) if field.init)
        settings.update(model="brain-1", extra={})
        super().__init__(settings=LLMSettings(**settings))
        self.answers = 0

    def can_generate_metrics(self):
        return True

    async def process_frame(self, frame: Frame, direction: FrameDirection):
        await super().process_frame(frame, direction)
        if not isinstance(frame, LLMContextFrame):
            await self.push_frame(frame, direction)
            return
        await self.push_frame(LLMFullResponseStartFrame())
        await self.start_ttfb_metrics()
        await asyncio.sleep(0.08)
        await self.stop_ttfb_metrics()
        self.answers += 1
        await self.push_frame(LLMTextFrame(f"This is answer {self.answers}."))
        await self.start_llm_usage_metrics(
            LLMTokenUsage(
                prompt_tokens=100,
                completion_tokens=10,
                total_tokens=110,
                cache_read_input_tokens=40,
            )
        )
        await self.push_frame(LLMFullResponseEndFrame())


class FakeTTS(TTSService):
    """Speaks half a second of silence for whatever it is given."""

    def __init__(self):
        super().__init__(
            settings=TTSSettings(model="mouth-1", voice="v", language=None),
            sample_rate=RATE,
            push_start_frame=True,
            push_stop_frames=True,
            stop_frame_timeout_s=0.2,
        )

    def can_generate_metrics(self):
        return True

    async def run_tts(self, text, context_id):
        await asyncio.sleep(0.03)
        await self.start_tts_usage_metrics(text)
        yield TTSAudioRawFrame(bytes(RATE), RATE, 1, context_id=context_id)


class FakePhone(BaseOutputTransport):
    """Plays audio to nobody, at the speed at which it would be heard."""

    def __init__(self):
        super().__init__(TransportParams(audio_out_enabled=True, audio_out_sample_rate=RATE))

    async def start(self, frame):
        await super().start(frame)
        await self.set_transport_ready(frame)

    async def write_audio_frame(self, frame: OutputAudioRawFrame) -> bool:
        await asyncio.sleep(len(frame.audio) / 2 / frame.sample_rate)
        return True


class Stops(BaseObserver):
    """Tells the test when the bot has stopped speaking."""

    def __init__(self):
        super().__init__(observe_every_push=False)
        self.count = 0
        self.started = 0
        self.changed = asyncio.Condition()

    async def on_push_frame(self, data):
        # Transports push it both ways, as two frames.
        downstream = data.direction == FrameDirection.DOWNSTREAM
        if not downstream:
            return
        async with self.changed:
            self.started += isinstance(data.frame, BotStartedSpeakingFrame)
            self.count += isinstance(data.frame, BotStoppedSpeakingFrame)
            self.changed.notify_all()

    async def speaking(self):
        async with self.changed:
            await asyncio.wait_for(self.changed.wait_for(lambda: self.started > self.count), 20)

    async def reach(self, count):
        async with self.changed:
            await asyncio.wait_for(self.changed.wait_for(lambda: self.count >= count), 20)


class Call:
    """One call through a pipeline of fakes."""

    def __init__(self, recorder):
        self.stt, self.llm, self.tts = FakeSTT(), FakeLLM(), FakeTTS()
        self.stops = Stops()
        self.reference = UserBotLatencyObserver()
        self.reference_ms = []
        self.reference.add_event_handler("on_latency_measured", self._measured)
        # What the framework measured where the recorder listens.
        self.exact_ms = []
        recorder._waiting.add_event_handler("on_latency_measured", self._measured_exactly)
        strategies = UserTurnStrategies(
            stop=[SpeechTimeoutUserTurnStopStrategy(user_speech_timeout=0.1)]
        )
        context = LLMContextAggregatorPair(
            LLMContext(), user_params=LLMUserAggregatorParams(user_turn_strategies=strategies)
        )
        self.worker = PipelineWorker(
            Pipeline(
                [self.stt, context.user(), self.llm, self.tts, FakePhone(), context.assistant()]
            ),
            params=PipelineParams(
                enable_metrics=True, enable_usage_metrics=True, audio_out_sample_rate=RATE
            ),
            observers=[recorder, self.stops, self.reference],
            cancel_on_idle_timeout=False,
        )

    async def _measured(self, _observer, seconds):
        self.reference_ms.append(seconds * 1000)

    async def _measured_exactly(self, _observer, seconds):
        self.exact_ms.append(seconds * 1000)

    async def caller_says(self, text):
        self.stt.said = text
        await self.worker.queue_frame(
            VADUserStartedSpeakingFrame(start_secs=0.1, timestamp=time.time())
        )
        await asyncio.sleep(0.2)
        await self.worker.queue_frame(
            VADUserStoppedSpeakingFrame(stop_secs=VAD_STOP_SECS, timestamp=time.time())
        )

    async def run(self, conversation):
        async def converse():
            await self.worker.queue_frame(ClientConnectedFrame())
            await conversation(self)

        runner = WorkerRunner(handle_sigint=False)
        await runner.add_workers(self.worker)
        await asyncio.gather(runner.run(), converse())


async def two_questions(call):
    await call.caller_says("Where is my order?")
    await call.stops.reach(1)
    await call.caller_says("Thank you.")
    await call.stops.reach(2)
    await call.worker.queue_frame(EndFrame(reason="caller_hangup"))


class CallRecorderTest(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.sessions = Path(folder.name)

    def recorder(self, call_id="call-1", **more):
        return CallRecorder(
            self.sessions, call_id, provider="fake", model="brain-1", transport="webrtc", **more
        )

    def read(self, name, call_id="call-1"):
        return json.loads((self.sessions / call_id / name).read_text("utf-8"))

    def lines(self, call_id="call-1"):
        text = (self.sessions / call_id / "transcript.jsonl").read_text("utf-8")
        return [json.loads(line) for line in text.splitlines()]

    def assert_the_exporter_takes(self, call_id):
        """Asks the exporter what it makes of a folder, where its jar is given."""
        jar = os.environ.get("VOICE_AGENT_EXPORTER_JAR")
        if jar is None:
            return
        folder = str(self.sessions / call_id)
        command = ["java", "-jar", jar, "check", "session", folder]
        checked = subprocess.run(command, capture_output=True, text=True, check=False)
        self.assertEqual(0, checked.returncode, checked.stdout + checked.stderr)

    async def test_call_of_two_questions_is_written_as_the_framework_measured_it(self):
        call = Call(self.recorder(settings={"vad": {"stop_secs": VAD_STOP_SECS}}))
        await call.run(two_questions)

        summary = self.read("metrics.json")
        self.assertEqual(
            ("call-1", "pipecat", "fake", "brain-1", "completed", "caller_hangup"),
            tuple(
                summary[key]
                for key in (
                    "call_uuid",
                    "pipeline_name",
                    "provider_id",
                    "model_variant",
                    "outcome",
                    "end_reason",
                )
            ),
        )
        self.assertEqual(4, summary["turns"])
        self.assertEqual(0, summary["barge_in_count"])
        self.assertEqual(2, len(call.reference_ms))
        for ours, theirs in zip(summary["latency"]["turn_ms"], call.reference_ms, strict=True):
            self.assertAlmostEqual(theirs, ours, delta=SAME_MS)
        for ours, theirs in zip(summary["latency"]["turn_ms"], call.exact_ms, strict=True):
            self.assertAlmostEqual(theirs, ours, delta=0.001)
        self.assertGreaterEqual(summary["latency"]["llm_ms"], 80)
        self.assertLess(summary["latency"]["llm_ms"], min(summary["latency"]["turn_ms"]))
        self.assertEqual(
            {
                "input_tokens": 200,
                "output_tokens": 20,
                "cached_input_tokens": 80,
                "tts_characters": 2 * len("This is answer 1."),
                "by_model": [
                    {
                        "model": "brain-1",
                        "input_tokens": 200,
                        "output_tokens": 20,
                        "cached_input_tokens": 80,
                    }
                ],
            },
            {key: value for key, value in summary["usage"].items() if key != "stt_seconds"},
        )
        self.assertEqual({"vad": {"stop_secs": 0.2}}, self.read("config_snapshot.yaml"))

        self.assertEqual(
            [
                ("user", "Where is my order?"),
                ("assistant", "This is answer 1."),
                ("user", "Thank you."),
                ("assistant", "This is answer 2."),
            ],
            [(line["role"], line["text"]) for line in self.lines()],
        )
        for line in self.lines():
            self.assertLess(line["started_at"], line["ended_at"])
        self.assert_the_exporter_takes("call-1")
        answers = [line for line in self.lines() if line["role"] == "assistant"]
        for line, theirs in zip(answers, call.reference_ms, strict=True):
            self.assertAlmostEqual(theirs, line["latency_ms"], delta=SAME_MS)

    async def test_caller_who_cuts_in_is_a_barge_in_and_the_line_says_so(self):
        async def cut_in(call):
            await call.caller_says("Where is my order?")
            await call.stops.speaking()
            await call.caller_says("Stop, please.")
            await call.stops.reach(2)
            await call.worker.queue_frame(EndFrame())

        await Call(self.recorder()).run(cut_in)

        self.assertEqual(1, self.read("metrics.json")["barge_in_count"])
        said = [line for line in self.lines() if line["role"] == "assistant"]
        self.assertTrue(said[0]["interrupted"])
        self.assertNotIn("interrupted", said[-1])

    async def test_cancelled_call_is_written_with_what_it_had(self):
        async def hang_up(call):
            await call.caller_says("Where is my order?")
            await call.stops.reach(1)
            await call.worker.queue_frame(CancelFrame(reason="transport closed"))

        await Call(self.recorder()).run(hang_up)

        summary = self.read("metrics.json")
        self.assertEqual("transport closed", summary["end_reason"])
        self.assertEqual(2, summary["turns"])

    async def test_call_that_goes_on_has_a_transcript_and_no_summary(self):
        seen = {}

        async def look(call):
            await call.caller_says("Where is my order?")
            await call.stops.reach(1)
            await asyncio.sleep(0.05)
            seen["files"] = {file.name for file in (self.sessions / "call-1").iterdir()}
            await call.worker.queue_frame(EndFrame())

        await Call(self.recorder()).run(look)

        self.assertEqual({"transcript.jsonl"}, seen["files"])
        self.assertTrue((self.sessions / "call-1" / "metrics.json").exists())

    def test_processes_killed_in_the_middle_of_a_call_leave_nothing_half(self):
        for name in ("one", "two"):
            killed = subprocess.Popen(
                [sys.executable, __file__, "--until-killed", str(self.sessions), name],
                stdout=subprocess.PIPE,
            )
            self.assertEqual(b"speaking\n", killed.stdout.readline())
            killed.kill()
            killed.wait()
            killed.stdout.close()

        for name in ("one", "two"):
            self.assertFalse((self.sessions / name / "metrics.json").exists())
            self.assert_the_exporter_waits_for(name)

    def assert_the_exporter_waits_for(self, call_id):
        jar = os.environ.get("VOICE_AGENT_EXPORTER_JAR")
        if jar is None:
            return
        command = ["java", "-jar", jar, "check", "session", str(self.sessions / call_id)]
        checked = subprocess.run(command, capture_output=True, text=True, check=False)
        self.assertIn("the call is not counted yet", checked.stdout)

    async def test_disk_that_refuses_never_reaches_the_call(self):
        blocked = self.sessions / "a-file"
        blocked.write_text("in the way", "utf-8")
        recorder = CallRecorder(blocked, "call-1")
        call = Call(recorder)
        await call.run(two_questions)

        self.assertEqual(2, call.llm.answers)
        self.assertEqual("in the way", blocked.read_text("utf-8"))

    async def test_without_text_only_times_and_speakers_are_written(self):
        await Call(self.recorder(text=False)).run(two_questions)

        self.assertEqual([""] * 4, [line["text"] for line in self.lines()])
        self.assertNotIn("order", (self.sessions / "call-1" / "metrics.json").read_text("utf-8"))

    def test_call_id_that_the_exporter_would_refuse_is_refused_at_once(self):
        for bad in ("", "a/b", "../x", "-x", "ä", "x" * 129):
            with self.assertRaisesRegex(ValueError, "call_id"):
                CallRecorder(self.sessions, bad)


async def talk_until_killed(sessions, name):
    async def talk(call):
        await call.caller_says("Where is my order?")
        await call.stops.speaking()
        print("speaking", flush=True)
        await asyncio.sleep(60)

    await Call(CallRecorder(sessions, name)).run(talk)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--until-killed"]:
        asyncio.run(talk_until_killed(*sys.argv[2:]))
    else:
        unittest.main()
