"""Drives a real LiveKit AgentSession with fake services, for tests: no server, no network."""

import asyncio
import time
import uuid

from livekit import rtc
from livekit.agents import Agent, AgentSession, function_tool, llm, stt, tts
from livekit.agents.testing import fake_job_context
from livekit.agents.types import DEFAULT_API_CONNECT_OPTIONS
from livekit.agents.voice import io

RATE = 24_000


class FakeSTT(stt.STT):
    """Hears what the test puts into its queue."""

    def __init__(self):
        super().__init__(
            capabilities=stt.STTCapabilities(streaming=True, interim_results=True)
        )
        self.said = asyncio.Queue()

    @property
    def model(self):
        return "ears-1"

    @property
    def provider(self):
        return "fake-ears"

    async def _recognize_impl(self, buffer, *, language, conn_options):
        raise NotImplementedError

    def stream(self, *, language=None, conn_options=DEFAULT_API_CONNECT_OPTIONS):
        return FakeRecognition(stt=self, conn_options=conn_options)


class FakeRecognition(stt.RecognizeStream):
    async def _run(self):
        async def drain():
            async for _ in self._input_ch:
                pass

        async def speak():
            while True:
                text, seconds = await self._stt.said.get()
                self._send(stt.SpeechEventType.START_OF_SPEECH)
                self._send(stt.SpeechEventType.INTERIM_TRANSCRIPT, text.split()[0])
                await asyncio.sleep(seconds)
                self._send(stt.SpeechEventType.FINAL_TRANSCRIPT, text)
                self._send(stt.SpeechEventType.END_OF_SPEECH)
                self._event_ch.send_nowait(
                    stt.SpeechEvent(
                        type=stt.SpeechEventType.RECOGNITION_USAGE,
                        recognition_usage=stt.RecognitionUsage(audio_duration=seconds),
                    )
                )

        speaking = asyncio.create_task(speak())
        try:
            await drain()
        finally:
            speaking.cancel()

    def _send(self, kind, text=None):
        alternatives = [] if text is None else [stt.SpeechData(language="en", text=text)]
        self._event_ch.send_nowait(stt.SpeechEvent(type=kind, alternatives=alternatives))


class FakeLLM(llm.LLM):
    """Answers with a sentence, or looks up an order when it is asked about one."""

    @property
    def model(self):
        return "brain-1"

    @property
    def provider(self):
        return "fake-brains"

    def chat(self, *, chat_ctx, tools=None, conn_options=DEFAULT_API_CONNECT_OPTIONS, **_):
        return FakeThoughts(self, chat_ctx=chat_ctx, tools=tools or [], conn_options=conn_options)


class FakeThoughts(llm.LLMStream):
    async def _run(self):
        await asyncio.sleep(0.08)
        last = self._chat_ctx.items[-1]
        asked = getattr(last, "text_content", None) or ""
        if last.type == "message" and "order" in asked:
            delta = llm.ChoiceDelta(
                role="assistant",
                tool_calls=[
                    llm.FunctionToolCall(
                        name="look_up", arguments='{"order": "A1"}', call_id=uuid.uuid4().hex
                    )
                ],
            )
        else:
            delta = llm.ChoiceDelta(role="assistant", content="It arrives on Friday. ")
        self._event_ch.send_nowait(llm.ChatChunk(id="c", delta=delta))
        usage = llm.CompletionUsage(
            completion_tokens=10, prompt_tokens=100, prompt_cached_tokens=40, total_tokens=110
        )
        self._event_ch.send_nowait(llm.ChatChunk(id="c", usage=usage))


class FakeTTS(tts.TTS):
    """Speaks silence, 50 ms for each word."""

    def __init__(self):
        super().__init__(
            capabilities=tts.TTSCapabilities(streaming=False), sample_rate=RATE, num_channels=1
        )

    @property
    def model(self):
        return "mouth-1"

    @property
    def provider(self):
        return "fake-mouths"

    def synthesize(self, text, *, conn_options=DEFAULT_API_CONNECT_OPTIONS):
        return FakeSpeech(tts=self, input_text=text, conn_options=conn_options)


