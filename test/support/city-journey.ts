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

/** The expected figures of one employee from hire to refund, computed only with the shipped data of the city. */
export interface CityExample {
  readonly city: string;
  readonly given: {
    readonly hiredOn: string;
    /** The wage of the first month, which is fully worked. */
    readonly wage: string;
    readonly tier?: 'first' | 'second';
    /** The day on which the late enrolment is accepted and the earlier months are paid. */
    readonly enrolledOn: string;
    readonly leftOn: string;
    /** The day on which the late removal is accepted. */
    readonly removedOn: string;
    readonly asOf: string;
  };
  readonly expected: {
    /** The statutory date and the act-by date of the enrolment. */
    readonly enrol: readonly [due: string, actBy: string];
    readonly coveredFrom: string;
    /**
     * The contribution base: `5000.00`, `about 5000.00` if floor and ceiling of the month are not published, or
     * `unknown`.
     */
    readonly base: string;
    /** The contribution of the month of enrolment as `unit + person`, with `?` if a rate is unknown. */
    readonly monthly: string;
    /** The back-payment of each month as `unit + person, fee from day: amount`. */
    readonly backPayment: readonly string[];
    readonly backPaymentSum: string;
    readonly remove: readonly [due: string, actBy: string];
    /** The last payable month: `2026-08`, or `2026-08 assumed`. */
    readonly lastPayable: string;
    /** The overpayment of each month as `unit + person`. It is estimated, because there is no bill. */
    readonly overpaid: readonly string[];
    /** How an overpayment is handled (`refund`, `offset`, `lost` or `unknown`), and the working days for a refund. */
    readonly refund: string;
    /** The unknown parameters that the amounts above name. */
    readonly unknown: readonly string[];
  };
  /** One line for each figure. */
  readonly arithmetic: readonly string[];
  readonly source: string;
}

/** The days of the examples in 2025: hired in mid-March, enrolled in May, left in mid-August, removed in October. */
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

/** The figures that the rules compute, in the form of the example. */
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
