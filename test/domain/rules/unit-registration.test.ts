import { describe, expect, it } from 'vitest';
import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import { unitRegistration } from '../../../domain/rules/deadline/unit-registration.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { UNIT_REGISTRATION_EXAMPLES } from '../../examples/unit-registrations.ts';
import { expectWords } from '../../support/expect-words.ts';
import { toldPolicy } from '../../support/stated-policy.ts';

describe('unitRegistration', () => {
  it.each(UNIT_REGISTRATION_EXAMPLES)('$name', ({ given, expected }) => {
    const establishedOn = plainDate(given.establishedOn);
    const { because, ...dates } = unitRegistration(
      { establishedOn, asOf: establishedOn, policy: toldPolicy() },
      publishedCalendar,
    );
    expect(dates).toEqual(expected);
    expectWords(because);
    expect(because[0]).toMatchObject({ rule: 'G3', law: '社会保险法 57', value: 30 });
    expect(because.some(({ code }) => code.startsWith('calendar-'))).toBe(dates.assumedCalendar);
  });
});