class FakeSpeech(tts.ChunkedStream):
    async def _run(self, output_emitter):
        await asyncio.sleep(0.03)
        output_emitter.initialize(
            request_id="r", sample_rate=RATE, num_channels=1, mime_type="audio/pcm"
        )
        words = max(1, len(self._input_text.split()))
        output_emitter.push(bytes(2 * (RATE // 20) * words))
        output_emitter.flush()


class FakeMicrophone(io.AudioInput):
    """Silence, as fast as it would come from a line."""

    def __init__(self):
        super().__init__(label="microphone")

    async def __anext__(self):
        await asyncio.sleep(0.02)
        return rtc.AudioFrame(bytes(2 * 480), RATE, 1, 480)


class FakeSpeaker(io.AudioOutput):
    """Plays to nobody, as fast as it would be heard."""

    def __init__(self):
        super().__init__(
            label="speaker",
            capabilities=io.AudioOutputCapabilities(pause=False),
            sample_rate=RATE,
        )
        self._pushed = 0.0
        self._started = None
        self._playing = None

    async def capture_frame(self, frame):
        await super().capture_frame(frame)
        if self._started is None:
            self._started = time.time()
            self.on_playback_started(created_at=self._started)
        self._pushed += frame.duration

    def flush(self):
        super().flush()
        if self._started is not None and self._playing is None:
            self._playing = asyncio.create_task(self._play(self._pushed))

    def clear_buffer(self):
        if self._started is None:
            return
        if self._playing is not None:
            self._playing.cancel()
        self._end(min(time.time() - self._started, self._pushed), interrupted=True)

    async def _play(self, seconds):
        await asyncio.sleep(max(0.0, self._started + seconds - time.time()))
        self._end(seconds, interrupted=False)

    def _end(self, position, interrupted):
        self._pushed, self._started, self._playing = 0.0, None, None
        self.on_playback_finished(playback_position=position, interrupted=interrupted)


class Clerk(Agent):
    def __init__(self):
        super().__init__(instructions="You answer questions about orders.")

    @function_tool
    async def look_up(self, order: str) -> str:
        """Looks up an order.

        Args:
            order: the order's number
        """
        await asyncio.sleep(0.05)
        return f"order {order} arrives on Friday"


class Call:
    """One call with a Clerk."""

    def __init__(self):
        self.ears = FakeSTT()
        self.session = AgentSession(
            stt=self.ears, llm=FakeLLM(), tts=FakeTTS(), turn_detection="stt", user_away_timeout=None
        )
        self._answers = 0
        self._changed = asyncio.Condition()
        self.state = ""
        self.session.on("agent_state_changed", self._on_state)

    def _on_state(self, event):
        asyncio.get_running_loop().create_task(self._note(event.old_state, event.new_state))

    async def _note(self, old, new):
        async with self._changed:
            self.state = new
            self._answers += old == "speaking" and new != "speaking"
            self._changed.notify_all()

    async def caller_says(self, text, seconds=0.3):
        await self.ears.said.put((text, seconds))

    async def speaking(self):
        await self._wait(lambda: self.state == "speaking")

    async def answered(self, count):
        await self._wait(lambda: self._answers >= count)

    async def _wait(self, condition):
        async with self._changed:
            await asyncio.wait_for(self._changed.wait_for(condition), 20)


async def run(conversation, on_session_end, room="call-1", attributes=None):
    """Runs a conversation and calls on_session_end(ctx) as a worker does when the job ends."""
    with fake_job_context(job_id="AJ_1") as ctx:
        ctx.job.room.name = room
        ctx.job.attributes.update(attributes or {})
        call = Call()
        call.session.input.audio = FakeMicrophone()
        call.session.output.audio = FakeSpeaker()
        await call.session.start(Clerk(), record=False)
        await conversation(call)
        await call.session.aclose()
        await on_session_end(ctx)
        return call
