import type { Hono } from 'hono';
import { undeliverable } from '../../staff-actions/mail-addresses.ts';
import { type C, type Env, type PortalPorts, page } from '../answers.ts';
import { InboxPage, type InboxQuery } from '../pages/inbox.tsx';
import { pageNumber } from '../pages/parts.tsx';
import { doneCases, readInbox, TABS } from '../views.ts';

export function addInbox(app: Hono<Env>, ports: PortalPorts): void {
  app.get('/', async (c) => {
    const viewer = c.get('viewer');
    const query = inboxQuery(c);
    const inbox = await readInbox(viewer.person, viewer.today, c.get('record'), ports);
    const done = query.tab === 'done' ? await doneCases(inbox, viewer.today, ports) : [];
    const unmailed = await undeliverable(
      ports,
      viewer.person.administers ? undefined : new Set(inbox.unitIds),
    );
    const count = /^\d{1,2}$/.exec(c.req.query('saved') ?? '')?.[0];
    const notice = count && viewer.say({ zh: `已登记 ${count} 件。`, en: `Cases recorded: ${count}.` });
    return page(c, InboxPage({ viewer, inbox, query, done, notice, unmailed }));
  });
}

function inboxQuery(c: C): InboxQuery {
  const given = (name: string) => c.req.query(name) ?? '';
  return {
    tab: TABS.find((tab) => tab === given('tab')) ?? 'mine',
    urgency: given('urgency'),
    kind: given('kind'),
    unit: given('unit'),
    name: given('name').slice(0, 100),
    page: pageNumber(given('page')),
  };
}
