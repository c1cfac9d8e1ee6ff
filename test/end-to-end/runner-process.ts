import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalJson } from '../../infra/local/local-json.ts';

/** A stack in a process group of its own, which can be killed as a whole at any moment. */
export interface RunnerProcess {
  readonly local: LocalJson;
  /** What it printed so far. */
  printed(): string;
  /** kill -9 for the whole group; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Ctrl-C; resolves with its exit code. */
  interrupt(): Promise<number | null>;
}

/**
 * Runs Node with `args`, which must start a stack on `data` and print `ready`.
 * @throws Error with what it printed when it ends before that.
 */
export async function startRunner(args: readonly string[], data: string): Promise<RunnerProcess> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let printed = '';
  const exited = once(child, 'exit');
  // Whoever gave up waiting for it leaves nothing behind either.
  const end = () => signal(child, 'SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
        if (/^ready/m.test(printed)) resolve();
      });
    }
    exited.then(([code]) => reject(new Error(`the runner ended with ${code}: ${printed}`)), reject);
  });
  const local = JSON.parse(readFileSync(join(data, 'local.json'), 'utf8')) as LocalJson;
  return {
    local,
    printed: () => printed,
    kill: async () => {
      signal(child, 'SIGKILL');
      await exited;
    },
    interrupt: async () => {
      signal(child, 'SIGINT');
      const [code] = await exited;
      return code;
    },
  };
}

/** To the whole group, while there is one. */
function signal({ pid, exitCode, signalCode }: ChildProcess, name: NodeJS.Signals): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  process.kill(process.platform === 'win32' ? pid : -pid, name);
}

/** Whether a process with that id is there still. */
export function isRunning(pid: number): boolean {
  if (existsSync(`/proc/${pid}/stat`)) return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
