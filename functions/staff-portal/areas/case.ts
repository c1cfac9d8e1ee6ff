import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import type { StaffAction } from '../../../domain/cases/case.ts';
import { printable } from '../../../domain/letter/letter.ts';
import { OFFICIAL_SERVICE } from '../../../domain/regions/official-service.ts';
import { linkOf } from '../../mail/case-link.ts';
import type { Stated } from '../../staff-actions/outcome.ts';
import { previewUndo, undoFact, undoInput } from '../../staff-actions/undo.ts';
import {
  type C,
  type Env,
  FORM_ID,
  forbidden,
  namer,
  notFound,
  only,
  type PortalPorts,
  page,
  reading,
  valuesOf,
} from '../answers.ts';
import { type ActionForm, formFor, type Issue, type Values } from '../forms.ts';
import { mayAbout } from '../may.ts';
import { CasePage, type Filled } from '../pages/case.tsx';
import { ChangedPage } from '../pages/changed.tsx';
import { MessagePage } from '../pages/layout.tsx';
import { UndoPage } from '../pages/undo.tsx';
import { mayUndo, noteRecorded, recordForm } from '../record.ts';
import { refusalText, refusedField } from '../refusals.ts';
import { type AnyFact, type CaseView, fromPath, inPath, readCase } from '../views.ts';
import { factText } from '../words.ts';

/** The case that a path names, where the viewer may see it. */
export async function caseNamed(
  c: C,
  ports: PortalPorts,
  segment = c.req.param('case') ?? '',
): Promise<CaseView | undefined> {
  const { person, today } = c.get('viewer');
  const caseId = fromPath(segment);
  return caseId === undefined ? undefined : readCase(caseId, person, today, reading(c, ports));
}

function casePage(c: C, view: CaseView, ports: PortalPorts, more: { filled?: Filled; notice?: Notice } = {}) {
  const viewer = c.get('viewer');
  const { subject } = view;
  const url = subject.open === undefined ? OFFICIAL_SERVICE.url : linkOf(ports.caseLink, subject.open);
  const isOfficial = url === OFFICIAL_SERVICE.url;
  return CasePage({
    viewer,
    view,
    newFormId: randomUUID,
    whoStated: namer(c.get('record'), ports, viewer),
    mayUndo: (fact) => mayUndo(viewer.person, fact, subject, viewer.today),
    platform: {
      url,
      name: isOfficial
        ? viewer.say({ zh: '官方平台', en: 'the official platform' })
        : viewer.say({ zh: '办理平台', en: 'your platform' }),
    },
    ...more,
  });
}

interface Notice {
  readonly text: string;
  readonly undo?: string | undefined;
}

/** What was just done, as the address says; only what is really there is told. */
function noticeFor(c: C, view: CaseView, ports: PortalPorts): Notice | undefined {
  const viewer = c.get('viewer');
  const { say } = viewer;
  if (c.req.query('saved') === '1') return { text: say({ zh: '已保存。', en: 'Saved.' }) };
  const factId = fromPath(c.req.query('done') ?? c.req.query('known') ?? c.req.query('undone') ?? '');
  const entry = view.timeline.find(({ fact }) => fact.factId === factId);
  if (entry === undefined) return undefined;
  const { fact } = entry;
  const what = say(factText(fact));
  if (c.req.query('undone') !== undefined)
    return { text: say({ zh: `已撤销：${what}。`, en: `Undone: ${what}.` }) };
  if (entry.isVoided) return undefined;
  const undo = mayUndo(viewer.person, fact, view.subject, viewer.today)
    ? `/cases/${inPath(view.caseId)}/undo/${inPath(fact.factId)}`
    : undefined;
  if (c.req.query('known') === undefined)
    return { text: say({ zh: `已保存：${what}。`, en: `Saved: ${what}.` }), undo };
  const who = namer(c.get('record'), ports, viewer)(fact);
  return {
    text: say({ zh: `${who} 此前已登记：${what}。`, en: `${who} had recorded this before: ${what}.` }),
    undo,
  };
}

export function addCase(app: Hono<Env>, ports: PortalPorts): void {
  app.get('/cases/:case', async (c) => {
    const view = await caseNamed(c, ports);
    if (view === undefined) return notFound(c);
    const notice = noticeFor(c, view, ports);
    return page(c, casePage(c, view, ports, notice === undefined ? {} : { notice }));
  });
  app.post('/cases/:case/do/:action', async (c) => {
    const view = await caseNamed(c, ports);
    const action = c.req.param('action') as StaffAction;
    const form = view && formFor(action, view.subject);
    if (view === undefined || form === undefined) return notFound(c);
    const viewer = c.get('viewer');
    if (!mayAbout(viewer.person, action, view.subject)) return forbidden(c);
    return takeForm(c, { view, form, values: await valuesOf(c) }, ports);
  });
}

interface Sent {
  readonly view: CaseView;
  readonly form: ActionForm;
  readonly values: Values;
}

