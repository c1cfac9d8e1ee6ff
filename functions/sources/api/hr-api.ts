import type * as z from 'zod/mini';
import type { RosterPerson as ListedPerson } from '../../../domain/roster/roster.ts';
import type { SourceMapping } from '../../../domain/units/source-mapping.ts';
import type { Instant } from '../../../domain/values/plain-date.ts';
import type { DetailsRequest, SourceSecret, Unmapped } from '../../ports.ts';
import type { SealIdentity } from '../webhook/identity.ts';
import { problemsOf, type Statement } from '../webhook/make-fact.ts';
import type { NotUnderstood } from '../webhook/source.ts';

/** A vendor's answer as its documents say it looks. @param of names it for people. @throws ApiMisunderstood. */
export function shaped<T extends z.ZodMiniType>(schema: T, json: unknown, of: string): z.output<T> {
  const read = schema.safeParse(json);
  if (!read.success) throw new ApiMisunderstood(problemsOf(read.error, [of]));
  return read.data;
}

/** Vendors promise seconds; a person who is still filling in a form needs minutes. */
const LAG_MINUTES = 30;

/** Whether an API that does not return its own event's data yet may still be catching up. */
export function isLagging({ statedAt }: Pick<DetailsRequest, 'statedAt'>, now: Instant): boolean {
  return Date.parse(now) - Date.parse(statedAt) < LAG_MINUTES * 60_000;
}

interface TokenUse<T> {
  readonly key: string;
  readonly fetch: FetchToken;
  /** Whether the vendor's answer says that the token has expired. */
  readonly isRefused: (answer: T) => boolean;
}

/** Calls with the token at hand; where the vendor takes it no longer, once more with a new one. */
export async function withToken<T>(
  access: Pick<ApiAccess, 'token'>,
  { key, fetch, isRefused }: TokenUse<T>,
  call: (token: string) => Promise<T>,
): Promise<T> {
  const token = await access.token(key, fetch);
  const answer = await call(token);
  return isRefused(answer) ? call(await access.token(key, fetch, token)) : answer;
}

/** An HR system's own API: what its events leave out, and who is employed. */
export interface HrApi {
  readonly name: string;
  /** What the vendor takes of one instance, where two ask at once. */
  readonly callsPerSecond: number;
  /** The vendor's own, beside the one that it is asked at by default: a registry may choose among these. */
  readonly hosts: readonly string[];
  /** @returns what is wrong with one entry of the API's secret, without its value. */
  problemOfSecret(parts: SourceSecret['parts']): string | undefined;
  /**
   * What the HR system says of one person now.
   * @throws ApiUnavailable when it is worth asking again, ApiMisunderstood when the answer has another shape.
   */
  details(request: DetailsRequest, access: ApiAccess): Promise<Details>;
  /** Everybody employed, page by page; absent if the API cannot list them. */
  roster?(access: ApiAccess): AsyncIterable<RosterPerson>;
}

/** What a call is made with. */
export interface ApiAccess {
  readonly secret: SourceSecret;
  /**
   * Without a slash at its end; the vendor's own address unless the registry's mapping names another one of the vendor's,
   * or of those that the deployment allows.
   */
  readonly baseUrl: string | undefined;
  readonly mapping: SourceMapping;
  readonly sealIdentity: SealIdentity;
  /** Sends one request, in the vendor's pace. @throws ApiUnavailable for what is worth another try: no answer, 429, 5xx. */
  readonly call: ApiCall;
  /** A token of the vendor, kept until it ends. */
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
 * @param key identifies the token: the id of the secret's entry and what else it depends on. @param refused a token
 * that the vendor no longer accepts; another one is fetched in its place.
 */
export type TokenCache = (key: string, fetch: FetchToken, refused?: string) => Promise<string>;

type FetchToken = () => Promise<{ readonly token: string; readonly secondsToLive: number }>;

/** The API cannot be asked just now; try again later. */
export class ApiUnavailable extends Error {
  override readonly name = 'ApiUnavailable';
}

/** The API answered, and not in the way that its documents say. */
export class ApiMisunderstood extends Error {
  override readonly name = 'ApiMisunderstood';
  /** What was expected where; never what stood there. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('; '));
    this.problems = problems;
  }
}

export type Details =
  /** Empty if it has no statement; the question counts as answered. */
  | {
      readonly is: 'told';
      readonly statements: readonly Statement[];
      readonly cancellation?: Cancellation;
      readonly unmapped?: readonly Unmapped[];
    }
  /** It has not caught up with its own event yet. */
  | { readonly is: 'not-yet'; readonly why: string }
  /** It says something that cannot be understood, e.g. a unit that is mapped to none. */
  | NotUnderstood;

/** A leave or a hire that is cancelled or never existed: stated by the vendor, or absent from its records. */
export interface Cancellation {
  readonly what: 'leave' | 'hire';
  readonly by: 'word' | 'silence';
  /** Where the vendor names the employment. */
  readonly employmentId?: string;
}

/** One employed person on an HR system's roster, with mapped values where the mapping has them. */
export interface RosterPerson extends Omit<ListedPerson, 'identity' | 'hasLeft'> {
  /** Where no unit is known: the person's departments, as the HR system names them. */
  readonly units?: readonly string[];
}
