import { publishedCalendar as calendar } from '../../domain/calendar/working-days.ts';
import { arrearsOf, owedMonths } from '../../domain/cases/money-owed.ts';
import { foldSpells } from '../../domain/employment/fold.ts';
import type { Spell } from '../../domain/employment/spell.ts';
import type { Reason } from '../../domain/reasons/reason.ts';
import { policyOf } from '../../domain/regions/policy-of.ts';
import { contributionBase } from '../../domain/rules/contribution/contribution-base.ts';
import { contributionParts } from '../../domain/rules/contribution/monthly-contribution.ts';
import { coverOf } from '../../domain/rules/cover/cover.ts';
import { enrolmentDeadline } from '../../domain/rules/deadline/enrolment-deadline.ts';
import { removalDeadline } from '../../domain/rules/deadline/removal-deadline.ts';
import type { MoneyParts } from '../../domain/rules/money-at-stake.ts';
import { payableUntil } from '../../domain/rules/overpayment/overpaid-charges.ts';
import { overpaymentOf } from '../../domain/rules/overpayment/overpayment.ts';
import { type Fen, fen, parseYuan, yuan } from '../../domain/values/money.ts';
import { monthOf } from '../../domain/values/month.ts';
import { plainDate } from '../../domain/values/plain-date.ts';
import { accepted, EMPLOYEE, hired, inOrder, left } from './facts.ts';

/** One employee of a city from hire to refund, by what ships for the city alone. */
export interface CityExample {
  readonly city: string;
  readonly given: {
    readonly hiredOn: string;
    /** Of the first month, fully worked. */
    readonly wage: string;
    readonly tier?: 'first' | 'second';
    /** Enrolled late: on this day the enrolment is accepted, and the months before are paid. */
    readonly enrolledOn: string;
    readonly leftOn: string;
    /** Removed late: on this day the removal is accepted. */
    readonly removedOn: string;
    readonly asOf: string;
  };
  readonly expected: {
    /** The day of the law, and the day to act by. */
    readonly enrol: readonly [due: string, actBy: string];
    readonly coveredFrom: string;
    /** `5000.00`; `about 5000.00` where the band of the month is not published; `unknown`. */
    readonly base: string;
    /** `unit + person` of the month of enrolment, `?` where a rate is not known. */
    readonly monthly: string;
    /** Month by month `unit + person, fee from day: amount`. */
    readonly backPayment: readonly string[];
    readonly backPaymentSum: string;
    readonly remove: readonly [due: string, actBy: string];
    /** `2026-08`, or `2026-08 assumed`. */
    readonly lastPayable: string;
    /** Month by month `unit + person`, estimated for want of a bill. */
    readonly overpaid: readonly string[];
    /** `refund`, `offset`, `lost` or `unknown`, and the working days that it takes. */
    readonly refund: string;
    /** The parameters that the amounts above say are unknown. */
    readonly unknown: readonly string[];
  };
  /** A line for each figure. */
  readonly arithmetic: readonly string[];
  readonly source: string;
}

/** Hired in the middle of March, enrolled in May, left in the middle of August, removed in October; of either year. */
export const LATE_IN_2025 = {
  hiredOn: '2025-03-17',
  enrolledOn: '2025-05-20',
  leftOn: '2025-08-15',
  removedOn: '2025-10-13',
  asOf: '2025-11-03',
} as const;
export const LATE_IN_2026 = {
  hiredOn: '2026-03-16',
  enrolledOn: '2026-05-20',
  leftOn: '2026-08-14',
  removedOn: '2026-10-12',
  asOf: '2026-11-02',
} as const;

const UNKNOWN = 'unknown';

/** What the rules say of each station, in the words of the example. */
export function journeyOf({ city, given }: CityExample): CityExample['expected'] {
  const policy = policyOf(city);
  const hiredOn = plainDate(given.hiredOn);
  const enrolledOn = plainDate(given.enrolledOn);
  const leftOn = plainDate(given.leftOn);
  const asOf = plainDate(given.asOf);
  const wage = parseYuan(given.wage) ?? fen(Number.NaN);
  const hire = hired(given.hiredOn, 'U1', {
    firstMonthWage: { total: wage, fullMonth: true },
    ...(given.tier !== undefined && { contributionTier: given.tier }),
  });
  const employed = only(foldSpells(EMPLOYEE, [hire]));
  const gone = only(
    foldSpells(
      EMPLOYEE,
      inOrder(
        hire,
        accepted('enrolment', given.enrolledOn),
        left(given.leftOn),
        accepted('removal', given.removedOn),
      ),
    ),
  );
  const month = monthOf(enrolledOn);
  const enrol = enrolmentDeadline({ hiredOn, asOf: hiredOn, policy }, calendar).deadline;
  const cover = coverOf({ hiredOn, accepted: { on: enrolledOn }, asOf: enrolledOn, policy });
  const base = contributionBase({ wage, month, policy });
  const held = base.known ? base.declaredBase : base.estimate?.declaredBase;
  const parts =
    held === undefined ? undefined : contributionParts({ base: held, month, tier: given.tier, policy });
  const owed = arrearsOf(employed, owedMonths(employed, month, policy), {
    policy,
    calendar,
    asOf: enrolledOn,
    unit: undefined,
  });
  const end = gone.situation.is === 'left' ? gone.situation.end : undefined;
  if (end === undefined || owed === undefined)
    throw new Error('a journey ends with a leave, and owes months');
  const payable = payableUntil(end, policy);
  const remove = removalDeadline(
    { leftOn, asOf: leftOn, reason: 'resigned', lastPayableMonth: payable.month, policy },
    calendar,
  ).deadline;
  const overpaid = overpaymentOf(gone, { policy, calendar, asOf });
  const way = policy.inForce('refundWay', asOf);
  const days = policy.inForce('refundHandlingWorkingDays', asOf);
  return {
    enrol: [enrol.statutoryDueOn, enrol.actBy],
    coveredFrom: cover.firstCoveredMonth ?? UNKNOWN,
    base: held === undefined ? UNKNOWN : `${base.known ? '' : 'about '}${yuan(held)}`,
    monthly: partsText(parts ?? {}),
    backPayment: owed.months.map(
      (of) => `${of.month}: ${partsText(of)}, fee from ${of.lateFeeFrom}: ${amount(of.lateFee)}`,
    ),
    backPaymentSum: `${partsText(owed)}, fee ${amount(owed.lateFee)}`,
    remove: [remove.statutoryDueOn, remove.actBy],
    lastPayable: `${payable.month}${payable.because.confidence === 'assumed' ? ' assumed' : ''}`,
    overpaid: overpaid?.money.months.map((of) => `${of.month}: ${partsText(of)}`) ?? [],
    refund: `${way.known ? way.value : UNKNOWN}, ${days.known ? `${days.value} working days` : UNKNOWN}`,
    unknown: unknownIn([...base.because, ...(parts?.because ?? []), ...owed.because]),
  };
}

function only([spell, ...more]: readonly Spell[]): Spell {
  if (spell === undefined || more.length > 0) throw new Error('one spell is expected');
  return spell;
}

function partsText({ unitPart, personalPart }: MoneyParts): string {
  return `${amount(unitPart)} + ${amount(personalPart)}`;
}

function amount(of: Fen | undefined): string {
  return of === undefined ? '?' : yuan(of);
}

function unknownIn(because: readonly Reason[]): readonly string[] {
  const names = because.flatMap(({ confidence, parameter }) =>
    confidence === 'unknown' && parameter !== undefined ? [parameter] : [],
  );
  return [...new Set(names)].sort();
}
