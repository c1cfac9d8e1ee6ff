import type { Calendar } from '../../calendar/calendar.ts';
import { isPublished, onOrBefore } from '../../calendar/working-days.ts';
import type { Sex } from '../../facts/life-course.ts';
import type { InForce } from '../../policy/parameter.ts';
import type { Policy } from '../../policy/policy.ts';
import { type CodeFor, type Reason, reasonOf } from '../../reasons/reason.ts';
import { regionNamed } from '../../regions/index.ts';
import type { OriginalAge } from '../../regions/retirement.ts';
import { compact } from '../../values/compact.ts';
import { type Fen, yuan } from '../../values/money.ts';
import { firstDayOf, lastDayOf, type Month, monthOf, plusMonths } from '../../values/month.ts';
import { addDays, addMonths, earlierOf, type PlainDate, yearOf } from '../../values/plain-date.ts';
import { coverGap, type GapQuestion } from '../cover/gap.ts';
import { calendarAssumed } from '../deadline/deadline.ts';
import { noteOf, originOf, percent, wordedOrigin } from '../origin.ts';
import { possibleRetirements, retirementAnswers } from '../retirement/retirement-age.ts';

/** The known data of a possible flexible worker; an absent value is unknown. */
export interface FlexiblePerson {
  readonly bornOn?: PlainDate | undefined;
  readonly sex?: Sex | undefined;
  readonly originalAge?: OriginalAge | undefined;
  /** The region of the household registration. */
  readonly hukouRegion?: string | undefined;
  readonly residencePermit?: boolean | undefined;
}

type Condition = 'met' | 'not-met' | 'unknown';

interface ConditionAnswer {
  readonly is: Condition;
  /** The first day on which the person is too old; absent if it is unknown. */
  readonly before?: PlainDate;
  readonly because: readonly Reason[];
}

/** G1: whether the person is old enough on `day`, and below the statutory retirement age (R9). */
export function flexibleAge(person: FlexiblePerson, day: PlainDate, policy: Policy): ConditionAnswer {
  const least = policy.inForce('flexibleLeastAgeYears', day);
  const age = least.known ? least.value : undefined;
  const who: Reason =
    age === undefined
      ? { rule: 'G1', code: 'flexible-who-age-unknown', values: {}, ...originOf(least) }
      : { rule: 'G1', code: 'flexible-who', values: { age }, ...originOf(least) };
  if (person.bornOn === undefined || age === undefined) return { is: 'unknown', because: [who] };
  const reachedOn = addMonths(person.bornOn, age * 12);
  if (day < reachedOn) {
    const young: Reason = {
      rule: 'G1',
      code: 'flexible-too-young',
      values: { age, reachedOn },
      ...originOf(least),
    };
    return { is: 'not-met', because: [young] };
  }
  const { is, before, because } = belowRetirement(person.bornOn, person, day, policy);
  return { is, ...(before !== undefined && { before }), because: [who, ...because] };
}

/**
 * The condition that the person is below the retirement age. If several days of retirement are possible, the condition
 * is certainly met only before the earliest of them.
 */
function belowRetirement(
  bornOn: PlainDate,
  { sex, originalAge }: FlexiblePerson,
  day: PlainDate,
  policy: Policy,
): ConditionAnswer {
  const possible = possibleRetirements(retirementAnswers({ sex, bornOn, originalAge, policy }));
  const [earlier, later] = [possible[0]?.retiresOn, possible.at(-1)?.retiresOn];
  if (earlier === undefined || later === undefined) {
    return { is: 'unknown', because: [{ rule: 'R9', code: 'flexible-retirement-unknown', values: {} }] };
  }
  const values = { earlier, later };
  if (day >= later) return { is: 'not-met', because: [{ rule: 'R9', code: 'flexible-too-old', values }] };
  if (day >= earlier) {
    return { is: 'unknown', because: [{ rule: 'R9', code: 'flexible-perhaps-too-old', values }] };
  }
  const code = earlier === later ? 'flexible-until' : 'flexible-until-earlier';
  return { is: 'met', before: earlier, because: [{ rule: 'R9', code, values }] };
}

/** G1: the local household registration or a residence permit, unless the region has dropped the condition. */
function flexibleHousehold(person: FlexiblePerson, day: PlainDate, policy: Policy): ConditionAnswer {
  const { region } = policy;
  const rule = policy.inForce('flexibleHousehold', day);
  const origin = originOf(rule);
  const reason = (code: CodeFor<{ readonly region: string }>): Reason =>
    reasonOf('G1', code, { region }, origin);
  if (rule.known && rule.value === 'dropped') {
    return { is: 'met', because: [reason('flexible-household-dropped')] };
  }
  const meets = meetsHousehold(person, region);
  const stated = reason(rule.known ? 'flexible-household-required' : 'flexible-household-unknown');
  if (meets === 'met') {
    const met: Reason = { rule: 'G1', code: 'flexible-household-met', values: { region } };
    return { is: 'met', because: [stated, met] };
  }
  const fails = rule.known && meets === 'not-met';
  const because = [stated, ...(fails ? [reason('flexible-household-not-met')] : noteOf('G1', rule))];
  return { is: fails ? 'not-met' : 'unknown', because };
}

