import type { RosterFinding } from '../../../domain/roster/finding.ts';
import type { Implausible } from '../../../domain/roster/implausible.ts';
import type { Roster } from '../../../domain/roster/roster.ts';
import type { Unit } from '../../../domain/units/unit.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import { openBill } from '../../adapters/files/open-bill.ts';
import { rejectsFile } from '../../adapters/files/rejects-file.ts';
import { identitySealer } from '../../hris/seal-identity.ts';
import { atOnce } from '../../import-bill/at-once.ts';
import type { BadRow } from '../../import-bill/bill-row.ts';
import { compareRoster } from '../../import-roster/compare-roster.ts';
import { type ReadRoster, readRoster } from '../../import-roster/read-roster.ts';
import { knownPeople, recognise } from '../../import-roster/recognise.ts';
import { everySpell } from '../../roster/every-spell.ts';
import { takeMending } from '../../roster/take-mending.ts';
import { BadUsage, CommandFailed } from '../frame/failures.ts';
import type { Frame } from '../frame/frame.ts';
import { foldPorts } from '../store/fold-ports.ts';
import type { Store } from '../store/store.ts';
import { addReject } from './add-reject.ts';
import { importRefused } from './import-refused.ts';
import { importLoad, progressTeller } from './import-speed.ts';
import type { AskedRoster } from './roster.ts';
import type { RejectedRows } from './row-problem-lines.ts';

export interface RosterImported extends RejectedRows {
  readonly file: string;
  readonly asOf: PlainDate;
  readonly complete: boolean;
  readonly applied: boolean;
  readonly unitIds: readonly string[];
  readonly people: number;
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
    if (applied) refuse(compared.implausible, bad, task, frame);
    const taken = applied ? await take(compared.findings, roster, asked, store, frame) : NOTHING_TAKEN;
    return {
      file,
      asOf,
      complete: roster.complete,
      applied,
      unitIds: asked.unit,
      people: new Set(found.people.map(({ employeeId }) => employeeId)).size,
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

/** Nothing of the roster was taken in. */
class RosterRefused extends CommandFailed {}

function unitNamed(text: string, units: readonly Unit[]): string | undefined {
  const wanted = plain(text);
  return units.find(({ unitId, name }) => plain(unitId) === wanted || plain(name) === wanted)?.unitId;
}

function plain(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();
}

function refuseWithoutUnits({ columns }: ReadRoster, { unit }: AskedRoster, { say }: Frame): void {
  if (unit.length === 1 || columns.fields.unit !== undefined) return;
  throw new BadUsage(
    say({
      zh: '给了几个 --unit，而文件没有“参保单位”列，分不清谁属于哪个单位；请加上这一列，或每个单位一份文件',
      en: 'there are several --unit and the file has no column with the unit, so nobody knows who belongs where; add it, or use one file a unit',
    }),
  );
}

/** Half a file must not end everybody: neither where rows were lost in reading, nor where too many are missing from it. */
function refuse(
  implausible: readonly Implausible[],
  bad: readonly BadRow[],
  { file, asked }: Task,
  { say }: Frame,
): void {
  if (asked.complete === true && bad.length > 0) {
    throw new RosterRefused(
      say({
        zh: `有 ${bad.length} 行读不通，见 ${file}.rejects.csv；有问题的花名册不能当作完整的，没有记入任何内容。请改好这些行，或去掉 --complete`,
        en: `${bad.length} rows could not be read, see ${file}.rejects.csv; such a roster is not complete, and nothing was taken in. Put them right, or leave out --complete`,
      }),
    );
  }
  if (implausible.length === 0 || asked.yesAllLeft === true) return;
  const listed = implausible
    .map(({ unitId, employed, leaving }) => `${unitId} ${leaving}/${employed}`)
    .join(', ');
  throw new RosterRefused(
    say({
      zh: `按这份花名册，一次会有很大一部分人离职（${listed}）；多半是文件不完整，没有记入任何内容。确实如此的，加 --yes-all-left`,
      en: `by this roster a large share of the people is gone at once (${listed}); most likely the file is not whole, and nothing was taken in. If it is right, add --yes-all-left`,
    }),
  );
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
