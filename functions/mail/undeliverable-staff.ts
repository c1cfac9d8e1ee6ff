import type { UndeliverableStaff } from '../../domain/digest/digest.ts';
import { addresseeKey } from '../../domain/units/addressees.ts';
import type { Registry } from '../../domain/units/unit.ts';
import { chinaDayOf } from '../../domain/values/plain-date.ts';
import type { UndeliverableAddress } from '../ports.ts';

/**
 * Staff, and the fallback mailbox, whose mail cannot be delivered. People who left the registry or changed their
 * address are not included.
 */
export function undeliverableStaff(
  { units, fallbackStaff }: Registry,
  fallbackMailbox: string | undefined,
  undeliverable: readonly UndeliverableAddress[],
): readonly UndeliverableStaff[] {
  const fallback = new Set(
    [...fallbackStaff.map(({ email }) => email), fallbackMailbox ?? ''].map(addresseeKey),
  );
  return undeliverable.flatMap(({ address, since, why }) => {
    const unitIds = units
      .filter(({ staff }) => staff.some(({ email }) => addresseeKey(email) === address))
      .map(({ unitId }) => unitId);
    if (unitIds.length === 0 && !fallback.has(address)) return [];
    return [{ address, since: chinaDayOf(since), why, unitIds }];
  });
}
