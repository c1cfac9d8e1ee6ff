import { enableCompileCache } from 'node:module';
import { diskProblem } from './data-directory.ts';
import { BadUsage, type Flags, parseFlags, USAGE } from './flags.ts';
import type { LocalStack } from './local-stack.ts';

/** `npm start`: runs the stack until Ctrl-C or SIGTERM. Exits with 2 on bad usage, with 1 if it cannot run. */

// As in Lambda: dates are formatted in UTC unless a zone is named.
process.env.TZ = 'UTC';

const STOPS_WITHIN_MS = 15_000;

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // The terminal sends Ctrl-C, and npm forwards it too: the second one has no effect.
  process.on(signal, () => stopping.abort());
}

// Running work may finish at a stop, but a hanging function must not block the exit.
stopping.signal.addEventListener('abort', () => {
  setTimeout(() => process.exit(1), STOPS_WITHIN_MS).unref();
});

// A SIGTERM to npm ends npm and its shell, but does not arrive here.
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
  // Loaded only when the flags are good. The cached code starts faster.
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
