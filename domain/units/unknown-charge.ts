import { netAmounts } from '../employment/charges.ts';
import { compareText, importIn } from '../facts/fact.ts';
import type { ENDED_STATUSES } from '../facts/insurance.ts';
import type { Fen } from '../values/money.ts';
import type { Month } from '../values/month.ts';
import type { Instant, PlainDate } from '../values/plain-date.ts';

/** A row of a unit's file without a certain person. Kept apart until the person is known. */
interface UnmatchedRow {
  /** `bill:<import>:<row>`, as its fact will have it; of rows kept by earlier releases a hash of what they say. */
  readonly id: string;
  readonly unitId: string;
  /** The month of the bill; of a list, the month of its day. */
  readonly month: Month;
  /** Why the match among known people is in doubt; absent if there is no candidate. */
  readonly doubt?: string;
  /** As the file names them: an id that the HR system does not use, an identity number masked and hashed. */
  readonly employeeId?: string;
  /** The number by which the agency has the person. */
  readonly agencyNumber?: string;
  readonly masked?: string;
  readonly hash?: string;
  readonly name?: string;
  /** The import that replaced the row's own: the row does not count until that one is voided. */
  readonly replacedBy?: string;
  readonly receivedAt: Instant;
}

/** A charge on a unit's bill for somebody unknown to the HR systems, or without a certain match. */
export interface UnknownCharge extends UnmatchedRow {
  readonly unitAmount: Fen;
  readonly personalAmount: Fen;
  readonly base?: Fen;
  readonly chargedOn?: PlainDate;
  readonly supplement?: true;
  /** A negative row: the amounts are given back. */
  readonly offset?: true;
  /** Which of several rows of one file that say the same: absent for the first, 2 for the second. */
  readonly occurrence?: number;
}

/** A row of a list of insured people for somebody who is not known, or not for certain. */
export interface UnknownListing extends UnmatchedRow {
  /** The day of the list. */
  readonly on: PlainDate;
  readonly status: 'listed' | (typeof ENDED_STATUSES)[number];
  readonly since?: PlainDate;
}

/** A row that names somebody and could not be read: until its file is put right, they may be on it. */
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

/** The same text for rows that name a person in the same way. */
export function personKeyOf({ hash, employeeId, agencyNumber, name }: UnknownRow): string {
  return JSON.stringify([
    hash ?? null,
    employeeId ?? null,
    agencyNumber ?? null,
    hash === undefined ? name : null,
  ]);
}

/** The import that brought the row; undefined for rows kept by earlier releases. */
export function importOfRow({ id }: Pick<UnknownRow, 'id'>): string | undefined {
  return importIn(id);
}

/**
 * The charges for people in no fact, not those of people in doubt, less what was set off. A charge that two files state
 * counts once, as it was received first (F1).
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

/** Each charge of its kind once. Rows of earlier releases are counted among equal ones by the order of their ids. */
export function eachOnce(charges: readonly UnknownCharge[]): readonly UnknownCharge[] {
  const seen = new Set<string>();
  return withOccurrence(charges)
    .toSorted((a, b) => compareText(a.receivedAt, b.receivedAt) || compareText(a.id, b.id))
    .filter((charge) => {
      const said = contentOf(charge);
      if (seen.has(said)) return false;
      seen.add(said);
      return true;
    })
    .toSorted((a, b) => compareText(a.month, b.month) || compareText(a.id, b.id));
}

/** Gives rows of earlier releases, which state it nowhere, their place among equal ones. */
export function withOccurrence(charges: readonly UnknownCharge[]): readonly UnknownCharge[] {
  const earlier = new Map<string, number>();
  return charges
    .toSorted((a, b) => compareText(a.id, b.id))
    .map((charge) => {
      if (importOfRow(charge) !== undefined) return charge;
      const said = contentOf(charge);
      const occurrence = (earlier.get(said) ?? 0) + 1;
      earlier.set(said, occurrence);
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
