import { describe, expect, it } from 'vitest';
import { needsUnitPolicy } from '../../../domain/cases/case-kinds.ts';
import { foldSpells } from '../../../domain/employment/fold.ts';
import type { Spell } from '../../../domain/employment/spell.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import { FACT_SCHEMAS } from '../../../domain/facts/fact-schemas.ts';
import { yuan } from '../../../domain/values/money.ts';
import { month, plusMonths } from '../../../domain/values/month.ts';
import { accepted, charged, EMPLOYEE, hired, inOrder, left, submitted, voided } from '../../support/facts.ts';

const HIRED = hired('2020-01-06', 'U1');
const on = (of: string, base: number) => charged('U1', of, [980, 203], { base });
const without = (of: string) => charged('U1', of);
const supplement = (of: string, more: { occurrence?: number; base?: number } = {}) =>
  charged('U1', of, [10, 2], { supplement: true, ...more });

function onlySpell(...facts: readonly Fact[]): Spell {
  const [spell, ...others] = foldSpells(EMPLOYEE, inOrder(HIRED, ...facts));
  if (spell === undefined || others.length > 0) throw new Error('the facts fold into other than one spell');
  return spell;
}

const spansOf = ({ filedBases = [] }: Spell) =>
  filedBases.map(({ from, to, base }) => `${from} ${to} ${yuan(base)}`);

describe('the spans of charged bases', () => {
  it.each<[string, readonly Fact[], readonly string[]]>([
    [
      'are one span while the base stays the same',
      [on('2026-05', 7000), on('2026-06', 7000)],
      ['2026-05 2026-06 7000.00'],
    ],
    [
      'are two spans where the base changes',
      [on('2026-06', 7000), on('2026-07', 7100)],
      ['2026-06 2026-06 7000.00', '2026-07 2026-07 7100.00'],
    ],
    [
      'are two spans where a month is missing between',
      [on('2026-05', 7000), on('2026-07', 7000)],
      ['2026-05 2026-05 7000.00', '2026-07 2026-07 7000.00'],
    ],
    ['are empty where no bill states a base', [without('2026-05')], []],
    [
      'leave out a month that a supplement corrects',
      [on('2026-05', 7000), on('2026-06', 7000), supplement('2026-05')],
      ['2026-06 2026-06 7000.00'],
    ],
    ['leave out a month that has only a supplement', [supplement('2026-05', { base: 7000 })], []],
    [
      'take the first charge of a month that was charged twice',
      [on('2026-05', 7000), on('2026-05', 8000)],
      ['2026-05 2026-05 7000.00'],
    ],
    [
      'take the remaining charge when another is voided',
      [on('2026-05', 7000), on('2026-05', 8000), voided('f2')],
      ['2026-05 2026-05 8000.00'],
    ],
    [
      'leave out months before the hire',
      [on('2019-12', 7000), on('2020-01', 7000)],
      ['2020-01 2020-01 7000.00'],
    ],
    [
      'leave out months after the leave',
      [on('2026-05', 7000), on('2026-06', 7000), left('2026-05-20')],
      ['2026-05 2026-05 7000.00'],
    ],
    [
      'include months up to the last month that HR stated for payment',
      [
        on('2026-05', 7000),
        on('2026-06', 7000),
        left('2026-05-20', 'resigned', { insuranceStopMonth: month('2026-06') }),
      ],
      ['2026-05 2026-06 7000.00'],
    ],
    [
      'go back less than two years from the latest month charged',
      [on('2024-06', 7000), on('2024-07', 7000), without('2026-06')],
      ['2024-07 2024-07 7000.00'],
    ],
  ])('%s', (_, facts, expected) => {
    expect(spansOf(onlySpell(...facts))).toEqual(expected);
  });

  it('require the unit’s own policy, as any charge does', () => {
    expect(needsUnitPolicy(onlySpell(on('2026-05', 7000)))).toBe(true);
    expect(needsUnitPolicy(onlySpell(without('2026-05')))).toBe(true);
  });

  it('do not require the unit’s policy for a hire that is only submitted', () => {
    expect(needsUnitPolicy(onlySpell())).toBe(false);
    expect(needsUnitPolicy(onlySpell(submitted('enrolment', '2026-05-06')))).toBe(false);
    expect(needsUnitPolicy(onlySpell(accepted('enrolment', '2026-05-06')))).toBe(true);
  });

  it('stay few, so that six years of bills keep the snapshot small', () => {
    const months = Array.from({ length: 72 }, (_, index) => plusMonths(month('2020-07'), index));
    const bills = months.map((of) => on(of, 7000 + 100 * Number(plusMonths(of, -6).slice(0, 4))));
    const spell = onlySpell(...bills.map((it, index) => ({ ...it, factId: `b${index}` })));
    expect(spansOf(spell)).toHaveLength(2);
    expect(JSON.stringify(spell).length).toBeLessThan(1_200);
  });
});

describe('a supplement', () => {
  it.each([
    ['is read when stated', { supplement: true }, true],
    ['is left out when denied, as when not stated', { supplement: false }, undefined],
    ['is left out when not stated', {}, undefined],
  ])('%s', (_, said, expected) => {
    const bill = {
      employeeId: 'E1',
      unitId: 'U1',
      month: '2026-07',
      unitAmount: 10,
      personalAmount: 2,
      ...said,
    };
    const read = FACT_SCHEMAS['contribution.charged']().parse(bill);
    expect(read.supplement).toBe(expected);
    expect(JSON.stringify(read).includes('supplement')).toBe(expected === true);
  });

  it('must be a boolean', () => {
    const bill = { employeeId: 'E1', unitId: 'U1', month: '2026-07', unitAmount: 10, personalAmount: 2 };
    expect(FACT_SCHEMAS['contribution.charged']().safeParse({ ...bill, supplement: '补差' }).success).toBe(
      false,
    );
  });

  it('counts once when stated twice, unless it is marked as another line of the bill', () => {
    const outside = (more: { occurrence?: number } = {}) => supplement('2019-11', more);
    expect(onlySpell(outside(), outside()).charges).toHaveLength(1);
    expect(onlySpell(outside(), outside({ occurrence: 2 })).charges).toHaveLength(2);
  });

  it('is not a duplicate of the regular charge', () => {
    const regular = charged('U1', '2019-11', [10, 2]);
    expect(onlySpell(regular, supplement('2019-11')).charges.map((it) => it.supplement)).toEqual([
      undefined,
      true,
    ]);
  });

  it('in service is dropped, and estimates use the latest regular charge', () => {
    const spell = onlySpell(
      without('2026-03'),
      without('2026-04'),
      supplement('2026-04'),
      supplement('2026-05'),
    );
    expect(spell.charges.map((it) => [it.month, it.supplement])).toEqual([['2026-04', undefined]]);
  });
});
