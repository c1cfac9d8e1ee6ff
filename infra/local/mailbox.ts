import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { escapeHtml } from '../../domain/letter/letter.ts';
import type { KeptMail } from './mail-server.ts';

interface MailboxPorts {
  mails(): readonly KeptMail[];
  /** The address of the portal; undefined if it is off. */
  portal(): string | undefined;
  /** The names, by address, of people who can sign in before any mail has arrived. */
  people(): ReadonlyMap<string, string>;
  /** Deletes the mails that contain one of these texts. @returns how many. */
  remove(texts: readonly string[]): number;
  /** Reports a bounce of a mail to the address to the stack; undefined if mail does not go through SES. */
  bounce(): ((address: string, messageId: string) => Promise<void>) | undefined;
}

/**
 * The mailbox of a stack on this machine. It shows all receivers of mail and their mails. For each person it has a
 * button that signs in to the portal with the code that was mailed here. It is a page of the runner and is not
 * deployed.
 * @returns a function that handles a request, and returns whether the request was for the mailbox.
 */
export function createMailbox(
  ports: MailboxPorts,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const sessions = new Map<string, string>();
  const actions: Readonly<Record<string, Action>> = {
    '/open-as': (response, form) => openAs(response, form, ports, sessions),
    '/bounce': (response, form) => bounce(response, form, ports),
    '/remove': (response, form) => remove(response, form, ports),
  };
  return (request, response) => {
    const url = new URL(request.url ?? '/', 'http://mailbox.invalid');
    if (request.method === 'GET' && url.pathname === '/') {
      send(response, 200, mailboxPage(ports, url.searchParams));
      return true;
    }
    const part = /^\/mails\/(\d+)\/(text|html|source)$/.exec(url.pathname);
    if (request.method === 'GET' && part !== null) {
      const mail = ports.mails()[Number(part[1])];
      if (mail === undefined) send(response, 404, 'there is no mail with this number');
      else sendPart(response, mail, part[2] ?? '');
      return true;
    }
    const action = request.method === 'POST' ? actions[url.pathname] : undefined;
    if (action === undefined) return false;
    act(request, response, action).catch((error: Error) => send(response, 500, escapeHtml(error.message)));
    return true;
  };
}

type Action = (response: ServerResponse, form: URLSearchParams) => void | Promise<void>;

/** Performs an action of the mailbox page. Pages of other sites must not sign anybody in or trigger bounces. */
async function act(request: IncomingMessage, response: ServerResponse, action: Action): Promise<void> {
  const form = new URLSearchParams(await text(request));
  const site = request.headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin') await action(response, form);
  else refuse(response);
}

function refuse(response: ServerResponse): void {
  send(response, 403, 'the request does not come from the mailbox page');
}

/** Removes mails for `canbao forget`: data that were removed from the table must not remain in the mailbox. */
function remove(response: ServerResponse, form: URLSearchParams, ports: MailboxPorts): void {
  const texts = form.getAll('text').filter((text) => text !== '');
  send(response, 200, String(ports.remove(texts)));
}

function send(response: ServerResponse, status: number, body: string): void {
  response
    .writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    .end(body);
}

/** Sends a part of a mail. Its HTML is shown without scripts, as in a mail program. */
function sendPart(response: ServerResponse, mail: KeptMail, part: string): void {
  const { text = '', html } = mail.body;
  if (part === 'html') {
    const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy })
      .end(html ?? `<pre>${escapeHtml(text)}</pre>`);
    return;
  }
  const body = part === 'text' ? text : JSON.stringify(mail, null, 2);
  response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(body);
}

/** The address in lower case, without the name: `wang.fang@example.com` of `"王芳" <wang.fang@example.com>`. */
function addressOf(recipient: string): string {
  return (/<([^<>]+)>/.exec(recipient)?.[1] ?? recipient).trim().toLowerCase();
}

