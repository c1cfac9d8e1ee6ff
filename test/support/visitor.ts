import { signIn } from '../../infra/local/mailbox.ts';
import type { TestStack } from './local-stack.ts';

/** A form of a page. */
export interface PageForm {
  readonly action: string;
  readonly method: string;
  /** The fields that the unchanged form sends: hidden fields, values and ticked boxes. */
  readonly fields: readonly (readonly [string, string])[];
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The target of a redirect. */
  readonly location: string | undefined;
}

/** A browser without scripts that visits the portal and keeps its cookies. */
export class Visitor {
  readonly #origin: string;
  readonly #cookies = new Map<string, string>();

  constructor(origin: string, cookie?: string) {
    this.#origin = origin;
    if (cookie !== undefined) this.#keep(cookie);
  }

  /** A visitor who has signed in with the code from their mail. */
  static async signedIn(stack: TestStack, address: string): Promise<Visitor> {
    return new Visitor(stack.api, await signIn(stack.api, address, stack));
  }

  async get(path: string): Promise<Answer> {
    return this.#ask(path, { method: 'GET' });
  }

  /** Sends a form. @param headers by default those that a browser sends from a page of the portal. */
  async post(
    path: string,
    fields: Readonly<Record<string, string>> | readonly (readonly [string, string])[],
    headers: Readonly<Record<string, string>> = { 'sec-fetch-site': 'same-origin', origin: this.#origin },
  ): Promise<Answer> {
    const pairs = Array.isArray(fields) ? fields : Object.entries(fields);
    const body = new URLSearchParams(pairs.map(([name, value]) => [name, value] as [string, string]));
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    return this.#ask(path, { method: 'POST', body: body.toString(), headers: { ...type, ...headers } });
  }

  /** Sends a form with a file. */
  async upload(
    path: string,
    { name, content }: { readonly name: string; readonly content: string | Uint8Array<ArrayBuffer> },
    fields: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const body = new FormData();
    for (const [field, value] of Object.entries(fields)) body.set(field, value);
    body.set('file', new Blob([content]), name);
    const headers = { 'sec-fetch-site': 'same-origin', origin: this.#origin };
    return this.#ask(path, { method: 'POST', body, headers });
  }

  /** Sends a form of a page; the given fields replace its own. */
  async submit({ action, fields }: PageForm, more: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const own = fields.filter(([name]) => !(name in more));
    return this.post(action, [...own, ...Object.entries(more)]);
  }

  /** Downloads a file. @param fields the fields of a form to send. @param sent the files to send. */
  async download(
    path: string,
    fields?: readonly (readonly [string, string])[],
    sent: Readonly<Record<string, File>> = {},
  ): Promise<{ readonly status: number; readonly headers: Headers; readonly bytes: Buffer }> {
    const body = new FormData();
    for (const [name, value] of fields ?? []) body.append(name, value);
    for (const [name, file] of Object.entries(sent)) body.append(name, file);
    const headers = { 'sec-fetch-site': 'same-origin', origin: this.#origin };
    const response = await this.#fetch(
      path,
      fields === undefined ? { method: 'GET' } : { method: 'POST', body, headers },
    );
    const bytes = Buffer.from(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, bytes };
  }

  async #ask(path: string, init: RequestInit): Promise<Answer> {
    const response = await this.#fetch(path, init);
    for (const set of response.headers.getSetCookie()) this.#keep(set);
    const location = response.headers.get('location') ?? undefined;
    return { status: response.status, headers: response.headers, text: await response.text(), location };
  }

  #fetch(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const url = path.startsWith('http') ? path : `${this.#origin}${path}`;
    return fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...init.headers, ...(cookie !== '' && { cookie }) },
    });
  }

  #keep(set: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
    if (value === '' || /max-age=0/i.test(set)) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function unescaped(text: string): string {
  return text.replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '');
}

function attributesOf(tag: string): Readonly<Record<string, string>> {
  const found = [...tag.matchAll(/([\w.-]+)(?:="([^"]*)")?/g)].slice(1);
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name, unescaped(value)]));
}

/** The forms of a page in order. */
export function formsIn(html: string): PageForm[] {
  return [...html.matchAll(/(<form [^>]*>)(.*?)<\/form>/gs)].map(([, tag = '', inner = '']) => {
    const { action = '', method = 'get' } = attributesOf(tag);
    const fields = [...inner.matchAll(/<input [^>]*>/g)].flatMap(([input]) => {
      const own = attributesOf(input);
      const { name = '', value = '', type } = own;
      const isTicked = (type !== 'checkbox' && type !== 'radio') || 'checked' in own;
      return name !== '' && isTicked ? [[name, value] as const] : [];
    });
    return { action, method, fields };
  });
}

/** The form whose path has the given ending. @throws Error if the page has none. */
export function formTo(html: string, ending: string): PageForm {
  const found = formsIn(html).find(({ action }) => action.endsWith(ending));
  if (found === undefined) throw new Error(`the page has no form to ${ending}`);
  return found;
}

/** The addresses of all links of a page. */
export function linksIn(html: string): string[] {
  return [...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href = '']) => unescaped(href));
}

/** The path of a case by the text of its link. @throws Error if no link has the text. */
export function caseCalled(html: string, name: RegExp): string {
  const found = [...html.matchAll(/<a href="(\/cases\/[^"]+)">([^<]*)</g)].find(([, , text = '']) =>
    name.test(text),
  );
  if (found?.[1] === undefined) throw new Error(`no case is called ${name}`);
  return found[1];
}
