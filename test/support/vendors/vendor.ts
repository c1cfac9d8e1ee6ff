/**
 * HR systems as they behave towards a receiver, written from their documents and not from our verifiers, so that a
 * mistake of ours is not made twice. Nothing here waits: time is the sender's clock, which is moved.
 */

/** What goes over the wire. */
export interface Letter {
  readonly method: 'GET' | 'POST' | 'OPTIONS';
  /** From `/hooks` on, with its query as it stands in a URL. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Reply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** How long the sender waited for it. */
  readonly seconds: number;
}

/** Takes a letter to the receiver; undefined where no answer comes back. */
export type Wire = (letter: Letter) => Promise<Reply | undefined>;

/** The sender's time. */
export interface SenderClock {
  /** Milliseconds since 1970. */
  now(): number;
  advance(seconds: number): void;
}

/** What a sender makes of an answer that came in time. */
export type Verdict = 'received' | 'again' | 'lost';

/** One HR system with its keys. `E` is what it has to tell. */
export interface Vendor<E> {
  readonly source: string;
  /** How long it waits for an answer. */
  readonly limitSeconds: number;
  /** How long it waits before each further attempt; none where it has one alone. */
  readonly waits: readonly number[];
  /** An event as it goes out at that moment, signed and encrypted. */
  letter(event: E, now: number): Letter;
  judge(reply: Reply): Verdict;
  /** With what it makes sure of a receiver, if it does, and the answer that it takes. */
  greeting?(now: number): {
    readonly letter: Letter;
    accepts(reply: Reply): boolean;
    readonly limitSeconds: number;
  };
}

/** What came of each attempt: a status, or why there was none. */
export type Attempt = number | 'no answer' | 'too late';

export interface Delivered {
  readonly is: 'received' | 'lost';
  readonly attempts: readonly Attempt[];
}

export interface Sending {
  readonly wire: Wire;
  readonly clock: SenderClock;
  /** Whether each attempt is signed anew, where the vendor leaves that open; else all have the same bytes. */
  readonly signsAnew?: boolean;
}

/** Delivers an event as the vendor does: until it is taken for received, or no attempt is left. */
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

/** Whether the receiver gives the answer by which the vendor knows it. */
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
