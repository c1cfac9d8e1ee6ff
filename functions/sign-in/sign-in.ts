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
 * Sign-in by address, with a code by mail, which begins a session. A code works once, for 15 minutes, in the browser
 * that requested it. Secrets are stored as hashes.
 */

const CODE_LIVES_SECONDS = 15 * 60;
/** The time after the request within which a code is sent. Later, the person must request another one. */
const SENT_WITHIN_SECONDS = 10 * 60;
const MOST_TRIES = 5;
const HOUR_SECONDS = 3600;
const MOST_REQUESTS = { address: 5, ip: 100 } as const;

const DAY_SECONDS = 86_400;
const SESSION_DAYS = 30;
/** How long a session lasts for administrators, and for others on a shared computer. */
const SHORT_SESSION_SECONDS = 8 * HOUR_SECONDS;
/** The number of days after which an idle session ends. */
const IDLE_DAYS = 14;

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The hash of an address, as used in keys. @param address the addressee's key. */
export function personOf(address: string): string {
  return hashOf(address).slice(0, 32);
}

function codeHashOf(browser: string, code: string): string {
  return hashOf(`${browser}\n${code}`);
}

function later(now: Instant, seconds: number): Instant {
  return new Date(Date.parse(now) + seconds * 1000).toISOString() as Instant;
}

/** A secret for a browser's cookie: 32 random bytes. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** The person who is now registered under this key. */
export function addresseeWith(
  key: string,
  { registry }: Pick<RegistryRecord, 'registry'>,
  fallbackMailbox: string | undefined,
): Addressee | undefined {
  return addresseesOf(registry, fallbackMailbox).find((addressee) => addressee.key === key);
}

const ADDRESS = /^[^\s@<>"']{1,64}@[^\s@<>"']{1,189}$/;

/** The key of a typed address; undefined if it is invalid. */
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
 * Requests a code. It does not check whether the address is registered.
 * @param secret of the requesting browser.
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
  readonly codes: KeepCode;
  readonly registry: RegistryReader;
  readonly clock: Clock;
  readonly fallbackMailbox?: string | undefined;
}

/** A code for a registered person. It is undefined for other people, and if the code would be sent too late. */
export async function codeFor(
  { address, browser, requestedAt }: CodeRequest,
  { codes, registry, clock, fallbackMailbox }: MakePorts,
): Promise<{ readonly code: string; readonly addressee: Addressee } | undefined> {
  const now = clock.now();
  if (now > later(requestedAt, SENT_WITHIN_SECONDS)) return undefined;
  const addressee = addresseeWith(address, await registry.load(), fallbackMailbox);
  if (addressee === undefined) return undefined;
  const lapsesAt = later(requestedAt, CODE_LIVES_SECONDS);
  const code = await keepNewCode({ person: personOf(address), browser, now, lapsesAt }, codes);
  return { code, addressee };
}

/**
 * Replaces the code that was last sent to the address, so that an operator can pass on the new one.
 * @returns undefined if no code was requested.
 */
export async function codeInPlace(
  address: string,
  { codes, clock }: { readonly codes: Pick<SignInCodes, 'keep' | 'latest'>; readonly clock: Clock },
): Promise<{ readonly code: string; readonly lapsesAt: Instant } | undefined> {
  const [person, now] = [personOf(address), clock.now()];
  const browser = await codes.latest(person, now);
  if (browser === undefined) return undefined;
  const lapsesAt = later(now, CODE_LIVES_SECONDS);
  return { code: await keepNewCode({ person, browser, now, lapsesAt }, codes), lapsesAt };
}

type KeepCode = Pick<SignInCodes, 'keep'>;

async function keepNewCode(of: Omit<Parameters<KeepCode['keep']>[0], 'codeHash'>, codes: KeepCode) {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  await codes.keep({ ...of, codeHash: codeHashOf(of.browser, code) });
  return code;
}

interface EnterPorts {
  readonly codes: Pick<SignInCodes, 'tryOut' | 'use'>;
  readonly sessions: Pick<Sessions, 'begin'>;
  readonly clock: Clock;
}

interface Entered {
  /** The person who is now registered under the address. If this is undefined, no code is accepted. */
  readonly addressee: Addressee | undefined;
  readonly address: string;
  readonly secret: string;
  readonly code: string;
  readonly shared: boolean;
  readonly browser: string;
}

/** The session that a correct code begins, with the secret for the cookie. */
export interface Begun {
  readonly secret: string;
  readonly session: Session;
}

/** Signs a person in with the correct code. @returns undefined for a wrong or expired code, or a sixth attempt. */
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

/** The content of a session cookie: the hash of the address, and the secret. */
export function sessionToken(address: string, secret: string): string {
  return `${personOf(address)}.${secret}`;
}

/** The valid session of a cookie. The only write is a note, once a day, that the session is in use. */
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
