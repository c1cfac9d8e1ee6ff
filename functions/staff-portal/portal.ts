import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { StaffAction } from '../../domain/cases/case.ts';
import { printable } from '../../domain/letter/letter.ts';
import { OFFICIAL_SERVICE } from '../../domain/regions/official-service.ts';
import { type Addressee, addresseesOf } from '../../domain/units/addressees.ts';
import { LANGUAGES } from '../../domain/values/language.ts';
import { addDays, chinaDayOf } from '../../domain/values/plain-date.ts';
import { linkOf } from '../mail/case-link.ts';
import { recipientTag } from '../mail/recipient-tag.ts';
import type { Activities, CodeQueue, RegistryRecord, Sessions, SignInCodes, Telemetry } from '../ports.ts';
import {
  addresseeWith,
  addressIn,
  enterCode,
  newSecret,
  personOf,
  requestCode,
  sessionOf,
  sessionToken,
} from '../sign-in/sign-in.ts';
import type { Stated } from '../staff-actions/outcome.ts';
import { previewUndo, undoFact, undoInput } from '../staff-actions/undo.ts';
import { ASSETS } from './assets.ts';
import { type ActionForm, formFor, type Issue, type Values } from './forms.ts';
import { may, mayAbout } from './may.ts';
import { ActivityPage } from './pages/activity.tsx';
import { BATCH_STEPS, type BatchItem, BatchPage, type BatchStep, MOST_IN_BATCH } from './pages/batch.tsx';
import { CasePage, type Filled } from './pages/case.tsx';
import { ChangedPage } from './pages/changed.tsx';
import { InboxPage, type InboxQuery } from './pages/inbox.tsx';
import { MessagePage } from './pages/layout.tsx';
import { MePage } from './pages/me.tsx';
import { CodePage, SignInPage } from './pages/sign-in.tsx';
import { UndoPage } from './pages/undo.tsx';
import { isUndoable, mayUndo, recordForm, UNDO_DAYS } from './record.ts';
import { refusalText, refusedField } from './refusals.ts';
import { browserName, localPath, type RequestBindings, refusedPost, securityHeaders } from './requests.ts';
import { languageFor, type Speaker, speakerOf, type Viewer } from './speaker.ts';
import {
  type AnyFact,
  activitiesOf,
  type CaseView,
  doneCases,
  fromPath,
  inPath,
  readCase,
  readInbox,
  TABS,
  unitsSeenBy,
  type ViewPorts,
} from './views.ts';
import { factText } from './words.ts';

export interface PortalPorts extends ViewPorts, Telemetry {
  readonly codes: SignInCodes;
  readonly codeQueue: CodeQueue;
  readonly sessions: Sessions;
  readonly activities: Activities;
  /** Stands in for absent fallback staff. */
  readonly fallbackMailbox?: string | undefined;
  /** The company's own page of a case, as a template; else the official platform. */
  readonly caseLink?: string | undefined;
}

type Env = {
  Bindings: RequestBindings;
  Variables: { viewer: Viewer; record: RegistryRecord };
};
type C = Context<Env>;

/** `__Host-`: from this host alone, over TLS alone. Browsers count 127.0.0.1 as that. */
const COOKIE = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const;
const SESSION_COOKIE = '__Host-canbao';
/** What a browser that asked for a code keeps until it is entered. */
const PENDING_COOKIE = '__Host-canbao-code';
const PENDING_SECONDS = 900;
const LANGUAGE_COOKIE = '__Host-canbao-language';
const YEAR_SECONDS = 31_536_000;

const IMMUTABLE = `public, max-age=${YEAR_SECONDS}, immutable`;

/** The portal: every page and every form. Pages change nothing; forms end in a redirect, or say what to correct. */
export function createPortal(ports: PortalPorts): Hono<Env> {
  const app = new Hono<Env>();
  app.use(securityHeaders);
  app.onError((error, c) => {
    ports.log.error('a request of the portal failed', {
      path: withoutIds(c.req.path),
      error: error.name,
      at: error.stack?.match(/^\s+at .*$/m)?.[0].trim() ?? '',
    });
    const speaker = speakerBefore(c);
    return page(c, MessagePage({ speaker, ...FAILED[speaker.language] }), 500);
  });
  app.notFound((c) => notFound(c));
  // An event that is sent to a wrong path must not be led to a page, which its sender would take for an acceptance.
  for (const path of ['/hooks', '/hooks/*']) app.all(path, (c) => c.json({ message: 'Not Found' }, 404));
  app.use(async (c, next) => {
    if (c.req.method === 'GET') return next();
    if (c.req.method !== 'POST') return c.text('', 405);
    const refused = refusedPost(c);
    if (refused === undefined) return next();
    ports.log.warn('a form was refused', { status: refused, path: withoutIds(c.req.path) });
    const speaker = speakerBefore(c);
    return page(c, MessagePage({ speaker, ...FOREIGN[speaker.language] }), refused);
  });
  for (const { path, type, body } of ASSETS) {
    app.get(path, (c) => c.body(body, 200, { 'content-type': type, 'cache-control': IMMUTABLE }));
  }
  app.get('/favicon.ico', (c) => c.body(null, 204));
  addSignIn(app, ports);
  app.use(signedIn(ports));
  addInbox(app, ports);
  addCase(app, ports);
  addUndo(app, ports);
  addBatch(app, ports);
  addActivity(app, ports);
  addAccount(app, ports);
  return app;
}

