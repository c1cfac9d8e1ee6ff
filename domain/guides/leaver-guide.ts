import type { Calendar } from '../calendar/calendar.ts';
import type { Reason } from '../cases/case.ts';
import type { Policy } from '../policy/policy.ts';
import { coverGap } from '../rules/gap.ts';
import { harmlessUntil } from '../rules/harmless-until.ts';
import { originOf, statutoryTerm } from '../rules/statutory-term.ts';
import { type Month, monthOf, plusMonths } from '../values/month.ts';
import { addDays, type PlainDate } from '../values/plain-date.ts';
import { accountSections, retireeSections, transferSections } from './after-leaving.ts';
import { YEARS_NEVER_LOST } from './flexible-guide.ts';
import { type Guide, type GuideLine, type GuideSection, section } from './guide.ts';
import { coverDoubts, type Leaver, lastPaidOf } from './leaver.ts';
import { waysOn } from './leaver-ways.ts';

export interface LeaverQuestion {
  readonly leaver: Leaver;
  readonly day: PlainDate;
  readonly policy: Policy;
}

/**
 * G1: what somebody who leaves has to know: until when the cover lasts, until when to be enrolled again, the three ways
 * on, and what becomes of relation and personal account. Who retires is told of cover as a retiree instead, and the heirs
 * of who died of the personal account alone.
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

/** What holds for most leavers is told, and for whom it does not. */
function reasonUnknown({ reason }: Leaver): readonly Reason[] {
  return reason === 'unknown' ? [{ rule: 'G1', code: 'leaver-reason-unknown', values: {} }] : [];
}

/** What is counted from a month that is assumed is assumed itself, unless it is weaker still. */
function markedAssumed(line: GuideLine): GuideLine {
  const { says } = line;
  if (says.rule !== 'R10' || says.confidence === 'low') return line;
  return { ...line, says: { ...says, confidence: 'assumed' } };
}

/** Where the month of leaving is only assumed to be paid, the earlier day is told as well: it is the safer one. */
function ifNotPaid(
  assumed: Month,
  { day, policy }: LeaverQuestion,
  calendar: Calendar,
): readonly GuideLine[] {
  const lastPaid = plusMonths(assumed, -1);
  const harmless = harmlessUntil({ lastPaid, asOf: day, policy }, calendar);
  if (harmless === undefined) return [];
  const { by, over, because } = harmless;
  const weak = because[0]?.confidence === 'low';
  const says: Reason = {
    rule: 'R10',
    code: 'harmless-if-not-paid',
    values: { assumed, lastPaid, by },
    confidence: weak ? 'low' : 'assumed',
  };
  return [{ says, ...(!over && { by }) }];
}

/** R10 as of the day: what paying again this month would mean. The years kept are told of once, among the mistakes. */
function gapSoFar(lastPaid: Month, day: PlainDate, policy: Policy): readonly Reason[] {
  const nextPaid = monthOf(day);
  if (nextPaid <= lastPaid) return [];
  return coverGap({ lastPaid, nextPaid, policy })
    .because.filter(({ code }) => code !== 'years-kept')
    .flatMap((reason) => (reason.code === 'gap-catch-up' ? catchUp(reason, day, policy) : [reason]));
}

/**
 * The national rule gives benefits from the month of payment and backwards for the gap. Where the region lets them begin
 * later, or does not pay for the time without contribution, that much is not promised.
 */
function catchUp(national: Reason, day: PlainDate, policy: Policy): readonly Reason[] {
  const { region } = policy;
  const start = policy.inForce('coverStart', day);
  const cost = policy.inForce('arrearsCost', day);
  const later = start.known && start.value !== 'same-month';
  const unpaid = cost.known && cost.value === 'not-paid';
  if (!later && !unpaid) return [national];
  const local: Reason = { ...national, code: 'gap-catch-up-local', values: { ...national.values, region } };
  const costs: Reason = { rule: 'R10', code: 'gap-costs-not-paid', values: { region }, ...originOf(cost) };
  return unpaid ? [local, costs] : [local];
}

/** 劳动合同法 50, where the contract has ended: the certificate, and the transfer within its days. */
function employerDuties({ leaver, day, policy }: LeaverQuestion): readonly Reason[] {
  const { leftOn } = leaver.ended;
  if (leaver.reason === 'suspended' || leftOn === undefined) return [];
  const certificate: Reason = { rule: 'R2', code: 'leaver-certificate', values: {}, law: '劳动合同法 50' };
  if (!policy.inForce('removalDays', leftOn).known && !policy.inForce('removalDays', day).known) return [];
  const term = statutoryTerm('removalDays', leftOn, day, policy);
  const values = { leftOn, days: term.days, dueOn: addDays(leftOn, term.days) };
  return [{ rule: 'R2', code: 'leaver-employer-duty', values, ...term.origin }, certificate];
}
