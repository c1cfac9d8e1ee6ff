import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { printable } from '../../domain/letter/letter.ts';
import type { Texts } from '../../domain/values/language.ts';
import type { Pace } from '../pace.ts';
import type {
  AuditLog,
  CodeQueue,
  MailAddresses,
  QuarantineStore,
  RegistryRecord,
  ReplayQueue,
  Sessions,
  SignInCodes,
  SourcesHeard,
  Telemetry,
  UploadQueue,
  Uploads,
} from '../ports.ts';
import type { ApiHosts } from '../sources/api/api-access.ts';
import type { Values } from './forms.ts';
import { MessagePage } from './pages/layout.tsx';
import type { RequestBindings } from './requests.ts';
import { languageFor, type Speaker, speakerOf, type Viewer } from './speaker.ts';
import type { ViewPorts } from './views.ts';

/** What all areas of the portal share: their ports, cookies and common answers. */

export interface PortalPorts extends ViewPorts, Telemetry {
  readonly codes: SignInCodes;
  readonly codeQueue: CodeQueue;
  readonly sessions: Sessions;
  readonly mailAddresses: Pick<MailAddresses, 'undeliverable' | 'tryAgain'>;
  readonly pace: Pace;
  readonly uploads: Uploads;
  readonly uploadQueue: UploadQueue;
  identityKey(): Promise<Uint8Array>;
  peopleWith(identityHash: string): Promise<readonly string[]>;
  readonly audit: AuditLog;
  readonly heard: SourcesHeard;
  /** Events are listed and removed here. Their bodies are never opened. */
  readonly quarantined: Pick<QuarantineStore, 'list' | 'remove'>;
  readonly replays: ReplayQueue;
  /** The mailbox that is used if no fallback staff is registered. */
  readonly fallbackMailbox?: string | undefined;
  /** A URL template for the company's own page about a case; by default links lead to the official platform. */
  readonly caseLink?: string | undefined;
  readonly apiHosts?: ApiHosts | undefined;
}

export type Env = {
  Bindings: RequestBindings;
  Variables: { viewer: Viewer; record: RegistryRecord };
};
export type C = Context<Env>;

/** The prefix `__Host-` limits a cookie to this host and to TLS. Browsers treat 127.0.0.1 as secure. */
export const COOKIE = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const;
export const SESSION_COOKIE = '__Host-canbao';
/** Identifies the browser between requesting a code and entering it. */
export const PENDING_COOKIE = '__Host-canbao-code';
export const PENDING_SECONDS = 900;
export const LANGUAGE_COOKIE = '__Host-canbao-language';
export const YEAR_SECONDS = 31_536_000;

const MISSING = {
  title: { zh: '没有找到', en: 'Not found' },
  text: {
    zh: '这里没有这个页面，或者它不属于您负责的单位。',
    en: 'There is no page at this address, or it belongs to another unit.',
  },
};
const FORBIDDEN = {
  title: { zh: '您没有这项权限', en: 'You are not allowed to record this' },
  text: {
    zh: '您的角色可以查看，但不能登记这一项。请经办人或管理员登记。',
    en: 'Your role may see this, but not record it. Ask the handler or your administrator.',
  },
};

type Status = 200 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500;

/** Sends a page. Control characters and bidirectional marks are removed, whatever their source. */
export function page(c: Context, content: unknown, status: Status = 200) {
  return c.html(`<!doctype html>${printable(String(content))}`, status);
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Sends a file for the browser to save. @param name in any script; an ASCII name is added for old browsers. */
export function download(c: Context, name: string, content: Buffer) {
  const ending = name.slice(name.lastIndexOf('.') + 1);
  const encoded = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16)}`,
  );
  return c.body(new Uint8Array(content), 200, {
    'content-type': ending === 'csv' ? 'text/csv; charset=utf-8' : XLSX,
    'content-disposition': `attachment; filename="canbao.${ending}"; filename*=UTF-8''${encoded}`,
  });
}

export function speakerBefore(c: Context): Speaker {
  return speakerOf(languageFor(getCookie(c, LANGUAGE_COOKIE), undefined, c.req.header('accept-language')));
}

/** Sends a page with a single message. */
export function message(
  c: Context,
  { title, text }: { readonly title: Texts; readonly text: Texts },
  status: Status,
) {
  const viewer: Viewer | undefined = c.get('viewer');
  const speaker = viewer ?? speakerBefore(c);
  return page(c, MessagePage({ speaker, title: speaker.say(title), text: speaker.say(text) }), status);
}

export function notFound(c: Context) {
  return message(c, MISSING, 404);
}

export function forbidden(c: C) {
  return message(c, FORBIDDEN, 403);
}

export async function valuesOf(c: Context): Promise<Values> {
  const body = await c.req.parseBody({ all: true });
  const texts = Object.entries(body).map(([name, given]) => [
    name,
    [given].flat().filter((value) => typeof value === 'string'),
  ]);
  return Object.fromEntries(texts);
}

export function only(values: Values, name: string): string {
  return values[name]?.[0] ?? '';
}

/** The ports with the registry that was loaded for this request, so that it is not loaded again. */
export function reading(c: C, ports: PortalPorts): PortalPorts {
  const record = c.get('record');
  return { ...ports, registry: { load: async () => record } };
}

const FORM_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The id of a submitted form, which stays the same if the form is sent again. If the submitted id is invalid, a new one
 * is created.
 */
export function formIdOf(values: Values): string {
  const given = only(values, 'form');
  return FORM_ID.test(given) ? given : randomUUID();
}
