import type { Hono } from 'hono';
import { printable } from '../../../domain/letter/letter.ts';
import type { Unit } from '../../../domain/units/unit.ts';
import { effectiveUnitFacts } from '../../../domain/units/unit-facts.ts';
import { compact } from '../../../domain/values/compact.ts';
import { parseMonth } from '../../../domain/values/month.ts';
import { type Instant, parsePlainDate } from '../../../domain/values/plain-date.ts';
import { FileRefused } from '../../files/table.ts';
import type { UploadContent } from '../../import-upload/read-upload.ts';
import type { Preview } from '../../import-upload/work-upload.ts';
import { fileProblemText } from '../../imports/problem-texts.ts';
import type { Upload, UploadAnswers, UploadKind } from '../../ports.ts';
import { refusalText } from '../../staff-actions/refusals.ts';
import {
  type C,
  type Env,
  forbidden,
  formIdOf,
  message,
  notFound,
  only,
  type PortalPorts,
  page,
  reading,
  valuesOf,
} from '../answers.ts';
import { formFor, type Issue, type Subject, type Values } from '../forms.ts';
import { may, type PortalAction } from '../may.ts';
import { openQuestions, UploadPage } from '../pages/upload.tsx';
import {
  type FilledUpload,
  type ListedImport,
  UPLOAD_PAGES,
  type UploadPath,
  UploadsPage,
} from '../pages/uploads.tsx';
import { isInTimeToUndo, noteRecorded, recordForm } from '../record.ts';
import { LARGEST_FILE } from '../requests.ts';
import type { Viewer } from '../speaker.ts';
import { unitPath } from '../views.ts';
import { REASON_NEEDED } from './recording.ts';
import { ofUnit } from './units.ts';

const ACTIONS: Readonly<Record<UploadKind, PortalAction>> = {
  bill: 'bill-import',
  list: 'bill-import',
  roster: 'roster-confirmed',
  undo: 'bill-import',
};

/** Adds a unit's file pages: bills, insured lists, rosters, and undoing an import. */
export function addUploads(app: Hono<Env>, ports: PortalPorts): void {
  const ofUpload = (answer: (c: C, found: Found, ports: PortalPorts) => Response | Promise<Response>) =>
    ofUnit(async (c, unit) => {
      const found = await uploadNamed(c, unit, ports);
      return found instanceof Response ? found : answer(c, found, ports);
    });
  for (const path of Object.keys(UPLOAD_PAGES) as UploadPath[]) {
    const show = ofUnit(async (c, unit) => page(c, await uploadsPage(c, path, unit, ports)));
    app.get(`/units/:unit/${path}`, show);
    const take = ofUnit((c, unit) => handleFile(c, path, unit, ports), ACTIONS[UPLOAD_PAGES[path].kind]);
    app.post(`/units/:unit/${path}`, take);
  }
  app.get('/units/:unit/uploads/:upload', ofUpload(uploadPage));
  app.post('/units/:unit/uploads/:upload/check', ofUpload(checkAgain));
  app.post('/units/:unit/uploads/:upload/confirm', ofUpload(confirm));
  const undo = ofUnit((c, unit) => beginUndo(c, unit, ports));
  app.post('/units/:unit/undo-import', undo);
  for (const action of ['roster-confirmed', 'roster-dismissed'] as const) {
    const settle = ofUnit((c, unit) => settleDifference(c, action, unit, ports), action);
    app.post(`/units/:unit/roster/${action}`, settle);
  }
}

async function uploadsPage(c: C, path: UploadPath, unit: Unit, ports: PortalPorts, filled?: FilledUpload) {
  const viewer = c.get('viewer');
  const { person } = viewer;
  const { unitId } = unit;
  const kind = UPLOAD_PAGES[path].kind;
  const kept = kind === 'roster' ? (await ports.rosterFindings.list(unitId)).items : [];
  const count = /^\d{1,4}$/.exec(c.req.query('done') ?? '')?.[0];
  return UploadsPage({
    viewer,
    path,
    unit,
    mayUpload: may(person, ACTIONS[kind], unitId),
    imports: kind === 'roster' ? [] : await importsOf(c, kind, unitId, ports),
    findings: kept.toSorted((a, b) => (a.finding.employeeId < b.finding.employeeId ? -1 : 1)),
    notice: count && viewer.say({ zh: `已处理 ${count} 处差异。`, en: `Differences settled: ${count}.` }),
    filled,
  });
}

