import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { type Addressee, addresseesOf } from '../../domain/units/addressees.ts';
import { addDays, chinaDayOf, type Instant } from '../../domain/values/plain-date.ts';
import type {
  Clock,
  CodeQueue,
  CodeRequest,
  RegistryReader,
  RegistryRecord,
  Session,
  Sessions,
  SignInCodes,
} from '../ports.ts';

/**
 * How somebody gets in: an address, a code by mail, a session. A code works once, for 15 minutes, in the browser that
 * asked for it. Secrets are kept by their hashes.
 */

const CODE_LIVES_SECONDS = 15 * 60;
/** A code that would come later is not sent: people ask again. */
const SENT_WITHIN_SECONDS = 10 * 60;
const MOST_TRIES = 5;
const HOUR_SECONDS = 3600;
const MOST_REQUESTS = { address: 5, ip: 100 } as const;

const DAY_SECONDS = 86_400;
const SESSION_DAYS = 30;
/** For administrators, and on a computer that others use. */
const SHORT_SESSION_SECONDS = 8 * HOUR_SECONDS;
/** An idle session ends after this time. */
const IDLE_DAYS = 14;

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** What stands for a person's address in keys. @param address the addressee's key. */
export function personOf(address: string): string {
  return hashOf(address).slice(0, 32);
}

function codeHashOf(browser: string, code: string): string {
  return hashOf(`${browser}\n${code}`);
}

/** Six digits. */
function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

function later(now: Instant, seconds: number): Instant {
  return new Date(Date.parse(now) + seconds * 1000).toISOString() as Instant;
}

/** A secret for a browser's cookie: 32 random bytes. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Whoever the registry has under this key, now. */
export function addresseeWith(
  key: string,
  { registry }: Pick<RegistryRecord, 'registry'>,
  fallbackMailbox: string | undefined,
): Addressee | undefined {
  return addresseesOf(registry, fallbackMailbox).find((addressee) => addressee.key === key);
}

