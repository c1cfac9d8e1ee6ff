import type { Spell } from '../../domain/employment/spell.ts';
import { compareText, type Fact, type StatedBy } from '../../domain/facts/fact.ts';
import {
  isUnknownCharge,
  isUnknownListing,
  type UnknownCharge,
  type UnknownListing,
} from '../../domain/units/unknown-charge.ts';
import { compact } from '../../domain/values/compact.ts';
import { firstDayOf, lastDayOf } from '../../domain/values/month.ts';
import { isMasked, sameName } from '../../domain/values/person-name.ts';
import { chinaMidnight, type Instant, type PlainDate } from '../../domain/values/plain-date.ts';
import type { EmployeeRecord } from '../ports.ts';
import type { BilledPerson } from './bill-row.ts';
import type { FoundPerson } from './find-person.ts';

/** A readable row before its person is looked up. It is kept in this form if its person is not found. */
export type ReadableRow = UnknownCharge | UnknownListing;

interface ImportSource {
  readonly by?: StatedBy | undefined;
  readonly receivedAt: Instant;
}

/** The facts of one employee's rows: one for each row, and one for each new name in the rows; see {@link namesSeen}. */
export function factsOfRows(
  { employeeId, record }: Extract<FoundPerson, { is: 'found' }>,
  rows: readonly ReadableRow[],
  source: ImportSource,
): readonly Fact[] {
  const facts = rows.map((row) => factOfRow(employeeId, row, source));
  return [...facts, ...namesSeen(employeeId, record, rows, source)];
}

function factOfRow(employeeId: string, row: ReadableRow, { by, receivedAt }: ImportSource): Fact {
  const { id: factId, unitId } = row;
  const about = {
    factId,
    employeeId,
    statedAt: chinaMidnight(statedOn(row)),
    receivedAt,
    ...compact({ by }),
  };
  if (isUnknownListing(row)) {
    const data = { employeeId, unitId, on: row.on, ...compact({ since: row.since }) };
    return row.status === 'listed'
      ? { kind: 'insured.listed', ...about, data }
      : { kind: 'insured.ended', ...about, data: { ...data, status: row.status } };
  }
  const { month, unitAmount, personalAmount, base, chargedOn, supplement, occurrence } = row;
  const charged = { employeeId, unitId, month, unitAmount, personalAmount };
  return row.offset
    ? { kind: 'contribution.offset', ...about, data: { ...charged, ...compact({ chargedOn, occurrence }) } }
    : {
        kind: 'contribution.charged',
        ...about,
        data: { ...charged, ...compact({ base, chargedOn, occurrence, supplement }) },
      };
}

/** The day stated in the row, not the day of the import, so that two imports of one row give identical facts. */
function statedOn(row: ReadableRow): PlainDate {
  return isUnknownCharge(row) ? (row.chargedOn ?? firstDayOf(row.month)) : row.on;
}

/**
 * Facts with the agency's name for the person, one for each new name in the file. A name is new if it differs from the
 * last name that the agency used or, if none is known, from ours. Our name is new too if a change of name was reported,
 * because the fact closes this change. Masked names are skipped.
 */
function namesSeen(
  employeeId: string,
  { spells }: EmployeeRecord,
  rows: readonly ReadableRow[],
  { by, receivedAt }: ImportSource,
): readonly Fact[] {
  const names = new Map<string, ReadableRow>();
  for (const row of rows.toSorted((a, b) => compareText(seenOn(b), seenOn(a)))) {
    const { name } = row;
    if (name === undefined || isMasked(name) || names.has(name) || !isNews(name, spells)) continue;
    names.set(name, row);
  }
  return [...names].map(([name, row]) => ({
    kind: 'information.seen',
    factId: `${row.id}:name`,
    employeeId,
    statedAt: chinaMidnight(seenOn(row)),
    receivedAt,
    ...compact({ by }),
    data: { employeeId, unitId: row.unitId, name, on: seenOn(row) },
  }));
}

function seenOn(row: ReadableRow): PlainDate {
  return isUnknownCharge(row) ? (row.chargedOn ?? lastDayOf(row.month)) : row.on;
}

function isNews(name: string, spells: readonly Spell[]): boolean {
  return spells.some(({ person, seenName, changes = [] }) => {
    if (seenName !== undefined) return !sameName(seenName.name, name);
    if (person.name === undefined) return false;
    return !sameName(person.name, name) || changes.some(({ fields }) => fields.includes('name'));
  });
}

/** How a row names its person, in its stored form. */
export function whoOf({ employeeId, agencyNumber, identity, name }: BilledPerson) {
  return compact({ employeeId, agencyNumber, masked: identity?.masked, hash: identity?.hash, name });
}

/** The person of a stored row, so that the person can be looked up again. */
export function personOfRow({ employeeId, agencyNumber, masked, hash, name }: ReadableRow): BilledPerson {
  const identity = hash === undefined ? undefined : { hash, masked: masked ?? '' };
  return compact({ employeeId, agencyNumber, identity, name });
}

/** The key that groups the rows of one person. */
export function keyOfPerson({ employeeId, agencyNumber, identity, name }: BilledPerson): string {
  return identity?.hash ?? employeeId ?? agencyNumber ?? name ?? '';
}
