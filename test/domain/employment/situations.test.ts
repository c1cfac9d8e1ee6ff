import { describe, expect, it } from 'vitest';
import { foldSpells } from '../../../domain/employment/fold.ts';
import { endBy, inServiceOn, isEmployment, type Situation } from '../../../domain/employment/spell.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { EMPLOYEE, hireCancelled, hired, inOrder, left, noticed } from '../../support/facts.ts';

const FROM_MARCH = hired('2026-03-02', 'U1');
const EMPLOYED = situationAfter(FROM_MARCH);
const LEFT = situationAfter(FROM_MARCH, left('2026-06-15'));
const CANCELLED = situationAfter(FROM_MARCH, hireCancelled({ hiredOn: '2026-03-02' }));
const NEVER_HIRED = situationAfter(left('2026-06-15'));
const NOTICED = situationAfter(noticed('hire', '2026-03-02'));

describe('the situation of a spell', () => {
  it('is an employment while in service and after the leave', () => {
    expect([EMPLOYED, LEFT].map(isEmployment)).toEqual([true, true]);
    expect([CANCELLED, NEVER_HIRED, NOTICED].map(isEmployment)).toEqual([false, false, false]);
  });

  it.each([
    ['2026-03-01', false],
    ['2026-03-02', true],
    ['2026-06-15', true],
    ['2026-06-16', false],
  ])('of a leaver is in service on %s: %s', (day, is) => {
    expect(inServiceOn(LEFT, plainDate(day))).toBe(is);
  });

  it('is in service without end where no leave is known, and never without an employment', () => {
    const day = plainDate('2026-06-16');
    expect(inServiceOn(EMPLOYED, day)).toBe(true);
    expect([CANCELLED, NEVER_HIRED, NOTICED].some((other) => inServiceOn(other, day))).toBe(false);
  });

  it('has ended from the last working day on', () => {
    expect(endBy(LEFT, plainDate('2026-06-14'))).toBeUndefined();
    expect(endBy(LEFT, plainDate('2026-06-15'))).toMatchObject({ on: '2026-06-15' });
    expect(endBy(EMPLOYED, plainDate('2026-06-15'))).toBeUndefined();
  });
});

function situationAfter(...facts: readonly Fact[]): Situation {
  const [spell] = foldSpells(EMPLOYEE, inOrder(...facts));
  if (spell === undefined) throw new Error('no spell');
  return spell.situation;
}
