import type { Calendar } from '../calendar/calendar.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import type { Sex } from '../facts/life-course.ts';
import type { ParameterName } from '../policy/parameter-kinds.ts';
import type { Policy } from '../policy/policy.ts';
import { type Reason, reasonOf } from '../reasons/reason.ts';
import { coverGap, lastDayWithoutGap } from '../rules/cover/gap.ts';
import { calendarAssumed } from '../rules/deadline/deadline.ts';
import { noteOf, originOf, statutoryTerm } from '../rules/origin.ts';
import { type Month, monthOf, plusMonths } from '../values/month.ts';
import { addDays, type PlainDate, yearOf } from '../values/plain-date.ts';
import { YEARS_NEVER_LOST } from './flexible-guide.ts';
import { type Guide, type GuideLine, type GuideSection, requiredDocuments, section } from './guide.ts';
import { coverDoubts, type Leaver, lastPaidOf } from './leaver.ts';
import { waysOn } from './leaver-ways.ts';

const PERSONAL_ACCOUNT = '江苏省医疗保障经办政务服务事项办事指南（2022年版），个人账户一次性支取';

/**
 * The section about the transfer to another region: it is made on request, within a number of working days set by law,
 * and the years in both regions are added up.
 */
function transferSections(day: PlainDate, policy: Policy, calendar: Calendar): GuideSection[] {
  const term = policy.inForce('relationTransferWorkingDays', day);
  const how: Reason = { rule: 'R2', code: 'transfer-how', values: {} };
  const yearsAdded: Reason = { rule: 'R10', code: 'transfer-years-added', values: {}, law: '社会保险法 32' };
  if (!term.known) {
    const unknown: Reason = { rule: 'R2', code: 'transfer-term-unknown', values: {}, ...originOf(term) };
    return section('transfer', [how, unknown, yearsAdded, ...requiredDocuments('transfer')]);
  }
  const done = addWorkingDays(day, term.value, calendar);
  const values = { appliedOn: day, days: term.value, by: done.day };
  return section('transfer', [
    how,
    { rule: 'R2', code: 'transfer-term', values, ...originOf(term) },
    ...(done.assumed ? calendarAssumed([yearOf(done.day)], calendar) : []),
    yearsAdded,
    ...requiredDocuments('transfer'),
  ]);
}

/**
 * The section about the personal account. The balance belongs to the person. It is paid out in one sum only if it
 * cannot be used or transferred.
 */
function accountSections(day: PlainDate, policy: Policy, owner: 'own' | 'heirs'): GuideSection[] {
  const source = PERSONAL_ACCOUNT;
  const term = policy.inForce('personalAccountWithdrawalWorkingDays', day);
  const paidOut: Reason = term.known
    ? { rule: 'G1', code: 'account-term', values: { days: term.value }, ...originOf(term) }
    : { rule: 'G1', code: 'account-term-unknown', values: {}, ...originOf(term) };
  if (owner === 'heirs') {
    const heirs: Reason = { rule: 'G1', code: 'account-heirs', values: {}, source };
    return section('account', [heirs, paidOut, ...requiredDocuments('account-heirs')]);
  }
  return section('account', [
    { rule: 'G1', code: 'account-kept', values: {}, source },
    { rule: 'G1', code: 'account-withdrawal', values: {}, source },
    paidOut,
  ]);
}

const RETIREE_YEARS: Readonly<Record<Sex, ParameterName & `retireeMedicalYears${string}`>> = {
  male: 'retireeMedicalYearsMale',
  female: 'retireeMedicalYearsFemale',
};

/**
 * 社会保险法 27: the section about free cover as a retiree. The region sets the number of years for it, which is not that of
 * the pension.
 */
function retireeSections(day: PlainDate, policy: Policy, sex: Sex | undefined): GuideSection[] {
  const { region } = policy;
  const sexes = sex === undefined ? (['male', 'female'] as const) : [sex];
  const years = sexes.flatMap((each): readonly Reason[] => {
    const answer = policy.inForce(RETIREE_YEARS[each], day);
    const reason = answer.known
      ? reasonOf('R9', `retiree-years-${each}`, { region, years: answer.value }, originOf(answer))
      : reasonOf('R9', `retiree-years-${each}-unknown`, { region }, originOf(answer));
    return [reason, ...noteOf('R9', answer)];
  });
  const local = policy.inForce('retireeLocalYears', day);
  return section('retiree', [
    { rule: 'R9', code: 'retiree-cover', values: {}, law: '社会保险法 27' },
    ...years,
    ...(local.known
      ? [reasonOf('R9', 'retiree-local-years', { years: local.value }, originOf(local))]
      : [
          reasonOf(
            'R9',
            'retiree-local-years-unknown',
            { region },
            {
              parameter: 'retireeLocalYears',
              confidence: 'unknown',
            },
          ),
        ]),
    { rule: 'R9', code: 'retiree-missing-years', values: { region } },
  ]);
}

export interface LeaverQuestion {
  readonly leaver: Leaver;
  readonly day: PlainDate;
  readonly policy: Policy;
}

/**
 * G1: what a leaver must know: how long the cover lasts, by when to be enrolled again, the three options, the transfer
 * of the insurance relation and the personal account. After a retirement the guide explains retiree cover instead;
 * after a death it informs the heirs about the personal account.
 */
