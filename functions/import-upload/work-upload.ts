import type { Case } from '../../domain/cases/case.ts';
import { ROSTER_FILE } from '../../domain/facts/source-order.ts';
import type { RosterFinding } from '../../domain/roster/finding.ts';
import { compact } from '../../domain/values/compact.ts';
import { addMonths, type Instant } from '../../domain/values/plain-date.ts';
import type { CaseChanges, ChangedCase } from '../casework/case-changes.ts';
import type { Understood } from '../files/understood.ts';
import type { BadRow, RowProblem } from '../imports/bill-row.ts';
import { compareRoster, recognise, SINCE_MONTHS } from '../imports/compare-roster.ts';
import type { MissingPerson } from '../imports/guard.ts';
import {
  type EarlierImport,
  type ImportedMonth,
  type ImportOutcome,
  importBill,
  importInsuredList,
  type Proposal,
} from '../imports/import-file.ts';
import { importFactId } from '../imports/import-id.ts';
import { checkBill } from '../imports/read-bill.ts';
import { listedRows } from '../imports/read-insured-list.ts';
import { replaceFindings, rosterByEmployee } from '../intake/roster-facts.ts';
import { unpaced } from '../pace.ts';
import type { Activities, Telemetry, Upload, Uploads } from '../ports.ts';
import { applyImport, type ImportPass } from '../staff-actions/apply-import.ts';
import { todayOf } from '../staff-actions/impossible-days.ts';
import { noteOtherSchemes } from '../staff-actions/note-scheme.ts';
import type { ActionPorts, Refused } from '../staff-actions/outcome.ts';
import { foldPorts } from '../staff-actions/state-facts.ts';
import type { UndoEffect } from '../staff-actions/undo.ts';
import { importNamed, previewImportUndo, undoImport } from '../staff-actions/undo-import.ts';
import { keptBill, peopleIn, type UploadContent } from './read-upload.ts';

export interface UploadPorts extends ActionPorts, Telemetry {
  peopleWith(identityHash: string): Promise<readonly string[]>;
  readonly uploads: Uploads;
  readonly activities: Pick<Activities, 'note'>;
}

/** The first items of a list; `count` is the number of all. */
export interface Some<T> {
  readonly count: number;
  readonly first: readonly T[];
}

const MOST_SHOWN = 50;

function some<T>(all: readonly T[]): Some<T> {
  return { count: all.length, first: all.slice(0, MOST_SHOWN) };
}

export type ShownCase = Pick<Case, 'caseId' | 'kind' | 'unitId' | 'employeeId' | 'employeeName'>;

export type Preview = ImportPreview | RosterPreview | UndoPreview;

interface PreviewOfFile {
  readonly understood: Understood;
  readonly lastLineOpen?: number | undefined;
  /** Unreadable rows. No facts are made from them. */
  readonly bad: Some<BadRow>;
  readonly headers: readonly string[];
}

export interface ShownMonth extends Omit<ImportedMonth, 'guard'> {
  readonly asks: boolean;
  readonly expected: number;
  readonly missing: Some<MissingPerson>;
  readonly earlier: readonly EarlierImport[];
}

export interface ImportPreview extends PreviewOfFile {
  readonly is: 'import';
  /** The import's id in the form of a fact id. */
  readonly factId: string;
  readonly isRepeated: boolean;
  readonly months: readonly ShownMonth[];
  readonly counts: Pick<
    ImportOutcome,
    'people' | 'newFacts' | 'knownFacts' | 'unknownPeople' | 'unknownCharges' | 'doubtfulRows'
  >;
  /** Rows whose person is unknown or ambiguous. */
  readonly unknown: Some<RowProblem>;
  readonly proposals: Some<Omit<Proposal, 'hash'>>;
  readonly changes: ShownChanges;
  /** Whether the uploading person has not yet said what to do with an earlier complete file. */
  readonly isUnsaid: boolean;
  /** Only for a bill: its negative rows and their amounts in fen. */
  readonly offsets?: { readonly rows: number; readonly unitAmount: number; readonly personalAmount: number };
  /** Only for a list: the number of people by status. */
  readonly statuses?: Readonly<Record<string, number>>;
}

