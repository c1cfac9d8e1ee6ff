import { expect, test } from 'vitest';
import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import type { Case } from '../../../domain/cases/case.ts';
import { overdueDays, unwatchedOf } from '../../../domain/digest/unwatched.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';

const MONDAY = plainDate('2026-11-23');
const overdueSince = (lastLawfulDay: string) =>
  ({ deadline: { actBy: plainDate(lastLawfulDay), lastLawfulDay: plainDate(lastLawfulDay) } }) as Case;

/** Five full working days lie between Friday the 13th and Monday the 23rd of November. */
test.each<[string, string[], string | undefined, string | undefined, number | undefined]>([
  ['a unit with nothing overdue is watched', ['2026-11-23'], undefined, undefined, undefined],
  ['a unit overdue for four working days is watched', ['2026-11-16'], undefined, undefined, undefined],
  [
    'a unit overdue for five working days without a look is unwatched',
    ['2026-11-13'],
    undefined,
    undefined,
    5,
  ],
  ['the oldest overdue case of a unit counts', ['2026-11-20', '2026-11-13'], undefined, undefined, 5],
  ['a unit looked at four working days ago is watched', ['2026-11-02'], '2026-11-16', undefined, undefined],
  ['a unit looked at five working days ago is unwatched', ['2026-11-02'], '2026-11-13', undefined, 5],
  ['a look on a rest day counts for the working day before', ['2026-11-02'], '2026-11-15', undefined, 5],
  ['a unit registered four working days ago is watched', ['2026-11-02'], undefined, '2026-11-16', undefined],
])('%s', (_, cases, lastSeenOn, registeredOn, workingDays) => {
  const seen = lastSeenOn === undefined ? undefined : plainDate(lastSeenOn);
  const found = unwatchedOf(
    {
      unitId: 'BJ',
      name: '北京',
      registeredOn: registeredOn === undefined ? undefined : plainDate(registeredOn),
    },
    overdueDays(cases.map(overdueSince), MONDAY),
    seen,
    MONDAY,
    publishedCalendar,
  );
  expect(found?.workingDays).toBe(workingDays);
  if (found !== undefined)
    expect(found).toMatchObject({ unitId: 'BJ', overdue: cases.length, ...(seen && { lastSeenOn: seen }) });
});