export function leaverGuide(question: LeaverQuestion, calendar: Calendar): Guide {
  const { leaver, day, policy } = question;
  const lastPaid = lastPaidOf(leaver, policy);
  const doubts = coverDoubts(leaver, lastPaid.month);
  const assumed = lastPaid.because.confidence === 'assumed';
  const covered: Reason = {
    rule: 'G1',
    code: 'leaver-last-covered',
    values: { month: lastPaid.month },
    ...(assumed && { confidence: 'assumed' }),
  };
  const why = [...doubts, ...reasonUnknown(leaver), lastPaid.because];
  return { kind: 'leaver', region: policy.region, day, sections: sections() };

  function sections(): readonly GuideSection[] {
    if (leaver.reason === 'deceased') {
      return [...section('cover', [covered, ...why]), ...accountSections(day, policy, 'heirs')];
    }
    const account = accountSections(day, policy, 'own');
    if (leaver.reason === 'retired') {
      const { sex } = leaver.person;
      return [...section('cover', [covered, ...why]), ...retireeSections(day, policy, sex), ...account];
    }
    const ways = waysOn({ ...question, lastPaid: lastPaid.month }, calendar);
    const dates = assumed ? ways.dates.map(markedAssumed) : ways.dates;
    const cover = [...why, ...gapSoFar(lastPaid.month, day, policy), ...employerDuties(question)];
    return [
      ...section('dates', [
        covered,
        ...dates.slice(0, 1),
        ...(assumed ? ifNotPaid(lastPaid.month, question, calendar) : []),
        ...dates.slice(1),
      ]),
      ...section('cover', cover),
      ...ways.sections,
      ...transferSections(day, policy, calendar),
      ...account,
      ...section('mistakes', [YEARS_NEVER_LOST]),
    ];
  }
}

/** If the reason for leaving is unknown, the guide describes a final leave, and this sentence names the exceptions. */
function reasonUnknown({ reason }: Leaver): readonly Reason[] {
  return reason === 'unknown' ? [{ rule: 'G1', code: 'leaver-reason-unknown', values: {} }] : [];
}

/**
 * Marks a line as assumed, because its date is counted from an assumed month. A line with a lower confidence stays as
 * it is.
 */
function markedAssumed(line: GuideLine): GuideLine {
  const { says } = line;
  if (says.rule !== 'R10' || says.confidence === 'low') return line;
  return { ...line, says: { ...says, confidence: 'assumed' } };
}

/**
 * It may only be assumed that the month of leaving is paid. Then the guide also shows the day that applies if this
 * month is not paid. That day is earlier and therefore safer.
 */
function ifNotPaid(
  assumed: Month,
  { day, policy }: LeaverQuestion,
  calendar: Calendar,
): readonly GuideLine[] {
  const lastPaid = plusMonths(assumed, -1);
  const withoutGap = lastDayWithoutGap({ lastPaid, asOf: day, policy }, calendar);
  const { by, over, because } = withoutGap;
  if (over) {
    const values = { assumed, lastPaid };
    return [{ says: { rule: 'R10', code: 'gap-if-not-paid', values, confidence: 'assumed' } }];
  }
  const weak = because[0]?.confidence === 'low';
  const values = { assumed, lastPaid, by };
  const confidence = weak ? 'low' : 'assumed';
  return [{ says: { rule: 'R10', code: 'harmless-if-not-paid', values, confidence }, by }];
}

/** Codes of sentences that the options or the common errors already contain. */
const COVERED_ELSEWHERE: ReadonlySet<string> = new Set(['years-kept', 'gap-not-paid', 'gap-local-unknown']);

/** R10: the effect of the gap if contributions are paid again in the month of `day`; empty if there is no gap. */
function gapSoFar(lastPaid: Month, day: PlainDate, policy: Policy): readonly Reason[] {
  const nextPaid = monthOf(day);
  if (nextPaid <= lastPaid) return [];
  return coverGap({ lastPaid, nextPaid, policy })
    .because.filter(({ code }) => !COVERED_ELSEWHERE.has(code))
    .map((reason) => (reason.code === 'gap-catch-up' ? catchUp(reason, day, policy) : reason));
}

/**
 * In a region where benefits start later than the month of registration, the sentence does not promise immediate cover.
 */
function catchUp(reason: Reason<'gap-catch-up'>, day: PlainDate, policy: Policy): Reason {
  const { region } = policy;
  const start = policy.inForce('coverStart', day);
  if (!start.known || start.value === 'same-month') return reason;
  return { ...reason, code: 'gap-catch-up-local', values: { ...reason.values, region } };
}

/** 劳动合同法 50: when a contract ends, the employer issues a certificate and transfers the insurance relation in time. */
function employerDuties({ leaver, day, policy }: LeaverQuestion): readonly Reason[] {
  const { leftOn } = leaver.ended;
  if (leaver.reason === 'suspended' || leftOn === undefined) return [];
  const certificate: Reason = { rule: 'R2', code: 'leaver-certificate', values: {}, law: '劳动合同法 50' };
  if (!policy.inForce('removalDays', leftOn).known && !policy.inForce('removalDays', day).known) return [];
  const term = statutoryTerm('removalDays', leftOn, day, policy);
  const values = { leftOn, days: term.days, dueOn: addDays(leftOn, term.days) };
  return [{ rule: 'R2', code: 'leaver-employer-duty', values, ...term.origin }, certificate];
}
