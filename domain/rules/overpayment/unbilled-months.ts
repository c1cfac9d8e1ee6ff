import { type Calendar, countWorkingDays } from '../../calendar/working-days.ts';
import type { End, Spell } from '../../employment/spell.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Reason } from '../../reasons/reason.ts';
import { portionOf, yuan } from '../../values/money.ts';
import {
  dayInMonth,
  firstDayOf,
  lastDayOf,
  type Month,
  monthOf,
  monthsFromTo,
  plusMonths,
} from '../../values/month.ts';
import { addDays, laterOf, type PlainDate } from '../../values/plain-date.ts';
import { type ContributionParts, estimateContribution } from '../contribution/monthly-contribution.ts';
import { chargeCutOff } from '../deadline/cut-offs.ts';
import { needsNoRemoval } from '../eligibility/enrolment-due.ts';
import type { Absence, EvidenceContext } from '../evidence/absence.ts';
import { type RemovalStanding, standing } from '../evidence/standing.ts';
import { payableUntil } from './overpaid-charges.ts';

/** The input of the rules about charges after a leave, besides the spell. */
export interface BillingContext extends EvidenceContext {
  readonly asOf: PlainDate;
}

/** A month without a bill that was charged or will be charged, with the estimated amount. */
export interface UnbilledMonth extends ContributionParts {
  readonly month: Month;
  /** E8: the day after both the cut-off and the payment days of the month. By then the month was certainly charged. */
  readonly on: PlainDate;
}

export interface UnbilledMonths {
  /** Months that were certainly charged, because their cut-off passed before the removal. */
  readonly charged: readonly UnbilledMonth[];
  /**
   * The month that is charged next if nothing is done; undefined if the removal is accepted or the person is back at
   * the unit.
   */
  readonly next?: UnbilledMonth;
  /**
   * E2: months after the leave, before the first file without the person, and without a complete bill. Their bills are
   * asked for, and nothing is estimated.
   */
  readonly askedFor?: readonly Month[];
}

/**
 * R7: the months after the last payable one that were charged but have no bill yet, until charging stops, and the next
 * month that will be charged. A complete bill without the person shows that charging had ended: nothing is estimated up
 * to its month, and earlier months without a bill are asked for. If the person is in doubt, such a bill shows nothing
 * (E8).
 */
export function unbilledMonths(spell: Spell, context: BillingContext): UnbilledMonths {
  const { situation, charges } = spell;
  const { policy, asOf } = context;
  if (situation.is !== 'left' || needsNoRemoval(spell, policy)) return { charged: [] };
  const { removal, absences } = standing(spell, context);
  const first = firstMonth(situation, policy);
  const billed = new Set(charges.map(({ month }) => month));
  const isSettled = removal.is === 'confirmed' && removal.by !== 'acceptance';
  if (isSettled || removal.is === 'superseded' || (removal.is === 'withdrawn' && removal.on <= asOf)) {
    const until = removal.is === 'confirmed' ? removal.entry?.month : undefined;
    const unknown = until === undefined ? [] : monthsFromTo(first, plusMonths(until, -1));
    const known = new Set([...billed, ...absences.map(({ month }) => month)]);
    return { charged: [], askedFor: unknown.filter((month) => !known.has(month)) };
  }
  const stops = chargingStops(spell, situation.end, removal);
  const charged: UnbilledMonth[] = [];
  for (let month = afterAbsence(first, absences); ; month = plusMonths(month, 1)) {
    if (stops.fromMonth !== undefined && month >= stops.fromMonth) return { charged };
    if (stops.on === undefined && billed.has(month)) continue;
    const cutOff = chargeCutOff(month, context);
    const on = addDays(laterOf(cutOff, paymentWindowEnd(month, policy) ?? cutOff), 1);
    const isOver = on <= asOf;
    if (stops.on !== undefined && (cutOff >= stops.on || !isOver)) return { charged };
    if (billed.has(month)) continue;
    const unbilled = { month, on, ...estimateContribution(spell, month, policy) };
    if (!isOver) return { charged, next: unbilled };
    charged.push(unbilled);
  }
}

/**
 * The first month to look at. Nothing is charged while complete files do not list the person, so it is the month after
 * the last such file.
 */
function afterAbsence(first: Month, absences: readonly Absence[]): Month {
  const last = absences.at(-1)?.month;
  return last === undefined || last < first ? first : plusMonths(last, 1);
}

/** The last day on which the month is paid, if the region publishes it. */
function paymentWindowEnd(month: Month, policy: Policy): PlainDate | undefined {
  const to = policy.inForce('paymentWindowTo', lastDayOf(month));
  return to.known ? dayInMonth(month, to.value) : undefined;
}

/** The first month after the last payable one, but not before the hire, even if an earlier stop month was stated. */
function firstMonth(situation: Extract<Spell['situation'], { is: 'left' }>, policy: Policy): Month {
  const next = plusMonths(payableUntil(situation.end, policy).month, 1);
  const hired = monthOf(situation.start.on);
  return next > hired ? next : hired;
}

/** Charging stops with the accepted removal, or with another spell at the same unit, which has its own charges. */
function chargingStops(
  { otherSpells, unitId }: Spell,
  end: End,
  removal: RemovalStanding,
): { readonly on?: PlainDate; readonly fromMonth?: Month } {
  const goingOn = otherSpells
    .filter((other) => other.unitId === unitId && (other.endOn === undefined || other.endOn > end.on))
    .map(({ startOn }) => monthOf(laterOf(startOn, end.on)));
  const accepted = removal.is === 'confirmed' ? removal.accepted : undefined;
  const fromMonth = [...goingOn, accepted?.effectiveMonth].filter((month) => month !== undefined).sort()[0];
  return { ...(accepted && { on: accepted.on }), ...(fromMonth !== undefined && { fromMonth }) };
}

/**
 * R2: the person's part of the month of leaving is deducted from the last pay (社会保险法 60). Warns if the pay for the days
 * worked, computed from the monthly wage, would not suffice; no warning if the wage or the part is unknown.
 */
export function personalShareAtRisk(
  spell: Spell,
  end: End,
  { policy, calendar }: { readonly policy: Policy; readonly calendar: Calendar },
): readonly Reason[] {
  const { person, situation } = spell;
  const wage = person.averageMonthlyWage ?? fullWage(spell);
  const month = monthOf(end.on);
  if (wage === undefined || situation.is !== 'left' || payableUntil(end, policy).month !== month) return [];
  const share = estimateContribution(spell, month, policy).personalPart;
  if (share === undefined) return [];
  const worked = countWorkingDays(laterOf(firstDayOf(month), situation.start.on), end.on, calendar);
  const all = countWorkingDays(firstDayOf(month), lastDayOf(month), calendar);
  const pay = portionOf(wage, { parts: worked, outOf: Math.max(all, 1) });
  if (pay >= share) return [];
  const values = { month, share: yuan(share), pay: yuan(pay), wage: yuan(wage), worked, all };
  return [
    { rule: 'R2', code: 'personal-share-at-risk', values, law: '社会保险法 60', confidence: 'assumed' },
  ];
}

function fullWage({ person: { firstMonthWage } }: Spell) {
  return firstMonthWage?.fullMonth === true ? firstMonthWage.total : undefined;
}
