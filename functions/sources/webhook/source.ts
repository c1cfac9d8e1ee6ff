import type { Fact } from '../../../domain/facts/fact.ts';
import type { SourceMapping } from '../../../domain/units/source-mapping.ts';
import type { UnitFact } from '../../../domain/units/unit-facts.ts';
import type { Instant } from '../../../domain/values/plain-date.ts';
import type { DetailsRequest, SourceSecret, Unmapped } from '../../ports.ts';
import type { SealIdentity } from './identity.ts';

export type HookMethod = 'GET' | 'POST' | 'OPTIONS';

/** The raw request: header names in lower case, the body unchanged. */
export interface HookRequest {
  readonly method: HookMethod;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /**
   * The query's values. They are percent-decoded once; a `+` stays a `+`, as signed base64 needs it. If a name is
   * repeated, its first value is used.
   */
  readonly query: Readonly<Record<string, string | undefined>>;
  /** The part of the path after the source. For senders without a signature it is the only authentication. */
  readonly pathKey?: string | undefined;
  readonly sourceIp?: string | undefined;
  readonly body: Uint8Array;
}

/** An HR system that pushes events: how to verify the sender, and how to translate its values. */
export interface Source {
  readonly name: string;
  /** Other methods are answered with 405. */
  readonly methods: readonly HookMethod[];
  /** The accepted content types; others are answered with 415, and an absent one is accepted. */
  readonly contentType: RegExp;
  /**
   * Whether {@link TranslationContext.mapping} is needed. If so, the registry is read, at most once every five minutes.
   */
  readonly isMapped: boolean;
  /** @returns what is wrong with one entry of the source's secret, without its value; undefined when it can be used. */
  problemOfSecret(parts: SourceSecret['parts']): string | undefined;
  /** Verifies the raw bytes. Every refusal has a code. */
  verify(request: HookRequest, secrets: readonly SourceSecret[], now: Instant): Verification;
  /** Turns a verified message into facts. Never throws for bad input. */
  translate(message: Uint8Array, context: TranslationContext): Translation;
}

export interface Ack {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Verification = Verified | Handshake | Refused;

export interface Verified {
  readonly ok: true;
  readonly is: 'event';
  /** The id of the delivery. Each repetition of the delivery has the same id. */
  readonly deliveryId: string;
  readonly secretId: string;
  /** The input of {@link Source.translate}, decrypted and complete. The quarantine keeps it in this form. */
  readonly message: Uint8Array;
  /**
   * Makes the answer by which this sender knows that we received the event; absent if our own JSON answers are
   * accepted.
   */
  readonly ack?: () => Ack;
}

/** A request by which the sender checks whether we are the configured receiver. Nothing is stored. */
export interface Handshake {
  readonly ok: true;
  readonly is: 'handshake';
  readonly secretId?: string;
  readonly answer: Ack;
}

export interface Refused {
  readonly ok: false;
  readonly code: string;
  readonly message: string;
  /** Whether the answer could differ with other secrets. */
  readonly secretsMatter: boolean;
}

/** Refuses a request that no other secret would authenticate. */
export function refused(code: string, message: string): Refused {
  return { ok: false, code, message, secretsMatter: false };
}

/** Refuses a request that a newer secret may authenticate. */
export function mismatch(code: string, message: string): Refused {
  return { ok: false, code, message, secretsMatter: true };
}

export interface TranslationContext {
  readonly source: string;
  readonly deliveryId: string;
  readonly receivedAt: Instant;
  /** When the delivery first arrived. Present only if it was in quarantine until `receivedAt`. */
  readonly cameAt?: Instant;
  readonly sealIdentity: SealIdentity;
  /** The registry's mapping for this source; empty without an entry. */
  readonly mapping: SourceMapping;
}

export type Translation =
  /** Facts about one employee, details to fetch about this employee, or both. */
  | {
      readonly is: 'facts';
      readonly facts: readonly Fact[];
      readonly ask?: DetailsRequest;
      readonly unmapped?: readonly Unmapped[];
    }
  | { readonly is: 'unit-facts'; readonly facts: readonly UnitFact[] }
  /** A delivery about several employees, or with several events; each part is handled separately. */
  | { readonly is: 'several'; readonly parts: readonly Translation[] }
  /** The employee of a voided fact has to be looked up. */
  | {
      readonly is: 'void-of-unknown-employee';
      readonly fact: Fact;
      readonly voids: string;
      /** The facts to use if the voided fact is about a unit. */
      readonly orOfUnit?: readonly UnitFact[];
    }
  | { readonly is: 'ignored'; readonly type: string }
  | NotUnderstood;

/** A message that cannot become facts. If values without a mapping are the cause, they are included. */
export interface NotUnderstood {
  readonly is: 'not-understood';
  readonly problems: readonly string[];
  readonly unmapped?: readonly Unmapped[];
}

export function notUnderstood(...problems: readonly string[]): NotUnderstood {
  return { is: 'not-understood', problems };
}

/**
 * The time of a statement that has no time of its own: when the message first arrived. So a replay from quarantine does
 * not make the statement later.
 */
export function whenItCame({
  cameAt,
  receivedAt,
}: Pick<TranslationContext, 'cameAt' | 'receivedAt'>): Instant {
  return cameAt ?? receivedAt;
}

/**
 * The id of a fact. It is `<source>:<delivery>` for the only fact of a delivery, and ends with `:n` if there are
 * several.
 */
export function factIdOf(
  { source, deliveryId }: Pick<TranslationContext, 'source' | 'deliveryId'>,
  n?: number,
): string {
  return n === undefined ? `${source}:${deliveryId}` : `${source}:${deliveryId}:${n}`;
}
