/** Runs a real LiveKit AgentSession with fake services and reads the report it leaves. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { jobContext, run, twoQuestions } from './drive_session.js';
import { reportTo } from './session_report.js';

const temporary: string[] = [];
let sessions = '';

beforeEach(() => {
  sessions = mkdtempSync(join(tmpdir(), 'calls-'));
  temporary.push(sessions);
});

after(() => temporary.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function read(callId = 'call-1.AJ_1') {
  return JSON.parse(readFileSync(join(sessions, callId, 'session_report.json'), 'utf-8'));
}

/** Asks the exporter what it makes of a folder, where its jar is given. */
function check(callId: string): { status: number | null; text: string } | undefined {
  const jar = process.env.VOICE_AGENT_EXPORTER_JAR;
  if (jar === undefined) {
    return undefined;
  }
  const command = ['-jar', jar, 'check', 'session', join(sessions, callId)];
  const done = spawnSync('java', command, { encoding: 'utf-8' });
  return { status: done.status, text: done.stdout + done.stderr };
}

test('a session leaves its whole report and nothing else', async () => {
  const call = await run((ctx, session) => {
    reportTo(sessions, ctx, session, { outcome: () => 'success' });
  }, twoQuestions);

  assert.deepEqual(readdirSync(join(sessions, 'call-1.AJ_1')), ['session_report.json']);
  const report = read();
  assert.equal(report.outcome, 'success');
  assert.equal(report.simulated, false);
  assert.equal(report.agent_name, 'clerk');
  const said = report.chat_history.items.filter((item: any) => item.type === 'message');
  const spoken = said.filter((item: any) => item.role !== 'system');
  assert.deepEqual(
    spoken.map((item: any) => item.role),
    ['user', 'assistant', 'user', 'assistant'],
  );
  assert.equal(report.events.at(-1).type, 'close');
  const model = report.usage.find((row: any) => 'input_tokens' in row);
  assert.equal(model.input_tokens, 200);
  const checked = check('call-1.AJ_1');
  assert.equal(checked?.status ?? 0, 0, checked?.text);
  if (process.env.KEEP_REPORT) {
    writeFileSync(process.env.KEEP_REPORT, JSON.stringify(report, null, 1) + '\n');
  }
  const latencies = spoken.flatMap((item: any) => item.metrics?.e2e_latency ?? []);
  assert.equal(latencies.length, 2);
  assert.deepEqual(latencies, call.e2eLatencies, "the framework's own figures");
});

test('a caller who cuts in is an interrupted answer', async () => {
  await run(
    (ctx, session) => reportTo(sessions, ctx, session),
    async (call) => {
      await call.callerSays('Where is my order?');
      await call.speaking();
      await call.callerSays('Stop, please.', 600);
      await call.answered(2);
    },
  );

  const answers = read().chat_history.items.filter((item: any) => item.role === 'assistant');
  assert.deepEqual(
    answers.map((item: any) => item.interrupted),
    [true, false],
  );
});

test('the id of a call may be chosen', async () => {
  await run(
    (ctx, session) => reportTo(sessions, ctx, session, { callId: (job) => `sip-${job.job.id}` }),
    twoQuestions,
  );

  assert.equal(read('sip-AJ_1').room, 'call-1');
});

test('a simulation says that it is one', async () => {
  const dispatch = JSON.stringify({
    simulationRunId: 'SR_1',
    scenario: { label: 's' },
    mode: 'SIMULATION_MODE_AUDIO',
  });
  await run(
    (ctx, session) => reportTo(sessions, ctx, session),
    twoQuestions,
    jobContext({ 'lk.simulator.dispatch': dispatch }),
  );

  assert.equal(read().simulated, true);
});

test('a disk that refuses never reaches the call', async () => {
  const blocked = join(sessions, 'a-file');
  writeFileSync(blocked, 'in the way');

  const call = await run((ctx, session) => reportTo(blocked, ctx, session), twoQuestions);

  assert.equal(call.e2eLatencies.length, 2);
  assert.equal(readFileSync(blocked, 'utf-8'), 'in the way');
});

test('processes killed in the middle of a call leave nothing half', async () => {
  const children = ['one', 'two'].map((name) =>
    spawn(
      process.execPath,
      [fileURLToPath(new URL('./killed_call.js', import.meta.url)), sessions, name],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    ),
  );
  for (const child of children) {
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }

  assert.deepEqual(readdirSync(sessions), []);
});
