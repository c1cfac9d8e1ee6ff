import { type Command, Option } from 'commander';
import { type PlainDate, parsePlainDate, yearOf } from '../../../domain/values/plain-date.ts';
import type { StoreChoice } from '../store/store.ts';
import { discreet } from './discreet.ts';
import { BadUsage } from './failures.ts';
import type { Frame, Words } from './frame.ts';

/** Dates beyond are typing errors, not employments. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

const LONGEST_MAIL = 254;

/** An option whose value is a calendar day. */
export function dayOption(frame: Frame, flags: string, description: Words): Option {
  return new Option(flags, frame.say(description)).argParser((text: string) => dayFrom(frame, flags, text));
}

/** The day that an answer is for; {@link Frame.today} where it is not given. */
export function asOfOption(frame: Frame): Option {
  return dayOption(frame, '--as-of <day>', {
    zh: '以哪一天为准，YYYY-MM-DD（默认今天，北京时间）',
    en: 'the day to look from, YYYY-MM-DD (default: today in China)',
  });
}

function dayFrom({ say }: Frame, flags: string, text: string): PlainDate {
  const day = parsePlainDate(text);
  const written = `${longOf(flags)} "${discreet(text)}"`;
  if (day === undefined) {
    throw new BadUsage(
      say({
        zh: `${written} 不是日历上有的日期；请写 YYYY-MM-DD，例如 2026-03-02`,
        en: `${written} is no day of the calendar; write YYYY-MM-DD, e.g. 2026-03-02`,
      }),
    );
  }
  if (yearOf(day) >= FIRST_YEAR && yearOf(day) <= LAST_YEAR) return day;
  throw new BadUsage(
    say({
      zh: `${written} 超出范围；允许 ${FIRST_YEAR} 年到 ${LAST_YEAR} 年`,
      en: `${written} is out of range; allowed are the years ${FIRST_YEAR} to ${LAST_YEAR}`,
    }),
  );
}

/** An option whose value is one of a few words. */
export function choiceOption<T extends string>(
  { say }: Pick<Frame, 'say'>,
  flags: string,
  description: Words,
  choices: readonly T[],
): Option {
  const listed = choices.join(', ');
  return new Option(flags, `${say(description)} (${listed})`).argParser((text: string): T => {
    const chosen = choices.find((choice) => choice === text);
    if (chosen !== undefined) return chosen;
    throw new BadUsage(
      say({
        zh: `${longOf(flags)} "${discreet(text)}" 不可用；可选 ${listed}`,
        en: `${longOf(flags)} "${discreet(text)}" cannot be used; allowed are ${listed}`,
      }),
    );
  });
}

/** An option whose value is one line of text that is not empty. */
export function textOption({ say }: Frame, flags: string, description: Words): Option {
  return new Option(flags, say(description)).argParser((text: string) => {
    if (text.trim() !== '') return text.trim();
    throw new BadUsage(
      say({ zh: `${longOf(flags)} 的值不能为空`, en: `${longOf(flags)} must not be empty` }),
    );
  });
}

/** An option whose value is somebody's mail address. */
export function mailOption({ say }: Frame, flags: string, description: Words): Option {
  return new Option(flags, say(description)).argParser((text: string) => {
    if (text.length <= LONGEST_MAIL && /^[^\s@<>]+@[^\s@<>]+$/.test(text)) return text;
    throw new BadUsage(
      say({
        zh: `${longOf(flags)} "${discreet(text)}" 不是邮箱地址；例如 wang.fang@example.com`,
        en: `${longOf(flags)} "${discreet(text)}" is no mail address; write e.g. wang.fang@example.com`,
      }),
    );
  });
}

/** An option whose value is a number within a range, both ends allowed. */
export function numberOption(
  { say }: Frame,
  flags: string,
  description: Words,
  [least, most]: readonly [number, number],
): Option {
  return new Option(flags, say(description)).argParser((text: string) => {
    const number = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw new BadUsage(
      say({
        zh: `${longOf(flags)} "${discreet(text)}" 不可用；允许 ${least} 到 ${most} 的数`,
        en: `${longOf(flags)} "${discreet(text)}" cannot be used; allowed is a number from ${least} to ${most}`,
      }),
    );
  });
}

/** How many employees a second are worked on at most: a table that is in use has others to serve. */
export function perSecondOption(frame: Frame, usual: number, most: number): Option {
  return numberOption(
    frame,
    '--per-second <n>',
    { zh: `每秒最多几名职工（默认 ${usual}）`, en: `employees a second at most (default: ${usual})` },
    [0.1, most],
  );
}

/** Where the store is: the stack on this machine, or a deployed stage of the AWS profile's account. */
export function withStoreOptions(command: Command, frame: Frame): Command {
  const { say } = frame;
  const stage = textOption(frame, '--stage <stage>', {
    zh: '已部署的环境（默认 dev）；账号与区域取自 AWS_PROFILE、AWS_REGION',
    en: 'the deployed stage (default: dev); account and region come from AWS_PROFILE and AWS_REGION',
  });
  return command
    .option(
      '--local',
      say({ zh: '用本机运行的系统（npm start）', en: 'the stack running on this machine (npm start)' }),
    )
    .addOption(
      textOption(frame, '--data <dir>', {
        zh: '本机系统的数据目录（默认 .canbao），隐含 --local',
        en: 'data directory of the stack on this machine (default: .canbao); implies --local',
      }),
    )
    .addOption(stage.conflicts(['local', 'data']));
}

/** The options with which another command reaches the same store, for commands that are suggested. */
export function storeFlags({ local, data, stage }: StoreChoice): string {
  if (data !== undefined) return ` --data ${data}`;
  if (local === true) return ' --local';
  return stage === undefined ? '' : ` --stage ${stage}`;
}

/** An example at the end of a command's help. */
export function example({ say }: Frame, ...lines: readonly string[]): string {
  const title = say({
    zh: '示例：',
    en: lines.length > 1 ? 'Examples:' : 'Example:',
  });
  return `\n${title}\n${lines.map((line) => `  ${line}`).join('\n')}`;
}

function longOf(flags: string): string {
  return /--[\w-]+/.exec(flags)?.[0] ?? flags;
}
