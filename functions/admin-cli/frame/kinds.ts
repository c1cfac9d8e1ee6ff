import type { Unit } from '../../../domain/units/unit.ts';
import { maskIdentityNumber, maskIdentityNumbersIn } from '../../../domain/values/identity-number.ts';
import type { Texts } from '../../../domain/values/language.ts';
import { type Fen, parseYuan } from '../../../domain/values/money.ts';
import { type Month, parseMonth } from '../../../domain/values/month.ts';
import { type PlainDate, parsePlainDate, yearOf } from '../../../domain/values/plain-date.ts';
import { unitsOf } from '../../casework/every-spell.ts';
import type { Store } from '../../deployment/deployment.ts';
import type { RegistryRecord } from '../../ports.ts';
import { BadUsage, type CommandContext } from './frame.ts';

type Reading = Pick<CommandContext, 'say' | 'badUsage'>;

/** An option of some type: how help shows its value, and how it is parsed. */
export interface OptionSpec<T> {
  readonly about: Texts;
  /** The name of the value in help; undefined for a flag. */
  readonly placeholder?: string;
  readonly choices?: readonly string[];
  /** The format of the value, for help. */
  readonly format?: string;
  /**
   * Parses the value.
   * @param name the option's name, such as `--hired`.
   * @param before the value so far if the option is repeated.
   * @throws BadUsage with the allowed values.
   */
  read?(text: string, name: string, context: Reading, before?: T): T;
  readonly required?: boolean;
  readonly fallback?: (context: CommandContext) => T;
  /** Options that cannot be combined with this one. */
  readonly conflicts?: readonly string[];
}

/** An argument of a command. The value of a variadic argument is a list. */
export interface ArgumentSpec<T> {
  readonly about: Texts;
  readonly takes: 'one' | 'some' | 'any';
  read?(text: string, name: string, context: Reading): T;
}

export function argument(about: Texts): ArgumentSpec<string> {
  return { about, takes: 'one' };
}

/** An argument that takes several values: at least one for `some`, perhaps none for `any`. */
export function severalArguments(about: Texts, takes: 'some' | 'any'): ArgumentSpec<readonly string[]> {
  return { about, takes };
}

export function required<Spec>(spec: Spec): Spec & { readonly required: true } {
  return { ...spec, required: true };
}

export function flag(about: Texts): OptionSpec<boolean> {
  return { about };
}

/** A run of Latin letters and digits of any width. Groups of digits that follow after spaces belong to the same run. */
const WORD = /[A-Za-z\uFF21-\uFF5A\p{Nd}]+(?:[ \u3000]+\p{Nd}{2,}[A-Za-z\uFF21-\uFF5A]?)*/gu;
const MOST_DIGITS = 7;

/** Masks everything that could be an identity number, for errors that quote the input. */
export function maskIds(text: string): string {
  return maskIdentityNumbersIn(text).replace(WORD, (word) => {
    const digits = word.match(/\p{Nd}/gu)?.length ?? 0;
    return digits > MOST_DIGITS ? maskIdentityNumber(word) : word;
  });
}

function refused(text: string, name: string, { say }: Reading, why: Texts): BadUsage {
  return new BadUsage(`${name} "${maskIds(text)}" ${say(why)}`);
}

/** A year outside this range is a typing error. */
const [FIRST_YEAR, LAST_YEAR] = [1900, 2199];

export function day(about: Texts): OptionSpec<PlainDate> {
  return {
    about,
    placeholder: 'day',
    format: 'YYYY-MM-DD',
    read(text, name, context) {
      const read = parsePlainDate(text);
      if (read === undefined) {
        throw refused(text, name, context, {
          zh: '不是日历上有的日期；请写 YYYY-MM-DD，例如 2026-03-02',
          en: 'is not a calendar day; write YYYY-MM-DD, e.g. 2026-03-02',
        });
      }
      if (yearOf(read) >= FIRST_YEAR && yearOf(read) <= LAST_YEAR) return read;
      throw refused(text, name, context, {
        zh: `超出范围；允许 ${FIRST_YEAR} 年到 ${LAST_YEAR} 年`,
        en: `is out of range; allowed are the years ${FIRST_YEAR} to ${LAST_YEAR}`,
      });
    },
  };
}