/** The beginning of a path names its page; what follows names a case or a fact. */
function withoutIds(path: string): string {
  return path.replace(/^(\/[a-z-]*).*$/s, '$1');
}

const FAILED = {
  zh: { title: '出错了', text: '没有保存任何内容。请稍后再试；如果一直这样，请告诉管理员。' },
  en: {
    title: 'Something failed',
    text: 'Nothing was saved. Try again later, and tell your administrator if it goes on.',
  },
};
const FOREIGN = {
  zh: { title: '没有接受这个请求', text: '它不是从本网站的表单发来的。请打开页面重新填写。' },
  en: {
    title: 'This request was not accepted',
    text: 'It does not come from a form of this site. Open the page and fill it in there.',
  },
};
const MISSING = {
  zh: { title: '没有找到', text: '这里没有这个页面，或者它不属于您负责的单位。' },
  en: { title: 'Not found', text: 'There is no such page, or it belongs to none of your units.' },
};
const FORBIDDEN = {
  zh: { title: '您没有这项权限', text: '您的角色可以查看，但不能登记这一项。请经办人或管理员登记。' },
  en: {
    title: 'This is not yours to record',
    text: 'Your role may look, but not record this. Ask the handler or your administrator.',
  },
};

/** Sends a page. Control characters and marks that turn the writing direction around are nowhere in it, whoever wrote them. */
function page(
  c: Context,
  content: unknown,
  status: 200 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 = 200,
) {
  return c.html(`<!doctype html>${printable(String(content))}`, status);
}

function speakerBefore(c: Context): Speaker {
  return speakerOf(languageFor(getCookie(c, LANGUAGE_COOKIE), undefined, c.req.header('accept-language')));
}

function notFound(c: Context) {
  const viewer: Viewer | undefined = c.get('viewer');
  const speaker = viewer ?? speakerBefore(c);
  return page(c, MessagePage({ speaker, viewer, ...MISSING[speaker.language] }), 404);
}

function forbidden(c: C) {
  const viewer = c.get('viewer');
  return page(c, MessagePage({ speaker: viewer, viewer, ...FORBIDDEN[viewer.language] }), 403);
}

/** What a form has filled in. */
async function valuesOf(c: Context): Promise<Values> {
  const body = await c.req.parseBody({ all: true });
  const texts = Object.entries(body).map(([name, given]) => [
    name,
    [given].flat().filter((value) => typeof value === 'string'),
  ]);
  return Object.fromEntries(texts);
}

function only(values: Values, name: string): string {
  return values[name]?.[0] ?? '';
}

// ---------------------------------------------------------------- signing in and out