async function takeForm(c: C, { view, form, values }: Sent, ports: PortalPorts) {
  const viewer = c.get('viewer');
  const given = only(values, 'form');
  const formId = FORM_ID.test(given) ? given : randomUUID();
  const again = (issues: readonly Issue[]) => {
    const filled = { action: form.action, formId, values, issues };
    return page(c, casePage(c, view, ports, { filled }), 422);
  };
  const checked = form.record(values);
  if (!checked.ok) return again(checked.issues);
  const isCurrent = only(values, 'seen') === view.seen;
  const outcome = await recordForm(checked, { deliveryId: formId, who: viewer.person.key, isCurrent }, ports);
  if (outcome === 'changed') return page(c, changedPage(c, { view, form, values }, ports), 409);
  if (outcome.is === 'refused') {
    const { problem } = outcome;
    return again([{ field: refusedField(problem), message: viewer.say(refusalText(problem)) }]);
  }
  await noteRecorded(form.action, view, outcome, viewer, ports);
  return c.redirect(`/cases/${inPath(view.caseId)}?${afterwards(outcome)}`, 303);
}

function afterwards({ is, factIds: [factId] }: Stated): string {
  if (factId === undefined) return 'saved=1';
  return `${is === 'recorded' ? 'done' : 'known'}=${inPath(factId)}`;
}

function changedPage(c: C, { view, form, values }: Sent, ports: PortalPorts) {
  const viewer = c.get('viewer');
  const at = only(values, 'at');
  const since = view.timeline
    .map(({ fact }) => fact)
    .filter(({ receivedAt }) => at !== '' && receivedAt >= at);
  const kept = Object.entries(values).flatMap(([name, each]) =>
    name === 'seen' ? [] : each.map((value) => [name, printable(value)] as const),
  );
  return ChangedPage({
    viewer,
    view,
    since: since.slice(0, 10),
    whoStated: namer(c.get('record'), ports, viewer),
    action: `/cases/${inPath(view.caseId)}/do/${form.action}`,
    fields: [...kept, ['seen', view.seen]],
  });
}

export function addUndo(app: Hono<Env>, ports: PortalPorts): void {
  const found = async (c: C) => {
    const view = await caseNamed(c, ports);
    const factId = fromPath(c.req.param('fact') ?? '');
    const fact = view?.timeline.find((entry) => entry.fact.factId === factId)?.fact;
    return view === undefined || fact === undefined ? undefined : { view, fact };
  };
  app.get('/cases/:case/undo/:fact', async (c) => {
    const named = await found(c);
    if (named === undefined) return notFound(c);
    return undoPage(c, named, ports, randomUUID());
  });
  app.post('/cases/:case/undo/:fact', async (c) => {
    const named = await found(c);
    if (named === undefined) return notFound(c);
    const viewer = c.get('viewer');
    const { view, fact } = named;
    if (!mayUndo(viewer.person, fact, view.subject, viewer.today)) return forbidden(c);
    const values = await valuesOf(c);
    const formId = FORM_ID.test(only(values, 'form')) ? only(values, 'form') : randomUUID();
    const read = undoInput().safeParse({ ...ofFact(fact), reason: only(values, 'reason') });
    if (!read.success) {
      const problem = viewer.say({
        zh: '请写明原因，最多 300 个字符',
        en: 'say why, in at most 300 characters',
      });
      return undoPage(c, named, ports, formId, problem);
    }
    const submission = { deliveryId: formId, by: { who: viewer.person.key, verified: true } };
    const outcome = await undoFact(read.data, submission, ports);
    if (outcome.is === 'refused')
      return undoPage(c, named, ports, formId, viewer.say(refusalText(outcome.problem)));
    if (outcome.is === 'recorded') {
      const { caseId, subject, employeeName } = view;
      await ports.activities.note({
        at: viewer.now,
        by: viewer.person.key,
        unitId: subject.unitId,
        action: 'undone',
        caseId,
        // What is void now, so that nobody is offered to undo it again.
        factIds: [fact.factId],
        ...(employeeName !== undefined && { employeeName }),
      });
    }
    return c.redirect(`/cases/${inPath(view.caseId)}?undone=${inPath(fact.factId)}`, 303);
  });
}

function ofFact(fact: AnyFact) {
  return 'employeeId' in fact
    ? { factId: fact.factId, employeeId: fact.employeeId }
    : { factId: fact.factId, unitId: fact.unitId };
}

async function undoPage(
  c: C,
  { view, fact }: { readonly view: CaseView; readonly fact: AnyFact },
  ports: PortalPorts,
  formId: string,
  problem?: string,
) {
  const viewer = c.get('viewer');
  if (!mayUndo(viewer.person, fact, view.subject, viewer.today)) return forbidden(c);
  const submission = { deliveryId: formId, by: { who: viewer.person.key, verified: true } };
  const effect = await previewUndo({ ...ofFact(fact), reason: '-' }, submission, ports);
  if ('is' in effect) {
    const title = viewer.say({ zh: '不能撤销', en: 'This cannot be undone' });
    const text = viewer.say(refusalText(effect.problem));
    return page(c, MessagePage({ speaker: viewer, viewer, title, text }), 422);
  }
  const whoStated = namer(c.get('record'), ports, viewer);
  return page(
    c,
    UndoPage({ viewer, view, effect, whoStated, formId, problem }),
    problem === undefined ? 200 : 422,
  );
}
