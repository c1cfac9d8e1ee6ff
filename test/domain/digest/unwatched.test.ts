import { expect, test } from 'vitest';
import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import type { Case } from '../../../domain/cases/case.ts';
import { overdueDays, unwatchedOf } from '../../../domain/digest/unwatched.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';

const MONDAY = plainDate('2026-11-23');
const overdueSince = (lastLawfulDay: string) =>
  ({ deadline: { actBy: plainDate(lastLawfulDay), lastLawfulDay: plainDate(lastLawfulDay) } }) as Case;

/** Five whole working days lie between Friday the 13th and Monday the 23rd. */
test.each<[string, string[], string | undefined, string | undefined, number | undefined]>([
  ['nothing overdue', ['2026-11-23'], undefined, undefined, undefined],
  ['overdue for four working days', ['2026-11-16'], undefined, undefined, undefined],
  ['overdue for five, and nobody ever looked', ['2026-11-13'], undefined, undefined, 5],
  ['the oldest case counts', ['2026-11-20', '2026-11-13'], undefined, undefined, 5],
  ['somebody looked four working days ago', ['2026-11-02'], '2026-11-16', undefined, undefined],
  ['somebody looked five working days ago', ['2026-11-02'], '2026-11-13', undefined, 5],
  ['somebody looked on the rest day after it', ['2026-11-02'], '2026-11-15', undefined, 5],
  ['a unit that was registered four working days ago', ['2026-11-02'], undefined, '2026-11-16', undefined],
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
