import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { printable } from '../../../domain/letter/letter.ts';
import type { Texts } from '../../../domain/values/language.ts';
import type { Stated } from '../../staff-actions/outcome.ts';
import { refusalText, refusedField } from '../../staff-actions/refusals.ts';
import { type AnyFact, factText } from '../../staff-actions/shown-facts.ts';
import { previewUndo, undoFact, undoInput } from '../../staff-actions/undo.ts';
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
  valuesOf,
} from '../answers.ts';
import type { ActionForm, Filled, Issue, Values } from '../forms.ts';
import { ChangedPage } from '../pages/changed.tsx';
import type { Notice } from '../pages/layout.tsx';
import { UndoPage } from '../pages/undo.tsx';
import { noteRecorded, type RecordedAbout, recordForm } from '../record.ts';
import { fromPath, inPath, type TimelineEntry } from '../views.ts';

/** A page on which facts are recorded and undone: the page of a case, of a person, or of a unit's bases. */
export interface RecordPage {
  readonly path: string;
  readonly seen: string;
  readonly timeline: readonly TimelineEntry[];
  readonly about: RecordedAbout;
  /** The notice that is shown if the content has changed since the form was opened. */
  readonly changed: Texts;
  readonly mayUndo: (fact: AnyFact) => boolean;
  /** The form of an action; `forbidden` if the viewer may not record it; undefined if the page has no such form. */
  formOf(action: string, values: Values): ActionForm | 'forbidden' | undefined;
  show(more: Shown): unknown;
}

/** What a page shows for a moment: a rejected form, filled in as before, or the notice about what was recorded. */
export interface Shown {
  readonly filled?: Filled | undefined;
  readonly notice?: Notice | undefined;
}

/** Adds a page with its forms and undo pages. @param base the page's path pattern. */
export function addRecordPage(
  app: Hono<Env>,
  base: string,
  read: (c: C) => Promise<RecordPage | undefined>,
  ports: PortalPorts,
): void {
  app.get(base, async (c: C) => {
    const on = await read(c);
    return on === undefined ? notFound(c) : page(c, on.show({ notice: noticeOn(on, c) }));
  });
  app.post(`${base}/do/:action`, async (c: C) => {
    const on = await read(c);
    const values = await valuesOf(c);
    const form = on?.formOf(c.req.param('action') ?? '', values);
    if (on === undefined || form === undefined) return notFound(c);
    return form === 'forbidden' ? forbidden(c) : handleForm(c, on, { form, values }, ports);
  });
  addUndoTo(app, base, read, ports);
}

/**
 * The notice after a form was sent. It names the fact whose id is in the URL, if that fact is on the page, or says that
 * something was saved.
 */
function noticeOn({ path, timeline, mayUndo }: RecordPage, c: C): Notice | undefined {
  const viewer = c.get('viewer');
  const { say } = viewer;
  if (c.req.query('saved') === '1') return { text: say({ zh: '已保存。', en: 'Saved.' }) };
  const factId = fromPath(c.req.query('done') ?? c.req.query('known') ?? c.req.query('undone') ?? '');
  const entry = timeline.find(({ fact }) => fact.factId === factId);
  if (entry === undefined) return undefined;
  const { fact } = entry;
  const what = say(factText(fact));
  if (c.req.query('undone') !== undefined)
    return { text: say({ zh: `已撤销：${what}。`, en: `Undone: ${what}.` }) };
  if (entry.isVoided) return undefined;
  const undo = mayUndo(fact) ? `${path}/undo/${inPath(fact.factId)}` : undefined;
  if (c.req.query('known') === undefined)
    return { text: say({ zh: `已保存：${what}。`, en: `Saved: ${what}.` }), undo };
  const who = viewer.whoStated(fact);
  return {
    text: say({ zh: `${who} 此前已登记：${what}。`, en: `${who} has already recorded this: ${what}.` }),
    undo,
  };
}

/**
 * Handles a form. It records the form, or shows that the fact is recorded already, that the form has errors, or that
 * the page has changed.
 */
