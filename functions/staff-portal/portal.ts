import { Hono } from 'hono';
import { deleteCookie, getCookie } from 'hono/cookie';
import { addresseeWith, personOf, sessionOf } from '../sign-in/sign-in.ts';
import {
  type C,
  COOKIE,
  type Env,
  LANGUAGE_COOKIE,
  message,
  notFound,
  type PortalPorts,
  SESSION_COOKIE,
  YEAR_SECONDS,
} from './answers.ts';
import { addActivity } from './areas/activity.ts';
import { addAdministration } from './areas/admin.ts';
import { addBatch } from './areas/batch.ts';
import { addCase } from './areas/case.ts';
import { addEvidence } from './areas/evidence.ts';
import { addInbox } from './areas/inbox.ts';
import { addAccount } from './areas/me.ts';
import { addPeople } from './areas/people.ts';
import { addSignIn } from './areas/sign-in.ts';
import { addUnits } from './areas/units.ts';
import { addUploads, TOO_LARGE_FILE } from './areas/uploads.ts';
import { ASSETS } from './assets.ts';
import { refusedPost, securityHeaders } from './requests.ts';
import { languageFor, speakerOf, viewerOf } from './speaker.ts';

const IMMUTABLE = `public, max-age=${YEAR_SECONDS}, immutable`;

/** Creates the portal with all pages and forms. Pages change nothing; a form ends in a redirect or shows its errors. */
export function createPortal(ports: PortalPorts): Hono<Env> {
  const app = new Hono<Env>();
  app.use(securityHeaders);
  app.onError((error, c) => {
    ports.log.error('a request of the portal failed', {
      path: withoutIds(c.req.path),
      error: error.name,
      at: error.stack?.match(/^\s+at .*$/m)?.[0].trim() ?? '',
    });
    return message(c, FAILED, 500);
  });
  app.notFound(notFound);
  // An event sent to a wrong path must not be redirected to a page: its sender would treat that as success.
  for (const path of ['/hooks', '/hooks/*']) app.all(path, (c) => c.json({ message: 'Not Found' }, 404));
  app.use(async (c, next) => {
    if (c.req.method === 'GET') return next();
    if (c.req.method !== 'POST') return c.text('', 405);
    const refused = refusedPost(c);
    if (refused === undefined) return next();
    ports.log.warn('a form was refused', { status: refused, path: withoutIds(c.req.path) });
    return message(c, refused === 413 ? TOO_LARGE : FOREIGN, refused);
  });
  for (const { path, type, body } of ASSETS) {
    app.get(path, (c) => c.body(body, 200, { 'content-type': type, 'cache-control': IMMUTABLE }));
  }
  app.get('/favicon.ico', (c) => c.body(null, 204));
  addSignIn(app, ports);
  app.use(signedIn(ports));
  addInbox(app, ports);
  // The evidence area comes first, because the path of a case also matches the path of its calendar entry.
  addEvidence(app, ports);
  addCase(app, ports);
  addBatch(app, ports);
  addPeople(app, ports);
  addUnits(app, ports);
  addActivity(app, ports);
  addUploads(app, ports);
  addAccount(app, ports);
  addAdministration(app, ports);
  return app;
}

/** A path for logs. Only the first part is kept, because the rest would identify a case or a fact. */
function withoutIds(path: string): string {
  return path.replace(/^(\/[a-z-]*).*$/s, '$1');
}

const FAILED = {
  title: { zh: '出错了', en: 'Something failed' },
  text: {
    zh: '没有保存任何内容。请稍后再试；如果一直这样，请告诉管理员。',
    en: 'Nothing was saved. Try again later; if it fails again, contact your administrator.',
  },
};
const FOREIGN = {
  title: { zh: '没有接受这个请求', en: 'This request was not accepted' },
  text: {
    zh: '它不是从本网站的表单发来的。请打开页面重新填写。',
    en: 'The request does not come from a form of this site. Open the page and fill in its form again.',
  },
};
const TOO_LARGE = {
  title: { zh: '内容太大，没有保存', en: 'Too large, nothing was saved' },
  text: TOO_LARGE_FILE,
};

/** Requires a session of a registered person. Everybody else signs in first and then returns. */
function signedIn(ports: PortalPorts) {
  return async (c: C, next: () => Promise<void>) => {
    const token = getCookie(c, SESSION_COOKIE);
    const session = await sessionOf(token, ports);
    if (session === undefined) return toSignIn(c);
    const record = await ports.registry.load();
    const person = addresseeWith(session.address, record, ports.fallbackMailbox);
    if (person === undefined) {
      await ports.sessions.end(personOf(session.address), session.id);
      return toSignIn(c);
    }
    const language = languageFor(getCookie(c, LANGUAGE_COOKIE), person, undefined);
    const now = ports.clock.now();
    c.set('record', record);
    const seen = { person, session, now };
    c.set('viewer', viewerOf(speakerOf(language), seen, record.registry, ports.fallbackMailbox));
    await next();
    return undefined;
  };
}

function toSignIn(c: C) {
  deleteCookie(c, SESSION_COOKIE, COOKIE);
  const { pathname, searchParams } = new URL(c.req.url);
  const hint = searchParams.get('r');
  searchParams.delete('r');
  const query = searchParams.toString();
  // A form cannot be sent again after sign-in, so its page is opened instead.
  const back = c.req.method === 'GET' ? `${pathname}${query === '' ? '' : `?${query}`}` : pageOf(pathname);
  const parameters = new URLSearchParams({ next: back, ...(hint !== null && { r: hint }) });
  return c.redirect(`/sign-in?${parameters}`, 303);
}

function pageOf(pathname: string): string {
  const page = /^\/((cases|people)\/[\w-]+|units\/[\w-]+\/(bases|bills|insured|roster|uploads\/[\w-]+))/.exec(
    pathname,
  )?.[0];
  return page ?? /^\/(me|admin)(?=\/)/.exec(pathname)?.[0] ?? '/';
}
