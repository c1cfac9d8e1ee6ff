import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { ZH } from '../../../domain/letter/zh.ts';
import { FileRefused } from '../../files/table.ts';
import { fileProblemText } from '../../imports/problem-texts.ts';
import { refusalText } from '../../staff-actions/refusals.ts';
import {
  type C,
  download,
  type Env,
  formIdOf,
  notFound,
  only,
  type PortalPorts,
  page,
  valuesOf,
} from '../answers.ts';
import { batchWorkbook, type Numbers, numbersIn } from '../batch-file.ts';
import { formFor, type Values } from '../forms.ts';
import { mayAbout, mayFile } from '../may.ts';
import { BATCH_STEPS, type BatchItem, BatchPage, type BatchStep, MOST_IN_BATCH } from '../pages/batch.tsx';
import { aboutCase, noteRecorded, recordForm } from '../record.ts';
import type { Viewer } from '../speaker.ts';
import { type CaseView, inPath } from '../views.ts';
import { caseNamed } from './case.ts';

export function addBatch(app: Hono<Env>, ports: PortalPorts): void {
  app.post('/batch/choose', async (c) => {
    const viewer = c.get('viewer');
    const ids = (await valuesOf(c)).c ?? [];
    return page(c, chosenPage(viewer, ids, await batchOf(ids, c, ports)));
  });
  app.post('/batch/export', async (c) => {
    const views = await batchOf((await valuesOf(c)).c ?? [], c, ports);
    return views.length === 0 ? notFound(c) : workbook(c, views, new Map(), ports);
  });
  app.post('/batch/fill', async (c) => {
    const viewer = c.get('viewer');
    const ids = (await valuesOf(c)).c ?? [];
    const views = await batchOf(ids, c, ports);
    if (views.length === 0) return notFound(c);
    // This does not read the body again, because hono caches the parsed body.
    const { roster } = await c.req.parseBody();
    try {
      if (!(roster instanceof File) || roster.size === 0) throw new FileRefused({ code: 'empty' });
      return await workbook(c, views, await numbersIn(roster, viewer.today), ports);
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      const problem = viewer.say(fileProblemText(error.problem, 'roster'));
      return page(c, chosenPage(viewer, ids, views, problem), 422);
    }
  });
  app.post('/batch', async (c) => {
    const values = await valuesOf(c);
    const step = BATCH_STEPS.find((each) => each === only(values, 'step')) ?? 'filing-submitted';
    return handleBatch(c, values, step, ports);
  });
}

/** The ticked cases that can form a batch: all of one kind, up to the limit of a batch. */
async function batchOf(ids: readonly string[], c: C, ports: PortalPorts): Promise<readonly CaseView[]> {
  const views = await casesNamed(ids, c, ports);
  return views.filter(({ subject }) => subject.kind === views[0]?.subject.kind).slice(0, MOST_IN_BATCH);
}

function chosenPage(
  viewer: Viewer,
  ids: readonly string[],
  views: readonly CaseView[],
  fileProblem?: string,
) {
  const items = views.map((view) => ({ view, on: viewer.today }));
  const leftOut = new Set(ids).size - items.length;
  const defaults = { step: 'filing-submitted', receiptNo: '', channel: '', fileProblem } as const;
  return BatchPage({ viewer, items, leftOut, formId: randomUUID(), ...defaults });
}

async function workbook(c: C, views: readonly CaseView[], numbers: Numbers, ports: PortalPorts) {
  const { today } = c.get('viewer');
  const kind = views[0]?.subject.kind ?? 'enrolment';
  const title = ZH.kinds[kind];
  const on = { today, record: c.get('record') };
  return download(c, `${title}-${today}.xlsx`, await batchWorkbook(title, views, numbers, on, ports));
}

/** The cases with these ids for which the viewer may record filings, in the same order. */
async function casesNamed(ids: readonly string[], c: C, ports: PortalPorts): Promise<readonly CaseView[]> {
  const { person } = c.get('viewer');
  const views: CaseView[] = [];
  for (const id of new Set(ids.slice(0, 2 * MOST_IN_BATCH))) {
    const view = await caseNamed(c, ports, id);
    const open = view?.subject.open;
    if (view !== undefined && open !== undefined && mayFile(person, open)) views.push(view);
  }
  return views;
}

/**
 * Each case is a submission of its own, so that one failure does not affect the others. Failed cases are shown again.
 */
async function handleBatch(c: C, values: Values, step: BatchStep, ports: PortalPorts) {
  const viewer = c.get('viewer');
  const formId = formIdOf(values);
  const ids = (values.c ?? []).slice(0, MOST_IN_BATCH);
  const failed: BatchItem[] = [];
  let recorded = 0;
  for (const [index, id] of ids.entries()) {
    const view = await caseNamed(c, ports, id);
    if (view === undefined || !mayAbout(viewer.person, step, view.subject)) continue;
    const on = values.on?.[index] ?? '';
    const own: Values = { on: [on], receiptNo: values.receiptNo ?? [], channel: values.channel ?? [] };
    const problem = await recordOne(step, view, own, formId, viewer, ports);
    if (problem === undefined) recorded += 1;
    else failed.push({ view, on, problem });
  }
  if (failed.length === 0) return c.redirect(`/?saved=${recorded}`, 303);
  const [receiptNo, channel] = [only(values, 'receiptNo'), only(values, 'channel')];
  const shown = { viewer, items: failed, leftOut: 0, formId, step, receiptNo, channel, recorded };
  return page(c, BatchPage(shown), 422);
}

async function recordOne(
  step: BatchStep,
  view: CaseView,
  own: Values,
  formId: string,
  viewer: Viewer,
  ports: PortalPorts,
): Promise<string | undefined> {
  const { say } = viewer;
  const checked = formFor(step, view.subject)?.record(own);
  if (checked === undefined || !checked.ok)
    return say({ zh: '日期或回执号不对', en: 'the day or the receipt number is wrong' });
  // The delivery id is made from the form's id and the case, so it stays the same if the form is sent again with fewer
  // cases.
  const deliveryId = `${formId}:${inPath(view.caseId).slice(-80)}`;
  const submission = { deliveryId, who: viewer.person.key, isCurrent: view.listed !== undefined };
  const outcome = await recordForm(checked, submission, ports);
  if (outcome === 'changed') return say({ zh: '这件待办已经不在了', en: 'this case is no longer open' });
  if (outcome.is === 'refused') return say(refusalText(outcome.problem));
  await noteRecorded(step, aboutCase(view), outcome, viewer, ports);
  return undefined;
}
