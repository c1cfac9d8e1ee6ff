import type { UnknownCharge } from '../../domain/units/unknown-charge.ts';
import type { Clock } from '../ports.ts';
import type { FoldPorts } from '../receive-event/commit-fold.ts';
import { atOnce, type Load } from './at-once.ts';
import type { BillFile, Cell } from './bill-file.ts';
import type { BadRow, BillRow } from './bill-row.ts';
import type { PeoplePorts } from './find-person.ts';
import { type HowToRead, readBill } from './read-bill.ts';
import { type PersonOutcome, storePerson } from './store-person.ts';

export interface ImportPorts extends FoldPorts, Pick<PeoplePorts, 'peopleWith'> {
  readonly unknownCharges: UnknownCharges;
  readonly clock: Clock;
}

/** Charges for people we do not know, kept by unit. */
export interface UnknownCharges {
  list(unitId: string): Promise<readonly UnknownCharge[]>;
  keep(charges: readonly UnknownCharge[]): Promise<void>;
  remove(charges: readonly Pick<UnknownCharge, 'id' | 'unitId' | 'month'>[]): Promise<void>;
}

export interface Import {
  readonly unitId: string;
  /** False looks everybody up and tells what would be stored. */
  readonly apply: boolean;
  /** How many rows state a charge, as the check found. */
  readonly charges: number;
  readonly load: Load;
  readonly onBad: (row: BadRow, headers: readonly string[]) => void | Promise<void>;
  readonly onProgress?: (people: number) => void;
}

export interface Stored {
  readonly people: number;
  /** Facts that are new, and those that were stored before. */
  readonly newFacts: number;
  readonly knownFacts: number;
  readonly unknownPeople: number;
  readonly unknownCharges: number;
  /** Rows on which it is in doubt whom they are about. */
  readonly doubtfulRows: number;
}

/** Rows held at a time. A larger bill is read once for each such share of it. */
const ROWS_A_SHARE = 20_000;

interface Held {
  readonly row: BillRow;
  /** As JSON: a fraction of what an array of texts takes, and needed for few rows. */
  readonly cells: string;
}

/**
 * Stores a bill that was checked, person by person: all rows of one person, wherever they stand in the file, come
 * together, so that they cost one commit and equal lines can be counted. Memory holds a share of the people at a
 * time. Doing it again, or again after an interruption, finds what is stored and adds the rest.
 *
 * @throws FileRefused when the file changed since it was checked.
 */
export async function storeBill(
  file: BillFile,
  how: HowToRead,
  task: Import,
  ports: ImportPorts,
): Promise<Stored> {
  const kept = new Map((await ports.unknownCharges.list(task.unitId)).map((charge) => [charge.id, charge]));
  const shares = Math.max(1, Math.ceil(task.charges / ROWS_A_SHARE));
  let stored: Stored = NOTHING;
  for (let share = 0; share < shares; share += 1) {
    const { people, headers } = await peopleOf(file, how, { share, shares });
    const work = async (held: readonly Held[]) => {
      const rows = held.map(({ row }) => row);
      const outcome = await storePerson(rows, { ...task, keptUnknown: kept }, ports);
      stored = plus(stored, outcome);
      const byLine = new Map(held.map((it) => [it.row.line, it]));
      for (const problem of outcome.problems) {
        const cells = JSON.parse(byLine.get(problem.line)?.cells ?? '[]') as (Cell | null)[];
        await task.onBad(
          { line: problem.line, cells: cells.map((it) => it ?? undefined), problems: [problem] },
          headers,
        );
      }
      task.onProgress?.(stored.people + stored.unknownPeople);
    };
    await atOnce(people.values(), work, task.load);
  }
  return stored;
}

async function peopleOf(
  file: BillFile,
  how: HowToRead,
  { share, shares }: { readonly share: number; readonly shares: number },
): Promise<{ people: ReadonlyMap<string, readonly Held[]>; headers: readonly string[] }> {
  const people = new Map<string, Held[]>();
  let headers: readonly string[] = [];
  for await (const part of readBill(file, how)) {
    if (part.is === 'headers') headers = part.headers;
    if (part.is !== 'row' || part.read.is !== 'charge') continue;
    const { row } = part.read;
    const key = row.person.identity?.hash ?? row.person.employeeId ?? '';
    if (shares > 1 && spread(key) % shares !== share) continue;
    const held = { row, cells: JSON.stringify(part.cells) };
    const before = people.get(key);
    if (before === undefined) people.set(key, [held]);
    else before.push(held);
  }
  return { people, headers };
}

/** FNV-1a: spreads keys evenly, the same in every run. */
function spread(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i += 1) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

const NOTHING: Stored = {
  people: 0,
  newFacts: 0,
  knownFacts: 0,
  unknownPeople: 0,
  unknownCharges: 0,
  doubtfulRows: 0,
};

function plus(sum: Stored, outcome: PersonOutcome): Stored {
  return {
    people: sum.people + outcome.employees,
    newFacts: sum.newFacts + outcome.newFacts,
    knownFacts: sum.knownFacts + outcome.knownFacts,
    unknownPeople: sum.unknownPeople + (outcome.unknownCharges > 0 ? 1 : 0),
    unknownCharges: sum.unknownCharges + outcome.unknownCharges,
    doubtfulRows: sum.doubtfulRows + outcome.problems.filter(({ code }) => code !== 'unknown-person').length,
  };
}