/** The imports of one kind that are in effect at the unit, latest first. */
async function importsOf(
  c: C,
  kind: UploadKind,
  unitId: string,
  ports: PortalPorts,
): Promise<readonly ListedImport[]> {
  const facts = effectiveUnitFacts((await ports.unitFacts.ofImports(unitId)).items).flatMap((fact) =>
    fact.kind === (kind === 'bill' ? 'bill.imported' : 'list.imported') ? [fact] : [],
  );
  const imports = [...Map.groupBy(facts, ({ data }) => data.import)].map(([id, own]): ListedImport => {
    const { data, receivedAt, by } = own[0] as (typeof own)[number];
    return {
      import: id,
      file: data.file,
      of: own.map((fact) => (fact.kind === 'bill.imported' ? fact.data.month : fact.data.on)).sort(),
      people: Math.max(...own.map((fact) => fact.data.people)),
      receivedAt,
      by: by && c.get('viewer').staffName(by.who),
      mayUndo: mayUndoImport(c.get('viewer'), unitId, receivedAt),
    };
  });
  return imports.sort((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1));
}

export function mayUndoImport(viewer: Viewer, unitId: string, importedAt: Instant): boolean {
  return may(viewer.person, 'bill-import', unitId) && isInTimeToUndo(viewer, importedAt);
}

// ---------------------------------------------------------------- a file comes in

async function handleFile(c: C, path: UploadPath, unit: Unit, ports: PortalPorts) {
  const viewer = c.get('viewer');
  const { say } = viewer;
  const kind = UPLOAD_PAGES[path].kind;
  const body = await c.req.parseBody({ all: true });
  const file = [body.file].flat().find((value) => value instanceof File);
  const values = await valuesOf(c);
  const given = (name: string) => only(values, name).trim();
  const refuse = async (issues: readonly Issue[], status: 413 | 422 = 422) =>
    page(c, await uploadsPage(c, path, unit, ports, { of: 'upload', values, issues }), status);
  if (file === undefined || file.size === 0)
    return refuse([{ field: 'file', message: say({ zh: '请选择文件', en: 'choose a file' }) }]);
  if (file.size > LARGEST_FILE) return refuse([{ field: 'file', message: say(TOO_LARGE_FILE) }], 413);
  const on = parsePlainDate(given('on'));
  const month = parseMonth(given('month'));
  const issues: Issue[] = [];
  if (kind !== 'bill' && (on === undefined || on > viewer.today))
    issues.push({
      field: 'on',
      message: say({ zh: '请填今天或以前的日期', en: 'give a day, today or earlier' }),
    });
  if (kind === 'bill' && given('month') !== '' && month === undefined)
    issues.push({ field: 'month', message: say({ zh: '请写成 2026-10', en: 'write it like 2026-10' }) });
  if (issues.length > 0) return refuse(issues);
  const upload = {
    kind,
    bytes: new Uint8Array(await file.arrayBuffer()),
    today: viewer.today,
    on: on ?? viewer.today,
    sheet: given('sheet') || undefined,
    monthIs: (['period', 'collected'] as const).find((each) => each === given('monthIs')),
    month,
    complete: given('complete') === 'yes',
  };
  const { readUpload, uploadName } = await import('../../import-upload/read-upload.ts');
  try {
    const { units } = c.get('record').registry;
    const content = await readUpload(upload, { unit, units, identityKey: await ports.identityKey() });
    return await begin(c, { unitId: unit.unitId, kind, file: uploadName(file.name), content }, ports);
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    const holds = ({ bill: 'charges', list: 'insured-list', roster: 'roster' } as const)[kind];
    return refuse([{ field: 'file', message: printable(say(fileProblemText(error.problem, holds, true))) }]);
  }
}

export const TOO_LARGE_FILE = {
  zh: '文件超过 4 MB；请删去不需要的工作表和列，或分成几份',
  en: 'the file is larger than 4 MB; delete sheets and columns that are not needed, or split the file',
};

const KEPT_MS = 60 * 60_000;

