import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import type { CallbackKeys } from '../../../functions/sources/webhook/callback.ts';
import { seededBytes } from '../../support/seeded.ts';

/** The other side of a callback, written apart from ours: what DingTalk and WeCom do. */

/** What differs from a message as it should be. */
export interface Tampering {
  /** Instead of the length that the message has. */
  readonly length?: number;
  /** Instead of the padding that the rest needs; with the rest it has to make whole blocks of 16 bytes. */
  readonly padding?: readonly number[];
}

export function sealed(
  message: string,
  { aesKey, receiver }: CallbackKeys,
  tampering: Tampering = {},
): string {
  const text = Buffer.from(message);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(tampering.length ?? text.length);
  const plain = Buffer.concat([seededBytes(16), length, text, Buffer.from(receiver)]);
  const missing = 32 - (plain.length % 32);
  const padding = tampering.padding ?? Array<number>(missing).fill(missing);
  return sealedBytes(Buffer.concat([plain, Buffer.from(padding)]), aesKey);
}

/** How many bytes of padding a message needs. */
export function paddingOf(message: string, { receiver }: CallbackKeys): number {
  return 32 - ((20 + Buffer.byteLength(message) + Buffer.byteLength(receiver)) % 32);
}

export function sealedBytes(plain: Uint8Array, aesKey: string): string {
  const key = Buffer.from(`${aesKey}=`, 'base64');
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64');
}

export function unsealed(encrypt: string, { aesKey, receiver }: CallbackKeys): string {
  const key = Buffer.from(`${aesKey}=`, 'base64');
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(encrypt, 'base64'), decipher.final()]);
  const plain = padded.subarray(0, padded.length - (padded.at(-1) ?? 0));
  const end = plain.length - Buffer.byteLength(receiver);
  if (plain.subarray(end).toString() !== receiver) throw new Error('it is for somebody else');
  if (plain.readUInt32BE(16) !== end - 20) throw new Error('its length is wrong');
  return plain.subarray(20, end).toString();
}

export function signed(token: string, timestamp: string, nonce: string, encrypt: string): string {
  return createHash('sha1').update([token, timestamp, nonce, encrypt].sort().join('')).digest('hex');
}

/** Every text that differs from one in a single bit; bytes beyond ASCII as Latin-1. */
export function* everyBitFlipped(text: string): Iterable<string> {
  const bytes = Buffer.from(text, 'latin1');
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const flipped = Buffer.from(bytes);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    yield flipped.toString('latin1');
  }
}
