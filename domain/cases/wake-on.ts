import { hasBegun, type Spell } from '../employment/spell.ts';
import { isOnNoRoster } from '../rules/eligibility/enrolment-due.ts';
import { overpaidSince } from '../rules/overpayment/overpayment.ts';
import { earlierOf, NEVER, type PlainDate } from '../values/plain-date.ts';
import { backPaymentSince } from './back-payment.ts';
import { cardAwaitedSince } from './card.ts';
import type { CaseContext } from './case-parts.ts';
import { dateMissingSince } from './date-missing.ts';
import { doublesOf } from './double-cover.ts';
import { informationChangedSince } from './information-change.ts';
import { guideWakesOn } from './leaver-guide.ts';
import { neverHiredSince } from './never-hired.ts';
import { retirementOpensOn } from './retirement.ts';
import { suspensionOpensOn } from './suspension.ts';
import { topUpSince } from './top-up.ts';

type Context = Omit<CaseContext, 'asOf'>;

/**
 * The first day on which the spell could need anyone's attention; {@link NEVER} when nothing is pending. It may be
 * early, never late: the daily job reads the spells whose day has come and derives the real cases from them.
 */
export function wakeOn(spell: Spell, context: Context): PlainDate {
  return [
    beginWake(spell),
    endWake(spell, context),
    overpaidWake(spell, context),
    backPaymentSince(spell, context.policy),
    topUpSince(spell, context.policy),
    retirementOpensOn(spell, context.policy),
    suspensionOpensOn(spell, context.policy),
    informationChangedSince(spell),
    dateMissingSince(spell),
    cardAwaitedSince(spell),
    guideWakesOn(spell, context),
  ].reduce(earlierOf);
}

/**
 * Whether the unit's own policy can matter to {@link wakeOn}: an end makes charges depend on a cut-off, and the base that
 * a month was charged on is held against the local band. The term of an enrolment is the national law's, and so is that
 * of a late one. Whether a leaver gets the guide is the unit's too, but
 * until the removal is accepted the spell is awake before that in any case.
 */
export function needsUnitPolicy({ situation, filings, filedBases }: Spell): boolean {
  return filedBases !== undefined || (situation.is === 'left' && filings.removal?.is === 'accepted');
}

/**
 * An enrolment, or the doubt whether one is due, is open from the first working day until it is accepted; double
 * cover until one of the two ends.
 */
function beginWake(spell: Spell): PlainDate {
  const { situation, filings } = spell;
  if (situation.is !== 'employed' && situation.is !== 'left') return NEVER;
  const open = filings.enrolment?.is !== 'accepted';
  return open || doublesOf(spell).length > 0 ? situation.start.on : NEVER;
}

/** A removal is open from the last working day until it is accepted, and with it what it lets be charged. */
function endWake(spell: Spell, { policy }: Context): PlainDate {
  const { situation, filings } = spell;
  if (situation.is === 'never-hired') return neverHiredSince(spell);
  const isOpen = filings.removal?.is !== 'accepted' && !isOnNoRoster(spell, policy);
  return situation.is === 'left' && isOpen ? situation.end.on : NEVER;
}

/** Overpaid months are open until settled or denied. With the removal accepted no more are added, whatever the day. */
function overpaidWake(spell: Spell, { policy, calendar, unit }: Context): PlainDate {
  if (!hasBegun(spell.situation)) return NEVER;
  return overpaidSince(spell, { policy, calendar, agencyCutOffDay: unit?.agency?.removalCutOffDay });
}
