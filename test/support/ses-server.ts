import type { IncomingMessage } from 'node:http';
import { localServer } from './local-server.ts';
import { readMail } from './read-mail.ts';

/** A mail that was sent to SES: its recipient and the complete message as its reader sees it. */
export type SesMail = { readonly recipient: string } & Awaited<ReturnType<typeof readMail>>;

export interface TestSesServer {
  readonly url: string;
  /** The accepted mails in order. */
  readonly mails: readonly SesMail[];
  /** All mails sent to SES, accepted or not. */
  readonly attempts: readonly SesMail[];
  /** Addresses whose mails are answered with MessageRejected. */
  readonly refused: Set<string>;
  /** While true, calls get no response, as if the service were hanging. */
  hanging: boolean;
  /** Another SES to which accepted mails are forwarded. */
  onward: string | undefined;
  stop(): Promise<void>;
}

const XMLNS = 'xmlns="http://ses.amazonaws.com/doc/2010-12-01/"';
const TAKEN = `<SendRawEmailResponse ${XMLNS}><SendRawEmailResult><MessageId>1</MessageId></SendRawEmailResult></SendRawEmailResponse>`;
const REJECTED = `<ErrorResponse ${XMLNS}><Error><Type>Sender</Type><Code>MessageRejected</Code><Message>Address is on the suppression list</Message></Error><RequestId>1</RequestId></ErrorResponse>`;

/** An SES server on a free port that supports SendRawEmail and keeps each message with its headers. */
export async function startSesServer(): Promise<TestSesServer> {
  const mails: SesMail[] = [];
  const attempts: SesMail[] = [];
  const refused = new Set<string>();
  const state = { hanging: false, onward: undefined as string | undefined };
  const { url, stop } = await localServer(async (incoming, body, response) => {
    const form = new URLSearchParams(body);
    const to = form.get('Destinations.member.1') ?? '';
    const raw = Buffer.from(form.get('RawMessage.Data') ?? '', 'base64');
    const mail = { recipient: to, ...(await readMail({ from: form.get('Source') ?? '', to, raw })) };
    attempts.push(mail);
    if (state.hanging) return;
    if (refused.has(to)) return void response.writeHead(400, { 'content-type': 'text/xml' }).end(REJECTED);
    mails.push(mail);
    if (state.onward !== undefined) await pass(body, incoming, state.onward);
    response.writeHead(200, { 'content-type': 'text/xml' }).end(TAKEN);
  });
  return {
    url,
    mails,
    attempts,
    refused,
    get hanging() {
      return state.hanging;
    },
    set hanging(value) {
      state.hanging = value;
    },
    get onward() {
      return state.onward;
    },
    set onward(value) {
      state.onward = value;
    },
    stop,
  };
}

async function pass(body: string, { headers }: IncomingMessage, onward: string): Promise<void> {
  const { authorization = '', 'content-type': type = '' } = headers;
  const answer = await fetch(onward, {
    method: 'POST',
    body,
    headers: { authorization, 'content-type': type },
  });
  if (!answer.ok) throw new Error(`${onward} answered ${answer.status}`);
}
