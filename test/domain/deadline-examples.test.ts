import { describe, expect, it } from 'vitest';
import { publishedCalendar } from '../../domain/calendar/working-days.ts';
import type { LocalPolicy } from '../../domain/policy/local-policy.ts';
import { policyOf } from '../../domain/regions/policy-of.ts';
import { enrolmentDeadline } from '../../domain/rules/deadline/enrolment-deadline.ts';
import { removalDeadline } from '../../domain/rules/deadline/removal-deadline.ts';
import { lastPayableMonth } from '../../domain/rules/overpayment/overpaid-charges.ts';
import { month } from '../../domain/values/month.ts';
import { plainDate } from '../../domain/values/plain-date.ts';
import { type DeadlineExample, ENROLMENT_EXAMPLES, REMOVAL_EXAMPLES } from '../examples/deadlines.ts';
import { expectOwnNames } from '../support/examples.ts';
import { expectWords } from '../support/expect-words.ts';

type Given = DeadlineExample['given'];

describe('the deadline of an enrolment (R1)', () => {
  it.each(ENROLMENT_EXAMPLES)('$name', ({ given, expected }) => {
    const { deadline, because } = enrolmentDeadline(
      { hiredOn: plainDate(given.event), ...circumstancesOf(given) },
      publishedCalendar,
    );
    expect(deadline).toEqual(withDefaults(expected));
    expectWords(because);
    expect(because[0]).toMatchObject({ rule: 'R1', code: 'enrolment-due' });
  });
});

describe('the deadline of a removal (R2)', () => {
  it.each(REMOVAL_EXAMPLES)('$name', ({ given, expected }) => {
    const { deadline, deathNoticeDueOn, because } = removalDeadline(leavingOf(given), publishedCalendar);
    expect({ ...deadline, ...(deathNoticeDueOn && { deathNoticeDueOn }) }).toEqual(withDefaults(expected));
    expectWords(because);
    expect(because[0]).toMatchObject({ rule: 'R2', code: 'removal-due' });
  });
});

it('every deadline example has its own name, and there are at least 40', () => {
  const examples = [...ENROLMENT_EXAMPLES, ...REMOVAL_EXAMPLES];
  expectOwnNames(examples);
  expect(examples.length).toBeGreaterThanOrEqual(40);
});

function withDefaults(expected: DeadlineExample['expected']) {
  return { lastLawfulDay: expected.statutoryDueOn, assumedCalendar: false, ...expected };
}

function circumstancesOf(given: Given) {
  const entries = Object.entries(given.localPolicy ?? {}).map(([name, { value, from }]) => [
    name,
    { value, from: plainDate(from), source: '经办机构电话', verifiedOn: plainDate(from) },
  ]);
  return {
    asOf: plainDate(given.asOf ?? given.event),
    policy: policyOf(given.region ?? '成都', Object.fromEntries(entries) as LocalPolicy),
    agencyCutOffDay: given.agencyCutOffDay,
  };
}

function leavingOf(given: Given) {
  const leftOn = plainDate(given.event);
  const circumstances = circumstancesOf(given);
  const { lastPayableMonth: stated } = given;
  const insuranceStopMonth = stated === undefined ? undefined : month(stated);
  const last = lastPayableMonth({ leftOn, policy: circumstances.policy, insuranceStopMonth });
  expectWords([last.because]);
  return {
    leftOn,
    reason: given.reason ?? 'resigned',
    lastPayableMonth: last.month,
    ...circumstances,
  } as const;
}
