import type { Case } from '../../domain/cases/case.ts';
import { endBy, inServiceOn, isEmployment, type Spell } from '../../domain/employment/spell.ts';
import { compareText, type StatedBy } from '../../domain/facts/fact.ts';
import type { RosterFinding } from '../../domain/roster/finding.ts';
import { byEmployeeAndKind } from '../../domain/roster/reconcile-roster.ts';
import type { RosterPerson } from '../../domain/roster/roster.ts';
import { enrolmentDueOf } from '../../domain/rules/eligibility/enrolment-due.ts';
import { standing } from '../../domain/rules/evidence/standing.ts';
import type { CaseMoney } from '../../domain/rules/money-at-stake.ts';
import { type Extent, ofUnitKind } from '../../domain/units/unit-facts.ts';
import { importOfRow, personKeyOf } from '../../domain/units/unknown-charge.ts';
import { compact } from '../../domain/values/compact.ts';
import type { Month } from '../../domain/values/month.ts';
import { addMonths, NEVER, type PlainDate } from '../../domain/values/plain-date.ts';
import { contextOn, deriveCases, NO_TELEMETRY, type SpellCases } from '../casework/derive-cases.ts';
import { pagedUnitCases } from '../casework/derive-unit-cases.ts';
import { spellsOfAll } from '../casework/every-spell.ts';
import { byLocation } from '../files/table.ts';
import type { BadRow, RowProblem } from '../imports/bill-row.ts';
import { compareRoster, KnownPeople, recogniseRow, SINCE_MONTHS } from '../imports/compare-roster.ts';
import { type ImportOutcome, importBill, importInsuredList } from '../imports/import-file.ts';
import { importOf } from '../imports/import-id.ts';
import { type Bill, checkBill } from '../imports/read-bill.ts';
import { type InsuredList, listedRows } from '../imports/read-insured-list.ts';
import type { SpooledRoster } from '../imports/read-roster.ts';
import { recordFindings } from '../imports/record-findings.ts';
import type { RosterRow } from '../imports/roster-rows.ts';
import { SHARES, Shares } from '../imports/spool.ts';
import type { TrialStore } from '../imports/trial-store.ts';
import { unitContext } from '../intake/registry-lookup.ts';
import type { Load } from '../pace.ts';
import { noteOtherSchemes } from './note-scheme.ts';

interface NamedFile {
  readonly file: string;
  readonly content: string;
}

/** The agency's list with the day whose state it shows. */
export interface ListFile extends NamedFile {
  readonly list: InsuredList;
  readonly on: PlainDate;
}

export interface BillFile extends NamedFile {
  readonly bill: Bill;
  /** The day on which the bill was issued, else the day of the import. */
  readonly asOf: PlainDate;
}

export interface OnboardTask {
  readonly unitId: string;
  readonly roster: SpooledRoster;
  /** The date of the roster. Service and insurance are compared as of this day. */
  readonly on: PlainDate;
  readonly list?: ListFile | undefined;
  readonly bills: readonly BillFile[];
  /** Whether the list of insured people and the bills are whole or partial, as the onboarding person states. */
  readonly stated?: Extent | undefined;
  readonly by: StatedBy;
  readonly load: Load;
  readonly onProgress?: (people: number) => void;
}

export interface OnboardedPerson {
  readonly employeeId: string;
  readonly name?: string;
  readonly hiredOn?: PlainDate;
  readonly leftOn?: PlainDate;
  /**
   * For a person not insured, the first month without insurance. For a leaver, the first overpaid month, else the month
   * for which the person is still listed. Undefined if unknown.
   */
  readonly since?: Month;
  /** For a person not insured, the money of the enrolment case. For a leaver, the money of the overpayment case. */
  readonly money?: CaseMoney;
  /** The open cases of the person. */
  readonly cases: readonly Pick<Case, 'kind' | 'because'>[];
}

/** People in service compared with people insured. */
export interface SortedPeople {
  readonly insured: readonly Pick<OnboardedPerson, 'employeeId' | 'name'>[];
  readonly notInsured: readonly OnboardedPerson[];
  /** People in service for whom no complete bill or list (`extent: 'whole'`) shows whether they are insured. */
  readonly notTold: readonly OnboardedPerson[];
  readonly insuredAfterLeaving: readonly OnboardedPerson[];
}