function mailboxPage({ mails, portal, people, bounce }: MailboxPorts, query: URLSearchParams): string {
  const all = mails().map((mail, index) => ({ mail, index, to: mail.destination.to.map(addressOf) }));
  const names = new Map([
    ...people(),
    ...all.flatMap(({ to }) => to.map((each) => [each, people().get(each) ?? each] as const)),
  ]);
  const chosen = query.get('to') ?? [...names.keys()][0] ?? '';
  const own = all.filter(({ to }) => to.includes(chosen)).toReversed();
  const open = own.find(({ index }) => String(index) === query.get('mail')) ?? own[0];
  const address = (parameters: Record<string, string>) => escapeHtml(`/?${new URLSearchParams(parameters)}`);
  const list = [...names].map(([each, name]) => {
    const count = all.filter(({ to }) => to.includes(each)).length;
    const current = each === chosen ? ' aria-current="page"' : '';
    return `<li><a href="${address({ to: each })}"${current}>${escapeHtml(name)}<br><small>${escapeHtml(each)} · ${count} 封</small></a></li>`;
  });
  const openAs =
    portal() === undefined || chosen === ''
      ? ''
      : `<form method="post" action="/open-as"><input type="hidden" name="address" value="${escapeHtml(chosen)}"><button>以${escapeHtml(names.get(chosen) ?? chosen)}身份打开 / open as</button></form>`;
  const bounceForm =
    bounce() === undefined || chosen === ''
      ? ''
      : `<form method="post" action="/bounce"><input type="hidden" name="address" value="${escapeHtml(chosen)}"><button>模拟退信 / simulate a bounce</button>${query.has('bounced') ? ' <small>已退信，下一次运行起停发。Bounced; from the next run on no mail is sent to this address.</small>' : ''}</form>`;
  const titles = own.map(
    ({ mail, index }) =>
      `<li><a href="${address({ to: chosen, mail: String(index) })}"${index === open?.index ? ' aria-current="page"' : ''}>${escapeHtml(mail.subject)}</a></li>`,
  );
  const shown =
    open === undefined
      ? '<p>没有邮件。No mail.</p>'
      : `<h2>${escapeHtml(open.mail.subject)}</h2><p><small>${escapeHtml(new Date(open.mail.at * 1000).toISOString())} · ${sizeOf(open.mail)} · <a href="/mails/${open.index}/text">text</a> · <a href="/mails/${open.index}/html">html</a> · <a href="/mails/${open.index}/source">source</a></small></p><iframe title="mail" src="/mails/${open.index}/html" sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"></iframe>`;
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>邮箱 · 本机</title><style>${STYLE}</style></head><body><nav aria-label="people"><h1>邮箱 · 本机</h1><ul>${list.join('')}</ul></nav><main>${openAs}${bounceForm}<ul>${titles.join('')}</ul>${shown}</main></body></html>`;
}

const STYLE =
  ':root{color-scheme:light dark}body{margin:0;font:16px/1.5 system-ui,sans-serif;display:grid}nav,main{padding:1rem;min-width:0}ul{list-style:none;padding:0;margin:0 0 1rem}a{display:inline-block;padding:.4rem 0}[aria-current]{font-weight:700}h1{font-size:1.2rem}h2{font-size:1.1rem}iframe{width:100%;height:75vh;border:1px solid #888;background:#fff}button{font:inherit;min-height:44px;padding:.4rem 1rem}@media(min-width:50rem){body{grid-template-columns:18rem 1fr}}';

function sizeOf({ body: { text = '', html = '' } }: KeptMail): string {
  const kilobytes = (content: string) => `${(Buffer.byteLength(content) / 1024).toFixed(1)} KB`;
  return `text ${kilobytes(text)}, HTML ${kilobytes(html)}`;
}

/** The time limit for waiting for a code. */
const COMES_WITHIN_MS = 30_000;

/**
 * Signs a person in with the mailed code. The session cookie is given to the browser. The browser sends it to every
 * port of this machine.
 */
async function openAs(
  response: ServerResponse,
  form: URLSearchParams,
  ports: MailboxPorts,
  sessions: Map<string, string>,
): Promise<void> {
  const portal = ports.portal();
  const address = form.get('address') ?? '';
  if (portal === undefined) return refuse(response);
  const kept = sessions.get(address);
  const session =
    kept !== undefined && (await isLive(portal, kept)) ? kept : await signIn(portal, address, ports);
  sessions.set(address, session);
  response
    .writeHead(303, {
      location: `${portal}/`,
      'set-cookie': `${session}; Path=/; HttpOnly; Secure; SameSite=Lax`,
    })
    .end();
}

/** Triggers a bounce of the last mail to a person. If no mail has arrived, an invented mail bounces. */
async function bounce(response: ServerResponse, form: URLSearchParams, ports: MailboxPorts): Promise<void> {
  const notify = ports.bounce();
  const address = form.get('address') ?? '';
  if (notify === undefined || address === '') return refuse(response);
  const last = ports.mails().findLast(({ destination }) => destination.to.map(addressOf).includes(address));
  await notify(address, last?.messageId ?? 'none');
  const location = `/?${new URLSearchParams({ to: address, bounced: '' })}`;
  response.writeHead(303, { location }).end();
}

async function isLive(portal: string, cookie: string): Promise<boolean> {
  return (await fetch(`${portal}/me`, { headers: { cookie }, redirect: 'manual' })).status === 200;
}

/** Signs a person in. @returns the session cookie. @throws Error naming what did not arrive. */
export async function signIn(
  portal: string,
  address: string,
  { mails }: Pick<MailboxPorts, 'mails'>,
): Promise<string> {
  const before = mails().length;
  const asked = await post(portal, '/sign-in', { address }, '');
  const pending = cookieIn(asked, '__Host-canbao-code');
  if (pending === undefined)
    throw new Error(
      `the portal answered ${asked.status} to ${address}: too many requests, or nobody has this address`,
    );
  const code = await codeFor(address, before, mails);
  const entered = await post(portal, '/sign-in/code', { code }, pending);
  const session = cookieIn(entered, '__Host-canbao');
  if (session === undefined) throw new Error(`the portal did not accept the code of ${address}`);
  return session;
}

function post(
  portal: string,
  path: string,
  form: Readonly<Record<string, string>>,
  cookie: string,
): Promise<Response> {
  return fetch(`${portal}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: portal, cookie },
    body: new URLSearchParams(form),
  });
}

/** The cookie that an answer sets, in the form `name=value`. */
function cookieIn(response: Response, name: string): string | undefined {
  const set = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
  return set.find((pair) => pair.startsWith(`${name}=`));
}

async function codeFor(address: string, from: number, mails: MailboxPorts['mails']): Promise<string> {
  const until = Date.now() + COMES_WITHIN_MS;
  for (;;) {
    const found = mails()
      .slice(from)
      .findLast(
        ({ destination, subject }) =>
          destination.to.map(addressOf).includes(address) && /\d{6}/.test(subject),
      );
    const code = /\b\d{6}\b/.exec(found?.subject ?? '')?.[0];
    if (code !== undefined) return code;
    if (Date.now() > until)
      throw new Error(`no code arrived for ${address}: nobody is registered with that address`);
    await sleep(50);
  }
}
