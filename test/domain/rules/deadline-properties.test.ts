import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPublished, isWorkingDay, publishedCalendar } from '../../../domain/calendar/working-days.ts';
import { policyOf } from '../../../domain/regions/policy-of.ts';
import type { DeadlineAnswer } from '../../../domain/rules/deadline/deadline.ts';
import { enrolmentDeadline } from '../../../domain/rules/deadline/enrolment-deadline.ts';
import { removalDeadline } from '../../../domain/rules/deadline/removal-deadline.ts';
import { monthOf, plusMonths } from '../../../domain/values/month.ts';
import { addDays, laterOf, type PlainDate, plainDate } from '../../../domain/values/plain-date.ts';
import { expectWords } from '../../support/expect-words.ts';
import { tries } from '../../support/seeded.ts';

/**
 * An event from 2023 to 2028 in one of four regions, with or without a company that files for it. The day of the
 * question is from 40 days before the event to 120 days after it.
 */
const circumstances = fc
  .record({
    event: fc.integer({ min: 0, max: 2190 }).map((n) => addDays(plainDate('2023-01-01'), n)),
    later: fc.integer({ min: -40, max: 120 }),
    region: fc.constantFrom('北京', '上海', '深圳', '成都'),
    agency: fc.option(fc.integer({ min: 1, max: 31 }), { nil: undefined }),
    paidFor: fc.integer({ min: -1, max: 1 }),
  })
  .map(({ event, later, region, agency, paidFor }) => ({
    event,
    asOf: addDays(event, later),
    policy: policyOf(region),
    lastPayableMonth: plusMonths(monthOf(event), paidFor),
    ...(agency !== undefined && { agencyCutOffDay: agency }),
  }));

function holds(event: PlainDate, asOf: PlainDate, days: number, { deadline, because }: DeadlineAnswer) {
  const { statutoryDueOn, lastLawfulDay, localCutOff, actBy, missedCutOff, assumedCalendar } = deadline;
  const ready = laterOf(event, asOf);
  expect(statutoryDueOn).toBe(addDays(event, days));
  expect(lastLawfulDay >= statutoryDueOn).toBe(true);
  expect(actBy <= statutoryDueOn && actBy >= event).toBe(true);
  expect(isWorkingDay(lastLawfulDay, publishedCalendar)).toBe(true);
  expect(actBy === event || isWorkingDay(actBy, publishedCalendar)).toBe(true);
  if (localCutOff !== undefined) {
    expect(localCutOff >= ready && isWorkingDay(localCutOff, publishedCalendar)).toBe(true);
    expect(actBy <= localCutOff).toBe(true);
  }
  if (missedCutOff !== undefined) expect(missedCutOff < ready).toBe(true);
  const shown = [statutoryDueOn, lastLawfulDay, actBy, ...[localCutOff ?? [], missedCutOff ?? []].flat()];
  if (shown.some((day) => !isPublished(day, publishedCalendar))) expect(assumedCalendar).toBe(true);
  expect(
    because.some((reason) => reason.code === 'calendar-assumed' || reason.code === 'calendar-not-shipped'),
  ).toBe(assumedCalendar);
  expectWords(because);
}

describe('the deadlines of any event', () => {
  it('put an enrolment on a working day between hire and statutory date, by the next cut-off', () => {
    fc.assert(
      fc.property(circumstances, ({ event, asOf, ...rest }) => {
        const answer = enrolmentDeadline({ hiredOn: event, asOf, ...rest }, publishedCalendar);
        holds(event, asOf, 30, answer);
      }),
      { numRuns: tries(2000) },
    );
  });

  it('put a removal on a working day, and never count a cut-off before the leave as missed', () => {
    fc.assert(
      fc.property(circumstances, ({ event, asOf, ...rest }) => {
        const leaving = { leftOn: event, asOf, reason: 'resigned' as const, ...rest };
        const answer = removalDeadline(leaving, publishedCalendar);
        holds(event, asOf, 15, answer);
        expect((answer.deadline.missedCutOff ?? event) >= event).toBe(true);
      }),
      { numRuns: tries(2000) },
    );
  });

  it('never move the act-by date forward when asked a day later', () => {
    fc.assert(
      fc.property(circumstances, ({ event, asOf, ...rest }) => {
        const actBy = (on: PlainDate) =>
          enrolmentDeadline({ hiredOn: event, asOf: on, ...rest }, publishedCalendar).deadline.actBy;
        expect(actBy(addDays(asOf, 1)) >= actBy(asOf)).toBe(true);
      }),
      { numRuns: tries(500) },
    );
  });
});
