import type { Calendar } from '../calendar/calendar.ts';
import type { Policy } from '../policy/policy.ts';
import { type PlainCode, type Reason, reasonOf } from '../reasons/reason.ts';
import {
  type FlexibleEnrolment,
  type FlexibleQuestion,
  flexibleContribution,
  flexibleEnrolment,
} from '../rules/individual/flexible.ts';
import type { PlainDate } from '../values/plain-date.ts';
import { type Guide, type GuideLine, requiredDocuments, section } from './guide.ts';

/** G1: continuing as a flexible worker, for a person, region and day. */
export function flexibleGuide(question: FlexibleQuestion, calendar: Calendar): Guide {
  const { day, policy } = question;
  const answer = flexibleEnrolment(question, calendar);
  const open = answer.possible !== 'not-met';
  return {
    kind: 'flexible',
    region: policy.region,
    day,
    sections: [
      ...section('conditions', answer.conditions),
      ...section('clock', clockLines(answer, day)),
      ...section('steps', open ? flexibleSteps(day, policy) : []),
      ...section('papers', open ? requiredDocuments('flexible') : []),
      ...section('mistakes', [YEARS_NEVER_LOST]),
    ],
  };
}

/** The lines about the effect of the gap. The first has the last day on which to act, unless that day has passed. */
export function clockLines({ by, clock }: FlexibleEnrolment, day: PlainDate): readonly GuideLine[] {
  return clock.map((says, i) => ({ says, ...(i === 0 && by !== undefined && by >= day && { by }) }));
}

export function flexibleSteps(day: PlainDate, policy: Policy): readonly Reason[] {
  const step = (code: PlainCode): Reason => reasonOf('G1', code, {});
  return [
    step('flexible-register'),
    step('flexible-choose'),
    ...flexibleContribution(day, policy),
    step('flexible-pay'),
    step('flexible-certificate'),
  ];
}

/** Corrects a common error: a gap of three months does not reset the years. */
export const YEARS_NEVER_LOST: Reason = {
  rule: 'R10',
  code: 'mistake-years-lost',
  values: {},
  law: '社会保险法 32',
};
