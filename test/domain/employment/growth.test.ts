import { describe, expect, it } from 'vitest';
import { foldSpells } from '../../../domain/employment/fold.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import * as the from '../../support/facts.ts';
import { day, HISTORIES, leaveAfter, often } from '../../support/long-histories.ts';
import { countedReads } from '../../support/reads.ts';

/**
 * An employee's facts are never deleted. So the size of the folded spells must grow with the number of facts, not with
 * its square.
 */

/** The average size of a spell in characters of JSON. */
function sizeOf(facts: readonly Fact[], least: number): number {
  const spells = foldSpells(the.EMPLOYEE, facts);
  expect(spells.length).toBeGreaterThanOrEqual(least);
  return JSON.stringify(spells).length / spells.length;
}

describe.each(Object.entries(HISTORIES))('%s', (_, history) => {
  it('fold to a size that grows with their number', () => {
    expect(sizeOf(history(800), 800) / sizeOf(history(100), 100)).toBeLessThan(1.25);
  });

  it('changes only spells nearby when one more is added', () => {
    const [before, after] = [200, 201].map((count) => foldSpells(the.EMPLOYEE, history(count)));
    const known = new Set(before?.map((spell) => JSON.stringify(spell)));
    expect(after?.filter((spell) => !known.has(JSON.stringify(spell))).length).toBeLessThanOrEqual(40);
  });
});

it('leaves that are taken back one by one are read in proportion to their number', () => {
  const readsOf = (count: number) => {
    const { counted, reads } = countedReads();
    const taken = often(count, (i) => [
      ...leaveAfter(31)(i),
      the.leaveCancelled({ lastWorkingDay: day(i * 31 + 1) }),
      the.left(day(i * 31 + 2), 'resigned'),
    ]);
    expect(foldSpells(the.EMPLOYEE, taken.map(counted))).toHaveLength(count);
    return reads();
  };
  expect(readsOf(800) / readsOf(100)).toBeLessThan(12);
});

it('cards issued in many spells fold to a size that grows with their number', () => {
  const issued = (count: number) =>
    often(count, (i) => [
      ...leaveAfter(31)(i),
      the.fact('card.issued', { kind: 'physical', on: day(i * 31), replaces: true }),
    ]);
  expect(sizeOf(issued(800), 800) / sizeOf(issued(100), 100)).toBeLessThan(1.25);
});

it('one of many spells still knows of the one that goes on at another unit', () => {
  const named = (i: number) => ({ employmentId: `${i}` });
  const facts = often(60, (i) => [
    the.hired(day(i * 3), i === 0 ? 'U0' : 'U1', named(i)),
    ...(i === 0
      ? []
      : [
          the.fact('employee.terminated', {
            lastWorkingDay: day(i * 3 + 1),
            reason: 'resigned',
            ...named(i),
          }),
        ]),
  ]);
  const last = foldSpells(the.EMPLOYEE, facts).at(-1);
  expect(last?.otherSpells.map(({ unitId }) => unitId)).toContain('U0');
});

it('a transfer from a unit belongs to the employment that was moved there', () => {
  const facts = the.inOrder(
    the.hired('2026-01-05', 'U2', { employmentId: 'A' }),
    the.hired('2026-03-02', 'U3', { employmentId: 'B' }),
    the.left('2026-02-27', 'resigned', { employmentId: 'C' }),
    the.moved('2026-02-02', 'U1'),
    the.moved('2026-04-01', 'U4', 'U1'),
  );
  expect(foldSpells(the.EMPLOYEE, facts).map(({ spellId }) => spellId)).toContain('e-A+U4');
});