export interface RosterPreview extends PreviewOfFile {
  readonly is: 'roster';
  readonly people: number;
  readonly complete: boolean;
  readonly findings: Some<RosterFinding>;
  readonly implausible: readonly {
    readonly unitId: string;
    readonly employed: number;
    readonly leaving: number;
  }[];
}

export interface UndoPreview {
  readonly is: 'undo';
  readonly factId: string;
  readonly changes: ShownChanges;
  readonly refused?: Refused['problem'];
}

export type ShownChanges = { readonly [Group in keyof CaseChanges]: Some<ShownCase> };

function shownChanges({ opens, closes, changes }: CaseChanges): ShownChanges {
  const group = (cases: readonly ChangedCase[]) =>
    some(
      cases.map(
        ({ caseId, kind, unitId, employeeId, employeeName }): ShownCase => ({
          caseId,
          kind,
          unitId,
          ...compact({ employeeId, employeeName }),
        }),
      ),
    );
  return { opens: group(opens), closes: group(closes), changes: group(changes) };
}

/** The limit of people in a file and in the units to read. A larger upload takes too long for a request. */
export const MOST_AT_ONCE = 500;

/** Whether an upload can be processed within a request. */
export async function isQuick(
  unitId: string,
  content: UploadContent,
  { employeeIds, registry }: Pick<ActionPorts, 'employeeIds' | 'registry'>,
): Promise<boolean> {
  let people = peopleIn(content);
  if (people > MOST_AT_ONCE) return false;
  people = 0;
  const units =
    content.kind === 'roster' ? (await registry.load()).registry.units.map((unit) => unit.unitId) : [unitId];
  for (const unit of units)
    for await (const _ of employeeIds({ unitId: unit })) {
      people += 1;
      if (people > MOST_AT_ONCE) return false;
    }
  return true;
}

const LOAD = unpaced(16);

/**
 * After this many seconds without progress, processing has failed. `quick` is for processing within a request, `queued`
 * for processing through the queue.
 */
const SILENT_SECONDS = { quick: 45, queued: 15 * 60 };

/** The time limit for processing that begins now. */
export function workingUntil(quick: boolean, { clock }: Pick<ActionPorts, 'clock'>): Instant {
  const seconds = quick ? SILENT_SECONDS.quick : SILENT_SECONDS.queued;
  return new Date(Date.parse(clock.now()) + seconds * 1000).toISOString() as Instant;
}

const REPORT_EVERY_MS = 5_000;

/**
 * Processes the upload's next step: the trial, or storing. It is idempotent: after an interruption it can be repeated
 * and adds what is missing.
 */
export async function workUpload(upload: Upload, ports: UploadPorts): Promise<void> {
  if (upload.state !== 'checking' && upload.state !== 'storing') return;
  let current = upload;
  let reporting: Promise<void> = Promise.resolve();
  let reportedAt = Date.parse(ports.clock.now());
  const onProgress = (people: number) => {
    const now = Date.parse(ports.clock.now());
    if (now - reportedAt < REPORT_EVERY_MS) return;
    reportedAt = now;
    reporting = reporting.then(async () => {
      const change = { people, workingUntil: workingUntil(false, ports) };
      current = (await ports.uploads.step(current, change)) ?? current;
    });
  };
  try {
    const content = (await ports.uploads.content(upload)) as UploadContent;
    const work = { upload, apply: upload.state === 'storing', onProgress };
    const { preview, isStored } = await worked(content, work, ports);
    await ports.uploads.keepPreview(upload, preview);
    await reporting;
    const state = isStored ? 'stored' : 'checked';
    await ports.uploads.step(current, { state, workingUntil: ports.clock.now() });
  } catch (error) {
    await reporting.catch(() => undefined);
    // The time limit ends now, so the upload's page offers to try again.
    await ports.uploads.step(current, { workingUntil: ports.clock.now() });
    throw error;
  }
}

