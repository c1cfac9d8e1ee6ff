import { describe, expect, it } from 'vitest';
import { foldSpells } from '../../../domain/employment/fold.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import { addDays, type Instant, type PlainDate, plainDate } from '../../../domain/values/plain-date.ts';
import * as the from '../../support/facts.ts';
import { operationsOf, outOfProportion } from '../../support/operations.ts';
import { countedReads } from '../../support/reads.ts';

/** An employee's facts are never deleted: what they fold to must grow with their number, not with its square. */

const day = (days: number): PlainDate => addDays(plainDate('2000-01-03'), days);

function often(count: number, made: (index: number) => readonly Fact[]): readonly Fact[] {
  return Array.from({ length: count }, (_, index) => made(index))
    .flat()
    .map((fact, index) => {
      const at = new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString() as Instant;
      return { ...fact, factId: `f${index}`, statedAt: at, receivedAt: at };
    });
}

const leaveAfter = (days: number) => (i: number) => [
  the.hired(day(i * days), 'U1'),
  the.left(day(i * days + 1), 'resigned'),
];

const HISTORIES: Readonly<Record<string, (count: number) => readonly Fact[]>> = {
  'hires and leaves within a month': (count) => often(count, leaveAfter(3)),
  'hires and leaves a month apart': (count) => often(count, leaveAfter(31)),
  'transfers between two units': (count) => [
    the.hired(day(0), 'U0'),
    ...often(count, (i) => [the.moved(day(i + 1), `U${(i + 1) % 2}`)]),
  ],
  'employments at once': (count) =>
    often(count, (i) => [the.hired(day(i), `U${i % 3}`, { employmentId: `${i}` })]),
};

/** Bytes per spell. */
function sizeOf(facts: readonly Fact[], least: number): number {
  const spells = foldSpells(the.EMPLOYEE, facts);
  expect(spells.length).toBeGreaterThanOrEqual(least);
  return JSON.stringify(spells).length / spells.length;
}

describe.each(Object.entries(HISTORIES))('a history of %s', (_, history) => {
  it('folds to a size that grows with the number of spells', () => {
    expect(sizeOf(history(800), 800) / sizeOf(history(100), 100)).toBeLessThan(1.25);
  });

  it('folds in work that grows with the number of spells', async () => {
    const [few, many] = [history(20), history(80)];
    const before = await operationsOf(() => foldSpells(the.EMPLOYEE, few));
    const then = await operationsOf(() => foldSpells(the.EMPLOYEE, many));
    expect(outOfProportion(20, before, then)).toEqual([]);
  });

  it('changes only spells nearby when one more is added', () => {
    const [before, after] = [200, 201].map((count) => foldSpells(the.EMPLOYEE, history(count)));
    const known = new Set(before?.map((spell) => JSON.stringify(spell)));
    expect(after?.filter((spell) => !known.has(JSON.stringify(spell))).length).toBeLessThanOrEqual(40);
  });
});

it('cancelled leaves are read in proportion to their number', () => {
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

it('the last of many spells lists the one that continues at another unit', () => {
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

it('a transfer from a unit belongs to the employment that moved there', () => {
  const facts = the.inOrder(
    the.hired('2026-01-05', 'U2', { employmentId: 'A' }),
    the.hired('2026-03-02', 'U3', { employmentId: 'B' }),
    the.left('2026-02-27', 'resigned', { employmentId: 'C' }),
    the.moved('2026-02-02', 'U1'),
    the.moved('2026-04-01', 'U4', 'U1'),
  );
  expect(foldSpells(the.EMPLOYEE, facts).map(({ spellId }) => spellId)).toContain('e-A+U4');
});