const ADDRESS = /^[^\s@<>"']{1,64}@[^\s@<>"']{1,189}$/;

/** The key of an address as somebody types it; undefined for what is no address. */
export function addressIn(typed: string): string | undefined {
  const key = typed.trim().toLowerCase();
  return ADDRESS.test(key) ? key : undefined;
}

interface RequestPorts {
  readonly codes: Pick<SignInCodes, 'allows'>;
  readonly codeQueue: CodeQueue;
  readonly clock: Clock;
}

/**
 * Asks for a code, the same for every address. @param secret of the asking browser.
 * @returns `too-many` beyond 5 requests an hour for the address, or 100 for the IP address.
 */
export async function requestCode(
  { address, secret, ip }: { readonly address: string; readonly secret: string; readonly ip: string },
  { codes, codeQueue, clock }: RequestPorts,
): Promise<'asked' | 'too-many'> {
  const now = clock.now();
  const limits = [
    { of: 'ip', tag: personOf(ip) },
    { of: 'address', tag: personOf(address) },
  ] as const;
  for (const { of, tag } of limits) {
    const isAllowed = await codes.allows({ of, tag, most: MOST_REQUESTS[of], seconds: HOUR_SECONDS, now });
    if (!isAllowed) return 'too-many';
  }
  await codeQueue.ask({ address, browser: hashOf(secret), requestedAt: now });
  return 'asked';
}

interface MakePorts {
  readonly codes: Pick<SignInCodes, 'keep'>;
  readonly registry: RegistryReader;
  readonly clock: Clock;
  readonly fallbackMailbox?: string | undefined;
}

/** A code for somebody in the registry; undefined for everybody else, and if it would come too late. */
export async function codeFor(
  { address, browser, requestedAt }: CodeRequest,
  { codes, registry, clock, fallbackMailbox }: MakePorts,
): Promise<{ readonly code: string; readonly addressee: Addressee } | undefined> {
  const now = clock.now();
  if (now > later(requestedAt, SENT_WITHIN_SECONDS)) return undefined;
  const addressee = addresseeWith(address, await registry.load(), fallbackMailbox);
  if (addressee === undefined) return undefined;
  const code = newCode();
  const lapsesAt = later(requestedAt, CODE_LIVES_SECONDS);
  await codes.keep({
    person: personOf(address),
    browser,
    codeHash: codeHashOf(browser, code),
    now,
    lapsesAt,
  });
  return { code, addressee };
}

/** A code in place of the one last sent to the address, for an operator to pass on. @returns undefined where none is awaited. */
export async function codeInPlace(
  address: string,
  { codes, clock }: { readonly codes: Pick<SignInCodes, 'keep' | 'latest'>; readonly clock: Clock },
): Promise<{ readonly code: string; readonly lapsesAt: Instant } | undefined> {
  const [person, now] = [personOf(address), clock.now()];
  const browser = await codes.latest(person, now);
  if (browser === undefined) return undefined;
  const code = newCode();
  const lapsesAt = later(now, CODE_LIVES_SECONDS);
  await codes.keep({ person, browser, codeHash: codeHashOf(browser, code), now, lapsesAt });
  return { code, lapsesAt };
}

interface EnterPorts {
  readonly codes: Pick<SignInCodes, 'tryOut' | 'use'>;
  readonly sessions: Pick<Sessions, 'begin'>;
  readonly clock: Clock;
}

interface Entered {
  /** The person under the address in the registry now; undefined if there is none, and then no code is accepted. */
  readonly addressee: Addressee | undefined;
  readonly address: string;
  /** The secret of the browser that asked. */
  readonly secret: string;
  readonly code: string;
  readonly shared: boolean;
  readonly browser: string;
}

/** The session that a right code begins, with the secret for the cookie. */
export interface Begun {
  readonly secret: string;
  readonly session: Session;
}

/** Lets somebody in who enters the right code. @returns undefined for a wrong one, a sixth try, one that is over. */
export async function enterCode(
  { addressee, address, secret, code, shared, browser }: Entered,
  { codes, sessions, clock }: EnterPorts,
): Promise<Begun | undefined> {
  const now = clock.now();
  const person = personOf(address);
  const asking = hashOf(secret);
  const kept = await codes.tryOut({ person, browser: asking, now, most: MOST_TRIES });
  const codeHash = codeHashOf(asking, code.replaceAll(/\s/g, ''));
  if (kept === undefined || addressee === undefined || !isSame(kept, codeHash)) return undefined;
  if (!(await codes.use({ person, browser: asking, codeHash }))) return undefined;
  const own = newSecret();
  const isShort = shared || addressee.administers;
  const session = {
    id: hashOf(own),
    address,
    begunAt: now,
    endsAt: later(now, isShort ? SHORT_SESSION_SECONDS : SESSION_DAYS * DAY_SECONDS),
    lastSeenOn: chinaDayOf(now),
    shared,
    browser,
  };
  await sessions.begin(person, session);
  return { secret: own, session };
}

function isSame(a: string, b: string): boolean {
  const [first, second] = [Buffer.from(a), Buffer.from(b)];
  return first.length === second.length && timingSafeEqual(first, second);
}

/** What stands in the cookie of a session: whose it is, by hash, and its secret. */
export function sessionToken(address: string, secret: string): string {
  return `${personOf(address)}.${secret}`;
}

/** The live session of a cookie. It notes once a day that it is in use; that is the one thing that reading changes. */
export async function sessionOf(
  token: string | undefined,
  { sessions, clock }: { readonly sessions: Sessions; readonly clock: Clock },
): Promise<Session | undefined> {
  const [, person, secret] = /^([0-9a-f]{32})\.([\w-]{43})$/.exec(token ?? '') ?? [];
  if (person === undefined || secret === undefined) return undefined;
  const session = await sessions.find(person, hashOf(secret));
  if (session === undefined) return undefined;
  const now = clock.now();
  const today = chinaDayOf(now);
  if (session.endsAt <= now || session.lastSeenOn < addDays(today, -IDLE_DAYS)) return undefined;
  if (session.lastSeenOn < today) await sessions.seen(person, session.id, today);
  return session;
}
