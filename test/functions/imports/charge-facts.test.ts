import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectiveFacts } from '../../../domain/employment/effective-facts.ts';
import type { Fact } from '../../../domain/facts/fact.ts';
import { importIn } from '../../../domain/facts/fact.ts';
import { fen } from '../../../domain/values/money.ts';
import { month } from '../../../domain/values/month.ts';
import { type Instant, plainDate } from '../../../domain/values/plain-date.ts';
import type { BillRow } from '../../../functions/imports/bill-row.ts';
import type { FoundPerson } from '../../../functions/imports/find-person.ts';
import { factsOfRows } from '../../../functions/imports/row-facts.ts';
import { rowsOfPerson } from '../../../functions/imports/store-bill.ts';

const NOW = '2026-11-02T01:00:00.000Z' as Instant;
const LATER = '2027-01-01T00:00:00.000Z' as Instant;

/** A line of a bill. Its fields have few different values, so that equal lines are common. */
const line = fc.record({
  person: fc.constant({ employeeId: 'E1' }),
  month: fc.constantFrom(month('2026-09'), month('2026-10')),
  unitAmount: fc.constantFrom(fen(98000), fen(98001)),
  personalAmount: fc.constant(fen(20300)),
  chargedOn: fc.constantFrom(plainDate('2026-10-15'), plainDate('2026-10-16')),
  supplement: fc.constantFrom(undefined, true),
}) as fc.Arbitrary<Omit<BillRow, 'line'>>;

/** The lines of one file, below its header. */
const file = fc.array(line).map((lines) => lines.map((it, i): BillRow => ({ ...it, line: i + 2 })));

interface Told {
  readonly id?: string;
  readonly employeeId?: string;
  readonly unitId?: string;
  readonly at?: Instant;
}

function factsOf(rows: readonly BillRow[], told: Told = {}): readonly Fact[] {
  const { id = 'import-1', employeeId = 'E1', unitId = 'U1', at = NOW } = told;
  const found = { is: 'found', employeeId, record: { facts: [], spells: [] } };
  const taken = rowsOfPerson(rows, { unitId, import: id, receivedAt: at }).map(({ row }) => row);
  return factsOfRows(found as unknown as Extract<FoundPerson, { is: 'found' }>, taken, { receivedAt: at });
}

const said = (facts: readonly Fact[]) => facts.map(({ kind, data }) => JSON.stringify([kind, data])).sort();
const inEffect = (...imports: readonly (readonly Fact[])[]) => said(effectiveFacts(imports.flat()));

describe('factsOfRows', () => {
  it('makes one fact per line, also for equal lines, and each names its import', () => {
    fc.assert(
      fc.property(file, (rows) => {
        const facts = factsOf(rows);
        expect(new Set(facts.map(({ factId }) => factId)).size).toBe(rows.length);
        expect(inEffect(facts)).toHaveLength(rows.length);
        expect(facts.map(({ factId }) => importIn(factId))).toEqual(rows.map(() => 'import-1'));
      }),
    );
  });

  it('makes the same facts whatever the order of the lines and the time of reading', () => {
    fc.assert(
      fc.property(file, (rows) => {
        expect(said(factsOf(rows.toReversed(), { at: LATER }))).toEqual(said(factsOf(rows)));
      }),
    );
  });

  it('makes facts of parts that together equal those of the whole bill, if equal lines stay together', () => {
    fc.assert(
      fc.property(file, fc.func(fc.nat(2)), (rows, partOf) => {
        const key = ({ month: m, unitAmount, chargedOn, supplement }: BillRow) =>
          JSON.stringify([m, unitAmount, chargedOn, supplement]);
        const parts = [0, 1, 2].map((part) => rows.filter((it) => partOf(key(it)) === part));
        const imports = [...parts, ...parts].map((part, i) => factsOf(part, { id: `part-${i}` }));
        expect(inEffect(...imports)).toEqual(said(factsOf(rows)));
      }),
    );
  });

  it('makes facts of a part that add no charge to the whole bill', () => {
    fc.assert(
      fc.property(file, fc.array(fc.boolean()), (rows, taken) => {
        const part = rows.filter((_, i) => taken[i]);
        expect(inEffect(factsOf(rows), factsOf(part, { id: 'part' }))).toEqual(said(factsOf(rows)));
      }),
    );
  });

  it('makes facts that are equal to those of earlier releases, whose ids are hashes', () => {
    fc.assert(
      fc.property(file, (rows) => {
        const earlier = factsOf(rows, { id: 'x' }).map((fact, i) => ({ ...fact, factId: `bill:hash-${i}` }));
        expect(inEffect(earlier, factsOf(rows, { at: LATER }))).toEqual(said(earlier));
      }),
    );
  });

  it('counts a charge once if only one file states the base, and keeps the base', () => {
    const [one] = fc.sample(line, 1);
    if (one === undefined) throw new Error('no line was drawn');
    const [without, stated] = [
      factsOf([{ ...one, line: 2 }], { id: 'a' }),
      factsOf([{ ...one, line: 7, base: fen(1000000) }], { id: 'b' }),
    ];
    expect(inEffect(without, stated)).toEqual(said(stated));
    expect(inEffect(stated, without)).toEqual(said(stated));
  });

  it('distinguishes a regular line, a supplement and an offset that are otherwise equal', () => {
    const [one] = fc.sample(line, 1);
    if (one === undefined) throw new Error('no line was drawn');
    const { supplement: _, ...regular } = one;
    const facts = factsOf([
      { ...regular, line: 2 },
      { ...regular, line: 3, supplement: true },
      { ...regular, line: 4, offset: true },
    ]);
    expect(inEffect(facts)).toHaveLength(3);
    expect(facts.map(({ kind, data }) => [kind, 'occurrence' in data]).sort()).toEqual([
      ['contribution.charged', false],
      ['contribution.charged', false],
      ['contribution.offset', false],
    ]);
  });

  it('distinguishes equal lines of other units and other employees', () => {
    const rows = fc.sample(line, 1).map((it): BillRow => ({ ...it, line: 2 }));
    const facts = [
      ...factsOf(rows),
      ...factsOf(rows, { employeeId: 'E2' }),
      ...factsOf(rows, { unitId: 'U2' }),
    ];
    expect(new Set(said(facts)).size).toBe(3);
  });
});
