import {
  isUnknownCharge,
  isUnknownListing,
  personKeyOf,
  type UnknownRow,
  withOccurrence,
} from '../../domain/units/unknown-charge.ts';
import { appendFacts } from '../intake/append-facts.ts';
import { atOnce, unpaced } from '../pace.ts';
import type { UnitFacts } from '../ports.ts';
import { cachedLookup, findPerson, matchesIn, type WhereAndWhen, withCarriers } from './find-person.ts';
import { factsOfRows, personOfRow, type ReadableRow } from './row-facts.ts';
import type { RowPorts } from './store-rows.ts';

const PEOPLE_AT_ONCE = 8;

export interface SettlePorts extends RowPorts {
  readonly unitFacts: UnitFacts;
}

/**
 * Looks up the people of the unit's stored rows again. If a row's number or id is known by now, the row becomes the
 * facts that its import would have stored. It is idempotent: repeating it after an interruption settles the rest.
 * @param only the ids of the rows to look at; by default all.
 * @returns how many rows were settled.
 */
export async function settleRows(
  unitId: string,
  isExpected: WhereAndWhen['isExpected'],
  ports: SettlePorts,
  only?: ReadonlySet<string>,
): Promise<number> {
  const all = readable((await ports.unknownCharges.rows(unitId)).items);
  const rows = only === undefined ? all : all.filter(({ id }) => only.has(id));
  if (rows.length === 0) return 0;
  const matches = matchesIn((await ports.unitFacts.ofImports(unitId)).items);
  let settled = 0;
  const people = Map.groupBy(rows, personKeyOf).values();
  const hashesOf = (own: readonly ReadableRow[]) => own.map(({ hash }) => hash);
  await atOnce(
    withCarriers(people, hashesOf, ports.peopleWith),
    async ({ person: own, peopleWith }) => {
      settled += await settlePerson(own, { unitId, matches, isExpected }, { ...ports, peopleWith });
    },
    unpaced(PEOPLE_AT_ONCE),
  );
  if (settled > 0) await ports.unitFacts.foldCoverage(unitId);
  return settled;
}

/** The readable rows, without those of replaced imports. */
function readable(rows: readonly UnknownRow[]): readonly ReadableRow[] {
  const standing = rows.filter(({ replacedBy }) => replacedBy === undefined);
  return [...withOccurrence(standing.filter(isUnknownCharge)), ...standing.filter(isUnknownListing)];
}

async function settlePerson(
  rows: readonly ReadableRow[],
  where: Omit<WhereAndWhen, 'month'>,
  ports: SettlePorts,
): Promise<number> {
  const asking = cachedLookup(ports);
  let settled = 0;
  for (const [month, ofMonth] of Map.groupBy(rows, (row) => row.month)) {
    const [first] = ofMonth;
    if (first === undefined) continue;
    const found = await findPerson(personOfRow(first), { ...where, month }, asking);
    if (found.is !== 'found') continue;
    const facts = factsOfRows(found, ofMonth, { receivedAt: ports.clock.now() });
    await appendFacts({ employeeId: found.employeeId, facts }, ports);
    await ports.unknownCharges.remove(ofMonth);
    settled += ofMonth.length;
  }
  return settled;
}
