import { type FirstAccepted, isEmployment, lastAnswer, type Spell, type Start } from '../employment/spell.ts';
import type { Reason } from '../reasons/reason.ts';
import { lawfulTerm } from '../rules/deadline/deadline.ts';
import { type Absence, sourceKnownOn } from '../rules/evidence/absence.ts';
import { absenceReasons, entryReasons } from '../rules/evidence/evidence-reasons.ts';
import { firstMonthInTime } from '../rules/evidence/expected.ts';
import { type FileEntry, type FirstFiling, lastLawfulDayOf, standing } from '../rules/evidence/standing.ts';
import { statutoryTerm } from '../rules/origin.ts';
import { type Month, monthOf, plusMonths } from '../values/month.ts';
import { earlierOf, type Instant, laterOf, NEVER, type PlainDate } from '../values/plain-date.ts';
import type { Case } from './case.ts';
import { type CaseContext, partsByFiles, type SpellCaseKind, type WakeContext } from './case-parts.ts';
import { arrearsOf, moneyOwed, owedMonths } from './money-owed.ts';
import { backPaymentSteps } from './offices.ts';
import { step } from './steps.ts';

/**
 * R8: months that must be paid later, because the person was enrolled after the last lawful day (E1), was off the list
 * between listed months (E3), or left without ever being listed (E2). The case is open until all these months are
 * charged, or staff answer that none are due.
 */
export const backPayment: SpellCaseKind = {
  kind: 'back-payment',
  wakesOn: (spell, context) => owedOf(spell, context)?.since ?? NEVER,
  open: openBackPayment,
  actions: ({ answers }) => ['bill-import', ...(answers === undefined ? [] : (['answered'] as const))],
};

function openBackPayment(spell: Spell, context: CaseContext): Case | undefined {
  const { situation } = spell;
  const owed = owedOf(spell, context);
  if (!isEmployment(situation) || owed === undefined || owed.since > context.asOf) return undefined;
  const arrears = arrearsOf(spell, owed.months, context);
  if (arrears === undefined) return undefined;
  return {
    ...partsByFiles(spell, 'back-payment', owed.knownAt),
    state: { is: 'open' },
    eventOn: situation.start.on,
    openedOn: owed.since,
    ...(owed.isByFiles && { answers: ['not-due'] }),
    money: moneyOwed(arrears),
    documents: [],
    steps: [
      ...(arrears.needsPerson ? [step('step-ask-late-months')] : []),
      ...(owed.needsPerson ? [step('step-decide-back-payment')] : []),
      ...backPaymentSteps(context),
      step('step-pay-before-fee-grows'),
      step('step-bill-closes'),
      ...(owed.isByFiles ? [step('step-answer-not-due')] : []),
    ],
    because: [...owed.because, ...arrears.because],
  };
}

/** The months owed for one cause. `since`: the first day on which it is known that they are owed. */
interface Owed {
  readonly months: readonly Month[];
  readonly since: PlainDate;
  readonly because: readonly Reason[];
  /** When each agency file that shows the debt was received. */
  readonly knownAt: readonly (Instant | undefined)[];
  /** True if the agency's files show the debt. False if the debt follows only from the day of an acceptance. */
  readonly isByFiles: boolean;
  readonly needsPerson?: boolean;
}

/** The owed months of all causes; undefined if no month is owed. The result does not depend on the current day. */
function owedOf(spell: Spell, context: WakeContext): Owed | undefined {
  const causes = [lateEnrolment(spell, context), missedMonths(spell, context), neverListed(spell, context)]
    .filter((owed) => owed !== undefined)
    .map((owed) => ({ ...owed, months: owed.months.filter((month) => !isAnswered(spell, month)) }))
    .filter(({ months }) => months.length > 0);
  if (causes.length === 0) return undefined;
  return {
    months: [...new Set(causes.flatMap(({ months }) => months))].sort(),
    since: causes.map(({ since }) => since).reduce(earlierOf),
    because: causes.flatMap(({ because }) => because),
    knownAt: causes.flatMap(({ knownAt }) => knownAt),
    isByFiles: causes.some(({ isByFiles }) => isByFiles),
    needsPerson: causes.some(({ needsPerson }) => needsPerson === true),
  };
}

/** Whether staff answered that the month is not due. An answer covers the months up to that of its day. */
function isAnswered(spell: Spell, month: Month): boolean {
  const last = lastAnswer(spell, 'back-payment');
  return last?.answer === 'not-due' && month <= monthOf(last.on);
}

/**
 * E1: the person was enrolled late. If the enrolment was accepted, every unpaid month before the first month that the
 * enrolment pays for is owed. Otherwise only the months of absence before the first listed month are owed, because
 * nothing is known about the other months.
 */
