import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Figure, figure, type NotMeasured } from './figure.ts';
import type { Sizes } from './sizes.ts';
import type { Workshop } from './workshop.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const NAME = 'resting-memory';
const READY_WITHIN_MS = 60_000;

/** How much memory everything that `npm start` runs takes while nothing happens, against a bare Node process. */
export async function restingMemory(
  workshop: Workshop,
  { idleSeconds }: Sizes['restingMemory'],
): Promise<Figure | NotMeasured> {
  if (!existsSync('/proc/self/status'))
    return { name: NAME, notMeasured: `memory is read from /proc, which ${process.platform} does not have` };
  const data = workshop.directory('resting', { withAssembly: true });
  const script = ['infra/local/start.ts', '--no-demo', '--port', '0', '--mail-port', '0', '--data', data];
  const stack = start(script);
  const bare = start(['-e', 'console.log("ready"); setInterval(() => undefined, 1e6)']);
  workshop.stops.add(() => Promise.all([ended(stack), ended(bare)]).then(() => undefined));
  try {
    await Promise.all([ready(stack), ready(bare)]);
    await sleep(idleSeconds * 1000);
    const processes = withDescendants(stack.pid ?? 0);
    return figure({
      name: NAME,
      what: `the resting stack (${processes.length} processes), against a bare Node process`,
      unit: 'MB resident',
      subject: processes.reduce((sum, pid) => sum + residentMegabytes(pid), 0),
      reference: residentMegabytes(bare.pid ?? 0),
      goal: { of: 'subject', atMost: 400 },
      more: { runner: residentMegabytes(stack.pid ?? 0), processes: processes.length },
    });
  } finally {
    await Promise.all([ended(stack), ended(bare)]);
  }
}

function start(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Waits until the process has printed `ready`; goes on reading, so that it never waits for us. */
async function ready(child: ChildProcess): Promise<void> {
  let printed = '';
  const said = new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      if (/^ready$/m.test(printed)) resolve();
    });
    child.once('exit', (code) =>
      reject(new Error(`the process ended with ${code} before it was ready: ${printed}`)),
    );
    child.once('error', reject);
  });
  await Promise.race([said, late()]);
}

async function late(): Promise<never> {
  await sleep(READY_WITHIN_MS, undefined, { ref: false });
  throw new Error(`the process was not ready within ${READY_WITHIN_MS} ms`);
}

/** Ends it as Ctrl-C does, and waits: it stops its own children. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

function withDescendants(root: number): number[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const parents = new Map(pids.map((pid) => [pid, Number(statusOf(pid, 'PPid') ?? 0)]));
  const found = [root];
  for (const pid of found) found.push(...pids.filter((child) => parents.get(child) === pid));
  return found;
}

function residentMegabytes(pid: number): number {
  const [kilobytes = '0'] = statusOf(pid, 'VmRSS')?.split(' ') ?? [];
  return Number(kilobytes) / 1024;
}

/** A line of /proc/<pid>/status; undefined when the process has ended meanwhile. */
function statusOf(pid: number, field: string): string | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return new RegExp(`^${field}:\\s*(.+)$`, 'm').exec(status)?.[1];
  } catch {
    return undefined;
  }
}
