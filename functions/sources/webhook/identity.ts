import { createHmac, createSecretKey } from 'node:crypto';
import type { SealedIdentity } from '../../../domain/facts/life-course.ts';
import {
  checkIdentityNumber,
  type IdentityCheck,
  maskIdentityNumber,
  normaliseIdentityNumber,
} from '../../../domain/values/identity-number.ts';

/** An identity document in an HR system's form. It exists only until it is sealed: masked and hashed. */
interface OpenIdentity {
  readonly type?: SealedIdentity['type'] | undefined;
  readonly number: string;
}

export type SealIdentity = (identity: OpenIdentity) => SealedIdentity;

/**
 * Seals an identity number: masks it and hashes it with the deployment's key. The result includes the data that the
 * number encodes, or the number's problem. If there is no document type, the type is read from the number.
 */
export function identitySealer(key: Uint8Array): SealIdentity {
  // The key object is created once, because a bill has a hundred thousand numbers to hash.
  const secret = createSecretKey(key);
  return ({ type: givenType, number }) => {
    const plain = normaliseIdentityNumber(number);
    const hash = createHmac('sha256', secret).update(plain).digest('base64url');
    const check = checkIdentityNumber(plain);
    const type = givenType ?? typeOf(plain, check);
    return { type, masked: maskIdentityNumber(plain), hash, ...readFrom(type, check) };
  };
}

function typeOf(plain: string, check: IdentityCheck): SealedIdentity['type'] {
  if (check.valid || check.kind !== undefined) return check.kind ?? 'resident-id';
  // The form of the permit 港澳居民来往内地通行证 begins with H or M, and that of 台湾居民来往大陆通行证 has only digits.
  if (/^([HM]\d{8}(\d{2})?|\d{8})$/.test(plain)) return 'hmt-travel-permit';
  return check.problem === 'not-checkable' ? 'passport' : 'resident-id';
}

/** The data that a number encodes. Passports and travel permits encode nothing. */
function readFrom(type: SealedIdentity['type'], check: IdentityCheck): Partial<SealedIdentity> {
  if (type === 'passport' || type === 'hmt-travel-permit') return {};
  if (!check.valid) return { problem: check.problem };
  if (check.kind !== type) return { problem: 'other-type' };
  const { birthDate, sex } = check;
  return { ...(birthDate !== undefined && { birthDate }), ...(sex !== undefined && { sex }) };
}