function meetsHousehold({ hukouRegion, residencePermit }: FlexiblePerson, region: string): Condition {
  if (residencePermit === true) return 'met';
  if (hukouRegion !== undefined && regionNamed(hukouRegion) === region) return 'met';
  return hukouRegion !== undefined && residencePermit === false ? 'not-met' : 'unknown';
}

interface FlexibleGap {
  readonly gapMonths: number;
  /** The first month of benefits; undefined if it is unknown, for example after a long gap. */
  readonly coverFrom: Month | undefined;
  readonly because: readonly Reason[];
}

/**
 * R10 for flexible workers. Some regions have their own rules: waiting months with a waiver after a short gap (上海,
 * 沪医保规〔2025〕7号), or benefits from a later calendar month (浙江省医疗保障条例 29, 30). Otherwise the general rule for gaps
 * applies (see coverGap): after a gap that may be paid afterwards, benefits start with the payment; after a longer gap
 * their start is unknown.
 */
export function flexibleGap(question: GapQuestion): FlexibleGap {
  const { nextPaid, policy } = question;
  const gap = coverGap(question);
  if (gap.gapMonths === 0) return { ...gap, coverFrom: nextPaid };
  const rule = waitingRule(gap.gapMonths, nextPaid, policy) ?? restartRule(nextPaid, policy);
  if (rule !== undefined) return { gapMonths: gap.gapMonths, ...withCount(rule, gap.because) };
  const coverFrom = gap.catchUpAllowed === true ? nextPaid : undefined;
  return { gapMonths: gap.gapMonths, coverFrom, because: gap.because };
}

type Answer = Omit<FlexibleGap, 'gapMonths'>;

/**
 * Combines two answers: the length of the gap and the kept years are explained by the national reasons, the effect of
 * the gap by the region's.
 */
function withCount({ coverFrom, because }: Answer, national: readonly Reason[]): Answer {
  const [counted, yearsKept] = ['gap-counted', 'years-kept'].map((code) =>
    national.filter((reason) => reason.code === code),
  );
  return { coverFrom, because: [...(counted ?? []), ...because, ...(yearsKept ?? [])] };
}

function waitingRule(gapMonths: number, nextPaid: Month, policy: Policy): Answer | undefined {
  const day = firstDayOf(nextPaid);
  const waiting = policy.inForce('flexibleWaitingMonths', day);
  if (!waiting.known) return undefined;
  const waiver = policy.inForce('flexibleGapWaiverMonths', day);
  if (waiver.known && gapMonths <= waiver.value) {
    const values = { gapMonths, most: waiver.value };
    const because: Reason = { rule: 'R10', code: 'flexible-wait-waived', values, ...originOf(waiver) };
    return { coverFrom: nextPaid, because: [because] };
  }
  const coverFrom = plusMonths(nextPaid, waiting.value);
  const values = { months: waiting.value, coverFrom };
  return {
    coverFrom,
    because: [{ rule: 'R10', code: 'flexible-wait', values, ...originOf(waiting) }],
  };
}

/** The rule by which benefits begin again in a later calendar month. The month of payment counts as the first. */
function restartRule(nextPaid: Month, policy: Policy): Answer | undefined {
  const restart = policy.inForce('flexibleRestartMonth', firstDayOf(nextPaid));
  if (!restart.known) return undefined;
  const coverFrom = plusMonths(nextPaid, restart.value - 1);
  const values = { natural: restart.value, coverFrom };
  return { coverFrom, because: [{ rule: 'R10', code: 'flexible-restart', values, ...originOf(restart) }] };
}

export interface FlexibleQuestion {
  readonly person: FlexiblePerson;
  /** The last month paid under the employee scheme; absent if unknown or never paid. */
  readonly lastPaid?: Month | undefined;
  readonly day: PlainDate;
  readonly policy: Policy;
}

export interface FlexibleEnrolment {
  /** Whether the person qualifies, by age and household registration. */
  readonly possible: Condition;
  /** The last month in which the person can resume paying without a disadvantage; absent if unknown. */
  readonly lastMonth?: Month;
  /** The last working day of that month, or the day before the age limit if that is earlier. */
  readonly by?: PlainDate;
  readonly conditions: readonly Reason[];
  /** The effect of the gap, by the region's rule if it has one. */
  readonly clock: readonly Reason[];
}

