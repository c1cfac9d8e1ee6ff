import type { Ack, HookMethod, Refused } from '../sources/webhook/source.ts';

/** An answer to a sender: short, and without internal details. */
export interface Answer {
  readonly status: number;
  readonly code: string;
  /** JSON, or the text that a sender requires. */
  readonly body: Readonly<Record<string, unknown>> | string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const LARGEST_BODY = 256 * 1024;

export function accepted(facts: readonly string[]): Answer {
  return { status: 202, code: 'accepted', body: { status: 'accepted', facts } };
}

/** The answer to a repetition. It is a success, so that the sender does not try again. */
export function duplicate(): Answer {
  return { status: 200, code: 'duplicate', body: { status: 'duplicate' } };
}

/** The answer to an event of an unknown type, which is not the sender's mistake. */
export function ignored(): Answer {
  return { status: 200, code: 'ignored', body: { status: 'ignored' } };
}

/**
 * The answer if the message is kept for a person to look at. The status is a 2xx, because many senders never repeat a
 * refused event.
 */
export function quarantined(problems: readonly string[]): Answer {
  return { status: 202, code: 'quarantined', body: { status: 'quarantined', problems } };
}

/**
 * The answer if the message is not kept, because the source sent too many unsigned ones today. The sender may try again
 * later.
 */
export function quarantineFull(): Answer {
  return error(
    429,
    'quarantine-full',
    'too many unsigned messages could not be understood today; send it again tomorrow',
  );
}

export function refused({ code, message }: Refused): Answer {
  return error(401, code, message);
}

export function tooLarge(bytes: number): Answer {
  return error(
    413,
    'too-large',
    `the body has ${bytes} bytes; at most ${LARGEST_BODY} are accepted; send one event per request`,
  );
}

export function unsupportedType(type: string, allowed: RegExp): Answer {
  // A source that accepts JSON gets a more specific answer.
  if (allowed.test('application/json'))
    return error(415, 'not-json', 'content-type must be application/json');
  return error(
    415,
    'unsupported-type',
    `content-type ${JSON.stringify(type.slice(0, 100))} is not accepted from this HR system`,
  );
}

export function wrongMethod(allowed: readonly HookMethod[]): Answer {
  return {
    ...error(405, 'wrong-method', `send ${allowed.join(' or ')}`),
    headers: { allow: allowed.join(', ') },
  };
}

/** The sender's own acknowledgement (status, body, headers), with our answer's code. */
export function acknowledged({ code }: Answer, ack: Ack): Answer {
  const { status, body, contentType, headers } = ack;
  return { status, code, body, headers: { ...headers, 'content-type': contentType } };
}

export function handshakeAnswer(answer: Ack): Answer {
  return acknowledged({ status: answer.status, code: 'handshake', body: answer.body }, answer);
}

/** The answer to an unknown source. It does not list the existing ones. */
export function unknownSource(): Answer {
  return error(404, 'unknown-source', 'there is no source with this name');
}

export function unavailable(code: 'secret-unavailable' | 'store-unavailable'): Answer {
  return {
    ...error(503, code, 'could not be stored just now; send it again'),
    headers: { 'retry-after': '30' },
  };
}

function error(status: number, code: string, message: string): Answer {
  return { status, code, body: { error: { code, message } } };
}
