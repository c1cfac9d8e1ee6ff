import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import type { CallbackKeys } from '../../../functions/sources/webhook/callback.ts';
import { seededBytes } from '../seeded.ts';

/** The callback encryption of DingTalk and WeCom, written independently of our verifiers. */

/** How the message deviates from a correct one. */
export interface Tampering {
  /** A false length of the text. */
  readonly length?: number;
  /** A false padding. With it the total must be a multiple of 16 bytes. */
  readonly padding?: readonly number[];
}

/**
 * Encrypts 16 random bytes, the length of the text (4 bytes, big endian), the text and the receiver, padded to 32
 * bytes. The method is AES-256-CBC, and the IV is the first half of the key.
 */
export function sealed(text: string, { aesKey, receiver }: CallbackKeys, tampering: Tampering = {}): string {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(tampering.length ?? Buffer.byteLength(text));
  const plain = Buffer.concat([seededBytes(16), length, Buffer.from(text), Buffer.from(receiver)]);
  const missing = 32 - (plain.length % 32);
  const padding = tampering.padding ?? Array<number>(missing).fill(missing);
  return sealedBytes(Buffer.concat([plain, Buffer.from(padding)]), aesKey);
}

export function sealedBytes(plain: Uint8Array, aesKey: string): string {
  const key = Buffer.from(`${aesKey}=`, 'base64');
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64');
}

/** Decrypts the text. @throws Error if it was not encrypted with these keys. */
export function unsealed(text: string, { aesKey, receiver }: Omit<CallbackKeys, 'token'>): string {
  const key = Buffer.from(`${aesKey}=`, 'base64');
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(text, 'base64'), decipher.final()]);
  const plain = padded.subarray(0, padded.length - (padded.at(-1) ?? 0));
  const end = 20 + plain.readUInt32BE(16);
  if (plain.toString('utf8', end) !== receiver) throw new Error('the text is another receiver’s');
  return plain.toString('utf8', 20, end);
}

/** The SHA-1 hash, in hexadecimal, of the four texts in sorted order. */
export function signed(token: string, timestamp: string, nonce: string, text: string): string {
  return createHash('sha1').update([token, timestamp, nonce, text].sort().join('')).digest('hex');
}
