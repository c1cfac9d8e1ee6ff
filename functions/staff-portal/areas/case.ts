import type { Hono } from 'hono';
import { OFFICIAL_SERVICE } from '../../../domain/regions/official-service.ts';
import { linkOf } from '../../mail/case-link.ts';
import type { AnyFact } from '../../staff-actions/shown-facts.ts';
import { type C, type Env, type PortalPorts, reading } from '../answers.ts';
import { formFor } from '../forms.ts';
import { mayAbout } from '../may.ts';
import { CasePage } from '../pages/case.tsx';
import { aboutCase, mayUndo } from '../record.ts';
import { type CaseView, casePath, fromPath, readCase } from '../views.ts';
import { addRecordPage, type RecordPage } from './recording.ts';

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

function recordPage(c: C, view: CaseView, ports: PortalPorts): RecordPage {
  const viewer = c.get('viewer');
  const { person, today, say } = viewer;
  const { subject, seen, timeline } = view;
  const url = subject.open === undefined ? OFFICIAL_SERVICE.url : linkOf(ports.caseLink, subject.open);
  const platform =
    url === OFFICIAL_SERVICE.url
      ? { url, name: say({ zh: '官方平台', en: 'the official platform' }) }
      : { url, name: say({ zh: '办理平台', en: 'your platform' }) };
  const mayUndoIt = (fact: AnyFact) => mayUndo(person, fact, subject, today);
  return {
    path: casePath(view.caseId),
    seen,
    timeline,
    about: aboutCase(view),
    changed:
      view.listed === undefined
        ? { zh: '这件待办现在没有打开。', en: 'The case is not open now.' }
        : {
            zh: '这件待办的状态、日期或金额和您看到的不同。',
            en: 'The state, days or money of the case have changed.',
          },
    mayUndo: mayUndoIt,
    formOf(action) {
      const form = formFor(action, subject);
      return form === undefined || mayAbout(person, form.action, subject) ? form : 'forbidden';
    },
    show: (more) => CasePage({ viewer, view, mayUndo: mayUndoIt, platform, ...more }),
  };
}

export function addCase(app: Hono<Env>, ports: PortalPorts): void {
  const read = async (c: C) => {
    const view = await caseNamed(c, ports);
    return view && recordPage(c, view, ports);
  };
  addRecordPage(app, '/cases/:case', read, ports);
}