/** A person in the agency's files who is unknown or ambiguous. */
export interface UnmatchedPerson {
  readonly name?: string;
  readonly masked?: string;
  readonly agencyNumber?: string;
  readonly employeeId?: string;
  readonly months: readonly Month[];
  /** The reason why it is uncertain which known person the row is about; undefined if the person is unknown. */
  readonly doubt?: string;
}

export interface Onboarded {
  readonly newFacts: number;
  /** Rows of the roster that name nobody with certainty. */
  readonly badRoster: readonly BadRow[];
  /** Differences between roster and records on which a person must decide. */
  readonly left: readonly RosterFinding[];
  readonly people: number;
  readonly list: OnboardedFile | undefined;
  readonly listProblems: readonly RowProblem[];
  readonly bills: readonly (OnboardedFile & {
    readonly file: string;
    readonly problems: readonly RowProblem[];
  })[];
  readonly sorted: SortedPeople;
  readonly unmatched: readonly UnmatchedPerson[];
  /** The open cases of the unit and its people on the day, as in the first digest. */
  readonly cases: readonly OpenCase[];
}

/** The outcome of a file, without its rows. */
type OnboardedFile = Pick<ImportOutcome, 'import' | 'isRepeated' | 'months' | 'proposals' | 'newFacts'>;

type OpenCase = Pick<Case, 'caseId' | 'kind' | 'employeeId'>;

/**
 * Onboards an existing unit: its roster, then the agency's list of insured people, then its bills, each as its own
 * command does. Rows without a certain person create no facts about anybody. It is idempotent: repeating it after an
 * interruption adds what is missing. For a trial, pass a trial store.
 * @throws FileRefused when a bill changed since it was checked, RecordUnreadable when facts cannot be read.
 */
export async function onboard(task: OnboardTask, ports: TrialStore): Promise<Onboarded> {
  const { unitId, on, by, load, list, stated } = task;
  const onProgress = task.onProgress ?? (() => undefined);
  const rosterOutcome = await recordRoster(task, ports);
  const about = { unitId, by, load, onProgress, apply: true, ...(stated && { stated: () => stated }) };
  const listProblems: RowProblem[] = (list?.list.bad ?? []).flatMap(({ problems }) => problems);
  const listed = list && (await importList(list, about, listProblems, ports));
  const bills: Onboarded['bills'][number][] = [];
  for (const bill of await inOrder(task.bills)) {
    const { file, content, asOf, charges, problems } = bill;
    const onBad = (row: BadRow) => void problems.push(...row.problems);
    const outcome = await importBill(bill.bill, { ...about, file, content, asOf, charges, onBad }, ports);
    bills.push({ ...withoutRows(outcome), file, problems });
  }
  const { sorted, cases } = await stateOf(unitId, on, ports);
  const imports = [listed, ...bills].flatMap((it) => (it === undefined ? [] : [it.import]));
  return {
    ...rosterOutcome,
    newFacts: rosterOutcome.newFacts + [listed, ...bills].reduce((sum, it) => sum + (it?.newFacts ?? 0), 0),
    list: listed,
    listProblems,
    bills,
    sorted,
    unmatched: await unmatchedOf(unitId, new Set(imports), ports),
    cases,
  };
}

async function recordRoster(
  task: OnboardTask,
  ports: TrialStore,
): Promise<Pick<Onboarded, 'newFacts' | 'badRoster' | 'left' | 'people'>> {
  const { unitId, roster, on, by, load, onProgress = () => undefined } = task;
  const record = await ports.registry.load();
  const [people, spells] = [new Shares<RosterPerson>(), new Shares<Spell>()];
  const known = new KnownPeople();
  for await (const { items } of spellsOfAll(record, ports.spells))
    for (const spell of items) {
      known.add(spell);
      spells.add(spell);
    }
  const insured = await insuredIn(task);
  const since = addMonths(on, -SINCE_MONTHS);
  const bad: BadRow[] = [];
  for (const row of roster.rows) {
    if ((row.lastWorkingDay ?? NEVER) < since && !isIn(insured, row)) continue;
    const found = recogniseRow(row, known, unitId);
    if ('problems' in found) bad.push(found);
    else people.add(found);
  }
  const left: RosterFinding[] = [];
  const counts = { newFacts: 0, people: 0 };
  let done = 0;
  const recording = { ...ports, load, onProgress: () => onProgress(++done) };
  for (let share = 0; share < SHARES; share += 1) {
    const own = { unitIds: [unitId], asOf: on, complete: false, people: people.of(share) };
    const { findings } = compareRoster(own, spells.of(share));
    const { corrected, newFacts } = await recordFindings(findings, own, by, recording);
    counts.newFacts += newFacts;
    counts.people += new Set(own.people.map(({ employeeId }) => employeeId)).size;
    left.push(...findings.filter(({ employeeId, kind }) => !corrected.has(`${employeeId} ${kind}`)));
  }
  return {
    ...counts,
    badRoster: [...roster.bad, ...bad].sort(byLocation(roster.understood.sheets.map(({ name }) => name))),
    left: left.sort(byEmployeeAndKind),
  };
}

