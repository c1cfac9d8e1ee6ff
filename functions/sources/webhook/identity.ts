import { createHmac, createSecretKey } from 'node:crypto';
import type { SealedIdentity } from '../../../domain/facts/life-course.ts';
import {
  checkIdentityNumber,
  maskIdentityNumber,
  normaliseIdentityNumber,
} from '../../../domain/values/identity-number.ts';

/** An identity document as an HR system writes it; lives only until it is sealed. */
interface OpenIdentity {
  readonly type: SealedIdentity['type'];
  readonly number: string;
}

export type SealIdentity = (identity: OpenIdentity) => SealedIdentity;

/** Masks an identity number and hashes it with the deployment's key; adds what the number encodes, or its problem. */
export function identitySealer(key: Uint8Array): SealIdentity {
  // Made once: a bill has a hundred thousand numbers to hash.
  const secret = createSecretKey(key);
  return ({ type, number }) => {
    const plain = normaliseIdentityNumber(number);
    const hash = createHmac('sha256', secret).update(plain).digest('base64url');
    return { type, masked: maskIdentityNumber(plain), hash, ...readFrom(type, plain) };
  };
}

/** Passports and travel permits carry nothing to check. */
function readFrom(type: OpenIdentity['type'], number: string): Partial<SealedIdentity> {
  if (type === 'passport' || type === 'hmt-travel-permit') return {};
  const check = checkIdentityNumber(number);
  if (!check.valid) return { problem: check.problem };
  if (check.kind !== type) return { problem: 'other-type' };
  const { birthDate, sex } = check;
  return { ...(birthDate !== undefined && { birthDate }), ...(sex !== undefined && { sex }) };
}
