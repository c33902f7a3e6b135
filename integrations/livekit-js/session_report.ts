/**
 * Leaves each LiveKit session's own report where voice-agent-exporter reads it.
 *
 * One file, no dependency beyond LiveKit Agents. Copy it next to your agent and name it in the
 * entry function, before the session starts:
 *
 *     import { reportTo } from './session_report.js';
 *
 *     reportTo('monitoring/call_sessions', ctx, session);
 *     await session.start({ agent, room: ctx.room });
 *
 * The report goes to `<sessions>/<call id>/session_report.json`: to a temporary name that is then
 * renamed, so that it is whole or not there. A fault in here is logged and never reaches the call.
 */
import { type JobContext, log, voice } from '@livekit/agents';
import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';

type Event = Record<string, unknown>;

/** They repeat what the chat history and the totals hold, and make a long call's report megabytes. */
const REPEATED = new Set([
  'conversation_item_added',
  'session_usage_updated',
  'user_input_transcribed',
]);

/** What may be chosen. */
export interface ReportOptions {
  /** Tells a session's id; never the same for two calls. By default the room's name and the job's id. */
  callId?: (ctx: JobContext) => string;
  /** Tells when the session has closed whether the caller's request was resolved, if that is known. */
  outcome?: () => 'success' | 'fail' | undefined;
}

/**
 * Has a session's report written once the session has closed.
 *
 * @param sessions - The folder the exporter watches. It is made if it does not exist.
 * @param ctx - The job; it waits until the report is written.
 * @param session - The session; to be given before it starts.
 */
export function reportTo(
  sessions: string,
  ctx: JobContext,
  session: voice.AgentSession,
  options: ReportOptions = {},
): void {
  const faults: Event[] = [];
  let written: Promise<void> = Promise.resolve();
  try {
    session.on(voice.AgentSessionEventTypes.Error, (event) => {
      const { type, recoverable } = (event.error ?? {}) as { type?: string; recoverable?: boolean };
      faults.push({ type: 'error', error: { type, recoverable }, created_at: event.createdAt });
    });
    session.on(voice.AgentSessionEventTypes.Close, (event) => {
      const close = { type: 'close', reason: event.reason, created_at: event.createdAt };
      written = quietly(async () => {
        const folder = join(sessions, (options.callId ?? callId)(ctx));
        await put(folder, report(ctx, session, [...faults, close], options));
      });
    });
    ctx.addShutdownCallback(() => written);
  } catch (fault) {
    warn(fault);
  }
}

function callId(ctx: JobContext): string {
  return `${ctx.job.room?.name ?? ''}.${ctx.job.id}`
    .replace(/[^A-Za-z0-9._:@+-]/g, '_')
    .replace(/^[._:@+-]+/, '')
    .slice(-128);
}

function report(
  ctx: JobContext,
  session: voice.AgentSession,
  seen: Event[],
  options: ReportOptions,
): Event {
  const made = ctx.makeSessionReport(session);
  const all = voice.sessionReportToJSON(made);
  // The session keeps events only while it is recorded.
  const kept = (all.events as Event[]).filter((event) => !REPEATED.has(String(event.type)));
  return {
    ...all,
    events: kept.some((event) => event.type === 'close') ? kept : seen,
    started_at: made.startedAt,
    agent_name: ctx.job.agentName || undefined,
    simulated: ctx.simulationContext() !== undefined,
    outcome: options.outcome?.(),
  };
}

async function put(folder: string, content: Event): Promise<void> {
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, '.session_report.json.tmp');
  const file = await open(temporary, 'w');
  try {
    await file.writeFile(JSON.stringify(content));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, join(folder, 'session_report.json'));
}

async function quietly(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (fault) {
    warn(fault);
  }
}

function warn(fault: unknown): void {
  try {
    log().warn({ fault }, "could not write the session's report; the call is not affected");
  } catch {
    // There is no logger yet.
  }
}