function addSignIn(app: Hono<Env>, ports: PortalPorts): void {
  app.get('/sign-in', (c) => {
    const next = localPath(c.req.query('next'));
    const hint = fromPath(c.req.query('r') ?? '');
    const offered = hint === undefined ? undefined : addressIn(hint);
    return page(c, SignInPage({ speaker: speakerBefore(c), next, offered }));
  });
  app.post('/sign-in', async (c) => {
    const values = await valuesOf(c);
    const [next, typed] = [localPath(only(values, 'next')), only(values, 'address')];
    const speaker = speakerBefore(c);
    const address = addressIn(typed);
    if (address === undefined) {
      const problem = speaker.say({
        zh: '请填写完整的邮箱地址，例如 wang.fang@example.com',
        en: 'Give a whole mail address, e.g. grace@example.com',
      });
      return page(c, SignInPage({ speaker, next, address: printable(typed), problem }), 422);
    }
    const secret = newSecret();
    const asked = await requestCode({ address, secret, ip: c.env.ip }, ports);
    if (asked === 'too-many') {
      const problem = speaker.say({
        zh: '请求太多，请一小时后再试，或请管理员代取验证码',
        en: 'Too many requests: try again in an hour, or ask your administrator for a code',
      });
      return page(c, SignInPage({ speaker, next, address, problem }), 429);
    }
    setCookie(c, PENDING_COOKIE, `${secret}.${inPath(address)}`, { ...COOKIE, maxAge: PENDING_SECONDS });
    return c.redirect(`/sign-in/code?next=${encodeURIComponent(next)}`, 303);
  });
  app.get('/sign-in/code', (c) => {
    const pending = pendingIn(c);
    const next = localPath(c.req.query('next'));
    if (pending === undefined) return c.redirect(`/sign-in?next=${encodeURIComponent(next)}`, 303);
    return page(c, CodePage({ speaker: speakerBefore(c), next, address: pending.address }));
  });
  app.post('/sign-in/code', async (c) => {
    const pending = pendingIn(c);
    const values = await valuesOf(c);
    const next = localPath(only(values, 'next'));
    if (pending === undefined) return c.redirect(`/sign-in?next=${encodeURIComponent(next)}`, 303);
    const { address, secret } = pending;
    const addressee = addresseeWith(address, await ports.registry.load(), ports.fallbackMailbox);
    const shared = values.shared !== undefined;
    const browser = browserName(c.req.header('user-agent'));
    const begun = await enterCode(
      { addressee, address, secret, code: only(values, 'code'), shared, browser },
      ports,
    );
    if (begun === undefined) {
      const speaker = speakerBefore(c);
      const problem = speaker.say({
        zh: '验证码不对或已失效；输错 5 次或超过 15 分钟后请重新获取',
        en: 'The code is wrong or over; after 5 tries or 15 minutes ask for another one',
      });
      ports.log.warn('a sign-in code was refused', { recipient: recipientTag(address) });
      return page(c, CodePage({ speaker, next, address, problem }), 422);
    }
    const { session } = begun;
    const seconds = Math.floor((Date.parse(session.endsAt) - Date.parse(session.begunAt)) / 1000);
    deleteCookie(c, PENDING_COOKIE, COOKIE);
    setCookie(c, SESSION_COOKIE, sessionToken(address, begun.secret), {
      ...COOKIE,
      // A shared computer's browser forgets it when it is closed.
      ...(!shared && { maxAge: seconds }),
    });
    ports.log.info('somebody signed in', { recipient: recipientTag(address) });
    return c.redirect(next, 303);
  });
  app.post('/language', async (c) => {
    const values = await valuesOf(c);
    const language = LANGUAGES.find((each) => each === only(values, 'language'));
    if (language !== undefined) setCookie(c, LANGUAGE_COOKIE, language, { ...COOKIE, maxAge: YEAR_SECONDS });
    return c.redirect(localPath(only(values, 'back')), 303);
  });
}

function pendingIn(c: Context): { readonly secret: string; readonly address: string } | undefined {
  const [, secret, encoded] = /^([\w-]{43})\.([\w-]+)$/.exec(getCookie(c, PENDING_COOKIE) ?? '') ?? [];
  const address = encoded && addressIn(fromPath(encoded) ?? '');
  return secret === undefined || !address ? undefined : { secret, address };
}

/** Lets on who is signed in and in the registry now; everybody else signs in first, and comes back. */
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
    c.set('viewer', { ...speakerOf(language), person, session, now, today: chinaDayOf(now) });
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
  // A form that comes too late cannot be sent again by itself: its page is opened anew.
  const back = c.req.method === 'GET' ? `${pathname}${query === '' ? '' : `?${query}`}` : pageOf(pathname);
  const parameters = new URLSearchParams({ next: back, ...(hint !== null && { r: hint }) });
  return c.redirect(`/sign-in?${parameters}`, 303);
}

/** The page that a form stands on. */
function pageOf(pathname: string): string {
  return /^\/cases\/[\w-]+/.exec(pathname)?.[0] ?? (pathname === '/me/sessions/end' ? '/me' : '/');
}

// ---------------------------------------------------------------- the inbox

