import type { Hono } from 'hono';
import { dayText } from '../../../domain/letter/case-in-short.ts';
import { type Env, notFound, type PortalPorts, page, reading } from '../answers.ts';
import { calendarEntry } from '../calendar-entry.ts';
import { readEvidence } from '../evidence.ts';
import { EvidencePage } from '../pages/evidence.tsx';
import { whoOf } from '../pages/parts.tsx';
import { casePath } from '../views.ts';
import { caseNamed } from './case.ts';

const ENDING = '.ics';

/** Adds the two things that staff can take from a case: a page to print and a calendar entry. */
export function addEvidence(app: Hono<Env>, ports: PortalPorts): void {
  app.get('/cases/:case/evidence', async (c) => {
    const view = await caseNamed(c, ports);
    if (view === undefined) return notFound(c);
    const viewer = c.get('viewer');
    const record = c.get('record');
    const evidence = await readEvidence(view, viewer.today, record, reading(c, ports));
    return page(c, EvidencePage({ viewer, evidence }));
  });
  app.get(`/cases/:case{[\\w-]+\\${ENDING}}`, async (c) => {
    const view = await caseNamed(c, ports, c.req.param('case').slice(0, -ENDING.length));
    const { listed } = view ?? {};
    const day = listed?.case.deadline?.actBy;
    if (view === undefined || listed === undefined || day === undefined) return notFound(c);
    const viewer = c.get('viewer');
    const { say, wording, language, now } = viewer;
    const { subject, employeeName, caseId } = view;
    const entry = calendarEntry({
      caseId,
      day,
      now,
      summary: `${wording.kinds[subject.kind]} · ${whoOf({ ...subject, employeeName }, viewer)}`,
      description: [
        dayText(listed.case, listed.daysLeft, language),
        viewer.unitName(subject.unitId),
        say({ zh: '日期可能变动，以页面为准。', en: 'The day may change: see the page.' }),
      ].join('\n'),
      url: `${new URL(c.req.url).origin}${casePath(caseId)}`,
    });
    const headers = {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="${day}.ics"`,
    };
    return c.body(entry, 200, headers);
  });
}
