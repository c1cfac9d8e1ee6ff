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
  /** Percent-decoded once; a `+` stays a `+`, as signed base64 needs it. Of a repeated name the first value. */
  readonly query: Readonly<Record<string, string | undefined>>;
  /** The part of the path after the source: the only authentication of senders without a signature. */
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
  /** Whether {@link TranslationContext.mapping} is needed: then the registry is read, once every five minutes. */
  readonly isMapped: boolean;
  /** @returns what is wrong with one entry of the source's secret, without its value; undefined when it can be used. */
  problemOfSecret(parts: SourceSecret['parts']): string | undefined;
  /** Checks the raw bytes; every refusal has a code. */
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
  /** The same for each repetition of the delivery. */
  readonly deliveryId: string;
  readonly secretId: string;
  /** The input of {@link Source.translate}, which is also what goes to quarantine: decrypted and complete. */
  readonly message: Uint8Array;
  /** The sender's form of "received"; absent if our own JSON answers are accepted. */
  readonly ack?: () => Ack;
}

/** The sender checks whether we are the configured receiver; nothing is stored. */
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
  /** When the delivery first arrived; present only if it was in quarantine until `receivedAt`. */
  readonly cameAt?: Instant;
  readonly sealIdentity: SealIdentity;
  /** The registry's mapping for this source; empty without an entry. */
  readonly mapping: SourceMapping;
}

export type Translation =
  /** Facts about one employee, and details to fetch about them; at least one of the two. */
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
      /** The facts to use if the voided fact is a unit's. */
      readonly orOfUnit?: readonly UnitFact[];
    }
  | { readonly is: 'ignored'; readonly type: string }
  | NotUnderstood;

/** A message that cannot become facts, and its values without a mapping if they are the cause. */
export interface NotUnderstood {
  readonly is: 'not-understood';
  readonly problems: readonly string[];
  readonly unmapped?: readonly Unmapped[];
}

export function notUnderstood(...problems: readonly string[]): NotUnderstood {
  return { is: 'not-understood', problems };
}

/**
 * The time of a statement that has no time of its own: when the message first arrived. A replay from quarantine must
 * not make the statement later.
 */
export function whenItCame({
  cameAt,
  receivedAt,
}: Pick<TranslationContext, 'cameAt' | 'receivedAt'>): Instant {
  return cameAt ?? receivedAt;
}

/** `<source>:<delivery>` for the only fact of a delivery, with `:n` if there are several. */
export function factIdOf(
  { source, deliveryId }: Pick<TranslationContext, 'source' | 'deliveryId'>,
  n?: number,
): string {
  return n === undefined ? `${source}:${deliveryId}` : `${source}:${deliveryId}:${n}`;
}