/**
 * The identity hashes and employee ids of the people whom the list of insured people or the bills show as insured. A
 * person who left long ago is only recorded if still insured.
 */
async function insuredIn({ list, bills }: OnboardTask): Promise<ReadonlySet<string>> {
  const insured = new Set<string>();
  const add = (...some: readonly (string | undefined)[]) => {
    for (const it of some) if (it !== undefined) insured.add(it);
  };
  for (const { status, identity } of list?.list.rows ?? []) if (status === 'insured') add(identity?.hash);
  for (const { bill } of bills)
    for await (const parts of bill())
      for (const part of parts)
        if (part.is === 'row' && part.read.is === 'charge')
          add(part.read.row.person.identity?.hash, part.read.row.person.employeeId);
  return insured;
}

function isIn(insured: ReadonlySet<string>, { identity, employeeId = '' }: RosterRow): boolean {
  return insured.has(identity?.hash ?? '') || insured.has(employeeId);
}

interface Importing {
  readonly unitId: string;
  readonly by: StatedBy;
  readonly load: Load;
  readonly apply: boolean;
  readonly stated?: () => Extent;
  readonly onProgress: (people: number) => void;
}

/** If the list of insured people was imported before, it keeps the day that was stated then. */
async function importList(
  { list, on, file, content }: ListFile,
  about: Importing,
  problems: RowProblem[],
  ports: TrialStore,
): Promise<OnboardedFile> {
  const { items } = await ports.unitFacts.ofImports(about.unitId);
  const id = importOf(about.unitId, content, items);
  const before = ofUnitKind(items, 'list.imported').find(({ data }) => data.import === id)?.data.on;
  const onBad = (problem: RowProblem) => void problems.push(problem);
  const rows = listedRows(list);
  const isIncomplete = list.bad.length > 0;
  const day = before ?? on;
  const outcome = await importInsuredList(
    { ...about, file, content, on: day, rows, isIncomplete, onBad },
    ports,
  );
  const { unitId, by } = about;
  const notes = await noteOtherSchemes(
    { unitId, by, on: day, import: outcome.import, rows: list.rows },
    ports,
  );
  return { ...withoutRows(outcome), newFacts: outcome.newFacts + notes };
}

function withoutRows({ import: id, isRepeated, months, proposals, newFacts }: ImportOutcome): OnboardedFile {
  return { import: id, isRepeated, months, proposals, newFacts };
}

interface CheckedBill extends BillFile {
  readonly charges: number;
  readonly problems: RowProblem[];
}

/** The checked bills, in the order of their first months. */
async function inOrder(bills: readonly BillFile[]): Promise<readonly CheckedBill[]> {
  const checked = await Promise.all(
    bills.map(async (bill) => {
      const problems: RowProblem[] = [];
      const onBad = (row: BadRow) => void problems.push(...row.problems);
      const { charges, months } = await checkBill(bill.bill, onBad);
      return { ...bill, charges, problems, first: [...months.keys()].sort(compareText)[0] ?? '' };
    }),
  );
  return checked.sort((a, b) => compareText(a.first, b.first));
}

