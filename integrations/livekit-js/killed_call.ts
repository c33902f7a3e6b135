/** A call that goes on until its process is killed, for a test. */
import { run } from './drive_session.js';
import { reportTo } from './session_report.js';

const [sessions, name] = process.argv.slice(2);

await run(
  (ctx, session) => reportTo(sessions!, ctx, session, { callId: () => name! }),
  async (call) => {
    await call.callerSays('Where is my order?');
    await call.speaking();
    process.stdout.write('speaking\n');
    await new Promise((resolve) => setTimeout(resolve, 60_000));
  },
);