interface Work {
  readonly upload: Upload;
  readonly apply: boolean;
  readonly onProgress: (people: number) => void;
}

interface Worked {
  readonly preview: Preview;
  /** False after a trial, and if a new question or a refusal prevents storing. */
  readonly isStored: boolean;
}

function worked(content: UploadContent, work: Work, ports: UploadPorts): Promise<Worked> {
  switch (content.kind) {
    case 'bill':
      return workBill(content, work, ports);
    case 'list':
      return workList(content, work, ports);
    case 'roster':
      return workRoster(content, work, ports);
    case 'undo':
      return workUndo(content, work, ports);
  }
}

type ContentOf<Kind extends UploadContent['kind']> = Extract<UploadContent, { kind: Kind }>;

function taskOf({ upload, onProgress }: Work, content: string) {
  const { unitId, file, by, answers } = upload;
  const { extent } = answers;
  return {
    unitId,
    file,
    content,
    by: { who: by, verified: true },
    load: LOAD,
    onProgress,
    ...(extent !== undefined && { stated: () => extent }),
  };
}

/** The ports of an import. Their data are not cached. */
function importPorts(ports: UploadPorts) {
  return { ...ports, ...foldPorts(ports) };
}

async function workBill(
  { content, asOf, month, parts }: ContentOf<'bill'>,
  work: Work,
  ports: UploadPorts,
): Promise<Worked> {
  const bill = keptBill(parts);
  const bad: BadRow[] = [];
  const summary = await checkBill(bill, (row) => void bad.push(row));
  const { charges, headers, understood, lastLineOpen, offsets } = summary;
  const task = { ...taskOf(work, content), asOf, charges, ...(month !== undefined && { month }) };
  const unknown: RowProblem[] = [];
  const onBad = (row: BadRow) => void unknown.push(...row.problems);
  const pass = ({ reports, ...how }: ImportPass) =>
    importBill(bill, { ...task, ...how, onBad: reports ? onBad : () => undefined }, importPorts(ports));
  const of = { understood, lastLineOpen, bad: some(bad), headers, ...(offsets.rows > 0 && { offsets }) };
  return workImport(pass, of, unknown, work, ports);
}

async function workList(
  { content, on, list }: ContentOf<'list'>,
  work: Work,
  ports: UploadPorts,
): Promise<Worked> {
  const unknown: RowProblem[] = [];
  const task = { ...taskOf(work, content), on, rows: listedRows(list), isIncomplete: list.bad.length > 0 };
  const onBad = (problem: RowProblem) => void unknown.push(problem);
  const pass = ({ reports, ...how }: ImportPass) =>
    importInsuredList({ ...task, ...how, onBad: reports ? onBad : () => undefined }, importPorts(ports));
  const statuses: Record<string, number> = {};
  for (const { status } of list.rows) statuses[status] = (statuses[status] ?? 0) + 1;
  const { understood, lastLineOpen, headers } = list;
  const of = { understood, lastLineOpen, bad: some(list.bad), headers, statuses };
  const outcome = await workImport(pass, of, unknown, work, ports);
  if (outcome.isStored && outcome.preview.is === 'import') {
    const { unitId, by } = task;
    const id = outcome.preview.factId.slice(importFactId('').length);
    await noteOtherSchemes({ unitId, by, on, import: id, rows: list.rows }, importPorts(ports));
  }
  return outcome;
}

