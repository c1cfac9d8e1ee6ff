import { type CommandLineIo, runCommandLine } from '../../functions/admin-cli/program.ts';
import type { StoreOpener } from '../../functions/admin-cli/store/store.ts';
import type { Clock } from '../../functions/ports.ts';
import { fakeClock } from './fakes/clock.ts';

/** The exit code and the output of a command. */
export interface CommandLineRun {
  readonly code: 0 | 1 | 2;
  readonly out: string;
  readonly err: string;
}

export interface CommandLineWorld {
  readonly clock?: Clock;
  readonly openStore?: StoreOpener;
}

/** Runs the command line in this process, by default at noon of 2026-12-01 in China. */
export async function runCanbao(
  args: readonly string[],
  { clock = fakeClock('2026-12-01T04:00:00.000Z'), openStore }: CommandLineWorld = {},
): Promise<CommandLineRun> {
  const out: string[] = [];
  const err: string[] = [];
  const io: CommandLineIo = { out: (text) => out.push(text), err: (text) => err.push(text), clock };
  const code = await runCommandLine(args, io, openStore);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

/** Runs a command with `--json`. @returns its JSON output. @throws Error with its error output if it failed. */
export async function canbaoJson<T = Record<string, unknown>>(
  args: readonly string[],
  world: CommandLineWorld = {},
): Promise<T> {
  const { code, out, err } = await runCanbao([...args, '--json'], world);
  if (code !== 0) throw new Error(`canbao ${args.join(' ')} exited with ${code}: ${err}`);
  return JSON.parse(out) as T;
}
