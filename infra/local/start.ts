import { enableCompileCache } from 'node:module';
import { diskProblem } from './data-directory.ts';
import { BadUsage, type Flags, parseFlags, USAGE } from './flags.ts';
import type { LocalStack } from './local-stack.ts';

/** `npm start`: runs the stack until Ctrl-C or SIGTERM. Exits with 2 on bad usage, with 1 if it cannot run. */

// Dates are formatted in UTC unless a zone is named, as in Lambda.
process.env.TZ = 'UTC';

const STOPS_WITHIN_MS = 15_000;

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // Ctrl-C arrives twice, because the terminal sends it and npm forwards it. The second one has no effect.
  process.on(signal, () => stopping.abort());
}

// At a stop, running work may finish, but a hanging function must not block the exit.
stopping.signal.addEventListener('abort', () => {
  setTimeout(() => process.exit(1), STOPS_WITHIN_MS).unref();
});

// If npm receives a SIGTERM, npm ends itself and its shell, but the signal does not arrive here. The new parent process
// shows that this happened.
if (process.env.npm_lifecycle_event === 'start') {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stopping.abort();
  }, 500).unref();
}

process.on('uncaughtException', (error) => {
  if (diskProblem(error) === undefined) console.error(error);
  else fail(error);
  process.exit(1);
});

try {
  const flags = parseFlags(process.argv.slice(2), process.env);
  if (flags.help) console.log(USAGE);
  else await run(flags);
} catch (error) {
  if (!stopping.signal.aborted) fail(error);
}

async function run(flags: Flags): Promise<void> {
  // The stack is loaded only when the flags are good. Cached code makes the start faster.
  enableCompileCache();
  const { startLocalStack } = await import('./local-stack.ts');
  const stack = await startLocalStack({
    ...flags,
    endpoints: { dynamodb: process.env.DYNAMODB_ENDPOINT || undefined },
    signal: stopping.signal,
    warn: (message) => console.warn(`warning: ${message}`),
    onFatal: (message) => {
      console.error(message);
      process.exit(1);
    },
  });
  try {
    if (!stopping.signal.aborted) await stayUp(stack, flags);
  } finally {
    await stack.stop();
  }
}

async function stayUp(stack: LocalStack, { demo, data, print: mails }: Flags): Promise<void> {
  const portal = stack.portal === undefined ? '' : `\n  portal   ${stack.portal}`;
  console.log(`ready${portal}\n  mailbox  ${stack.mail}\n  events   ${stack.api}/hooks/standard`);
  console.log(`  dynamodb ${stack.dynamodb} (table ${stack.table})\n  more in  ${data}/local.json`);
  const stopped = new Promise<void>((resolve) => {
    if (stopping.signal.aborted) resolve();
    stopping.signal.addEventListener('abort', () => resolve());
  });
  if (demo) {
    const { playDemo } = await import('./demo/play-demo.ts');
    await Promise.race([stopped, playDemo(stack, new Date(), console.log, { mails })]);
  }
  await stopped;
  console.log('stopped');
}

function fail(error: unknown): void {
  process.exitCode = error instanceof BadUsage ? 2 : 1;
  const disk = diskProblem(error);
  const message = error instanceof Error ? error.message : error;
  console.error(disk === undefined ? message : `data can no longer be stored: ${disk}`);
  if (error instanceof BadUsage) console.error('See --help.');
}