/** G1: continuing as a flexible worker under the employee scheme: who may, until when, and what happens later. */
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
 * R10 for flexible workers: the last month after `lastPaid` in which benefits start with the payment. Later the region
 * imposes a wait, or its rule is unknown.
 */
function lastFlexibleMonthWithoutGap(lastPaid: Month, policy: Policy): Month {
  let month = plusMonths(lastPaid, 1);
  for (let months = 0; months < MAX_MONTHS; months++) {
    const next = plusMonths(month, 1);
    if (flexibleGap({ lastPaid, nextPaid: next, policy }).coverFrom !== next) break;
    month = next;
  }
  return month;
}

/** The search ends after this many months, because no rule has a longer period. */
const MAX_MONTHS = 120;

type Clock = Pick<FlexibleEnrolment, 'lastMonth' | 'by' | 'clock'>;

function clockOf(question: FlexibleQuestion, age: ConditionAnswer, calendar: Calendar): Clock {
  const { lastPaid, day, policy } = question;
  if (lastPaid === undefined) return { clock: localRule(day, policy) };
  const lastMonth = lastFlexibleMonthWithoutGap(lastPaid, policy);
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
      reasonOf('R10', clockCode(over, lastPaid, lastMonth), values, law(inTime.because)),
      ...(over || !assumed ? [] : calendarAssumed(years, calendar)),
      ...(monthOf(day) > lastPaid ? paidNow.because : []),
      ...localRule(day, policy),
    ],
  };
}

function clockCode(over: boolean, lastPaid: Month, lastMonth: Month) {
  if (over) return 'flexible-harmless-over';
  return lastMonth === plusMonths(lastPaid, 1) ? 'flexible-no-gap-until' : 'flexible-harmless-until';
}

/** The law that decides the month: the national rule or the region's own. */
function law(because: readonly Reason[]): Pick<Reason, 'law' | 'source' | 'confidence'> {
  const found = because.find((reason) => reason.law !== undefined && reason.code !== 'years-kept');
  if (found?.law === undefined) return {};
  const { source, confidence } = found;
  return { law: found.law, ...compact({ source, confidence }) };
}

/**
 * G1: what a flexible worker pays: a fixed amount per month or year if the region sets one, otherwise a share of the
 * base.
 */
export function flexibleContribution(day: PlainDate, policy: Policy): readonly Reason[] {
  const { region } = policy;
  const rate = policy.inForce('flexibleMedicalRate', day);
  const monthly = policy.inForce('flexibleMedicalFixedAmount', day);
  const yearly = policy.inForce('flexibleMedicalFixedYearlyAmount', day);
  if (monthly.known) {
    return [fixedReason('flexible-fixed', monthly, region), ...noteOf('G1', monthly)];
  }
  if (yearly.known) {
    return [fixedReason('flexible-fixed-yearly', yearly, region), ...noteOf('G1', yearly)];
  }
  if (rate.known) {
    const values = { region, rate: percent(rate.value) };
    return [{ rule: 'G1', code: 'flexible-rate', values, ...wordedOrigin(rate, percent) }];
  }
  return [
    lastFixed('flexible-fixed-last', monthly, region) ??
      lastFixed('flexible-fixed-yearly-last', yearly, region) ?? {
        rule: 'G1',
        code: 'flexible-rate-unknown',
        values: { region },
        ...wordedOrigin(rate, percent),
      },
  ];
}

function fixedReason(
  code: 'flexible-fixed' | 'flexible-fixed-yearly',
  answer: Extract<InForce<Fen>, { readonly known: true }>,
  region: string,
): Reason {
  return { rule: 'G1', code, values: { region, amount: yuan(answer.value) }, ...wordedOrigin(answer, yuan) };
}

/** If this year's amount is not published, last year's is stated and named as such. */
function lastFixed(
  code: 'flexible-fixed-last' | 'flexible-fixed-yearly-last',
  answer: InForce<Fen>,
  region: string,
): Reason | undefined {
  if (answer.known || answer.lastKnown === undefined) return undefined;
  const values = { region, amount: yuan(answer.lastKnown) };
  return { rule: 'G1', code, values, parameter: answer.parameter, confidence: 'assumed' };
}

/** The region's own rule as written: waiting months with a waiver, or benefits from a later calendar month. */
function localRule(day: PlainDate, policy: Policy): readonly Reason[] {
  const { region } = policy;
  const waiting = policy.inForce('flexibleWaitingMonths', day);
  const waiver = policy.inForce('flexibleGapWaiverMonths', day);
  const restart = policy.inForce('flexibleRestartMonth', day);
  if (waiting.known) {
    const values = { region, months: waiting.value };
    const reason = waiver.known
      ? reasonOf('G1', 'flexible-local-wait-waived', { ...values, within: waiver.value }, originOf(waiting))
      : reasonOf('G1', 'flexible-local-wait', values, originOf(waiting));
    return [reason, ...noteOf('G1', waiver)];
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
