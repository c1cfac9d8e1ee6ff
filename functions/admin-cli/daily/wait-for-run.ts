import type { PlainDate } from '../../../domain/values/plain-date.ts';
import type { Pace } from '../../pace.ts';
import type { RunRecord, Runs } from '../../ports.ts';
import { CommandFailed } from '../frame/failures.ts';
import type { Frame } from '../frame/frame.ts';

export interface AwaitedRun {
  readonly day: PlainDate;
  /** The attempt that was started; a later one is waited for in its place. */
  readonly attempt: number;
  readonly recipients: number;
  readonly waitSeconds: number;
  /** The command to look again with. */
  readonly again: string;
}

const ASK_EVERY_MS = 250;
const TELL_EVERY_MS = 10_000;

/**
 * Waits until the day's run has an outcome for every recipient.
 * @throws CommandFailed saying how many have none when the time is over.
 */
export async function waitForRun(
  awaited: AwaitedRun,
  runs: Pick<Runs, 'find'>,
  pace: Pace,
  frame: Frame,
): Promise<RunRecord> {
  const deadline = pace.milliseconds() + awaited.waitSeconds * 1_000;
  let tellAt = pace.milliseconds() + TELL_EVERY_MS;
  for (;;) {
    const found = await runs.find(awaited.day);
    const run = found !== undefined && found.attempt >= awaited.attempt ? found : undefined;
    const missing = run === undefined ? awaited.recipients : missingIn(run);
    if (run !== undefined && missing === 0) return run;
    const now = pace.milliseconds();
    if (now >= deadline) throw timeIsOver(missing, awaited, frame);
    if (now >= tellAt) {
      frame.progress(frame.say({ zh: `还有 ${missing} 位…`, en: `${missing} left…` }));
      tellAt = now + TELL_EVERY_MS;
    }
    await pace.sleep(Math.min(ASK_EVERY_MS, deadline - now));
  }
}

function missingIn({ recipients, outcomes }: RunRecord): number {
  const settled = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
  return Math.max(0, recipients - settled);
}

function timeIsOver(
  missing: number,
  { waitSeconds, recipients, again }: AwaitedRun,
  { say }: Frame,
): CommandFailed {
  return new CommandFailed(
    say({
      zh: `等了 ${waitSeconds} 秒，${recipients} 位收件人中还有 ${missing} 位没有结果；队列会继续，稍后用 ${again} 再看（不会重复发送）`,
      en: `after ${waitSeconds} seconds ${missing} of ${recipients} recipients have no outcome; the queue goes on, look again later with ${again} (nothing is sent twice)`,
    }),
  );
}
