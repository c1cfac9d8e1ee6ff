import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { seededBytes } from '../seeded.ts';

/** The keys of a callback in the consoles of DingTalk and WeCom. */
export interface CallbackKeys {
  readonly token: string;
  /** EncodingAESKey, 43 characters. */
  readonly aesKey: string;
  /** The owner: AppKey, corpId or suiteId. */
  readonly owner: string;
}

const BLOCK = 32;

/** 16 random bytes + length (4 bytes, big endian) + text + owner, padded to 32 bytes; AES-256-CBC with the first half of the key as IV. */
export function encrypted(text: string, { aesKey, owner }: CallbackKeys): string {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(text));
  const plain = Buffer.concat([seededBytes(16), length, Buffer.from(text), Buffer.from(owner)]);
  const padding = BLOCK - (plain.length % BLOCK);
  const key = Buffer.from(`${aesKey}=`, 'base64');
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([
    cipher.update(plain),
    cipher.update(Buffer.alloc(padding, padding)),
    cipher.final(),
  ]).toString('base64');
}

/** @throws Error if the text was not encrypted with these keys. */
export function decrypted(text: string, { aesKey, owner }: CallbackKeys): string {
  const key = Buffer.from(`${aesKey}=`, 'base64');
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(text, 'base64'), decipher.final()]);
  const plain = padded.subarray(0, padded.length - (padded.at(-1) ?? 0));
  const end = 20 + plain.readUInt32BE(16);
  if (plain.toString('utf8', end) !== owner) throw new Error('the text is another owner’s');
  return plain.toString('utf8', 20, end);
}

/** SHA-1 in hexadecimal of the four texts in sorted order. */
export function signature(token: string, timestamp: string, nonce: string, text: string): string {
  const sorted = [token, timestamp, nonce, text].sort();
  return createHash('sha1').update(sorted.join('')).digest('hex');
}
