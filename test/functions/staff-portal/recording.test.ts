import { Hono } from 'hono';
import { expect, it } from 'vitest';
import type { Fact } from '../../../domain/facts/fact.ts';
import type { Env, PortalPorts } from '../../../functions/staff-portal/answers.ts';
import { addRecordPage, type RecordPage } from '../../../functions/staff-portal/areas/recording.ts';
import { inPath } from '../../../functions/staff-portal/views.ts';
import { charged } from '../../support/facts.ts';
import { viewerIn } from './hostile-viewer.ts';

const fact: Fact = { ...charged('U1', '2026-10'), factId: 'f1' };
const own: RecordPage = {
  path: '/own',
  seen: 'x',
  timeline: [{ fact, isVoided: false }],
  about: { unitId: 'U1' },
  changed: { zh: 'x', en: 'x' },
  mayUndo: () => false,
  formOf: (action) => (action === 'noted' ? 'forbidden' : undefined),
  show: () => 'shown',
};

/** The page for somebody who may see it, but record and undo nothing. The ports have no function. */
const app = new Hono<Env>();
app.use(async (c, next) => {
  c.set('viewer', viewerIn('en'));
  await next();
});
addRecordPage(app, '/own', async () => own, {} as PortalPorts);
addRecordPage(app, '/other', async () => undefined, {} as PortalPorts);

const UNDO = `/undo/${inPath(fact.factId)}`;

it.each([
  ['GET', '/own', 200],
  ['POST', '/own/do/noted', 403],
  ['POST', '/own/do/leave', 404],
  ['GET', `/own${UNDO}`, 403],
  ['POST', `/own${UNDO}`, 403],
  ['POST', `/own/undo/${inPath('staff:x')}`, 404],
  ['GET', '/other', 404],
  ['POST', '/other/do/noted', 404],
  ['GET', `/other${UNDO}`, 404],
  ['POST', `/other${UNDO}`, 404],
])('%s %s is answered with %i to a person who may only look', async (method, path, status) => {
  expect((await app.request(path, { method })).status).toBe(status);
});
