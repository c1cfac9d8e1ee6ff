import { policyOf } from '../../../domain/regions/policy-of.ts';
import type { Unit } from '../../../domain/units/unit.ts';
import { firstDayOf, type Month, monthOf, plusMonths } from '../../../domain/values/month.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { BadUsage } from '../frame/failures.ts';
import type { Frame } from '../frame/frame.ts';

interface Declared {
  readonly from: Month;
  readonly on: PlainDate;
  readonly receipt?: string;
}

/** A year is declared shortly before it begins at the earliest; later months are typing errors. */
const MONTHS_AHEAD = 11;

const LONGEST_RECEIPT = 100;

/** @throws BadUsage for a day to come, a year that lies far ahead, or a receipt that is none. */
export function refuseDeclaration({ from, on, receipt = '' }: Declared, { say, today }: Frame): void {
  if (on > today()) {
    throw new BadUsage(
      say({
        zh: `--on ${on} 晚于今天（${today()}）；请写实际申报的日期`,
        en: `--on ${on} is later than today (${today()}); give the day on which it was declared`,
      }),
    );
  }
  const last = plusMonths(monthOf(on), MONTHS_AHEAD);
  if (from > last) {
    throw new BadUsage(
      say({
        zh: `--from ${from} 在申报日 ${on} 一年之后；最晚是 ${last}`,
        en: `--from ${from} is a year or more after the declaration on ${on}; the latest is ${last}`,
      }),
    );
  }
  if (receipt.length <= LONGEST_RECEIPT && !/\p{Cc}/u.test(receipt)) return;
  throw new BadUsage(
    say({
      zh: `--receipt 不是回执号；最多 ${LONGEST_RECEIPT} 个字符，写成一行`,
      en: `--receipt is no receipt number; write at most ${LONGEST_RECEIPT} characters on one line`,
    }),
  );
}

/**
 * Where the region's base year is known for sure, it begins with that month and no other.
 * @throws BadUsage naming the right month.
 */
export function refuseMidYear({ from }: Declared, { region, localPolicy }: Unit, { say }: Frame): void {
  const policy = policyOf(region, localPolicy);
  const start = policy.inForce('baseYearStartMonth', firstDayOf(from));
  if (!start.known || start.confidence === 'low' || Number(from.slice(5)) === start.value) return;
  const right = `${from.slice(0, 4)}-${String(start.value).padStart(2, '0')}`;
  throw new BadUsage(
    say({
      zh: `${policy.region}的缴费年度从 ${start.value} 月开始，--from ${from} 不是首月；请写例如 ${right}`,
      en: `the base year in ${policy.region} begins in month ${start.value}, so --from ${from} is not its first month; write e.g. ${right}`,
    }),
  );
}
