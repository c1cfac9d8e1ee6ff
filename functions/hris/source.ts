import type { Fact } from '../../domain/facts/fact.ts';
import type { Instant } from '../../domain/values/plain-date.ts';
import type { SigningSecret } from '../ports.ts';
import type { SealIdentity } from './seal-identity.ts';

/** A request as it came: header names in lower case, the body byte for byte. */
export interface HookRequest {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/** An HR system that pushes events: how to know that it is the sender, and what its words mean. */
export interface Source {
  readonly name: string;
  /** Looks at the raw bytes; every refusal has a name. */
  verify(request: HookRequest, secrets: readonly SigningSecret[], now: Instant): Verification;
  /** Turns a verified body into facts. Never throws for bad input. */
  translate(verified: Verified, body: Uint8Array, context: TranslationContext): Translation;
}

export type Verification = Verified | Refused;

export interface Verified {
  readonly ok: true;
  /** The same however often the sender repeats the delivery. */
  readonly deliveryId: string;
  readonly secretId: string;
}

export interface Refused {
  readonly ok: false;
  readonly code: string;
  readonly message: string;
  /** Whether other secrets could have led to another answer. */
  readonly secretsMatter: boolean;
}

export interface TranslationContext {
  readonly source: string;
  readonly deliveryId: string;
  readonly receivedAt: Instant;
  readonly sealIdentity: SealIdentity;
}

export type Translation =
  /** Facts about one employee; that of a voided fact may have to be looked up. */
  | { readonly is: 'facts'; readonly facts: readonly Fact[] }
  | { readonly is: 'void-of-unknown-employee'; readonly fact: Fact; readonly voids: string }
  | { readonly is: 'ignored'; readonly type: string }
  | { readonly is: 'not-understood'; readonly problems: readonly string[] };
