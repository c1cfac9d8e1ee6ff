import type { Fact } from '../../../domain/facts/fact.ts';
import type { SourceMapping } from '../../../domain/units/source-mapping.ts';
import type { UnitFact } from '../../../domain/units/unit-facts.ts';
import type { Instant } from '../../../domain/values/plain-date.ts';
import type { DetailsRequest, SourceSecret, Unmapped } from '../../ports.ts';
import type { SealIdentity } from './identity.ts';

export type HookMethod = 'GET' | 'POST' | 'OPTIONS';

/** A request as it came: header names in lower case, the body byte for byte. */
export interface HookRequest {
  readonly method: HookMethod;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Percent-decoded once; a `+` stays a `+`, as signed base64 needs it. Of a repeated name the first. */
  readonly query: Readonly<Record<string, string | undefined>>;
  /** What follows the source in the path: the only proof that senders without a signature can give. */
  readonly pathKey?: string | undefined;
  readonly sourceIp?: string | undefined;
  readonly body: Uint8Array;
}

/** An HR system that pushes events: how to verify the sender, and how to translate its values. */
export interface Source {
  readonly name: string;
  /** Other methods are answered with 405. */
  readonly methods: readonly HookMethod[];
  /** What a body's content-type may be; another one is a 415, an absent one is not looked at. */
  readonly contentType: RegExp;
  /** Whether {@link TranslationContext.mapping} matters: then the registry is read, once every five minutes. */
  readonly isMapped: boolean;
  /** @returns what is wrong with one entry of the source's secret, without its value; undefined when it can be used. */
  problemOfSecret(parts: SourceSecret['parts']): string | undefined;
  /** Looks at the raw bytes; every refusal has a name. */
  verify(request: HookRequest, secrets: readonly SourceSecret[], now: Instant): Verification;
  /** Turns a verified message into facts. Never throws for bad input. */
  translate(message: Uint8Array, context: TranslationContext): Translation;
}

/** An answer in the form that a sender demands. */
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
  /** The same however often the sender repeats the delivery. */
  readonly deliveryId: string;
  readonly secretId: string;
  /** What {@link Source.translate} reads, and what goes to quarantine: decrypted, and with all that it needs in it. */
  readonly message: Uint8Array;
  /** What the sender takes for "received"; absent where our own JSON answers will do. */
  readonly ack?: () => Ack;
}

/** The sender asks whether we are the configured receiver; nothing is stored. */
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
  /** Whether other secrets could have led to another answer. */
  readonly secretsMatter: boolean;
}

/** Refuses a request that no other secret would have proved. */
export function refused(code: string, message: string): Refused {
  return { ok: false, code, message, secretsMatter: false };
}

/** Refuses a request that a newer secret may prove. */
export function mismatch(code: string, message: string): Refused {
  return { ok: false, code, message, secretsMatter: true };
}

export interface TranslationContext {
  readonly source: string;
  readonly deliveryId: string;
  /** When it is taken in. */
  readonly receivedAt: Instant;
  /** When it came first, where it lay in quarantine until `receivedAt`. */
  readonly cameAt?: Instant;
  readonly sealIdentity: SealIdentity;
  /** What the registry says about this source; nothing where it says nothing. */
  readonly mapping: SourceMapping;
}

export type Translation =
  /** Facts about one employee, and what has to be fetched about them; either may be empty, not both. */
  | {
      readonly is: 'facts';
      readonly facts: readonly Fact[];
      readonly ask?: DetailsRequest;
      readonly unmapped?: readonly Unmapped[];
    }
  /** Facts about units rather than employees. */
  | { readonly is: 'unit-facts'; readonly facts: readonly UnitFact[] }
  /** A delivery about several employees, or of several events; each part has its own fate. */
  | { readonly is: 'several'; readonly parts: readonly Translation[] }
  /** The employee of a voided fact has to be looked up. */
  | {
      readonly is: 'void-of-unknown-employee';
      readonly fact: Fact;
      readonly voids: string;
      /** What it says if the fact is not an employee's but a unit's. */
      readonly orOfUnit?: readonly UnitFact[];
    }
  | { readonly is: 'ignored'; readonly type: string }
  | NotUnderstood;

/** What cannot become facts, and the values without a mapping if they are the cause. */
export interface NotUnderstood {
  readonly is: 'not-understood';
  readonly problems: readonly string[];
  readonly unmapped?: readonly Unmapped[];
}

export function notUnderstood(...problems: readonly string[]): NotUnderstood {
  return { is: 'not-understood', problems };
}

/** When a statement without a time first came; leaving the quarantine must not make it a later statement. */
export function whenItCame({
  cameAt,
  receivedAt,
}: Pick<TranslationContext, 'cameAt' | 'receivedAt'>): Instant {
  return cameAt ?? receivedAt;
}

/** `<source>:<delivery>` for the only fact of a delivery, with `:n` where there are several. */
export function factIdOf(
  { source, deliveryId }: Pick<TranslationContext, 'source' | 'deliveryId'>,
  n?: number,
): string {
  return n === undefined ? `${source}:${deliveryId}` : `${source}:${deliveryId}:${n}`;
}
