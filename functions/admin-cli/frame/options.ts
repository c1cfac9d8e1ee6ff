import { type Command, Option } from 'commander';
import type { Unit } from '../../../domain/units/unit.ts';
import { maskIdentityNumber } from '../../../domain/values/identity-number.ts';
import { type Fen, parseYuan } from '../../../domain/values/money.ts';
import { type Month, parseMonth } from '../../../domain/values/month.ts';
import { type PlainDate, parsePlainDate, yearOf } from '../../../domain/values/plain-date.ts';
import type { Store, StoreChoice } from '../store/store.ts';
import { BadUsage, type Frame, type Words } from './frame.ts';

/** Latin letters and digits of any width, with the groups of digits that follow after blanks. */
const WORD = /[A-Za-z\uFF21-\uFF5A\p{Nd}]+(?:[ \u3000]+\p{Nd}{2,}[A-Za-z\uFF21-\uFF5A]?)*/gu;
const MOST_DIGITS = 7;

/** Text with everything masked that could be somebody's identity number, for errors that quote what was typed. */
export function discreet(text: string): string {
  return text.replace(WORD, (word) => {
    const digits = word.match(/\p{Nd}/gu)?.length ?? 0;
    return digits > MOST_DIGITS ? maskIdentityNumber(word) : word;
  });
}

/** Dates beyond are typing errors, not employments. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

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

const CONTROL = /\p{Cc}/u;

/** An option whose value is one line of at most so many characters. */
export function lineOption(frame: Frame, flags: string, description: Words, most: number): Option {
  return new Option(flags, frame.say(description)).argParser((text: string) =>
    lineIn(frame, longOf(flags), text, most),
  );
}

/** The text, trimmed. @param name how the call names it. @throws BadUsage where it is empty, too long or no line. */
export function lineIn({ say }: Pick<Frame, 'say'>, name: string, text: string, most: number): string {
  const trimmed = text.trim();
  if (trimmed !== '' && trimmed.length <= most && !CONTROL.test(trimmed)) return trimmed;
  throw new BadUsage(
    say({
      zh: `${name} 须写成一行，不能为空，最多 ${most} 个字符`,
      en: `${name} must be one line that is not empty, of at most ${most} characters`,
    }),
  );
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

/** The option of an input: `effectiveMonth` → `--effective-month`. */
export function optionOf(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function longOf(flags: string): string {
  return /--[\w-]+/.exec(flags)?.[0] ?? flags;
}

/** An option whose value is a month. */
export function monthOption(frame: Frame, flags: string, description: Words): Option {
  return new Option(flags, frame.say(description)).argParser((text: string) => readMonth(frame, flags, text));
}

/** An option with months, separated by commas; it may be given several times. */
export function monthsOption(frame: Frame, flags: string, description: Words): Option {
  const read = (text: string, before: readonly Month[] = []) => [
    ...before,
    ...text.split(/[,，、]/).map((each) => readMonth(frame, flags, each.trim())),
  ];
  return new Option(flags, frame.say(description)).argParser(read);
}

function readMonth({ say }: Frame, flags: string, text: string): Month {
  const month = parseMonth(text);
  if (month !== undefined && month >= FIRST_MONTH && month <= LAST_MONTH) return month;
  const written = `${longOf(flags)} "${discreet(text)}"`;
  throw new BadUsage(
    say({
      zh: `${written} 不是可用的月份；请写 YYYY-MM，${FIRST_MONTH} 至 ${LAST_MONTH}，例如 2026-09`,
      en: `${written} is no month that can be used; write YYYY-MM from ${FIRST_MONTH} to ${LAST_MONTH}, e.g. 2026-09`,
    }),
  );
}

/** Months beyond are typing errors, not employments. */
const FIRST_MONTH = '1950-01';
const LAST_MONTH = '2199-12';

/** An option whose value is an amount in yuan. */
export function yuanOption({ say }: Frame, flags: string, description: Words): Option {
  return new Option(flags, say(description)).argParser((text: string): Fen => {
    const amount = parseYuan(text);
    if (amount !== undefined) return amount;
    const written = `${longOf(flags)} "${discreet(text)}"`;
    throw new BadUsage(
      say({
        zh: `${written} 不是金额；请写元，最多两位小数，例如 7270 或 7270.50`,
        en: `${written} is no amount; write yuan with at most two decimals, e.g. 7270 or 7270.50`,
      }),
    );
  });
}

/** The registered unit of that id. @throws BadUsage naming those there are. */
export async function unitOf(
  unitId: string,
  store: Pick<Store, 'registry'>,
  { say }: Pick<Frame, 'say'>,
): Promise<Unit> {
  const { units } = (await store.registry.load()).registry;
  const unit = units.find((it) => it.unitId === unitId);
  if (unit !== undefined) return unit;
  throw new BadUsage(
    say(
      unknownUnitWords(
        unitId,
        units.map((it) => it.unitId),
      ),
    ),
  );
}

export function unknownUnitWords(unitId: string, known: readonly string[]): Words {
  return {
    zh: `登记中没有参保单位 ${unitId}；${known.length === 0 ? '还没有登记任何单位' : `有 ${known.join('、')}`}`,
    en: `the registry has no unit ${unitId}; ${known.length === 0 ? 'no unit is registered yet' : `there are ${known.join(', ')}`}`,
  };
}
