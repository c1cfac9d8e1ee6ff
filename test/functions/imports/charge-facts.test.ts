import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fen } from '../../../domain/values/money.ts';
import { month } from '../../../domain/values/month.ts';
import { type Instant, plainDate } from '../../../domain/values/plain-date.ts';
import type { BillRow } from '../../../functions/imports/bill-row.ts';
import { chargeFacts } from '../../../functions/imports/store-bill.ts';

const NOW = '2026-11-02T01:00:00.000Z' as Instant;

/** Few different values, so that equal lines are common. */
const row = fc.record({
  line: fc.integer({ min: 2, max: 9 }),
  person: fc.constant({ employeeId: 'E1' }),
  month: fc.constantFrom(month('2026-09'), month('2026-10')),
  unitAmount: fc.constantFrom(fen(98000), fen(98001)),
  personalAmount: fc.constant(fen(20300)),
  chargedOn: fc.constantFrom(plainDate('2026-10-15'), plainDate('2026-10-16')),
  supplement: fc.constantFrom(undefined, true),
}) as fc.Arbitrary<BillRow>;

const idsOf = (rows: readonly BillRow[], employeeId = 'E1', unitId = 'U1') =>
  chargeFacts(unitId, employeeId, rows, NOW).map(({ factId }) => factId);

describe('the facts of a bill', () => {
  it('are one for each line, also of equal lines', () => {
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        expect(new Set(idsOf(rows)).size).toBe(rows.length);
      }),
    );
  });

  it('do not depend on the order of the lines, nor on when they are read', () => {
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const backwards = chargeFacts('U1', 'E1', rows.toReversed(), '2027-01-01T00:00:00.000Z' as Instant);
        const strip = (facts: typeof backwards) => facts.map(({ receivedAt: _, ...rest }) => rest);
        expect(strip(backwards)).toEqual(strip(chargeFacts('U1', 'E1', rows, NOW)));
      }),
    );
  });

  it('are the same from any parts of a bill, repeated or not, as long as equal lines stay together', () => {
    fc.assert(
      fc.property(fc.array(row), fc.func(fc.nat(2)), (rows, partOf) => {
        const key = ({ month: m, unitAmount, chargedOn, supplement }: BillRow) =>
          JSON.stringify([m, unitAmount, chargedOn, supplement]);
        const parts = [0, 1, 2].map((part) => rows.filter((it) => partOf(key(it)) === part));
        const ids = new Set([...parts, ...parts].flatMap((part) => idsOf(part)));
        expect(ids).toEqual(new Set(idsOf(rows)));
      }),
    );
  });

  it('of any part of a bill are among those of the whole: importing a part never adds a charge', () => {
    fc.assert(
      fc.property(fc.array(row), fc.array(fc.boolean()), (rows, taken) => {
        const whole = new Set(idsOf(rows));
        expect(idsOf(rows.filter((_, i) => taken[i])).every((id) => whole.has(id))).toBe(true);
      }),
    );
  });

  it('of a regular line are not those of a supplement that is equal otherwise', () => {
    const [line] = fc.sample(row, 1);
    if (line === undefined) throw new Error('no line was drawn');
    const { supplement: _, ...regular } = line;
    const facts = chargeFacts('U1', 'E1', [regular, { ...regular, supplement: true }], NOW);
    expect(new Set(facts.map(({ factId }) => factId)).size).toBe(2);
    expect(facts.map(({ data }) => [data.supplement, data.occurrence])).toEqual(
      expect.arrayContaining([
        [undefined, undefined],
        [true, undefined],
      ]),
    );
  });

  it('are of one unit and one employee', () => {
    const rows = fc.sample(row, 1);
    const ids = [...idsOf(rows), ...idsOf(rows, 'E2'), ...idsOf(rows, 'E1', 'U2')];
    expect(new Set(ids).size).toBe(3);
    expect(ids[0]).toMatch(/^bill:[\w-]{43}$/);
  });
});
