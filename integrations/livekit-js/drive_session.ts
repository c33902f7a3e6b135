/** Drives a real LiveKit AgentSession with fake services, for tests: no server, no network. */
import { JobContext, initializeLogger, llm, runWithJobContextAsync, stt, tts, voice } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

const RATE = 24_000;

initializeLogger({ pretty: false, level: 'silent' });

/** Hears what the test says. */
class FakeSTT extends stt.STT {
  label = 'fake-ears';
  streams: FakeRecognition[] = [];

  constructor() {
    super({ streaming: true, interimResults: true });
  }

  override get model() {
    return 'ears-1';
  }

  override get provider() {
    return 'fake-ears';
  }

  protected async _recognize(): Promise<stt.SpeechEvent> {
    throw new Error('streams only');
  }

  stream() {
    const stream = new FakeRecognition(this);
    this.streams.push(stream);
    return stream;
  }
}

class FakeRecognition extends stt.SpeechStream {
  label = 'fake-ears';

  protected async run() {
    for await (const _ of this.input) {
      // The sound does not matter.
    }
  }

  async hear(text: string, ms: number) {
    this.send(stt.SpeechEventType.START_OF_SPEECH);
    this.send(stt.SpeechEventType.INTERIM_TRANSCRIPT, text.split(' ')[0]);
    await sleep(ms);
    this.send(stt.SpeechEventType.FINAL_TRANSCRIPT, text);
    this.send(stt.SpeechEventType.END_OF_SPEECH);
    this.queue.put({
      type: stt.SpeechEventType.RECOGNITION_USAGE,
      recognitionUsage: { audioDuration: ms / 1000 },
    });
  }

  private send(type: stt.SpeechEventType, text?: string) {
    const data = { language: 'en' as never, startTime: 0, endTime: 0, confidence: 1 };
    this.queue.put(text === undefined ? { type } : { type, alternatives: [{ ...data, text }] });
  }
}

/** Answers every question with a sentence, after 80 ms. */
class FakeLLM extends llm.LLM {
  label() {
    return 'fake-brains';
  }

  override get model() {
    return 'brain-1';
  }

  override get provider() {
    return 'fake-brains';
  }

  chat({ chatCtx, toolCtx, connOptions }: Parameters<llm.LLM['chat']>[0]) {
    return new FakeThoughts(this, {
      chatCtx,
      toolCtx,
      connOptions: connOptions ?? { maxRetry: 0, retryIntervalMs: 0, timeoutMs: 5_000 },
    });
  }
}

class FakeThoughts extends llm.LLMStream {
  protected async run() {
    await sleep(80);
    this.queue.put({ id: 'c', delta: { role: 'assistant', content: 'It arrives on Friday. ' } });
    this.queue.put({
      id: 'c',
      usage: {
        completionTokens: 10,
        promptTokens: 100,
        promptCachedTokens: 40,
        totalTokens: 110,
      },
    });
  }
}

/** Speaks silence, 250 ms for each word. */
class FakeTTS extends tts.TTS {
  label = 'fake-mouths';

  constructor() {
    super(RATE, 1, { streaming: false });
  }

  override get model() {
    return 'mouth-1';
  }

  override get provider() {
    return 'fake-mouths';
  }

  synthesize(text: string) {
    return new FakeSpeech(text, this);
  }

  stream(): tts.SynthesizeStream {
    throw new Error('sentences only');
  }
}

class FakeSpeech extends tts.ChunkedStream {
  label = 'fake-mouths';

  protected async run() {
    await sleep(30);
    const samples = (RATE / 4) * Math.max(1, this.inputText.split(' ').length);
    const frame = new AudioFrame(new Int16Array(samples), RATE, 1, samples);
    this.queue.put({ requestId: 'r', segmentId: 's', frame, final: true });
  }
}

class FakeMicrophone extends voice.AudioInput {}

/** Plays to nobody, as fast as it would be heard. */
class FakeSpeaker extends voice.AudioOutput {
  private pushedMs = 0;
  private startedAt: number | undefined;
  private playing: NodeJS.Timeout | undefined;

  constructor() {
    super(RATE);
  }