/** A calendar day, by default today in China. */
export function dayOrToday(about: Texts) {
  return { ...day(about), fallback: ({ today }: CommandContext) => today() };
}

/**
 * @throws BadUsage for a day after today.
 * @param what the end of the Chinese message: it says which days the file may have.
 */
export function refuseAhead(
  option: string,
  given: PlainDate | undefined,
  what: string,
  { today, badUsage }: CommandContext,
): void {
  if (given === undefined || given <= today()) return;
  throw badUsage({
    zh: `${option} ${given} 晚于今天 ${today()}；${what}`,
    en: `${option} ${given} is after today, ${today()}; the date must be today or earlier`,
  });
}

export const AS_OF = dayOrToday({
  zh: '以哪一天为准（默认今天，北京时间）',
  en: 'the day of the calculation (default: today in China)',
});

/** A month outside this range is a typing error. */
const [FIRST_MONTH, LAST_MONTH] = ['1950-01', '2199-12'];

function readMonth(text: string, name: string, context: Reading): Month {
  const read = parseMonth(text);
  if (read !== undefined && read >= FIRST_MONTH && read <= LAST_MONTH) return read;
  throw refused(text, name, context, {
    zh: `不是可用的月份；请写 YYYY-MM，${FIRST_MONTH} 至 ${LAST_MONTH}，例如 2026-09`,
    en: `is not an allowed month; write YYYY-MM from ${FIRST_MONTH} to ${LAST_MONTH}, e.g. 2026-09`,
  });
}

export function month(about: Texts): OptionSpec<Month> {
  return { about, placeholder: 'month', format: 'YYYY-MM', read: readMonth };
}

/** Months separated by commas; the option may be repeated. */
export function months(about: Texts, placeholder = 'months'): OptionSpec<readonly Month[]> {
  return {
    about,
    placeholder,
    format: 'YYYY-MM',
    read: (text, name, context, before = []) => [
      ...before,
      ...text.split(/[,，、]/).map((each) => readMonth(each.trim(), name, context)),
    ],
  };
}

/** An amount in yuan, as fen. */
export function yuanAmount(about: Texts): OptionSpec<Fen> {
  return {
    about,
    placeholder: 'yuan',
    read(text, name, context) {
      const amount = parseYuan(text);
      if (amount !== undefined) return amount;
      throw refused(text, name, context, {
        zh: '不是金额；请写元，最多两位小数，例如 7270 或 7270.50',
        en: 'is not an amount; write yuan with at most two decimals, e.g. 7270 or 7270.50',
      });
    },
  };
}

export function choice<const T extends string>(
  about: Texts,
  choices: readonly T[],
  placeholder: string,
): OptionSpec<T> {
  return {
    about,
    placeholder,
    choices,
    read(text, name, context) {
      const chosen = choices.find((each) => each === text);
      if (chosen !== undefined) return chosen;
      const listed = choices.join(', ');
      throw refused(text, name, context, {
        zh: `不可用；可选 ${listed}`,
        en: `is not allowed; use one of ${listed}`,
      });
    },
  };
}

/** Yes or no, as a boolean. */
export function yesNo(about: Texts): OptionSpec<boolean> {
  const choices = ['yes', 'no'] as const;
  const { read } = choice(about, choices, 'answer');
  return {
    about,
    placeholder: 'answer',
    choices,
    read: (given, name, context) => read?.(given, name, context) === 'yes',
  };
}

/** A non-empty text. */
export function text(about: Texts, placeholder: string): OptionSpec<string> {
  return {
    about,
    placeholder,
    read(given, name, { badUsage }) {
      if (given.trim() !== '') return given.trim();
      throw badUsage({ zh: `${name} 的值不能为空`, en: `${name} must not be empty` });
    },
  };
}

/** An option with a list of texts: it may be repeated, and `unit...` takes several texts at once. */
export function texts(about: Texts, placeholder: string): OptionSpec<readonly string[]> {
  return { about, placeholder, read: (given, _name, _context, before = []) => [...before, given] };
}

const CONTROL = /\p{Cc}/u;

