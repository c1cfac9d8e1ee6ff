import type { Calendar } from '../calendar/calendar.ts';
import type { Reason } from '../cases/case.ts';
import type { Policy } from '../policy/policy.ts';
import { coverGap } from '../rules/gap.ts';
import { statutoryTerm } from '../rules/statutory-term.ts';
import { type Month, monthOf } from '../values/month.ts';
import { addDays, type PlainDate } from '../values/plain-date.ts';
import { accountSections, retireeSections, transferSections } from './after-leaving.ts';
import { YEARS_NEVER_LOST } from './flexible-guide.ts';
import { type Guide, type GuideSection, section } from './guide.ts';
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
  const covered: Reason = { rule: 'G1', code: 'leaver-last-covered', values: { month: lastPaid.month } };
  const why = [...doubts, lastPaid.because];
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
    const cover = [...why, ...gapSoFar(lastPaid.month, day, policy), ...employerDuties(question)];
    return [
      ...section('dates', [covered, ...ways.dates]),
      ...section('cover', cover),
      ...ways.sections,
      ...transferSections(day, policy, calendar),
      ...account,
      ...section('mistakes', [YEARS_NEVER_LOST]),
    ];
  }
}

/** R10 as of the day: what paying again this month would mean. The years kept are told of once, among the mistakes. */
function gapSoFar(lastPaid: Month, day: PlainDate, policy: Policy): readonly Reason[] {
  const nextPaid = monthOf(day);
  if (nextPaid <= lastPaid) return [];
  return coverGap({ lastPaid, nextPaid, policy }).because.filter(({ code }) => code !== 'years-kept');
}

/** 劳动合同法 50, where the contract has ended: the certificate, and the transfer within its days. */
function employerDuties({ leaver, day, policy }: LeaverQuestion): readonly Reason[] {
  const { leftOn } = leaver.ended;
  if (leaver.reason === 'suspended' || leftOn === undefined) return [];
  const term = statutoryTerm('removalDays', leftOn, day, policy);
  const values = { leftOn, days: term.days, dueOn: addDays(leftOn, term.days) };
  return [
    { rule: 'R2', code: 'leaver-employer-duty', values, ...term.origin },
    { rule: 'R2', code: 'leaver-certificate', values: {}, law: '劳动合同法 50' },
  ];
}
