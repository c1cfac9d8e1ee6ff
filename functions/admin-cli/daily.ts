import * as z from 'zod/mini';
import type { Texts } from '../../domain/values/language.ts';
import type { PlainDate } from '../../domain/values/plain-date.ts';
import { systemPace } from '../adapters/clock.ts';
import type { Pace } from '../pace.ts';
import type { RunRecord, Runs } from '../ports.ts';
import type { CommandContext, CommandFailed, CommandResult } from './frame/frame.ts';
import { dayOrToday, flag, number } from './frame/kinds.ts';
import { storeCommand } from './frame/spec.ts';
import { commandToPaste, storeOptions } from './frame/suggest.ts';

/**
 * Long enough for a digest whose first attempt failed: the queue delivers the request again after 360 s, and sending
 * takes up to 60 s.
 */
export const DEFAULT_WAIT_SECONDS = 480;
const LONGEST_WAIT_SECONDS = 86_400;

const WAIT = number(
  {
    zh: `最多等多少秒（默认 ${DEFAULT_WAIT_SECONDS}）`,
    en: `seconds to wait (default: ${DEFAULT_WAIT_SECONDS})`,
  },
  'seconds',
  [1, LONGEST_WAIT_SECONDS],
);

const planned = z.object({ attempt: z.number(), recipients: z.number() });

export const DAILY = storeCommand({
  name: 'daily',
  about: {
    zh: '运行某一天的每日提醒，等它发完；重复运行不会重复发送',
    en: "run a day's digests and wait for them; running a day again sends no mail twice",
  },
  options: {
    date: dayOrToday({ zh: '哪一天（默认今天，北京时间）', en: 'which day (default: today in China)' }),
    wait: WAIT,
    yes: flag({ zh: '确认运行还没有到的一天', en: 'run a day in the future' }),
  },
  examples: ['canbao daily --local --date 2026-12-01'],
  async run(asked, context, store) {
    const { date: day, wait: waitSeconds = DEFAULT_WAIT_SECONDS, yes } = asked;
    if (day > context.today() && yes !== true) throw context.failure(notYet(day));
    const plan = planned.safeParse(await store.planDigests(day));
    if (!plan.success) {
      throw context.failure({
        zh: '函数 plan-digests 的答复无法识别；部署的版本与本命令不同，请重新部署',
        en: 'plan-digests answered in a form that this command does not understand: the deployed version differs, so deploy again',
      });
    }
    const sure = yes === true ? ['--yes'] : [];
    const again = commandToPaste('canbao', 'daily', '--date', day, ...sure, ...storeOptions(asked));
    const run = await waitForRun({ day, ...plan.data, waitSeconds, again }, store.runs, systemPace, context);
    return runResult(run);
  },
});

function notYet(day: PlainDate): Texts {
  return {
    zh: `${day} 还没有到：邮件会立即真的发出，到了那一天收件人就不再收到当天的提醒；确实要运行时加 --yes`,
    en: `${day} is in the future: real mails would be sent now, and on that day their recipients would get no digest; add --yes to run it anyway`,
  };
}

interface AwaitedRun {
  readonly day: PlainDate;
  /** The attempt that was started. If there is a later attempt, the command waits for that one instead. */
  readonly attempt: number;
  readonly recipients: number;
  readonly waitSeconds: number;
  readonly again: string;
}

const ASK_EVERY_MS = 250;
const REPORT_EVERY_MS = 10_000;

/**
 * Waits until the day's run has an outcome for every recipient.
 * @throws CommandFailed after the time limit, with the number of missing outcomes.
 */
export async function waitForRun(
  awaited: AwaitedRun,
  runs: Pick<Runs, 'find'>,
  pace: Pace,
  context: CommandContext,
): Promise<RunRecord> {
  const deadline = pace.milliseconds() + awaited.waitSeconds * 1_000;
  let reportAt = pace.milliseconds() + REPORT_EVERY_MS;
  for (;;) {
    const found = await runs.find(awaited.day);
    const run = found !== undefined && found.attempt >= awaited.attempt ? found : undefined;
    const missing = run === undefined ? awaited.recipients : missingIn(run);
    if (run !== undefined && missing === 0) return run;
    const now = pace.milliseconds();
    if (now >= deadline) throw timeIsOver(missing, awaited, context);
    if (now >= reportAt) {
      context.progress(context.say({ zh: `还有 ${missing} 位…`, en: `${missing} left…` }));
      reportAt = now + REPORT_EVERY_MS;
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
  { failure }: CommandContext,
): CommandFailed {
  return failure({
    zh: `等了 ${waitSeconds} 秒，${recipients} 位收件人中还有 ${missing} 位没有结果；队列会继续，稍后用 ${again} 再看（不会重复发送）`,
    en: `after ${waitSeconds} seconds ${missing} of ${recipients} recipients have no result; the queue continues; check again later with ${again} (nothing is sent twice)`,
  });
}

function runResult({ day, workingDay, recipients, outcomes }: RunRecord): CommandResult {
  const { sent, failed, 'nothing-to-say': silent, 'already-sent': again } = outcomes;
  const json = { date: day, workingDay, recipients, sent, skipped: silent + again, failed };
  if (!workingDay) {
    const rest = { zh: `${day} 是休息日，不发送提醒`, en: `${day} is a rest day: no digests are sent` };
    return { json, lines: [rest] };
  }
  const counts = {
    zh: `${day}：${recipients} 位收件人，已发送 ${sent}，无需发送 ${silent + again}（无事可报 ${silent}，当天已发过 ${again}），失败 ${failed}`,
    en: `${day}: ${recipients} recipients, sent ${sent}, skipped ${silent + again} (nothing to report ${silent}, already sent ${again}), failed ${failed}`,
  };
  const retry = {
    zh: '失败的由队列再试，仍不成功的进入死信队列；原因见 send-digest 的日志',
    en: 'The queue tries failed digests again and then moves them to the dead-letter queue; the log of send-digest has the reason',
  };
  return { json, lines: [counts, failed > 0 && retry], failed: failed > 0 };
}
