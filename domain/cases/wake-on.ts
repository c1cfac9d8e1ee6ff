import { shareDay } from '../employment/other-spells.ts';
import type { Spell } from '../employment/spell.ts';
import { overpaymentOf } from '../rules/overpayment.ts';
import { firstDayOf } from '../values/month.ts';
import { chinaDayOf, earlierOf, NEVER, type PlainDate } from '../values/plain-date.ts';
import type { CaseContext } from './case-parts.ts';

/**
 * The first day on which the spell could need anyone's attention; {@link NEVER} when nothing is pending. It may be
 * early, never late: the daily job reads the spells whose day has come and derives the real cases from them.
 */
export function wakeOn(spell: Spell, context: Omit<CaseContext, 'asOf'>): PlainDate {
  const first = earlierOf(beginWake(spell), endWake(spell));
  return first === NEVER || spell.charges.length > 0 ? earlierOf(first, overpaidWake(spell, context)) : first;
}

/** Whether the unit's own policy can matter to {@link wakeOn}: only an end makes charges depend on a cut-off. */
export function needsUnitPolicy({ situation, filings }: Spell): boolean {
  return situation.is === 'left' && filings.removal?.is === 'accepted';
}

/** An enrolment is open from the first working day until it is accepted; double cover until one of the two ends. */
function beginWake({ situation, filings, otherSpells }: Spell): PlainDate {
  if (situation.is !== 'employed' && situation.is !== 'left') return NEVER;
  const endOn = situation.is === 'left' ? situation.end.on : undefined;
  const mine = { startOn: situation.start.on, ...(endOn !== undefined && { endOn }) };
  const open = filings.enrolment?.is !== 'accepted';
  const double =
    filings.removal?.is !== 'accepted' &&
    otherSpells.some((other) => other.removedOn === undefined && shareDay(mine, other));
  return open || double ? situation.start.on : NEVER;
}

/** A removal is open from the last working day until it is accepted, and with it what it lets be charged. */
function endWake({ situation, filings, knownAt }: Spell): PlainDate {
  if (situation.is === 'never-hired') return situation.end?.on ?? chinaDayOf(knownAt);
  return situation.is === 'left' && filings.removal?.is !== 'accepted' ? situation.end.on : NEVER;
}

/** Overpaid months are open until settled or denied. With the removal accepted no more are added, whatever the day. */
function overpaidWake(spell: Spell, { policy, calendar, unit }: Omit<CaseContext, 'asOf'>): PlainDate {
  const { situation, filings } = spell;
  if (situation.is === 'never-hired') return NEVER;
  if (situation.is === 'left' && filings.removal?.is !== 'accepted') return situation.end.on;
  const agencyCutOffDay = unit?.agency?.removalCutOffDay;
  const overpayment = overpaymentOf(spell, { policy, calendar, asOf: NEVER, agencyCutOffDay });
  const first = overpayment?.money.months[0];
  return first === undefined ? NEVER : firstDayOf(first.month);
}
