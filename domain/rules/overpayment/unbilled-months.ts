import { type Calendar, countWorkingDays } from '../../calendar/working-days.ts';
import type { End, Spell } from '../../employment/spell.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Reason } from '../../reasons/reason.ts';
import { portionOf, yuan } from '../../values/money.ts';
import { firstDayOf, lastDayOf, type Month, monthOf, plusMonths } from '../../values/month.ts';
import { addDays, laterOf, type PlainDate } from '../../values/plain-date.ts';
import { estimateContribution, type MonthlyContribution } from '../contribution/monthly-contribution.ts';
import { chargeCutOff } from '../deadline/cut-offs.ts';
import { isOnNoRoster } from '../eligibility/enrolment-due.ts';
import { payableUntil } from './overpaid-charges.ts';

/** What the rules about charges after a leave need to know besides the spell. */
export interface BillingContext {
  readonly policy: Policy;
  readonly calendar: Calendar;
  readonly asOf: PlainDate;
  /** The agency's own last day of the month for removals. */
  readonly agencyCutOffDay?: number | undefined;
}

/** A month charged, or about to be, without a bill at hand: what it comes to by estimate. */
export interface UnbilledMonth extends MonthlyContribution {
  readonly month: Month;
  /** The day after its cut-off: from then on it is too late to keep it from being charged. */
  readonly on: PlainDate;
}

export interface UnbilledMonths {
  /** Charged for sure: their cut-off passed before the removal. */
  readonly charged: readonly UnbilledMonth[];
  /** What waiting adds next; undefined where the removal is accepted, or the person is back at the unit. */
  readonly next?: UnbilledMonth;
}

/**
 * R7: the months after a leave that no bill has come for though they were charged, month by month from the last
 * payable one until charging stops, and the one that comes next.
 */
export function unbilledMonths(spell: Spell, context: BillingContext): UnbilledMonths {
  const { situation, charges } = spell;
  const { policy, asOf } = context;
  if (situation.is !== 'left' || isOnNoRoster(spell, policy)) return { charged: [] };
  const billed = new Set(charges.map(({ month }) => month));
  const stops = chargingStops(spell, situation.end);
  const charged: UnbilledMonth[] = [];
  for (let month = firstMonth(situation, policy); ; month = plusMonths(month, 1)) {
    if (stops.fromMonth !== undefined && month >= stops.fromMonth) return { charged };
    if (stops.on === undefined && billed.has(month)) continue;
    const cutOff = chargeCutOff(month, context);
    const isOver = cutOff < asOf;
    if (stops.on !== undefined && (cutOff >= stops.on || !isOver)) return { charged };
    if (billed.has(month)) continue;
    const unbilled = { month, on: addDays(cutOff, 1), ...estimateContribution(spell, month, policy) };
    if (!isOver) return { charged, next: unbilled };
    charged.push(unbilled);
  }
}

/** Not before the hire, whatever stop month was stated. */
function firstMonth(situation: Extract<Spell['situation'], { is: 'left' }>, policy: Policy): Month {
  const next = plusMonths(payableUntil(situation.end, policy).month, 1);
  const hired = monthOf(situation.start.on);
  return next > hired ? next : hired;
}

/** Charging stops with the accepted removal, and with another spell at the same unit (its charges are its own). */
function chargingStops(
  { filings, otherSpells, unitId }: Spell,
  end: End,
): { readonly on?: PlainDate; readonly fromMonth?: Month } {
  const goingOn = otherSpells
    .filter((other) => other.unitId === unitId && (other.endOn === undefined || other.endOn > end.on))
    .map(({ startOn }) => monthOf(laterOf(startOn, end.on)));
  const removal = filings.removal?.is === 'accepted' ? filings.removal : undefined;
  const fromMonth = [...goingOn, removal?.effectiveMonth].filter((month) => month !== undefined).sort()[0];
  return { ...(removal && { on: removal.on }), ...(fromMonth !== undefined && { fromMonth }) };
}

/**
 * R2: the person's part of the month of leaving is kept from the last pay (社会保险法 60). Told where the pay for the days
 * worked, reckoned from the monthly wage, would not reach; nothing where the wage or the part is not known.
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
