import type { Fen } from '../values/money.ts';
import { type Month, monthOf, plusMonths } from '../values/month.ts';
import type { Charge, FiledBase, Situation } from './spell.ts';

/** A band is published within a year of the day from which it holds: the base year at hand, and the one before it. */
const MONTHS_BACK = 24;

/**
 * R4: the bases that months of service were charged on, as spans: what a floor or ceiling published later is held
 * against. Left out are months that a supplement has mended, months whose bill named no base, and what lies two years
 * or more behind the latest month charged. Of a month charged twice the first charge counts: the other is overpaid (R7)
 * and cannot make up for anything as well.
 *
 * @param charges of one spell, in the order of their months.
 */
export function filedBases(charges: readonly Charge[], situation: Situation): readonly FiledBase[] {
  const latest = charges.at(-1)?.month;
  if (latest === undefined || !charges.some(({ base }) => base !== undefined)) return [];
  const first = plusMonths(latest, 1 - MONTHS_BACK);
  const spans: FiledBase[] = [];
  for (const [month, ofMonth] of Map.groupBy(charges, (charge) => charge.month)) {
    const base = month < first || !isInService(month, situation) ? undefined : baseOf(ofMonth);
    if (base === undefined) continue;
    const last = spans.at(-1);
    const goesOn = last?.base === base && plusMonths(last.to, 1) === month;
    if (last !== undefined && goesOn) spans.splice(-1, 1, { ...last, to: month });
    else spans.push({ from: month, to: month, base });
  }
  return spans;
}

function baseOf(ofMonth: readonly Charge[]): Fen | undefined {
  return ofMonth.some(({ supplement }) => supplement !== undefined) ? undefined : ofMonth[0]?.base;
}

/** The month of leaving and, where HR stated another one, that as well: which of them is payable, a policy says. */
function isInService(month: Month, situation: Situation): boolean {
  if (situation.is !== 'employed' && situation.is !== 'left') return false;
  if (month < monthOf(situation.start.on)) return false;
  if (situation.is === 'employed') return true;
  const { on, insuranceStopMonth } = situation.end;
  return month <= monthOf(on) || (insuranceStopMonth !== undefined && month <= insuranceStopMonth);
}
