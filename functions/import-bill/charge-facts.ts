import { createHash } from 'node:crypto';
import { compareText, type FactOf } from '../../domain/facts/fact.ts';
import { firstDayOf } from '../../domain/values/month.ts';
import type { Instant, PlainDate } from '../../domain/values/plain-date.ts';
import type { BillRow } from './bill-row.ts';

export type ChargeFact = FactOf<'contribution.charged'>;

/**
 * The facts of one employee's rows. A fact's id is drawn from what was charged and from which occurrence of exactly
 * that it is: the same bill gives the same ids however often and in whichever order it comes, and two equal lines of
 * one bill stay two charges. Equal lines of two bills are one charge told twice.
 */
export function chargeFacts(
  unitId: string,
  employeeId: string,
  rows: readonly BillRow[],
  receivedAt: Instant,
): readonly ChargeFact[] {
  return withIds([unitId, employeeId], rows).map(({ id: factId, row, occurrence }) => ({
    kind: 'contribution.charged',
    factId,
    employeeId,
    statedAt: statedAt(row.chargedOn ?? firstDayOf(row.month)),
    receivedAt,
    data: {
      employeeId,
      unitId,
      month: row.month,
      unitAmount: row.unitAmount,
      personalAmount: row.personalAmount,
      ...(row.base !== undefined && { base: row.base }),
      ...(row.chargedOn !== undefined && { chargedOn: row.chargedOn }),
      ...(occurrence > 1 && { occurrence }),
      ...(row.supplement && { supplement: row.supplement }),
    },
  }));
}

export interface IdentifiedRow {
  readonly id: string;
  readonly row: BillRow;
  /** 1 unless equal rows came before. */
  readonly occurrence: number;
}

/** Each row of one person with its id; `whose` sets units and people apart. */
export function withIds(whose: readonly string[], rows: readonly BillRow[]): readonly IdentifiedRow[] {
  const seen = new Map<string, number>();
  // Equal charges may differ in their base: which of them is the first must not depend on the file's order.
  const ordered = rows.toSorted((a, b) => compareText(keyOf(a), keyOf(b)) || (a.base ?? 0) - (b.base ?? 0));
  return ordered.map((row) => {
    const key = keyOf(row);
    const occurrence = (seen.get(key) ?? 0) + 1;
    seen.set(key, occurrence);
    const content = JSON.stringify([...whose, key, occurrence]);
    return { id: `bill:${createHash('sha256').update(content).digest('base64url')}`, row, occurrence };
  });
}

function keyOf({ month, chargedOn, unitAmount, personalAmount, supplement }: BillRow): string {
  const regular = [month, chargedOn ?? null, unitAmount, personalAmount];
  return JSON.stringify(supplement ? [...regular, 'supplement'] : regular);
}

/** The bill's own day, not that of the import: facts of two imports of one bill are the same to the letter. */
function statedAt(day: PlainDate): Instant {
  return new Date(`${day}T00:00:00+08:00`).toISOString() as Instant;
}
