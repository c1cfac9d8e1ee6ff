import { hasBegun, type Situation, type Spell } from '../../employment/spell.ts';
import type { Coverage } from '../../units/coverage.ts';
import { lastDayOf, type Month, monthOf } from '../../values/month.ts';
import { isMasked, sameName } from '../../values/person-name.ts';
import { addDays, type PlainDate } from '../../values/plain-date.ts';

/** What is known of the unit of a spell. */
export interface KnownUnit {
  /** Since when the registry knows the unit; absent where that was not kept: then nothing lies before it. */
  readonly registeredOn?: PlainDate | undefined;
  readonly coverage?: Coverage | undefined;
}

/** What happened longer before the registration of the unit was somebody's work before Canbao came. */
const DAYS_BEFORE = 30;

/**
 * R13 E7: the spell began more than 30 days before its unit was registered, and nothing tells whether the person was
 * enrolled: no filing, no charge, no list, and no whole file of the agency that would have to name them. Of somebody
 * never seen hired, the day of the leave counts.
 */
export function isBeforeCanbao(spell: Spell, { registeredOn, coverage }: KnownUnit): boolean {
  if (registeredOn === undefined || isAnythingKnown(spell)) return false;
  const began = beganOn(spell.situation);
  if (began === undefined || !isLongBefore(began, registeredOn)) return false;
  return !isSpokenOf(spell, began, coverage);
}

/** The same, and the leave was as long before as well. */
export function leftBeforeCanbao(spell: Spell, known: KnownUnit): boolean {
  const { situation } = spell;
  if (known.registeredOn === undefined || !('end' in situation) || situation.end === undefined) return false;
  return isLongBefore(situation.end.on, known.registeredOn) && isBeforeCanbao(spell, known);
}

function isLongBefore(day: PlainDate, registeredOn: PlainDate): boolean {
  return addDays(day, DAYS_BEFORE) < registeredOn;
}

function isAnythingKnown({ filings, charges, chargedMonths, listings }: Spell): boolean {
  const isFiled = filings.enrolment !== undefined || filings.removal !== undefined;
  return isFiled || charges.length > 0 || chargedMonths !== undefined || listings !== undefined;
}

function beganOn(situation: Situation): PlainDate | undefined {
  if (situation.is === 'cancelled') return undefined;
  if (hasBegun(situation)) return situation.start.on;
  return situation.is === 'never-hired' ? situation.end?.on : undefined;
}

/** Whether a whole bill or list of after the begin is known, on which nobody unknown could be this person. */
function isSpokenOf(spell: Spell, began: PlainDate, coverage: Coverage | undefined): boolean {
  if (coverage === undefined) return false;
  const { bills, lists, earlierWholeMonths } = coverage;
  const first = monthOf(began);
  const isOfBill = bills.some(
    ({ extent, month, asOf }) =>
      extent === 'whole' && month > first && asOf >= lastDayOf(month) && !isInDoubt(spell, month, coverage),
  );
  if (isOfBill) return true;
  const isOfList = lists.some(
    ({ extent, on }) => extent === 'whole' && on > began && !isInDoubt(spell, monthOf(on), coverage),
  );
  return isOfList || earlierWholeMonths.some(({ to }) => to > first && !isInDoubt(spell, to, coverage));
}

/** Whether a row that could not be told for certain, in a file of the month, may be this person's. */
function isInDoubt({ person }: Spell, month: Month, { doubts, monthsInDoubt }: Coverage): boolean {
  if (monthsInDoubt.includes(month)) return true;
  return doubts.some((row) => {
    if (row.month !== month) return false;
    if (row.hash !== undefined) return row.hash === person.identity?.hash;
    return row.name === undefined || isMasked(row.name) || sameName(person.name ?? row.name, row.name);
  });
}
