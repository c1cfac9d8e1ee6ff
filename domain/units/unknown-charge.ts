import { netAmounts } from '../employment/charges.ts';
import { compareText, importIn } from '../facts/fact.ts';
import type { ENDED_STATUSES } from '../facts/insurance.ts';
import type { Fen } from '../values/money.ts';
import type { Month } from '../values/month.ts';
import type { Instant, PlainDate } from '../values/plain-date.ts';

/**
 * A row of an agency file that cannot be assigned to one employee with certainty. It becomes a fact only when it can be
 * assigned.
 */
interface UnmatchedRow {
  /**
   * `bill:<import>:<row>`, which becomes the id of the fact; rows stored by earlier releases have a hash of their
   * content.
   */
  readonly id: string;
  readonly unitId: string;
  /** The month of the bill; for a list, the month of its date. */
  readonly month: Month;
  /** Why it is in doubt which of the known people is meant; absent if the row matches no known person. */
  readonly doubt?: string;
  /** The employee id in the file, if it has one. */
  readonly employeeId?: string;
  /** The agency's own number for the person. */
  readonly agencyNumber?: string;
  /** The identity number, masked, and its keyed hash. */
  readonly masked?: string;
  readonly hash?: string;
  readonly name?: string;
  /** The import that replaced the import of this row. The row is ignored until that import is voided. */
  readonly replacedBy?: string;
  readonly receivedAt: Instant;
}

/**
 * A charge on a unit's bill for a person who is unknown to the HR systems, or who matches no employee with certainty.
 */
export interface UnknownCharge extends UnmatchedRow {
  readonly unitAmount: Fen;
  readonly personalAmount: Fen;
  readonly base?: Fen;
  readonly chargedOn?: PlainDate;
  readonly supplement?: true;
  /** True for a row with negative amounts: the agency pays them back. */
  readonly offset?: true;
  /** Numbers the identical rows of one file: absent for the first row, 2 for the second. */
  readonly occurrence?: number;
}

/**
 * A row of a list of insured people for a person who is unknown to the HR systems, or who matches no employee with
 * certainty.
 */
export interface UnknownListing extends UnmatchedRow {
  /** The date of the list. */
  readonly on: PlainDate;
  readonly status: 'listed' | (typeof ENDED_STATUSES)[number];
  readonly since?: PlainDate;
}

/**
 * A row that names a person but could not be read. Until the file is corrected, this row may mean any person with that
 * name or number.
 */
export interface UnreadRow extends UnmatchedRow {
  readonly doubt: string;
}

export type UnknownRow = UnknownCharge | UnknownListing | UnreadRow;

export function isUnknownCharge(row: UnknownRow): row is UnknownCharge {
  return 'unitAmount' in row;
}

export function isUnknownListing(row: UnknownRow): row is UnknownListing {
  return 'status' in row;
}

/** A text that is the same for all rows that identify a person in the same way. */
export function personKeyOf({ hash, employeeId, agencyNumber, name }: UnknownRow): string {
  return JSON.stringify([
    hash ?? null,
    employeeId ?? null,
    agencyNumber ?? null,
    hash === undefined ? name : null,
  ]);
}

/** The import of the row; undefined for rows stored by earlier releases. */
export function importOfRow({ id }: Pick<UnknownRow, 'id'>): string | undefined {
  return importIn(id);
}

/**
 * Charges for people without any fact, with offsets subtracted. Rows in doubt and replaced rows are left out. A charge
 * in two files counts once, as first received (F1).
 */
export function strangersCharges(rows: readonly UnknownRow[]): readonly UnknownCharge[] {
  const counted = rows
    .filter(isUnknownCharge)
    .filter(({ doubt, replacedBy }) => doubt === undefined && replacedBy === undefined);
  const charges = eachOnce(counted.filter(({ offset }) => offset === undefined));
  const offsets = eachOnce(counted.filter(({ offset }) => offset !== undefined));
  const placed = (row: UnknownCharge) => ({ ...row, place: JSON.stringify([row.month, whoOf(row)]) });
  const net = netAmounts(charges.map(placed), offsets.map(placed));
  return charges.flatMap((charge, index) => {
    const amounts = net[index];
    return amounts === undefined ? [] : [{ ...charge, ...amounts }];
  });
}

/** Each distinct charge once, in order of months. */
export function eachOnce(charges: readonly UnknownCharge[]): readonly UnknownCharge[] {
  const seen = new Set<string>();
  return withOccurrence(charges)
    .toSorted((a, b) => compareText(a.receivedAt, b.receivedAt) || compareText(a.id, b.id))
    .filter((charge) => {
      const content = contentOf(charge);
      if (seen.has(content)) return false;
      seen.add(content);
      return true;
    })
    .toSorted((a, b) => compareText(a.month, b.month) || compareText(a.id, b.id));
}

/**
 * Sets `occurrence` on equal rows of earlier releases, which did not store it. The rows are numbered in order of their
 * ids.
 */
export function withOccurrence(charges: readonly UnknownCharge[]): readonly UnknownCharge[] {
  const earlier = new Map<string, number>();
  return charges
    .toSorted((a, b) => compareText(a.id, b.id))
    .map((charge) => {
      if (importOfRow(charge) !== undefined) return charge;
      const content = contentOf(charge);
      const occurrence = (earlier.get(content) ?? 0) + 1;
      earlier.set(content, occurrence);
      return occurrence > 1 ? { ...charge, occurrence } : charge;
    });
}

function contentOf(charge: UnknownCharge): string {
  const { unitId, month, unitAmount, personalAmount, chargedOn, supplement, offset, occurrence } = charge;
  return JSON.stringify([
    unitId,
    whoOf(charge),
    month,
    unitAmount,
    personalAmount,
    chargedOn,
    supplement,
    offset,
    occurrence,
  ]);
}

function whoOf({ hash, employeeId, agencyNumber, name }: UnknownCharge): string | undefined {
  return hash ?? employeeId ?? agencyNumber ?? name;
}