async function handleForm(
  c: C,
  on: RecordPage,
  { form, values }: { readonly form: ActionForm; readonly values: Values },
  ports: PortalPorts,
) {
  const viewer = c.get('viewer');
  const formId = formIdOf(values);
  const again = (issues: readonly Issue[]) =>
    page(c, on.show({ filled: { action: form.action, formId, values, issues } }), 422);
  const checked = form.record(values);
  if (!checked.ok) return again(checked.issues);
  const isCurrent = only(values, 'seen') === on.seen;
  const outcome = await recordForm(checked, { deliveryId: formId, who: viewer.person.key, isCurrent }, ports);
  if (outcome === 'changed') return page(c, changedPage(c, on, { form, values }), 409);
  if (outcome.is === 'refused') {
    const { problem } = outcome;
    return again([{ field: refusedField(problem), message: viewer.say(refusalText(problem)) }]);
  }
  await noteRecorded(form.action, on.about, outcome, viewer, ports);
  return c.redirect(`${on.path}?${afterwards(outcome)}`, 303);
}

function afterwards({ is, factIds: [factId] }: Stated): string {
  if (factId === undefined) return 'saved=1';
  return `${is === 'recorded' ? 'done' : 'known'}=${inPath(factId)}`;
}

function changedPage(
  c: C,
  { path, seen, timeline, changed }: RecordPage,
  { form, values }: { readonly form: ActionForm; readonly values: Values },
) {
  const viewer = c.get('viewer');
  const at = only(values, 'at');
  const since = timeline.map(({ fact }) => fact).filter(({ receivedAt }) => at !== '' && receivedAt >= at);
  const kept = Object.entries(values).flatMap(([name, each]) =>
    name === 'seen' ? [] : each.map((value) => [name, printable(value)] as const),
  );
  return ChangedPage({
    viewer,
    path,
    changed,
    since: since.slice(0, 10),
    action: `${path}/do/${form.action}`,
    fields: [...kept, ['seen', seen]],
  });
}

function addUndoTo(
  app: Hono<Env>,
  base: string,
  read: (c: C) => Promise<RecordPage | undefined>,
  ports: PortalPorts,
): void {
  const found = async (c: C) => {
    const on = await read(c);
    const factId = fromPath(c.req.param('fact') ?? '');
    const fact = on?.timeline.find((entry) => entry.fact.factId === factId)?.fact;
    if (on === undefined || fact === undefined) return notFound(c);
    return on.mayUndo(fact) ? { on, fact } : forbidden(c);
  };
  app.get(`${base}/undo/:fact`, async (c: C) => {
    const it = await found(c);
    return it instanceof Response ? it : undoPage(c, it, ports, randomUUID());
  });
  app.post(`${base}/undo/:fact`, async (c: C) => {
    const it = await found(c);
    if (it instanceof Response) return it;
    const viewer = c.get('viewer');
    const { on, fact } = it;
    const values = await valuesOf(c);
    const formId = formIdOf(values);
    const read = undoInput().safeParse({ ...ofFact(fact), reason: only(values, 'reason') });
    if (!read.success) return undoPage(c, it, ports, formId, viewer.say(REASON_NEEDED));
    const submission = { deliveryId: formId, by: { who: viewer.person.key, verified: true } };
    const outcome = await undoFact(read.data, submission, ports);
    if (outcome.is === 'refused')
      return undoPage(c, it, ports, formId, viewer.say(refusalText(outcome.problem)));
    if (outcome.is === 'recorded') {
      // The entry names the fact that is now void, so that the activity list does not offer to undo it again.
      const entry = { action: 'undone', ...on.about, factIds: [fact.factId] } as const;
      await ports.activities.note({ at: viewer.now, by: viewer.person.key, ...entry });
    }
    return c.redirect(`${on.path}?undone=${inPath(fact.factId)}`, 303);
  });
}

export const REASON_NEEDED = {
  zh: '请写明原因，最多 300 个字符',
  en: 'give the reason, in at most 300 characters',
};

function ofFact(fact: AnyFact) {
  return 'employeeId' in fact
    ? { factId: fact.factId, employeeId: fact.employeeId }
    : { factId: fact.factId, unitId: fact.unitId };
}

async function undoPage(
  c: C,
  { on, fact }: { readonly on: RecordPage; readonly fact: AnyFact },
  ports: PortalPorts,
  formId: string,
  problem?: string,
) {
  const viewer = c.get('viewer');
  const submission = { deliveryId: formId, by: { who: viewer.person.key, verified: true } };
  const effect = await previewUndo({ ...ofFact(fact), reason: '-' }, submission, ports);
  if ('is' in effect) {
    const title = { zh: '不能撤销', en: 'This cannot be undone' };
    return message(c, { title, text: refusalText(effect.problem) }, 422);
  }
  const { path } = on;
  const status = problem === undefined ? 200 : 422;
  return page(c, UndoPage({ viewer, path, effect, formId, problem }), status);
}
