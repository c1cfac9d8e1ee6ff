import { expect, it } from 'vitest';
import { foldSpells } from '../../../domain/employment/fold.ts';
import { heardSince } from '../../../domain/roster/roster.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { EMPLOYEE, hired } from '../../support/facts.ts';

/**
 * The number of people reported since a roster of 30 June, after a hire of 1 June at U1 that was received at the given
 * time.
 */
const heard = (receivedAt: string, unitId = 'U1') => {
  const facts = [hired('2026-06-01', 'U1', {}, { receivedAt })];
  return heardSince({ unitIds: [unitId], asOf: plainDate('2026-06-30') }, foldSpells(EMPLOYEE, facts));
};

it('counts people first reported after the day of the roster, by China time', () => {
  expect(heard('2026-06-30T15:59:59.999Z')).toBe(0);
  expect(heard('2026-06-30T16:00:00.000Z')).toBe(1);
});

it('does not count people of other units', () => {
  expect(heard('2026-07-02T00:00:00.000Z', 'U2')).toBe(0);
});
