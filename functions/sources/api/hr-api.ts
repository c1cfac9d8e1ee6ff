import type * as z from 'zod/mini';
import type { RosterPerson as ListedPerson } from '../../../domain/roster/roster.ts';
import type { SourceMapping } from '../../../domain/units/source-mapping.ts';
import type { Instant } from '../../../domain/values/plain-date.ts';
import type { DetailsRequest, SourceSecret, Unmapped } from '../../ports.ts';
import type { SealIdentity } from '../webhook/identity.ts';
import { problemsOf, type Statement } from '../webhook/make-fact.ts';
import type { NotUnderstood } from '../webhook/source.ts';

/**
 * Validates a vendor's answer against its documented form.
 * @param of the answer's name in messages.
 * @throws ApiMisunderstood.
 */
export function shaped<T extends z.ZodMiniType>(schema: T, json: unknown, of: string): z.output<T> {
  const read = schema.safeParse(json);
  if (!read.success) throw new ApiMisunderstood(problemsOf(read.error, [of]));
  return read.data;
}

/**
 * How long an API may lag behind its own event. Vendors promise seconds, but the person who fills in a form at the
 * vendor needs minutes.
 */
const LAG_MINUTES = 30;

/** Whether an API that does not have the data of its own event may still get them. */
export function isLagging({ statedAt }: Pick<DetailsRequest, 'statedAt'>, now: Instant): boolean {
  return Date.parse(now) - Date.parse(statedAt) < LAG_MINUTES * 60_000;
}

interface TokenUse<T> {
  readonly key: string;
  readonly fetch: FetchToken;
  /** Whether the vendor's answer means that the token has expired. */
  readonly isRefused: (answer: T) => boolean;
}

/** Calls the API with the cached token. If the vendor rejects the token, the call is repeated once with a new one. */
export async function withToken<T>(
  access: Pick<ApiAccess, 'token'>,
  { key, fetch, isRefused }: TokenUse<T>,
  call: (token: string) => Promise<T>,
): Promise<T> {
  const token = await access.token(key, fetch);
  const answer = await call(token);
  return isRefused(answer) ? call(await access.token(key, fetch, token)) : answer;
}

/** An HR system's own API: details that events leave out, and the list of employees. */
export interface HrApi {
  readonly name: string;
  /** How many calls one instance may make per second. Two instances may run at the same time. */
  readonly callsPerSecond: number;
  /** The vendor's alternative hosts; the registry may choose one of them. */
  readonly hosts: readonly string[];
  /** @returns what is wrong with one entry of the API's secret, without its value. */
  problemOfSecret(parts: SourceSecret['parts']): string | undefined;
  /**
   * The HR system's present data of one person.
   * @throws ApiUnavailable when the API can be asked again later, ApiMisunderstood when the answer does not have the
   * documented form.
   */
  details(request: DetailsRequest, access: ApiAccess): Promise<Details>;
  /** All employees, page by page; absent if the API cannot list them. */
  roster?(access: ApiAccess): AsyncIterable<RosterPerson>;
}

export interface ApiAccess {
  readonly secret: SourceSecret;
  /**
   * The address from the registry's mapping, without a slash at its end. Its host is the vendor's or one that the
   * deployment allows. If undefined, the vendor's usual address is used.
   */
  readonly baseUrl: string | undefined;
  readonly mapping: SourceMapping;
  readonly sealIdentity: SealIdentity;
  /**
   * Sends one request at the vendor's rate.
   * @throws ApiUnavailable for failures that can be retried: no answer, 429, 5xx.
   */
  readonly call: ApiCall;
  /** A cached token of the vendor. */
  readonly token: TokenCache;
  readonly now: Instant;
}

export type ApiCall = (request: {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}) => Promise<{ readonly status: number; readonly json: unknown }>;

/**
 * @param key identifies the token: the id of the secret's entry and its other parameters.
 * @param refused a token that the vendor no longer accepts; a new one is fetched.
 */
export type TokenCache = (key: string, fetch: FetchToken, refused?: string) => Promise<string>;

type FetchToken = () => Promise<{ readonly token: string; readonly secondsToLive: number }>;

/** The API is temporarily unavailable; try again later. */
export class ApiUnavailable extends Error {
  override readonly name = 'ApiUnavailable';
}

/** The API's answer does not have the documented form. */
export class ApiMisunderstood extends Error {
  override readonly name = 'ApiMisunderstood';
  /** What was expected and where; never the actual values. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('; '));
    this.problems = problems;
  }
}

export type Details =
  /** The answer was understood. `statements` is empty if there is nothing to record. */
  | {
      readonly is: 'told';
      readonly statements: readonly Statement[];
      readonly cancellation?: Cancellation;
      readonly unmapped?: readonly Unmapped[];
    }
  /** The API does not have the data of its own event yet. */
  | { readonly is: 'not-yet'; readonly why: string }
  /** Part of the answer cannot be used, e.g. a unit without a mapping. */
  | NotUnderstood;

/**
 * A leave or a hire that was cancelled or never existed. `by` is `word` if the vendor says so, and `silence` if the
 * vendor's records just do not contain it.
 */
export interface Cancellation {
  readonly what: 'leave' | 'hire';
  readonly by: 'word' | 'silence';
  /** Absent if the vendor does not name the employment. */
  readonly employmentId?: string;
}

/** One employee on an HR system's roster. Values that the mapping contains are mapped. */
export interface RosterPerson extends Omit<ListedPerson, 'identity' | 'hasLeft'> {
  /** The person's departments, as the HR system names them. */
  readonly units?: readonly string[];
}