function addInbox(app: Hono<Env>, ports: PortalPorts): void {
  app.get('/', async (c) => {
    const viewer = c.get('viewer');
    const query = inboxQuery(c);
    const inbox = await readInbox(viewer.person, viewer.today, c.get('record'), ports);
    const done = query.tab === 'done' ? await doneCases(inbox, viewer.today, ports) : [];
    const count = /^\d{1,2}$/.exec(c.req.query('saved') ?? '')?.[0];
    const notice = count && viewer.say({ zh: `已登记 ${count} 件。`, en: `${count} recorded.` });
    return page(c, InboxPage({ viewer, inbox, query, done, notice }));
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
    page: Number(/^\d{1,4}$/.exec(given('page'))?.[0] ?? 1),
  };
}

// ---------------------------------------------------------------- one case and its forms

async function caseNamed(c: C, ports: PortalPorts): Promise<CaseView | undefined> {
  const { person, today } = c.get('viewer');
  const caseId = fromPath(c.req.param('case') ?? '');
  return caseId === undefined ? undefined : readCase(caseId, person, today, reading(c, ports));
}

/** The registry as it was read for this request: what only reads need not read it again. */
function reading(c: C, ports: PortalPorts): PortalPorts {
  const record = c.get('record');
  return { ...ports, registry: { load: async () => record } };
}

/** Who stated a fact: a person by name, an HR system, a file. */
function namer({ registry }: RegistryRecord, ports: PortalPorts, { say }: Speaker) {
  const names = namesOf(addresseesOf(registry, ports.fallbackMailbox));
  return ({ by, factId }: AnyFact): string => {
    if (by !== undefined) return names.get(by.who.toLowerCase()) ?? by.who;
    const source = factId.slice(0, factId.indexOf(':'));
    if (source === 'bill') return say({ zh: '账单', en: 'bill' });
    if (source === 'roster') return say({ zh: '花名册', en: 'roster' });
    if (source === 'guide') return say({ zh: '参保管家', en: 'Canbao' });
    return say({ zh: `人事系统 ${source}`, en: `HR system ${source}` });
  };
}

function namesOf(people: readonly Addressee[]): ReadonlyMap<string, string> {
  return new Map(people.map(({ key, name }) => [key, name]));
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

const FORM_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function addCase(app: Hono<Env>, ports: PortalPorts): void {
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

async function noteRecorded(
  action: StaffAction,
  { caseId, subject, employeeName }: CaseView,
  { is, factIds }: Stated,
  { person, now }: Viewer,
  { activities, meter }: PortalPorts,
): Promise<void> {
  if (is !== 'recorded') return;
  meter.count('PortalActionRecorded');
  const { unitId } = subject;
  const entry = { at: now, by: person.key, unitId, action, caseId, factIds };
  await activities.note({ ...entry, ...(employeeName !== undefined && { employeeName }) });
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

// ---------------------------------------------------------------- undo

function addUndo(app: Hono<Env>, ports: PortalPorts): void {
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

// ---------------------------------------------------------------- several cases at once

function addBatch(app: Hono<Env>, ports: PortalPorts): void {
  app.post('/batch/choose', async (c) => {
    const viewer = c.get('viewer');
    const ids = (await valuesOf(c)).c ?? [];
    const views = await casesNamed(ids, c, ports);
    const [first] = views;
    const items = views
      .filter(({ subject }) => subject.kind === first?.subject.kind)
      .slice(0, MOST_IN_BATCH)
      .map((view) => ({ view, on: viewer.today }));
    const leftOut = new Set(ids).size - items.length;
    const asked = { step: 'filing-submitted', receiptNo: '', channel: '' } as const;
    return page(c, BatchPage({ viewer, items, leftOut, formId: randomUUID(), ...asked }));
  });
  app.post('/batch', async (c) => {
    const values = await valuesOf(c);
    const step = BATCH_STEPS.find((each) => each === only(values, 'step')) ?? 'filing-submitted';
    return takeBatch(c, values, step, ports);
  });
}

/** Those of the ids whose filings somebody may record, in their order. */
async function casesNamed(ids: readonly string[], c: C, ports: PortalPorts): Promise<readonly CaseView[]> {
  const { person, today } = c.get('viewer');
  const views: CaseView[] = [];
  for (const id of new Set(ids.slice(0, 2 * MOST_IN_BATCH))) {
    const caseId = fromPath(id);
    const view = caseId === undefined ? undefined : await readCase(caseId, person, today, reading(c, ports));
    if (view !== undefined && isFiling(view) && mayAbout(person, 'filing-submitted', view.subject))
      views.push(view);
  }
  return views;
}

function isFiling({ listed, subject }: CaseView): boolean {
  return listed !== undefined && ['enrolment', 'removal', 'information-change'].includes(subject.kind);
}

/** Each case is a delivery of its own, so that a failure spares the others; those that failed are shown again. */
async function takeBatch(c: C, values: Values, step: BatchStep, ports: PortalPorts) {
  const viewer = c.get('viewer');
  const given = only(values, 'form');
  const formId = FORM_ID.test(given) ? given : randomUUID();
  const ids = (values.c ?? []).slice(0, MOST_IN_BATCH);
  const failed: BatchItem[] = [];
  let recorded = 0;
  for (const [index, id] of ids.entries()) {
    const caseId = fromPath(id);
    const { person, today } = viewer;
    const view = caseId === undefined ? undefined : await readCase(caseId, person, today, reading(c, ports));
    if (view === undefined || !mayAbout(person, step, view.subject)) continue;
    const on = values.on?.[index] ?? '';
    const own: Values = { on: [on], receiptNo: values.receiptNo ?? [], channel: values.channel ?? [] };
    const problem = await recordOne(
      { view, step, own, deliveryId: deliveryOf(formId, view.caseId) },
      viewer,
      ports,
    );
    if (problem === undefined) recorded += 1;
    else failed.push({ view, on, problem });
  }
  if (failed.length === 0) return c.redirect(`/?saved=${recorded}`, 303);
  const [receiptNo, channel] = [only(values, 'receiptNo'), only(values, 'channel')];
  const shown = { viewer, items: failed, leftOut: 0, formId, step, receiptNo, channel, recorded };
  return page(c, BatchPage(shown), 422);
}

/** The same for every repetition of the form, whichever cases of it are still there. */
function deliveryOf(formId: string, caseId: string): string {
  return `${formId}:${inPath(caseId).slice(-80)}`;
}

async function recordOne(
  {
    view,
    step,
    own,
    deliveryId,
  }: { readonly view: CaseView; readonly step: BatchStep; readonly own: Values; readonly deliveryId: string },
  viewer: Viewer,
  ports: PortalPorts,
): Promise<string | undefined> {
  const { say } = viewer;
  const checked = formFor(step, view.subject)?.record(own);
  if (checked === undefined || !checked.ok)
    return say({ zh: '日期或回执号不对', en: 'the day or the receipt is not right' });
  const asked = { deliveryId, who: viewer.person.key, isCurrent: view.listed !== undefined };
  const outcome = await recordForm(checked, asked, ports);
  if (outcome === 'changed') return say({ zh: '这件待办已经不在了', en: 'this case is not open any more' });
  if (outcome.is === 'refused') return say(refusalText(outcome.problem));
  await noteRecorded(step, view, outcome, viewer, ports);
  return undefined;
}

// ---------------------------------------------------------------- what was recorded

const MOST_ENTRIES = 60;

function addActivity(app: Hono<Env>, ports: PortalPorts): void {
  app.get('/activity', async (c) => {
    const viewer = c.get('viewer');
    const record = c.get('record');
    const { person, today } = viewer;
    const all = unitsSeenBy(person, record);
    const asked = { unit: c.req.query('unit') ?? '', by: c.req.query('by') ?? '' };
    const unitIds = asked.unit === '' ? all : all.filter((unitId) => unitId === asked.unit);
    const found = await activitiesOf(unitIds, { most: MOST_ENTRIES * 4 }, ports);
    const entries = found.filter(({ by }) => asked.by === '' || by === asked.by).slice(0, MOST_ENTRIES);
    const names = namesOf(addresseesOf(record.registry, ports.fallbackMailbox));
    const people = new Map([...new Set(found.map(({ by }) => by))].map((by) => [by, names.get(by) ?? by]));
    const undone = new Set(found.flatMap(({ action, factIds }) => (action === 'undone' ? factIds : [])));
    const props = {
      viewer,
      entries,
      unitIds: all,
      unitNames: new Map(record.registry.units.map((unit) => [unit.unitId, unit.name])),
      people,
      asked,
      mayUndo: ({ action, unitId, at, factIds }: (typeof entries)[number]) =>
        isUndoable(action) &&
        !factIds.some((factId) => undone.has(factId)) &&
        may(person, action, unitId) &&
        (person.administers || chinaDayOf(at) >= addDays(today, -UNDO_DAYS)),
    };
    return page(c, ActivityPage(props));
  });
}

// ---------------------------------------------------------------- one's own account

function addAccount(app: Hono<Env>, ports: PortalPorts): void {
  app.get('/me', async (c) => {
    const viewer = c.get('viewer');
    const { registry } = c.get('record');
    const unitNames = new Map(registry.units.map((unit) => [unit.unitId, unit.name]));
    const { now } = viewer;
    const all = await ports.sessions.list(personOf(viewer.person.key));
    return page(c, MePage({ viewer, unitNames, sessions: all.filter(({ endsAt }) => endsAt > now) }));
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
