import { BlockList, isIP } from 'node:net';

/**
 * Reads addresses as an administrator lists them: `1.2.3.4, 10.0.0.0/8`.
 *
 * @returns undefined when one of them is none.
 */
export function senderAddresses(listed: string): BlockList | undefined {
  const addresses = new BlockList();
  for (const entry of listed.split(',')) {
    const [, address = '', length] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(entry.trim()) ?? [];
    const family = isIP(address);
    const longest = family === 4 ? 32 : 128;
    const prefix = length === undefined ? longest : Number(length);
    if (family === 0 || prefix > longest) return undefined;
    addresses.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6');
  }
  return addresses;
}

/** Whether an address is among them; one that cannot be read, or is not known, is not. */
export function isAmong(addresses: BlockList, address: string | undefined): boolean {
  const family = isIP(address ?? '');
  return family !== 0 && addresses.check(address ?? '', family === 4 ? 'ipv4' : 'ipv6');
}
