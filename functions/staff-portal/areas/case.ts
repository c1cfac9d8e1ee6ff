import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import type { StaffAction } from '../../../domain/cases/case.ts';
import { OFFICIAL_SERVICE } from '../../../domain/regions/official-service.ts';
import { linkOf } from '../../mail/case-link.ts';
import {
  type C,
  type Env,
  forbidden,
  namer,
  notFound,
  type PortalPorts,
  page,
  reading,
  valuesOf,
} from '../answers.ts';
import { type Filled, formFor } from '../forms.ts';
import { mayAbout } from '../may.ts';
import { CasePage } from '../pages/case.tsx';
import { aboutCase, mayUndo } from '../record.ts';
import { type CaseView, fromPath, inPath, readCase } from '../views.ts';
import { addUndoTo, handleForm, type Notice, noticeOn, type RecordPage } from './recording.ts';

/** The case in the path, if the viewer may see it. */
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

function recordPage(c: C, view: CaseView, ports: PortalPorts): RecordPage {
  const { person, today } = c.get('viewer');
  return {
    path: `/cases/${inPath(view.caseId)}`,
    seen: view.seen,
    timeline: view.timeline,
    about: aboutCase(view),
    changed:
      view.listed === undefined
        ? { zh: '这件待办现在没有打开。', en: 'The case is not open now.' }
        : {
            zh: '这件待办的状态、日期或金额和您看到的不同。',
            en: 'The state, days or money of the case have changed.',
          },
    mayUndo: (fact) => mayUndo(person, fact, view.subject, today),
    show: (filled) => casePage(c, view, ports, { filled }),
  };
}

export function addCase(app: Hono<Env>, ports: PortalPorts): void {
  app.get('/cases/:case', async (c) => {
    const view = await caseNamed(c, ports);
    if (view === undefined) return notFound(c);
    const notice = noticeOn(recordPage(c, view, ports), c, ports);
    return page(c, casePage(c, view, ports, notice === undefined ? {} : { notice }));
  });
  app.post('/cases/:case/do/:action', async (c) => {
    const view = await caseNamed(c, ports);
    const action = c.req.param('action') as StaffAction;
    const form = view && formFor(action, view.subject);
    if (view === undefined || form === undefined) return notFound(c);
    if (!mayAbout(c.get('viewer').person, action, view.subject)) return forbidden(c);
    return handleForm(c, recordPage(c, view, ports), { form, values: await valuesOf(c) }, ports);
  });
  const named = async (c: C) => {
    const view = await caseNamed(c, ports);
    return view && recordPage(c, view, ports);
  };
  addUndoTo(app, '/cases/:case', named, ports);
}