/** One line of at most `most` characters. */
export function line(about: Texts, placeholder: string, most: number): OptionSpec<string> {
  return { about, placeholder, read: lineOf(most) };
}

/** Parses one line of at most `most` characters. */
export function lineOf(most: number) {
  return (given: string, name: string, { badUsage }: Reading): string => {
    const trimmed = given.trim();
    if (trimmed !== '' && trimmed.length <= most && !CONTROL.test(trimmed)) return trimmed;
    throw badUsage({
      zh: `${name} 须写成一行，不能为空，最多 ${most} 个字符`,
      en: `${name} must be one non-empty line of at most ${most} characters`,
    });
  };
}

/** A number within a range, both ends included. */
export function number(
  about: Texts,
  placeholder: string,
  [least, most]: readonly [number, number],
): OptionSpec<number> {
  return {
    about,
    placeholder,
    read(given, name, context) {
      const read = /^\d+(\.\d+)?$/.test(given) ? Number(given) : Number.NaN;
      if (read >= least && read <= most) return read;
      throw refused(given, name, context, {
        zh: `不可用；允许 ${least} 到 ${most} 的数`,
        en: `is not allowed; use a number from ${least} to ${most}`,
      });
    },
  };
}

/** The maximum number of employees per second. It is limited, because other callers use the table at the same time. */
export function perSecond(usual: number, most: number) {
  const about = {
    zh: `每秒最多几名职工（默认 ${usual}）`,
    en: `maximum number of employees per second (default: ${usual})`,
  };
  return { ...number(about, 'n', [0.1, most]), fallback: () => usual };
}

export const UNIT = text({ zh: '参保单位', en: 'the unit' }, 'unitId');

export const FORCE = flag({ zh: '覆盖已有的文件', en: 'overwrite an existing file' });

/** Where the store is: the stack on this machine, or a deployed stage of the AWS profile's account. */
export const STORE_OPTIONS = {
  local: flag({ zh: '用本机运行的系统（npm start）', en: 'the stack running on this machine (npm start)' }),
  data: text(
    {
      zh: '本机系统的数据目录（默认 .canbao），隐含 --local',
      en: 'data directory of the stack on this machine (default: .canbao); implies --local',
    },
    'dir',
  ),
  stage: {
    ...text(
      {
        zh: '已部署的环境（默认 dev）；账号与区域取自 AWS_PROFILE、AWS_REGION',
        en: 'the deployed stage (default: dev); account and region come from AWS_PROFILE and AWS_REGION',
      },
      'stage',
    ),
    conflicts: ['local', 'data'],
  },
};

/** The option's name: `effectiveMonth` → `--effective-month`. */
export function optionOf(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** The registered unit with that id. @throws BadUsage that lists the registered units if there is no such unit. */
export async function unitOf(
  unitId: string,
  store: Pick<Store, 'registry'>,
  { badUsage }: CommandContext,
): Promise<Unit> {
  const { units } = (await store.registry.load()).registry;
  const unit = units.find((it) => it.unitId === unitId);
  if (unit !== undefined) return unit;
  const known = units.map((it) => it.unitId);
  throw badUsage(unknownUnitTexts(unitId, known));
}

/**
 * The unit with that id. Without an id, all known units, including those that only facts name.
 * @throws BadUsage that lists the known units if the id is unknown.
 */
export function unitIdsOf(
  unitId: string | undefined,
  record: RegistryRecord,
  { badUsage }: CommandContext,
): readonly string[] {
  const known = unitsOf(record);
  if (unitId === undefined) return known;
  if (known.includes(unitId)) return [unitId];
  throw badUsage({
    zh: `没有参保单位 ${unitId}；有 ${known.join('、')}`,
    en: `there is no unit ${unitId}; the units are ${known.join(', ')}`,
  });
}

export function unknownUnitTexts(unitId: string, known: readonly string[]): Texts {
  return {
    zh: `登记中没有参保单位 ${unitId}；${known.length === 0 ? '还没有登记任何单位' : `有 ${known.join('、')}`}`,
    en: `the registry has no unit ${unitId}; ${known.length === 0 ? 'no unit is registered yet' : `the units are ${known.join(', ')}`}`,
  };
}
