import type { UndeliverableStaff } from '../../domain/digest/digest.ts';
import { addresseeKey } from '../../domain/units/addressees.ts';
import { undeliverableStaff } from '../mail/undeliverable-staff.ts';
import type { MailAddresses, RegistryReader } from '../ports.ts';

export interface MailAddressPorts {
  readonly registry: RegistryReader;
  readonly mailAddresses: Pick<MailAddresses, 'undeliverable' | 'tryAgain'>;
  readonly fallbackMailbox?: string | undefined;
}

/** Staff whose mail cannot be delivered; with `unitIds`, only staff of these units. */
export async function undeliverable(
  { registry, mailAddresses, fallbackMailbox }: MailAddressPorts,
  unitIds?: ReadonlySet<string>,
): Promise<readonly UndeliverableStaff[]> {
  const known = await mailAddresses.undeliverable();
  if (known.length === 0) return [];
  const all = undeliverableStaff((await registry.load()).registry, fallbackMailbox, known);
  return unitIds === undefined ? all : all.filter((staff) => staff.unitIds.some((id) => unitIds.has(id)));
}

/** Allows mail to the address again from the next run on. @returns false if the address was not blocked. */
export function tryAgain(address: string, { mailAddresses }: Pick<MailAddressPorts, 'mailAddresses'>) {
  return mailAddresses.tryAgain(addresseeKey(address));
}