/** Who is insured and who is not, and the open cases on the day, by the rules of the digests. */
export async function stateOf(
  unitId: string,
  day: PlainDate,
  ports: Pick<TrialStore, 'registry' | 'spells' | 'unknownCharges' | 'rosterFindings'>,
): Promise<{ readonly sorted: SortedPeople; readonly cases: readonly OpenCase[] }> {
  const record = await ports.registry.load();
  const unitData = unitContext(unitId, record);
  const own = await pagedUnitCases(unitId, record, day, { ...ports, ...NO_TELEMETRY });
  const context = contextOn(day, unitData);
  const { bills = [], lists = [] } = unitData.coverage ?? {};
  const isFullyStated = [...bills, ...lists].some(({ extent }) => extent === 'whole');
  const sorted = {
    insured: [] as SortedPeople['insured'][number][],
    notInsured: [] as OnboardedPerson[],
    notTold: [] as OnboardedPerson[],
    insuredAfterLeaving: [] as OnboardedPerson[],
  };
  const cases: OpenCase[] = [];
  const inService = new Set<string>();
  const sort = ({ spell, cases: open }: SpellCases) => {
    for (const it of open) cases.push(openCase(it));
    const { situation, employeeId, person } = spell;
    if (inServiceOn(situation, day)) inService.add(employeeId);
    if (!isEmployment(situation)) return;
    const named = compact({ employeeId, name: person.name });
    const about = {
      ...named,
      cases: open.map(({ kind, because }) => ({ kind, because })),
      hiredOn: situation.start.on,
    };
    const standingOfSpell = standing(spell, context);
    if (inServiceOn(situation, day)) {
      const { enrolment, notCovered, unlisted } = standingOfSpell;
      if (enrolment.isConfirmed && notCovered === undefined) sorted.insured.push(named);
      else if (enrolmentDueOf(spell, situation.start.on, context.policy).enrolment === 'due') {
        const [first] = standingOfSpell.absences;
        const since = notCovered?.since ?? first?.month;
        const isKnown = notCovered !== undefined || unlisted !== undefined || isFullyStated;
        const { money } = open.find(({ kind }) => kind === 'enrolment') ?? {};
        sorted[isKnown ? 'notInsured' : 'notTold'].push({ ...about, ...compact({ since, money }) });
      }
    } else {
      const after = afterLeaving(open, standingOfSpell);
      const left = endBy(situation, day);
      if (after !== undefined)
        sorted.insuredAfterLeaving.push({ ...about, ...compact({ leftOn: left?.on }), ...after });
    }
  };
  for await (const { items } of ports.spells.duePages(unitId, NEVER)) {
    own.add(items);
    for (const derived of deriveCases(items, unitData, day, NO_TELEMETRY)) sort(derived);
  }
  // A person who came back is in service, whichever of the two spells is read first.
  sorted.insuredAfterLeaving = sorted.insuredAfterLeaving.filter(
    ({ employeeId }) => !inService.has(employeeId),
  );
  for (const group of Object.values(sorted)) group.sort((a, b) => compareText(a.employeeId, b.employeeId));
  cases.push(...own.own().cases.map(openCase));
  return { sorted, cases: cases.sort((a, b) => compareText(a.caseId, b.caseId)) };
}

function openCase({ caseId, kind, employeeId }: Case): OpenCase {
  return { caseId, kind, ...compact({ employeeId }) };
}

function afterLeaving(
  cases: readonly Case[],
  { removal }: ReturnType<typeof standing>,
): Pick<OnboardedPerson, 'since' | 'money'> | undefined {
  const { money } = cases.find(({ kind }) => kind === 'overpayment') ?? {};
  const listed = removal.is === 'open' ? removal.listed : undefined;
  const first = money?.months.find(({ estimated }) => !estimated)?.month;
  if (first === undefined && listed === undefined) return undefined;
  return compact({ since: first ?? listed?.month, money });
}

/** The people in the rows of these imports who are not matched, each once. */
async function unmatchedOf(
  unitId: string,
  imports: ReadonlySet<string>,
  { unknownCharges }: Pick<TrialStore, 'unknownCharges'>,
): Promise<readonly UnmatchedPerson[]> {
  const rows = (await unknownCharges.rows(unitId)).items.filter(
    (row) => row.replacedBy === undefined && imports.has(importOfRow(row) ?? ''),
  );
  return [...Map.groupBy(rows, personKeyOf).values()].map((own) => {
    const [first] = own;
    const { name, masked, agencyNumber, employeeId, doubt } = first ?? {};
    const months = [...new Set(own.map(({ month }) => month))].sort(compareText);
    return { ...compact({ name, masked, agencyNumber, employeeId, doubt }), months };
  });
}
