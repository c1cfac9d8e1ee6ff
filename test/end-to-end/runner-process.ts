import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalJson } from '../../infra/local/local-json.ts';

/** A stack in a separate process group, which can be killed as a whole at any time. */
export interface RunnerProcess {
  readonly local: LocalJson;
  /** The output until now. */
  printed(): string;
  /** Sends kill -9 to the whole group; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Sends Ctrl-C; resolves with the exit code. */
  interrupt(): Promise<number | null>;
}

/**
 * Runs Node with `args`, which must start a stack on `data` and print `ready`.
 * @throws Error with the output if the process ends before that.
 */
export async function startRunner(args: readonly string[], data: string): Promise<RunnerProcess> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let printed = '';
  const exited = once(child, 'exit');
  // Kills the group even if its test stopped waiting.
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

/** Sends the signal to the whole group if it still exists. */
function signal({ pid, exitCode, signalCode }: ChildProcess, name: NodeJS.Signals): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  process.kill(process.platform === 'win32' ? pid : -pid, name);
}

/** Whether a process with this id still exists. */
export function isRunning(pid: number): boolean {
  if (existsSync(`/proc/${pid}/stat`)) return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