async function workImport(
  pass: (how: ImportPass) => Promise<ImportOutcome>,
  of: PreviewOfFile & Pick<ImportPreview, 'offsets' | 'statuses'>,
  unknown: readonly RowProblem[],
  { upload, apply }: Work,
  ports: UploadPorts,
): Promise<Worked> {
  const { unitId, answers, kind, file, by } = upload;
  const importTask = { unitId, day: todayOf(ports), answers, apply };
  const { imported, changes, isUnsaid } = await applyImport(pass, importTask, ports);
  const { people, newFacts, knownFacts, unknownPeople, unknownCharges, doubtfulRows } = imported;
  const factId = importFactId(imported.import);
  const preview: ImportPreview = {
    is: 'import',
    ...of,
    factId,
    isRepeated: imported.isRepeated,
    months: imported.months.map(({ guard, ...month }) => ({
      ...month,
      asks: guard.is === 'ask',
      expected: guard.expected,
      missing: some(guard.missing),
    })),
    counts: { people, newFacts, knownFacts, unknownPeople, unknownCharges, doubtfulRows },
    unknown: some(unknown),
    proposals: some(imported.proposals.map(({ hash: _, ...proposal }) => proposal)),
    changes: shownChanges(changes),
    isUnsaid,
  };
  const isStored = apply && !isUnsaid;
  if (isStored && !imported.isRepeated) {
    const action = kind === 'list' ? 'list-import' : 'bill-import';
    await noteDone({ by, unitId, action, file, factIds: [factId] }, ports);
  }
  return { preview, isStored };
}

/**
 * Compares the roster with the facts, in the trial and again when the person confirms. Confirming stores the findings,
 * which are not facts.
 */
async function workRoster(
  { on: asOf, complete, roster: read }: ContentOf<'roster'>,
  { upload, apply }: Work,
  ports: UploadPorts,
): Promise<Worked> {
  const { unitId, answers, file, by } = upload;
  const found = await recognise(read.rows, unitId, await ports.registry.load(), ports);
  const bad = [...read.bad, ...found.bad];
  const roster = {
    unitIds: [unitId],
    asOf,
    since: addMonths(asOf, -SINCE_MONTHS),
    // A partial file must not end the employment of everybody whom it leaves out.
    complete: complete && bad.length === 0,
    people: found.people,
  };
  const { findings, implausible } = compareRoster(roster, found.spells);
  const isStored = apply && (implausible.length === 0 || answers.allLeft === true);
  if (isStored) {
    await replaceFindings({ unitId, source: ROSTER_FILE }, findings, rosterByEmployee(roster), ports);
    await noteDone({ by, unitId, action: 'roster-import', file, factIds: [upload.id] }, ports);
  }
  const { understood, lastLineOpen, headers } = read;
  const of = { understood, lastLineOpen, bad: some(bad), headers };
  const preview = {
    is: 'roster',
    ...of,
    people: found.count,
    complete: roster.complete,
    implausible,
  } as const;
  return { preview: { ...preview, findings: some(findings) }, isStored };
}

async function workUndo(
  { import: id }: ContentOf<'undo'>,
  { upload, apply }: Work,
  ports: UploadPorts,
): Promise<Worked> {
  const { unitId, answers, by, file } = upload;
  const factId = importFactId(id);
  const named = await importNamed({ factId, unitId, reason: '-' }, ports);
  const refused = ({ problem }: Refused): Worked => {
    const changes = shownChanges({ opens: [], closes: [], changes: [] });
    return { preview: { is: 'undo', factId, changes, refused: problem }, isStored: false };
  };
  if (named === undefined) throw new Error('the id of an import names no import');
  if ('is' in named) return refused(named);
  let effect: UndoEffect | Refused;
  if (apply) {
    const submission = { deliveryId: upload.id.slice(0, 32), by: { who: by, verified: true } };
    const input = { factId, unitId, reason: answers.reason ?? '' };
    const outcome = await undoImport(named, input, submission, ports);
    if (outcome.is === 'recorded')
      await noteDone({ by, unitId, action: 'undone', file, factIds: [factId] }, ports);
    effect = outcome;
  } else effect = await previewImportUndo(named, ports);
  if ('problem' in effect) return refused(effect);
  return { preview: { is: 'undo', factId, changes: shownChanges(effect) }, isStored: apply };
}

async function noteDone(
  entry: Omit<Parameters<UploadPorts['activities']['note']>[0], 'at'>,
  { activities, clock, meter }: UploadPorts,
): Promise<void> {
  meter.count('PortalActionRecorded');
  await activities.note({ at: clock.now(), ...entry });
}
