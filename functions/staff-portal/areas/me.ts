import type { Hono } from 'hono';
import { deleteCookie } from 'hono/cookie';
import { personOf } from '../../sign-in/sign-in.ts';
import { COOKIE, type Env, only, type PortalPorts, page, SESSION_COOKIE, valuesOf } from '../answers.ts';
import { MePage } from '../pages/me.tsx';

export function addAccount(app: Hono<Env>, ports: PortalPorts): void {
  app.get('/me', async (c) => {
    const viewer = c.get('viewer');
    const { now } = viewer;
    const all = await ports.sessions.list(personOf(viewer.person.key));
    return page(c, MePage({ viewer, sessions: all.filter(({ endsAt }) => endsAt > now) }));
  });
  app.post('/me/sessions/end', async (c) => {
    const { person } = c.get('viewer');
    const id = only(await valuesOf(c), 'session');
    if (/^[0-9a-f]{64}$/.test(id)) await ports.sessions.end(personOf(person.key), id);
    return c.redirect('/me', 303);
  });
  app.post('/sign-out', async (c) => {
    const { person, session } = c.get('viewer');
    await ports.sessions.end(personOf(person.key), session.id);
    deleteCookie(c, SESSION_COOKIE, COOKIE);
    return c.redirect('/sign-in', 303);
  });
}
