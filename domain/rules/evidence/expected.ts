import { isEmployment, type Spell } from '../../employment/spell.ts';
import type { Policy } from '../../policy/policy.ts';
import { type Month, monthOf, plusMonths } from '../../values/month.ts';
import type { PlainDate } from '../../values/plain-date.ts';
import { sureCutOffs } from '../deadline/cut-offs.ts';
import { enrolmentDueOf } from '../eligibility/enrolment-due.ts';
import { isPayableBy } from '../overpayment/overpaid-charges.ts';
import { type EvidenceContext, lastPayableOf } from './absence.ts';

/**
 * The first month that an enrolment of the day can still make: the first whose cut-off (the region's or the agency's own,
 * the earlier) is on or after that day. Where no cut-off is sure, the month after.
 */
export function makeableMonth(day: PlainDate, { policy, calendar, unit }: EvidenceContext): Month {
  const agencyCutOffDay = unit?.agency?.enrolmentCutOffDay;
  const sources = {
    parameter: 'enrolmentCutOffDay',
    policy,
    ...(agencyCutOffDay !== undefined && { agencyCutOffDay }),
  } as const;
  const ofDay = monthOf(day);
  for (const month of [ofDay, plusMonths(ofDay, 1)]) {
    const cutOff = sureCutOffs(month, sources, calendar)[0]?.on;
    if (cutOff === undefined) return plusMonths(ofDay, 1);
    if (day <= cutOff) return month;
  }
  return plusMonths(ofDay, 2);
}

/**
 * From which month on the agency should have the person on the unit's list: that from which the accepted enrolment holds,
 * else the makeable one of its filing, else of the hire. Undefined where there is no service.
 */
export function expectedFrom(spell: Spell, context: EvidenceContext): Month | undefined {
  const { situation, filings } = spell;
  if (!isEmployment(situation)) return undefined;
  const { enrolment } = filings;
  const filed =
    enrolment === undefined || enrolment.is === 'rejected'
      ? makeableMonth(situation.start.on, context)
      : acceptanceSpeaksFrom(enrolment, context);
  const hired = monthOf(situation.start.on);
  return filed > hired ? filed : hired;
}

/** E17: an acceptance speaks from its effective month, else from the makeable month of its day; a submission likewise. */
export function acceptanceSpeaksFrom(
  filing: { readonly on: PlainDate; readonly effectiveMonth?: Month },
  context: EvidenceContext,
): Month {
  return filing.effectiveMonth ?? makeableMonth(filing.on, context);
}

/**
 * Expected (R13): whether the agency should have the person on the unit's list for the month: in service, from the
 * makeable month of the filing (of the hire, where nothing was filed) to the last payable one, no doubt whether enrolment
 * is due, and not paid by an earlier unit. For the guard of imports, the cases and the monthly reconciliation.
 */
export function expectedIn(spell: Spell, month: Month, context: EvidenceContext): boolean {
  const from = expectedFrom(spell, context);
  return from !== undefined && from <= month && isPayableIn(spell, month, context.policy);
}

/**
 * Whether the unit has to pay the month for the person: in service, enrolment due, and paid by no earlier unit, since the
 * month of a change of units is paid once.
 */
export function isPayableIn(spell: Spell, month: Month, policy: Policy): boolean {
  const { situation } = spell;
  if (!isEmployment(situation) || month < monthOf(situation.start.on)) return false;
  const lastPayable = lastPayableOf(spell, policy);
  if (lastPayable !== undefined && month > lastPayable) return false;
  if (enrolmentDueOf(spell, situation.start.on, policy).enrolment !== 'due') return false;
  return !spell.otherSpells.some(
    (other) => other.startOn < situation.start.on && isPayableBy(other, month, policy),
  );
}