function lateEnrolment(spell: Spell, context: WakeContext): Owed | undefined {
  const { situation } = spell;
  const { enrolment, absences } = standing(spell, context);
  const { first, listed } = enrolment;
  const lastLawfulDay = lastLawfulDayOf(spell, context);
  if (!isEmployment(situation) || enrolment.isLate !== true || lastLawfulDay === undefined) return undefined;
  if (first?.is === 'accepted') {
    const from = payingFrom(first);
    return {
      months: from <= monthOf(situation.start.on) ? [] : owedMonths(spell, from, context.policy),
      since: first.on,
      because: [
        ...lateAcceptance(situation.start, first, lastLawfulDay, context),
        ...(listed === undefined ? [] : paidFrom(listed)),
      ],
      knownAt: [],
      isByFiles: false,
    };
  }
  if (listed === undefined) return undefined;
  const before = absences.filter(({ month }) => month < listed.month);
  const since = laterOf(knownOn(before), sourceKnownOn(listed.source));
  return {
    ...ofAbsences(spell, before, since, context),
    because: [
      howLate(first, situation.start, lastLawfulDay, context),
      ...absenceReasons('E1', before),
      ...paidFrom(listed),
    ],
  };
}

function howLate(
  first: FirstFiling | undefined,
  { on: hiredOn }: Start,
  lastLawfulDay: PlainDate,
  context: WakeContext,
): Reason {
  if (first !== undefined) {
    const values = { hiredOn, filedOn: first.on, lastLawfulDay };
    return { rule: 'E1', code: 'enrolment-filed-late', values };
  }
  const values = { hiredOn, lastLawfulDay, month: firstMonthInTime(lastLawfulDay, context) };
  return { rule: 'E1', code: 'enrolment-late-by-bill', values };
}

/** E1: the reason that states the first paid month. Cover may begin in another month. */
function paidFrom(listed: FileEntry): readonly Reason[] {
  const { month } = listed;
  return [{ rule: 'E1', code: 'paid-from', values: { month } }, ...entryReasons('E1', [listed])];
}

/** E3: in service, the person was off the list and was listed again later. */
function missedMonths(spell: Spell, context: WakeContext): Owed | undefined {
  const { missed, enrolment } = standing(spell, context);
  const { lastListed } = enrolment;
  if (missed.length === 0 || lastListed === undefined) return undefined;
  const months = missed.map(({ month }) => month);
  return {
    ...ofAbsences(spell, missed, laterOf(knownOn(missed), sourceKnownOn(lastListed.source)), context),
    because: [
      { rule: 'E3', code: 'missed-months', values: { months } },
      ...absenceReasons('E3', missed),
      ...entryReasons('E3', [lastListed]),
    ],
  };
}

/** E2: the person has left, and was never listed in a month that could have been paid. */
function neverListed(spell: Spell, context: WakeContext): Owed | undefined {
  const { enrolment, removal } = standing(spell, context);
  const absent = enrolment.neverListed;
  if (absent === undefined) return undefined;
  const months = absent.map(({ month }) => month);
  const left = removal.is === 'confirmed' && removal.entry !== undefined ? removal.entry : undefined;
  const since = left === undefined ? knownOn(absent) : laterOf(knownOn(absent), sourceKnownOn(left.source));
  return {
    ...ofAbsences(spell, absent, since, context),
    because: [
      { rule: 'E2', code: 'never-on-list', values: { months } },
      ...absenceReasons('E2', absent),
      ...(left === undefined ? [] : entryReasons('E2', [left])),
    ],
    needsPerson: true,
  };
}

/** The months of absence that nobody has paid. */
function ofAbsences(
  spell: Spell,
  absences: readonly Absence[],
  since: PlainDate,
  { policy }: WakeContext,
): Pick<Owed, 'months' | 'since' | 'knownAt' | 'isByFiles'> {
  const months = absences.map(({ month }) => month);
  const until = plusMonths(months.at(-1) ?? ('0001-01' as Month), 1);
  const unpaid = owedMonths(spell, until, policy);
  return {
    months: months.filter((month) => unpaid.includes(month)),
    since,
    knownAt: absences.map(({ source }) => source.knownAt),
    isByFiles: true,
  };
}

/** The first day on which all these absences were known. */
function knownOn(absences: readonly Absence[]): PlainDate {
  return absences.map(({ source }) => sourceKnownOn(source)).reduce(laterOf, '0001-01-01' as PlainDate);
}

/** The first month that an accepted enrolment pays for. */
function payingFrom({ on, effectiveMonth }: FirstAccepted): Month {
  return effectiveMonth ?? monthOf(on);
}

function lateAcceptance(
  { on: hiredOn }: Start,
  { on: acceptedOn }: FirstAccepted,
  lastLawfulDay: PlainDate,
  { policy, calendar }: WakeContext,
): readonly Reason[] {
  const { days, origin } = statutoryTerm('enrolmentDays', hiredOn, acceptedOn, policy);
  const values = { acceptedOn, hiredOn, lastLawfulDay };
  return [
    { rule: 'R8', code: 'accepted-late', values, ...origin },
    ...lawfulTerm(hiredOn, days, calendar).because,
  ];
}
