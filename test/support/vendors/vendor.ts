import { seededBytes } from '../seeded.ts';

/**
 * HR systems and how they behave towards a receiver. They are written from the vendors' documents and not from our
 * verifiers, so that a mistake of ours is not repeated here. Nothing waits in real time, because tests move the
 * sender's clock.
 */

/** A point in time, in milliseconds since 1970. */
export type Millis = number;

export function seconds(at: Millis): number {
  return Math.floor(at / 1_000);
}

/** Letters and digits that differ for every request. The letter in front keeps a nonce from looking like a time. */
export function newNonce(): string {
  return `n${seededBytes(5).toString('hex')}`;
}

/** An HTTP request of the sender. */
export interface Letter {
  readonly method: 'GET' | 'POST' | 'OPTIONS';
  /** The path from `/hooks` on, with its query in URL encoding. */
  readonly path: string;
  /** The headers, with names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Reply {
  readonly status: number;
  /** The headers, with names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The time that the sender waited for the response. */
  readonly seconds: number;
}

/** Sends a request to the receiver. @returns undefined if there is no response. */
export type Wire = (letter: Letter) => Promise<Reply | undefined>;

/** The sender's clock. */
export interface SenderClock {
  /** Milliseconds since 1970. */
  now(): number;
  advance(seconds: number): void;
}

/** The sender's judgement of a response that came in time. */
export type Verdict = 'received' | 'again' | 'lost';

/** One HR system with its keys. `E` is the type of its events. */
export interface Vendor<E> {
  readonly source: string;
  /** The time that it waits for a response. */
  readonly limitSeconds: number;
  /** The waiting times before further attempts; empty if there is only one attempt. */
  readonly waits: readonly number[];
  /** The request for an event at the given time, signed and encrypted. */
  letter(event: E, now: number): Letter;
  judge(reply: Reply): Verdict;
  /**
   * The request with which the vendor verifies a receiver, and the response that it accepts. It is absent if the vendor
   * sends no such request.
   */
  greeting?(now: number): {
    readonly letter: Letter;
    accepts(reply: Reply): boolean;
    readonly limitSeconds: number;
  };
}

/** The result of each attempt: a status, or the reason why there was none. */
export type Attempt = number | 'no answer' | 'too late';

export interface Delivered {
  readonly is: 'received' | 'lost';
  readonly attempts: readonly Attempt[];
}

export interface Sending {
  readonly wire: Wire;
  readonly clock: SenderClock;
  /**
   * Whether each attempt is signed again, if the vendor leaves that open. Otherwise all attempts have the same bytes.
   */
  readonly signsAnew?: boolean;
}

/** Delivers an event as the vendor does, until it is accepted or no attempt is left. */
export async function deliver<E>(
  vendor: Vendor<E>,
  event: E,
  { wire, clock, signsAnew = true }: Sending,
): Promise<Delivered> {
  const attempts: Attempt[] = [];
  const first = vendor.letter(event, clock.now());
  for (const wait of [0, ...vendor.waits]) {
    clock.advance(wait);
    const letter = signsAnew && attempts.length > 0 ? vendor.letter(event, clock.now()) : first;
    const reply = await wire(letter);
    clock.advance(Math.min(reply?.seconds ?? vendor.limitSeconds, vendor.limitSeconds));
    attempts.push(attemptOf(reply, vendor));
    const verdict = isInTime(reply, vendor) ? vendor.judge(reply) : 'again';
    if (verdict === 'received') return { is: 'received', attempts };
    if (verdict === 'lost') break;
  }
  return { is: 'lost', attempts };
}

/** Whether the receiver passes the vendor's verification. */
export async function greet(vendor: Vendor<never>, { wire, clock }: Sending): Promise<boolean> {
  const greeting = vendor.greeting?.(clock.now());
  if (greeting === undefined) throw new Error(`${vendor.source} does not make sure of its receivers`);
  const reply = await wire(greeting.letter);
  return isInTime(reply, greeting) && greeting.accepts(reply);
}

function isInTime(reply: Reply | undefined, { limitSeconds }: { limitSeconds: number }): reply is Reply {
  return reply !== undefined && reply.seconds <= limitSeconds;
}

function attemptOf(reply: Reply | undefined, vendor: { limitSeconds: number }): Attempt {
  if (reply === undefined) return 'no answer';
  return isInTime(reply, vendor) ? reply.status : 'too late';
}
