import type { Implausible } from '../../../domain/roster/absent-people.ts';
import type { RosterFinding } from '../../../domain/roster/finding.ts';
import { heardSince, type Roster } from '../../../domain/roster/roster.ts';
import type { Unit } from '../../../domain/units/unit.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { openBill } from '../../adapters/files/open-bill.ts';
import { rejectsFile } from '../../adapters/files/rejects-file.ts';
import { identitySealer } from '../../hris/seal-identity.ts';
import { atOnce } from '../../import-bill/at-once.ts';
import { compareRoster } from '../../import-roster/compare-roster.ts';
import { readRoster } from '../../import-roster/read-roster.ts';
import { knownPeople, recognise } from '../../import-roster/recognise.ts';
import { everySpell } from '../../roster/every-spell.ts';
import { takeMending } from '../../roster/take-mending.ts';
import type { Frame } from '../frame/frame.ts';
import { foldPorts } from '../store/fold-ports.ts';
import type { Store } from '../store/store.ts';
import { addReject } from './add-reject.ts';
import { importRefused } from './import-refused.ts';
import { importLoad, progressTeller } from './import-speed.ts';
import { RosterRefused, refuseHalf, refuseWithoutUnits } from './refuse-roster.ts';
import type { AskedRoster } from './roster.ts';
import type { RejectedRows } from './row-problem-lines.ts';

export interface RosterImported extends RejectedRows {
  readonly file: string;
  readonly asOf: PlainDate;
  readonly complete: boolean;
  readonly applied: boolean;
  readonly unitIds: readonly string[];
  readonly people: number;
  /** Employees of the units of whom we heard after the roster's day; not compared. */
  readonly heardSince: number;
  readonly findings: readonly RosterFinding[];
  /** Of them, those that were taken in, as `<employeeId> <kind>`. */
  readonly mended: ReadonlySet<string>;
  readonly newFacts: number;
  readonly implausible: readonly Implausible[];
  readonly lastLineOpen: number | undefined;
}

interface Task {
  readonly file: string;
  readonly asOf: PlainDate;
  readonly since: PlainDate;
  readonly asked: AskedRoster;
}

/** Reads the whole file, compares it with what is known, and where asked takes in what mends the differences. */
export async function runRosterImport(task: Task, store: Store, frame: Frame): Promise<RosterImported> {
  const { file, asOf, since, asked } = task;
  const rejects = rejectsFile(`${file}.rejects.csv`);
  try {
    const record = await store.registry.load();
    const read = await readRoster(await openBill(file), {
      seal: identitySealer(await store.identityKey()),
      unitNamed: (text) => unitNamed(text, record.registry.units),
    });
    refuseWithoutUnits(read, asked, frame);
    const spells = await everySpell(record, store.spells);
    const [only, another] = asked.unit;
    const found = recognise(read.rows, knownPeople(spells), another === undefined ? only : undefined);
    const bad = [...read.bad, ...found.bad].sort((a, b) => a.line - b.line);
    for (const row of bad) addReject(rejects, row, read.columns.headers, frame);
    const roster = {
      unitIds: asked.unit,
      asOf,
      since,
      complete: asked.complete === true,
      people: found.people,
    };
    const compared = compareRoster(roster, spells);
    const applied = asked.apply === true;
    await rejects.finish();
    if (applied) refuseHalf(compared.implausible, bad, task, frame);
    const taken = applied ? await take(compared.findings, roster, asked, store, frame) : NOTHING_TAKEN;
    return {
      file,
      asOf,
      complete: roster.complete,
      applied,
      unitIds: asked.unit,
      people: new Set(found.people.map(({ employeeId }) => employeeId)).size,
      heardSince: heardSince(roster, spells),
      ...compared,
      ...taken,
      problems: bad.flatMap(({ problems }) => problems),
      rejectedRows: bad.length,
      rejects: bad.length > 0 ? rejects.path : undefined,
      lastLineOpen: read.lastLineOpen,
    };
  } catch (error) {
    await rejects.discard();
    throw error instanceof RosterRefused ? error : importRefused(error, { file, holds: 'roster' }, frame);
  }
}

const NOTHING_TAKEN = { mended: new Set<string>(), newFacts: 0 };

function unitNamed(text: string, units: readonly Unit[]): string | undefined {
  const wanted = plain(text);
  return units.find(({ unitId, name }) => plain(unitId) === wanted || plain(name) === wanted)?.unitId;
}

function plain(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();
}

async function take(
  findings: readonly RosterFinding[],
  roster: Roster,
  { perSecond }: AskedRoster,
  store: Store,
  frame: Frame,
): Promise<Pick<RosterImported, 'mended' | 'newFacts'>> {
  const mended = new Set<string>();
  let newFacts = 0;
  const people = new Set(
    findings.filter(({ mends }) => mends.length > 0).map(({ employeeId }) => employeeId),
  );
  const ports = foldPorts(store, frame.clock);
  const tell = progressTeller(frame);
  let done = 0;
  const lines = Map.groupBy(roster.people, ({ employeeId }) => employeeId);
  await atOnce(
    people,
    async (employeeId) => {
      const own = { ...roster, people: lines.get(employeeId) ?? [] };
      const mending = await takeMending(employeeId, own, { now: frame.clock.now() }, ports);
      for (const { kind } of mending.mended) mended.add(`${employeeId} ${kind}`);
      newFacts += mending.facts.length;
      done += 1;
      tell(done);
    },
    importLoad(perSecond),
  );
  return { mended, newFacts };
}