async function begin(
  c: C,
  { content, ...about }: Pick<Upload, 'unitId' | 'kind' | 'file'> & { readonly content: UploadContent },
  ports: PortalPorts,
) {
  const { person, now } = c.get('viewer');
  const { uploadId } = await import('../../import-upload/read-upload.ts');
  const { isQuick, workingUntil } = await import('../../import-upload/work-upload.ts');
  const isSmall = await isQuick(about.unitId, content, reading(c, ports));
  const upload: Upload = {
    ...about,
    id: uploadId(about.unitId, person.key, content),
    state: 'checking',
    isQuick: isSmall,
    workingUntil: workingUntil(isSmall, ports),
    people: 0,
    answers: {},
    by: person.key,
    lapsesAt: new Date(Date.parse(now) + KEPT_MS).toISOString() as Instant,
    version: 1,
  };
  await ports.uploads.begin(upload, content);
  return continueUpload(c, upload, ports);
}

/** Processes the upload now or through the queue. The upload's page shows the progress and the result. */
async function continueUpload(c: C, upload: Upload, ports: PortalPorts) {
  const { unitId, id, isQuick } = upload;
  if (!isQuick) await ports.uploadQueue.ask({ unitId, id });
  else {
    const { workUpload } = await import('../../import-upload/work-upload.ts');
    try {
      await workUpload(upload, ports);
    } catch (error) {
      const cause = error instanceof Error ? error.name : typeof error;
      const { kind, state } = upload;
      ports.log.error('an upload could not be processed', { kind, state, error: cause });
    }
  }
  return c.redirect(pathOf(upload), 303);
}

function pathOf({ unitId, id }: Pick<Upload, 'unitId' | 'id'>): string {
  return unitPath(unitId, `/uploads/${id}`);
}

// ---------------------------------------------------------------- one upload

interface Found {
  readonly unit: Unit;
  readonly upload: Upload;
  /** True if the processing stopped before it was done. */
  readonly isCutShort: boolean;
}

/**
 * The upload in the path; or a response if the path is wrong, the upload has expired, or the viewer is not allowed to
 * import.
 */
async function uploadNamed(c: C, unit: Unit, ports: PortalPorts): Promise<Found | Response> {
  const id = c.req.param('upload') ?? '';
  const viewer = c.get('viewer');
  if (!/^[\w-]{43}$/.test(id)) return notFound(c);
  const upload = await ports.uploads.find(unit.unitId, id, viewer.now);
  if (!may(viewer.person, ACTIONS[upload?.kind ?? 'bill'], unit.unitId)) return forbidden(c);
  if (upload === undefined) return message(c, LAPSED, 404);
  const isWorking = upload.state === 'checking' || upload.state === 'storing';
  return { unit, upload, isCutShort: isWorking && upload.workingUntil <= ports.clock.now() };
}

const LAPSED = {
  title: { zh: '预览已经不在了', en: 'This preview has expired' },
  text: {
    zh: '上传的内容只保留一小时，没有确认的不会保存。请重新上传文件。',
    en: 'An upload is kept for one hour. Its data are stored only if you confirm them. Upload the file again.',
  },
};

async function uploadPage(
  c: C,
  { unit, upload, isCutShort }: Found,
  ports: PortalPorts,
  notes: { readonly issues?: readonly Issue[]; readonly hasChanged?: boolean } = {},
) {
  const hasPreview = upload.state === 'checked' || upload.state === 'stored';
  const preview = hasPreview ? ((await ports.uploads.preview(upload)) as Preview) : undefined;
  const { issues = [], hasChanged = false } = notes;
  const props = { viewer: c.get('viewer'), unit, upload, preview, isCutShort, issues, hasChanged };
  return page(c, UploadPage(props), hasChanged ? 409 : issues.length > 0 ? 422 : 200);
}

/** Runs the trial again with the answers. */
async function checkAgain(c: C, found: Found, ports: PortalPorts) {
  const { upload, isCutShort } = found;
  if (upload.state !== 'checked' && !isCutShort) return c.redirect(pathOf(upload), 303);
  const values = await valuesOf(c);
  const answers: UploadAnswers = { ...upload.answers, ...answersIn(values) };
  return step(c, upload, { state: 'checking', answers }, ports);
}

/** Begins the next step, unless another request has begun it already. */
async function step(
  c: C,
  upload: Upload,
  change: Pick<Upload, 'state' | 'answers'> & Partial<Pick<Upload, 'by'>>,
  ports: PortalPorts,
) {
  const { workingUntil } = await import('../../import-upload/work-upload.ts');
  const until = workingUntil(upload.isQuick, ports);
  const next = await ports.uploads.step(upload, { ...change, people: 0, workingUntil: until });
  return next === undefined ? c.redirect(pathOf(upload), 303) : continueUpload(c, next, ports);
}

