import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { RequestListener, Server } from 'node:http';
import { createRequire } from 'node:module';
import type { Config } from 'aws-ses-v2-local';
import { createMailbox } from './mailbox.ts';
import { closeServer, freePort, portOf } from './ports.ts';

/** A mail as the embedded SES stores it. */
export interface KeptMail {
  readonly messageId: string;
  readonly from: string;
  readonly destination: { readonly to: readonly string[] };
  readonly subject: string;
  readonly body: { readonly text?: string; readonly html?: string };
  readonly attachments?: readonly unknown[];
  /** The time of the mail, in seconds since 1970. */
  readonly at: number;
}

/** The embedded SES with a mailbox page. */
export interface MailServer {
  /** The address of the mailbox, which is also the endpoint for SES clients. */
  readonly url: string;
  /** Sets the portal to which mailbox users sign in, and the users' names by address. */
  openWith(portal: string, people: ReadonlyMap<string, string>): void;
  /** Sets the function that receives bounces triggered in the mailbox. */
  bounceTo(notify: (address: string, messageId: string) => Promise<void>): void;
  mails(): readonly KeptMail[];
  stop(): Promise<void>;
}

interface Store {
  getStoreReadonly(): { readonly emails: KeptMail[] };
  saveEmail(mail: KeptMail): void;
}

/**
 * Starts aws-ses-v2-local on 127.0.0.1. It stores mails only in memory. The mails are therefore also written to `file`,
 * one JSON document per line, and loaded after a restart.
 * @throws PortTaken naming the flag.
 */
export async function startMailServer(port: number, file: string): Promise<MailServer> {
  const { start, store } = freshCopy();
  for (const mail of readMails(file)) store.saveEmail(mail);
  // The port is checked here, because the server itself would report a taken port as success.
  const chosen = await freePort(port, '--mail-port');
  const server = await start({ host: '127.0.0.1', port: chosen });
  let portal: string | undefined;
  let people: ReadonlyMap<string, string> = new Map();
  let notifyBounce: ((address: string, messageId: string) => Promise<void>) | undefined;
  const serveMailbox = createMailbox({
    mails: () => store.getStoreReadonly().emails,
    portal: () => portal,
    people: () => people,
    bounce: () => notifyBounce,
    remove: (texts) => {
      const mails = store.getStoreReadonly().emails;
      const before = mails.length;
      const kept = mails.filter((mail) => !isAbout(mail, texts));
      mails.splice(0, mails.length, ...kept);
      return before - kept.length;
    },
  });
  // Requests that are not for the mailbox go to the API of the embedded SES.
  const others = server.listeners('request') as ((...of: Parameters<RequestListener>) => void)[];
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    if (serveMailbox(request, response)) return;
    for (const listener of others) listener.call(server, request, response);
  });
  server.on('request', keeper(file, store));
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    openWith: (address, known) => {
      portal = address;
      people = known;
    },
    mails: () => store.getStoreReadonly().emails,
    bounceTo: (notify) => {
      notifyBounce = notify;
    },
    stop: () => closeServer(server),
  };
}

/**
 * Whether a mail contains one of the texts. A mail with a workbook may be about anybody, because the workbook is not
 * read.
 */
function isAbout({ attachments = [], ...mail }: KeptMail, texts: readonly string[]): boolean {
  const content = JSON.stringify(mail);
  return attachments.length > 0 || texts.some((text) => content.includes(text));
}

/**
 * A copy of the package for one stack. The package has one store per process, so several stacks in a process would
 * share it.
 */
function freshCopy(): { start: (config: Config) => Promise<Server>; store: Store } {
  const require = createRequire(import.meta.url);
  for (const path of Object.keys(require.cache)) {
    if (/[\\/]aws-ses-v2-local[\\/]dist[\\/]/.test(path)) delete require.cache[path];
  }
  return {
    start: require('aws-ses-v2-local').default,
    store: require('aws-ses-v2-local/dist/store.js'),
  };
}

function readMails(file: string): KeptMail[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').split('\n').flatMap(readMail);
}

/** The mail in a line; none if the line was cut off because the runner was killed. */
function readMail(line: string): KeptMail[] {
  try {
    return line === '' ? [] : [JSON.parse(line) as KeptMail];
  } catch {
    return [];
  }
}

/**
 * Runs after each request. It appends new mails to the file. If mails were removed from the store, it writes the whole
 * file again.
 */
function keeper(file: string, store: Store): Parameters<Server['on']>[1] {
  let kept = store.getStoreReadonly().emails.length;
  return (_request, response) => {
    response.once('finish', () => {
      const { emails } = store.getStoreReadonly();
      if (emails.length < kept) {
        writeFileSync(file, '');
        kept = 0;
      }
      for (const mail of emails.slice(kept)) appendFileSync(file, `${JSON.stringify(mail)}\n`);
      kept = emails.length;
    });
  };
}
