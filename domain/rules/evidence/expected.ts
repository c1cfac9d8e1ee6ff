import { isEmployment, type Spell } from '../../employment/spell.ts';
import type { Policy } from '../../policy/policy.ts';
import { type Month, monthOf, plusMonths } from '../../values/month.ts';
import type { PlainDate } from '../../values/plain-date.ts';
import { sureCutOffs } from '../deadline/cut-offs.ts';
import { enrolmentDueOf } from '../eligibility/enrolment-due.ts';
import { isPayableBy } from '../overpayment/overpaid-charges.ts';
import { type EvidenceContext, lastPayableOf } from './absence.ts';

/**
 * The makeable month of a day: the first month for which an enrolment filed on that day is in time, because the cut-off
 * (of the region or of the company that files for the unit, whichever is earlier) is on or after the day. If no cut-off
 * is certain, it is the month after that of the day.
 */
export function firstMonthInTime(day: PlainDate, { policy, calendar, unit }: EvidenceContext): Month {
  const agencyCutOffDay = unit?.agency?.enrolmentCutOffDay;
  const sources = { parameter: 'enrolmentCutOffDay', policy, agencyCutOffDay } as const;
  const ofDay = monthOf(day);
  for (const month of [ofDay, plusMonths(ofDay, 1)]) {
    const cutOff = sureCutOffs(month, sources, calendar)[0]?.on;
    if (cutOff === undefined) return plusMonths(ofDay, 1);
    if (day <= cutOff) return month;
  }
  return plusMonths(ofDay, 2);
}

/**
 * The first month for which the agency should list the person at the unit. For a filing it is the effective month of
 * its acceptance, otherwise the makeable month of its day. Without a filing, or after a rejection, it is the makeable
 * month of the day of the hire. It is never before the month of the hire. Undefined without service.
 */
export function expectedFrom(spell: Spell, context: EvidenceContext): Month | undefined {
  const { situation, filings } = spell;
  if (!isEmployment(situation)) return undefined;
  const { enrolment } = filings;
  const filed =
    enrolment === undefined || enrolment.is === 'rejected'
      ? firstMonthInTime(situation.start.on, context)
      : acceptanceEffectiveFrom(enrolment, context);
  const hired = monthOf(situation.start.on);
  return filed > hired ? filed : hired;
}

/**
 * E17: the first month that an acceptance or submission covers: its effective month, otherwise the makeable month of
 * its day.
 */
export function acceptanceEffectiveFrom(
  filing: { readonly on: PlainDate; readonly effectiveMonth?: Month },
  context: EvidenceContext,
): Month {
  return filing.effectiveMonth ?? firstMonthInTime(filing.on, context);
}

/**
 * Expected (R13): whether the agency should list the person at the unit for the month. The month is between {@link
 * expectedFrom} and the last payable month, enrolment is due, and no earlier unit pays the month. Imports, cases and
 * the monthly reconciliation all use this function.
 */
export function expectedIn(spell: Spell, month: Month, context: EvidenceContext): boolean {
  const from = expectedFrom(spell, context);
  return from !== undefined && from <= month && isPayableIn(spell, month, context.policy);
}

/**
 * Whether the unit must pay the month for the person: in service, and enrolment is due. The month of a move is paid
 * once, by the earlier unit.
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