function answersIn(values: Values): UploadAnswers {
  const extent = (['whole', 'part'] as const).find((each) => each === only(values, 'extent'));
  const earlier = (['replace', 'add'] as const).find((each) => each === only(values, 'earlier'));
  const allLeft = only(values, 'allLeft') === 'yes' ? (true as const) : undefined;
  return compact({ extent, earlier, allLeft });
}

/** Stores the upload. It is stored only once: confirming again shows the result. */
async function confirm(c: C, found: Found, ports: PortalPorts) {
  const { upload, isCutShort } = found;
  const { person } = c.get('viewer');
  const mayStore = upload.state === 'checked' || (upload.state === 'storing' && isCutShort);
  if (!mayStore) return c.redirect(pathOf(upload), 303);
  const values = await valuesOf(c);
  let { answers } = upload;
  if (upload.state === 'checked') {
    if (only(values, 'seen') !== String(upload.version))
      return uploadPage(c, found, ports, { hasChanged: true });
    const preview = (await ports.uploads.preview(upload)) as Preview;
    const issues = issuesIn(preview, upload, values, c.get('viewer'));
    if (issues.length > 0) return uploadPage(c, found, ports, { issues });
    if (preview.is === 'undo') answers = { reason: only(values, 'reason').trim() };
  }
  return step(c, upload, { state: 'storing', answers, by: person.key }, ports);
}

/** The reasons why an upload cannot be stored yet. */
function issuesIn(preview: Preview, { answers }: Upload, values: Values, { say }: Viewer): Issue[] {
  const issues: Issue[] = [];
  if (preview.is === 'undo') {
    const reason = only(values, 'reason').trim();
    if (reason === '' || reason.length > 300 || /\p{Cc}/u.test(reason))
      issues.push({ field: 'reason', message: say(REASON_NEEDED) });
    return issues;
  }
  if (preview.bad.count > 0 && only(values, 'partly') !== 'yes')
    issues.push({
      field: 'partly',
      message: say({
        zh: '有读不通的行：请改好文件重新上传，或勾选只保存其余的行',
        en: 'some rows cannot be read: correct the file and upload it again, or choose to store only the other rows',
      }),
    });
  const message = say({ zh: '请先回答页面上的问题', en: 'first answer the question on the page' });
  return [...issues, ...openQuestions(preview, answers).map((field) => ({ field, message }))];
}

// ---------------------------------------------------------------- the undo of an import, differences of a roster

async function beginUndo(c: C, { unitId }: Unit, ports: PortalPorts) {
  const id = only(await valuesOf(c), 'import');
  const { items } = await ports.unitFacts.ofImports(unitId);
  const stated = items.find(({ data }) => 'import' in data && data.import === id);
  if (stated === undefined || !('file' in stated.data)) return notFound(c);
  if (!mayUndoImport(c.get('viewer'), unitId, stated.receivedAt)) return forbidden(c);
  const content = { kind: 'undo', import: id } as const;
  return begin(c, { unitId, kind: 'undo', file: stated.data.file, content }, ports);
}

async function settleDifference(
  c: C,
  action: 'roster-confirmed' | 'roster-dismissed',
  unit: Unit,
  ports: PortalPorts,
) {
  const viewer = c.get('viewer');
  const values = await valuesOf(c);
  const { unitId } = unit;
  const findings = (await ports.rosterFindings.list(unitId)).items;
  const kind = 'roster-difference';
  const subject: Subject = { caseId: '', kind, unitId, unitIds: [unitId], findings, today: viewer.today };
  const refuse = async (issues: readonly Issue[]) =>
    page(c, await uploadsPage(c, 'roster', unit, ports, { of: 'difference', values, issues }), 422);
  const checked = formFor(action, subject)?.record(values);
  if (checked === undefined) return notFound(c);
  if (!checked.ok) return refuse(checked.issues);
  const submission = { deliveryId: formIdOf(values), who: viewer.person.key, isCurrent: true };
  const outcome = await recordForm(checked, submission, ports);
  if (outcome === 'changed') return notFound(c);
  if (outcome.is === 'refused')
    return refuse([{ field: '', message: viewer.say(refusalText(outcome.problem)) }]);
  const named = findings.find(({ finding }) => finding.employeeId === only(values, 'employeeIds'));
  await noteRecorded(
    action,
    { unitId, ...compact({ employeeName: named?.finding.name }) },
    outcome,
    viewer,
    ports,
  );
  return c.redirect(unitPath(unitId, `/roster?done=${(values.employeeIds ?? []).length}`), 303);
}
