import type { SourceMapping } from '../../../domain/units/source-mapping.ts';
import { type Pace, rateLimiter } from '../../pace.ts';
import type { Clock, SourceSecret } from '../../ports.ts';
import type { SealIdentity } from '../webhook/identity.ts';
import { type ApiAccess, type ApiCall, ApiUnavailable, type HrApi, type TokenCache } from './hr-api.ts';

/**
 * A token is replaced this long before it expires. A token with a short lifetime is replaced after half of the
 * lifetime.
 */
const EARLY_SECONDS = 300;

interface CachedToken {
  readonly token: string;
  readonly goodUntil: number;
}

/** Keeps vendor tokens in this instance's memory only; each instance fetches its own. */
function tokenCache(clock: Clock): TokenCache {
  const tokens = new Map<string, CachedToken>();
  return async (key, fetch, refused) => {
    const known = tokens.get(key);
    const now = Date.parse(clock.now());
    if (known !== undefined && known.token !== refused && now < known.goodUntil) return known.token;
    const { token, secondsToLive } = await fetch();
    const early = Math.min(EARLY_SECONDS, secondsToLive / 2);
    tokens.set(key, { token, goodUntil: now + (secondsToLive - early) * 1000 });
    return token;
  };
}

interface CallSettings {
  /** The API's name, for messages. */
  readonly name: string;
  readonly callsPerSecond: number;
  readonly timeoutMilliseconds: number;
  readonly pace: Pace;
  readonly clock: Clock;
}

/** The pause after a vendor's answer "too many requests" that names no time. */
const USUAL_PAUSE_SECONDS = 60;

/**
 * Calls one vendor's API, evenly spaced and with a time limit. After "too many requests" it refuses calls for a while.
 */
export function vendorCall(settings: CallSettings): ApiCall {
  const { name, pace, clock } = settings;
  const turn = rateLimiter(settings.callsPerSecond, pace);
  let pausedUntil = 0;
  return async (request) => {
    if (Date.parse(clock.now()) < pausedUntil)
      throw new ApiUnavailable(`${name} asked for a pause between calls`);
    await turn();
    const response = await send(request, settings);
    const { status, headers } = response;
    if (status !== 429 && status < 500) return { status, json: await jsonIn(response, settings) };
    await response.body?.cancel();
    const pause = pauseIn(headers.get('retry-after'), clock);
    if (status === 429 || pause !== undefined)
      pausedUntil = Date.parse(clock.now()) + (pause ?? USUAL_PAUSE_SECONDS) * 1000;
    throw new ApiUnavailable(`${name} answered ${status}`);
  };
}

async function send(
  { url, method = 'GET', headers, body }: Parameters<ApiCall>[0],
  { name, timeoutMilliseconds }: CallSettings,
): Promise<Response> {
  try {
    return await fetch(url, {
      method,
      headers: { accept: 'application/json', ...(body !== undefined && JSON_BODY), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      // A redirect could send the key to another host.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
  } catch (error) {
    throw noAnswer(name, error);
  }
}

const JSON_BODY = { 'content-type': 'application/json; charset=utf-8' };

/** @returns undefined if it is not JSON. */
async function jsonIn(response: Response, { name }: CallSettings): Promise<unknown> {
  let text: string;
  try {
    text = await response.text();
  } catch (error) {
    throw noAnswer(name, error);
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The error names only the kind of failure, because the URL may contain a token. */
function noAnswer(name: string, error: unknown): ApiUnavailable {
  return new ApiUnavailable(`${name} did not answer (${error instanceof Error ? error.name : typeof error})`);
}

/** The pause that the header Retry-After asks for, as a number of seconds or as a time. */
function pauseIn(retryAfter: string | null, clock: Clock): number | undefined {
  if (retryAfter === null) return undefined;
  const seconds = /^\d+$/.test(retryAfter)
    ? Number(retryAfter)
    : (Date.parse(retryAfter) - Date.parse(clock.now())) / 1000;
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), LONGEST_PAUSE_SECONDS) : undefined;
}

/** The limit of a pause. A longer one means that a clock is wrong. */
const LONGEST_PAUSE_SECONDS = 3600;

/** Additional hosts to which the deployment allows sending keys, by source. */
export type ApiHosts = Readonly<Record<string, readonly string[]>>;

export interface AccessSettings {
  readonly clock: Clock;
  readonly pace: Pace;
  readonly timeoutMilliseconds: number;
  readonly hosts?: ApiHosts | undefined;
}

export type AccessTo = (
  api: Pick<HrApi, 'name' | 'callsPerSecond' | 'hosts'>,
  target: {
    readonly secret: SourceSecret;
    readonly mapping: SourceMapping;
    readonly sealIdentity: SealIdentity;
  },
) => ApiAccess;

/** The host in the registry's mapping, if it is neither the vendor's nor allowed by the deployment. */
export function refusedHost(
  { name, hosts }: Pick<HrApi, 'name' | 'hosts'>,
  { api }: SourceMapping,
  ofDeployment: ApiHosts,
): string | undefined {
  if (api?.baseUrl === undefined) return undefined;
  const { hostname } = new URL(api.baseUrl);
  return [...hosts, ...(ofDeployment[name] ?? [])].includes(hostname) ? undefined : hostname;
}

/**
 * The API's address from the registry. The registry is easier to change than the deployment, so it must not send a key
 * to another host.
 * @throws ApiUnavailable for a host that is neither the vendor's nor one of the deployment's.
 */
function baseUrlOf(
  api: Pick<HrApi, 'name' | 'hosts'>,
  mapping: SourceMapping,
  ofDeployment: ApiHosts,
): string | undefined {
  const refused = refusedHost(api, mapping, ofDeployment);
  if (refused === undefined) return mapping.api?.baseUrl?.replace(/\/+$/, '');
  throw new ApiUnavailable(
    `the api.baseUrl of ${api.name} in the registry is at ${refused}, which is not an allowed host: correct it, or add the host to the deployment's setting 'apiHosts'`,
  );
}

/** Whether the API is simulated on this machine. Then the vendor's rate limit does not apply. */
function isThisMachine({ api }: SourceMapping): boolean {
  return api?.baseUrl !== undefined && new URL(api.baseUrl).hostname === '127.0.0.1';
}

/**
 * The access for API calls. Each vendor's rate limiter and tokens are kept between requests.
 * @throws ApiUnavailable if the registry names another host.
 */
export function accessTo({ clock, pace, timeoutMilliseconds, hosts = {} }: AccessSettings): AccessTo {
  const tokens = tokenCache(clock);
  const calls = new Map<string, ApiCall>();
  return (api, { secret, mapping, sealIdentity }) => {
    const { name } = api;
    const callsPerSecond = isThisMachine(mapping) ? Number.POSITIVE_INFINITY : api.callsPerSecond;
    // The registry may name another address later, for which another rate applies. So each rate has its own limiter.
    const key = `${name} ${callsPerSecond}`;
    const call = calls.get(key) ?? vendorCall({ name, callsPerSecond, timeoutMilliseconds, pace, clock });
    calls.set(key, call);
    return {
      secret,
      mapping,
      sealIdentity,
      baseUrl: baseUrlOf(api, mapping, hosts),
      call,
      token: (key, fetch, refused) => tokens(`${name} ${key}`, fetch, refused),
      now: clock.now(),
    };
  };
}