  override async captureFrame(frame: AudioFrame) {
    await super.captureFrame(frame);
    if (this.startedAt === undefined) {
      this.startedAt = Date.now();
      this.onPlaybackStarted(this.startedAt);
    }
    this.pushedMs += (1000 * frame.samplesPerChannel) / frame.sampleRate;
  }

  override flush() {
    super.flush();
    if (this.startedAt !== undefined && this.playing === undefined) {
      const left = Math.max(0, this.startedAt + this.pushedMs - Date.now());
      this.playing = setTimeout(() => this.end(this.pushedMs, false), left);
    }
  }

  clearBuffer() {
    if (this.startedAt !== undefined) {
      this.end(Math.min(Date.now() - this.startedAt, this.pushedMs), true);
    }
  }

  private end(playedMs: number, interrupted: boolean) {
    clearTimeout(this.playing);
    this.pushedMs = 0;
    this.startedAt = undefined;
    this.playing = undefined;
    this.onPlaybackFinished({ playbackPosition: playedMs / 1000, interrupted });
  }
}

/** What a job is started with, as far as a session asks for it. */
export function jobContext(attributes: Record<string, string> = {}): JobContext {
  const room = Object.assign(new EventEmitter(), { name: 'call-1', remoteParticipants: new Map() });
  const job = { id: 'AJ_1', agentName: 'clerk', room: { sid: 'RM_1', name: 'call-1' }, attributes };
  const info = { job, url: 'ws://127.0.0.1', token: '', workerId: 'w', fakeJob: true };
  const nothing = () => {};
  return new JobContext({} as never, info as never, room as never, nothing, nothing, {} as never);
}

/** One call with an agent that answers questions about orders. */
export class Call {
  readonly ears = new FakeSTT();
  readonly session = new voice.AgentSession({
    stt: this.ears,
    llm: new FakeLLM(),
    tts: new FakeTTS(),
    turnHandling: { turnDetection: 'stt', endpointing: { minDelay: 200, maxDelay: 500 } },
  } as never);
  /** What the framework itself measured of each of the agent's turns, in s. */
  readonly e2eLatencies: number[] = [];
  private answers = 0;
  private readonly changed = new EventEmitter();

  constructor() {
    this.session.on(voice.AgentSessionEventTypes.AgentStateChanged, (event) => {
      this.answers += event.oldState === 'speaking' && event.newState !== 'speaking' ? 1 : 0;
      this.changed.emit(event.newState);
      this.changed.emit('any');
    });
    this.session.on(voice.AgentSessionEventTypes.ConversationItemAdded, (event) => {
      const latency = (event.item as llm.ChatMessage).metrics?.e2eLatency;
      if (latency !== undefined) {
        this.e2eLatencies.push(latency);
      }
    });
  }

  async callerSays(text: string, ms = 300) {
    await this.ears.streams.at(-1)!.hear(text, ms);
  }

  async speaking() {
    await new Promise((resolve) => this.changed.once('speaking', resolve));
  }

  async answered(count: number) {
    while (this.answers < count) {
      await new Promise((resolve) => this.changed.once('any', resolve));
    }
  }
}

/** Runs a conversation as a job's process does: the session is closed, then callbacks are called. */
export async function run(
  prepare: (ctx: JobContext, session: voice.AgentSession) => void,
  conversation: (call: Call) => Promise<void>,
  ctx = jobContext(),
): Promise<Call> {
  return runWithJobContextAsync(ctx, async () => {
    const call = new Call();
    prepare(ctx, call.session);
    call.session.input.audio = new FakeMicrophone();
    call.session.output.audio = new FakeSpeaker();
    const agent = new voice.Agent({ instructions: 'You answer questions about orders.' });
    await call.session.start({ agent, record: false });
    while (call.ears.streams.length === 0) {
      await sleep(5);
    }
    await conversation(call);
    await call.session.close();
    await Promise.all(ctx.shutdownCallbacks.map((callback) => callback()));
    return call;
  });
}

export async function twoQuestions(call: Call) {
  await call.callerSays('Where is my order?');
  await call.answered(1);
  await call.callerSays('Thank you, goodbye.');
  await call.answered(2);
}
