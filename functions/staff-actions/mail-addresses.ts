import type { UndeliverableStaff } from '../../domain/digest/digest.ts';
import { addresseeKey } from '../../domain/units/addressees.ts';
import { undeliverableStaff } from '../mail/undeliverable-staff.ts';
import type { MailAddresses, RegistryReader } from '../ports.ts';

export interface MailAddressPorts {
  readonly registry: RegistryReader;
  readonly mailAddresses: Pick<MailAddresses, 'undeliverable' | 'tryAgain'>;
  readonly fallbackMailbox?: string | undefined;
}

/** Staff who cannot be reached by mail; with `unitIds`, only those who answer for one of them. */
export async function undeliverable(
  { registry, mailAddresses, fallbackMailbox }: MailAddressPorts,
  unitIds?: ReadonlySet<string>,
): Promise<readonly UndeliverableStaff[]> {
  const known = await mailAddresses.undeliverable();
  if (known.length === 0) return [];
  const all = undeliverableStaff((await registry.load()).registry, fallbackMailbox, known);
  return unitIds === undefined ? all : all.filter((staff) => staff.unitIds.some((id) => unitIds.has(id)));
}

/** Has mail sent to the address again from the next run on. @returns false where it takes mail as it is. */
export function tryAgain(address: string, { mailAddresses }: Pick<MailAddressPorts, 'mailAddresses'>) {
  return mailAddresses.tryAgain(addresseeKey(address));
}
