import { Option } from 'commander';
import { type Fen, parseYuan } from '../../../domain/values/money.ts';
import { type Month, parseMonth } from '../../../domain/values/month.ts';
import { discreet } from './discreet.ts';
import { BadUsage } from './failures.ts';
import type { Frame, Words } from './frame.ts';

/** An option whose value is a month. */
export function monthOption(frame: Frame, flags: string, description: Words): Option {
  return new Option(flags, frame.say(description)).argParser((text: string) => readMonth(frame, flags, text));
}

/** An option that may be given several times, each time with a month. */
export function monthsOption(frame: Frame, flags: string, description: Words): Option {
  const read = (text: string, before: readonly Month[] = []) => [...before, readMonth(frame, flags, text)];
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

function longOf(flags: string): string {
  return /--[\w-]+/.exec(flags)?.[0] ?? flags;
}
