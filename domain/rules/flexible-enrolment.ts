import type { Calendar } from '../calendar/calendar.ts';
import { isPublished, onOrBefore } from '../calendar/working-days.ts';
import type { Reason } from '../cases/case.ts';
import type { Policy } from '../policy/policy.ts';
import { lastDayOf, type Month, monthOf, plusMonths } from '../values/month.ts';
import { addDays, earlierOf, type PlainDate, yearOf } from '../values/plain-date.ts';
import { calendarAssumed } from './deadline-reasons.ts';
import {
  type Condition,
  type ConditionAnswer,
  type FlexiblePerson,
  flexibleAge,
  flexibleHousehold,
} from './flexible-conditions.ts';
import { flexibleGap } from './flexible-gap.ts';
import { noteOf } from './note-of.ts';
import { originOf } from './statutory-term.ts';

export interface FlexibleQuestion {
  readonly person: FlexiblePerson;
  /** The last month paid under the employee scheme; absent for who was never in it, or where nobody said. */
  readonly lastPaid?: Month | undefined;
  readonly day: PlainDate;
  readonly policy: Policy;
}

export interface FlexibleEnrolment {
  /** Whether the person can go this way, as far as age and household tell. */
  readonly possible: Condition;
  /** The last month to be paid again without harm, and the last working day of it; absent where nothing is known. */
  readonly lastMonth?: Month;
  readonly by?: PlainDate;
  readonly conditions: readonly Reason[];
  /** What the gap does, by the region's rule where it has one. */
  readonly clock: readonly Reason[];
}

/** G1: the way on as a flexible worker under the employee scheme: who may, until when, and what waiting costs. */
export function flexibleEnrolment(question: FlexibleQuestion, calendar: Calendar): FlexibleEnrolment {
  const { person, day, policy } = question;
  const age = flexibleAge(person, day, policy);
  const household = flexibleHousehold(person, day, policy);
  const possible = worseOf(age.is, household.is);
  const conditions = [...age.because, ...household.because];
  if (possible === 'not-met') return { possible, conditions, clock: [] };
  return { possible, conditions, ...clockOf(question, age, calendar) };
}

function worseOf(a: Condition, b: Condition): Condition {
  if (a === 'not-met' || b === 'not-met') return 'not-met';
  return a === 'unknown' || b === 'unknown' ? 'unknown' : 'met';
}

/**
 * R10 as it stands for flexible workers: the last month after `lastPaid` from which benefits come with the payment.
 * Beyond it the region lets wait, or its rule is not known.
 */
function lastHarmlessFlexibleMonth(lastPaid: Month, policy: Policy): Month {
  let month = plusMonths(lastPaid, 1);
  for (let months = 0; months < MOST_MONTHS; months++) {
    const next = plusMonths(month, 1);
    if (flexibleGap({ lastPaid, nextPaid: next, policy }).coverFrom !== next) break;
    month = next;
  }
  return month;
}

/** No parameter of months is longer. */
const MOST_MONTHS = 120;

type Clock = Pick<FlexibleEnrolment, 'lastMonth' | 'by' | 'clock'>;

function clockOf(question: FlexibleQuestion, age: ConditionAnswer, calendar: Calendar): Clock {
  const { lastPaid, day, policy } = question;
  if (lastPaid === undefined) return { clock: localRule(day, policy) };
  const lastMonth = lastHarmlessFlexibleMonth(lastPaid, policy);
  const { day: lastWorkingDay, assumed } = onOrBefore(lastDayOf(lastMonth), calendar);
  const by = age.before === undefined ? lastWorkingDay : earlierOf(lastWorkingDay, addDays(age.before, -1));
  const paidNow = flexibleGap({ lastPaid, nextPaid: monthOf(day), policy });
  const inTime = flexibleGap({ lastPaid, nextPaid: lastMonth, policy });
  const over = by < day;
  const values = { lastPaid, month: lastMonth, by, region: policy.region };
  const years = [yearOf(lastDayOf(lastMonth)), yearOf(by)].filter(
    (year) => !isPublished(`${year}-01-01` as PlainDate, calendar),
  );
  return {
    lastMonth,
    by,
    clock: [
      {
        rule: 'R10',
        code: clockCode(over, lastPaid, lastMonth, day, policy),
        values,
        ...law(inTime.because),
      },
      ...(over || !assumed ? [] : [calendarAssumed([...new Set(years)])]),
      ...(monthOf(day) > lastPaid ? paidNow.because : []),
      ...localRule(day, policy),
    ],
  };
}

/** Where the region has no rule that is known, the national one is named as such and not taken for the last word. */
function clockCode(over: boolean, lastPaid: Month, lastMonth: Month, day: PlainDate, policy: Policy): string {
  if (over) return 'flexible-harmless-over';
  if (lastMonth === plusMonths(lastPaid, 1)) return 'flexible-no-gap-until';
  const local = policy.inForce('flexibleWaitingMonths', day).known;
  return local ? 'flexible-harmless-until' : 'flexible-harmless-nationally';
}

/** The law behind the month: that of the national rule, or of the region's. */
function law(because: readonly Reason[]): Pick<Reason, 'law' | 'source' | 'confidence'> {
  const found = because.find((reason) => reason.law !== undefined && reason.code !== 'years-kept');
  if (found?.law === undefined) return {};
  const { source, confidence } = found;
  return {
    law: found.law,
    ...(source !== undefined && { source }),
    ...(confidence !== undefined && { confidence }),
  };
}

/** What the region has of its own, as it is written: months of waiting with a waiver, or a later natural month. */
function localRule(day: PlainDate, policy: Policy): readonly Reason[] {
  const { region } = policy;
  const waiting = policy.inForce('flexibleWaitingMonths', day);
  const waiver = policy.inForce('flexibleGapWaiverMonths', day);
  const restart = policy.inForce('flexibleRestartMonth', day);
  if (waiting.known) {
    const values = { region, months: waiting.value, ...(waiver.known && { within: waiver.value }) };
    const code = waiver.known ? 'flexible-local-wait-waived' : 'flexible-local-wait';
    return [{ rule: 'G1', code, values, ...originOf(waiting) }, ...noteOf('G1', waiver)];
  }
  if (restart.known) {
    const values = { region, natural: restart.value };
    return [
      { rule: 'G1', code: 'flexible-local-restart', values, ...originOf(restart) },
      ...noteOf('G1', restart),
    ];
  }
  return [
    {
      rule: 'G1',
      code: 'flexible-local-unknown',
      values: { region },
      parameter: 'flexibleWaitingMonths',
      confidence: 'unknown',
    },
  ];
}
