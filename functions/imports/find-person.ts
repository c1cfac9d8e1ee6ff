import { missingFacts } from '../intake/commit-fold.ts';
import type { EmployeeRecord, EmployeeStore } from '../ports.ts';
import type { BilledPerson, RowProblemCode } from './bill-row.ts';

export interface PeoplePorts {
  readonly employees: Pick<EmployeeStore, 'load'>;
  /** Every employee id that carries the identity number of this hash. */
  readonly peopleWith: (identityHash: string) => Promise<readonly string[]>;
}

export type FoundPerson =
  | { readonly is: 'found'; readonly employeeId: string; readonly record: EmployeeRecord }
  | { readonly is: 'unknown' }
  | {
      readonly is: 'doubtful';
      readonly code: RowProblemCode;
      readonly values: Readonly<Record<string, string>>;
    };

/**
 * Who a row of the bill is about: by employee id, else by identity number, never by name. In doubt, or where a record
 * cannot be read, nobody is guessed.
 */
export async function findPerson(
  person: BilledPerson,
  unitId: string,
  ports: PeoplePorts,
): Promise<FoundPerson> {
  const found = await whoItIs(person, unitId, ports);
  const [record] = found.is === 'found' ? missingFacts(found.record) : [];
  if (found.is !== 'found' || record === undefined) return found;
  const values = { employeeId: found.employeeId, record: `${record.pk} ${record.sk}` };
  return { is: 'doubtful', code: 'record-unreadable', values };
}

async function whoItIs(person: BilledPerson, unitId: string, ports: PeoplePorts): Promise<FoundPerson> {
  const carriers = person.identity === undefined ? [] : await ports.peopleWith(person.identity.hash);
  const byId = person.employeeId === undefined ? undefined : await known(person.employeeId, ports);
  if (byId !== undefined) return confirmed(byId, carriers);
  const records = await Promise.all(carriers.map((id) => known(id, ports)));
  const candidates = records.filter((it) => it !== undefined);
  if (candidates.length === 0) return { is: 'unknown' };
  const here = candidates.filter(({ record }) => record.spells.some((spell) => spell.unitId === unitId));
  const [only, second] = here.length > 0 ? here : candidates;
  if (only !== undefined && second === undefined) return { is: 'found', ...only };
  const ids = candidates.map(({ employeeId }) => employeeId).join(', ');
  return { is: 'doubtful', code: 'several-ids', values: { ids } };
}

interface Known {
  readonly employeeId: string;
  readonly record: EmployeeRecord;
}

async function known(employeeId: string, { employees }: PeoplePorts): Promise<Known | undefined> {
  const record = await employees.load(employeeId);
  const isKnown = record.facts.length + record.unreadableFacts.length > 0;
  return isKnown ? { employeeId, record } : undefined;
}

/**
 * An id says enough where the row's identity number does not stand against it. Another name does not: the agency may
 * have one on file that was changed since, or is written otherwise.
 */
function confirmed(found: Known, carriers: readonly string[]): FoundPerson {
  const { employeeId } = found;
  if (carriers.length === 0 || carriers.includes(employeeId)) return { is: 'found', ...found };
  return { is: 'doubtful', code: 'two-people', values: { employeeId, others: carriers.join(', ') } };
}
