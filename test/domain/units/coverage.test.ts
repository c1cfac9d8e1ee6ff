import { describe, expect, it } from 'vitest';
import { foldSpells } from '../../../domain/employment/fold.ts';
import { isInDoubt } from '../../../domain/rules/evidence/absence.ts';
import type { Doubt } from '../../../domain/units/coverage.ts';
import { coverageOf } from '../../../domain/units/fold-coverage.ts';
import { month } from '../../../domain/values/month.ts';
import { hired, inOrder } from '../../support/facts.ts';
import { anIdentity } from '../../support/some-facts.ts';

const OCTOBER = month('2026-10');
const strangers = (count: number, of = OCTOBER): Doubt[] =>
  Array.from({ length: count }, (_, i) => ({
    month: of,
    hash: `stranger-${String(i).padStart(3, '0')}-of-${of}`,
    name: `路人${i}`,
  }));

const doubtsAbout = (about: Parameters<typeof hired>[2], doubts: readonly Doubt[]) => {
  const [spell] = foldSpells('E1', inOrder(hired('2026-01-05', 'U1', about)));
  if (spell === undefined) throw new Error('nobody was hired');
  return isInDoubt(spell, OCTOBER, { coverage: coverageOf([], doubts) });
};

describe('unknown rows of a bill (isInDoubt)', () => {
  const KNOWN = { name: '赵敏', identity: anIdentity('hash-of-zhao') };

  it.each([1, 20, 21, 150])(
    '%i rows with other numbers do not cast doubt on a person with a number',
    (count) => {
      expect(doubtsAbout(KNOWN, strangers(count))).toBe(false);
    },
  );

  it.each([20, 21])('%i rows cast doubt on a person when one has the same number', (count) => {
    const own = { month: OCTOBER, hash: KNOWN.identity.hash, name: '赵敏' };
    expect(doubtsAbout(KNOWN, [...strangers(count - 1), own])).toBe(true);
  });

  it('too many rows to keep their names cast doubt on a person without a number', () => {
    expect(doubtsAbout({ name: '赵敏' }, strangers(20))).toBe(false);
    expect(doubtsAbout({ name: '赵敏' }, strangers(21))).toBe(true);
  });

  it('too many rows without numbers cast doubt on everybody', () => {
    const nameless = (count: number) =>
      strangers(count).map(({ month: of, name = '' }) => ({ month: of, name }));
    expect(doubtsAbout(KNOWN, nameless(20))).toBe(false);
    expect(doubtsAbout(KNOWN, nameless(21))).toBe(true);
  });

  it('are stored for the latest months first, within 4 KB', () => {
    const months = Array.from({ length: 24 }, (_, i) =>
      month(`202${5 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`),
    );
    const coverage = coverageOf(
      [],
      months.flatMap((of) => strangers(50, of)),
    );
    expect(coverage.numbersInDoubt?.map(({ month: of }) => of)).toEqual(months.slice(-3));
    expect(coverage.monthsInDoubt).toEqual(months.slice(0, -3));
    expect(Buffer.byteLength(JSON.stringify(coverage))).toBeLessThan(4096);
  });
});
