import { createDecipheriv, createHash } from 'node:crypto';

const BLOCK_BYTES = 16;

/** A plain hash over what was sent and the key in its middle, not an HMAC; over the body as it came, encrypted. */
export function feishuSignature(
  {
    timestamp,
    nonce,
    body,
  }: { readonly timestamp: string; readonly nonce: string; readonly body: Uint8Array },
  encryptKey: string,
): Buffer {
  return createHash('sha256').update(timestamp).update(nonce).update(encryptKey).update(body).digest();
}

/** AES-256-CBC under the hash of the key, behind 16 bytes to begin with. @returns undefined where that gives nothing. */
export function decryptFeishu(encrypt: string, encryptKey: string): Buffer | undefined {
  const bytes = Buffer.from(encrypt, 'base64');
  if (bytes.length < 2 * BLOCK_BYTES || bytes.length % BLOCK_BYTES !== 0) return undefined;
  const key = createHash('sha256').update(encryptKey).digest();
  const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, BLOCK_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(BLOCK_BYTES)), decipher.final()]);
  } catch {
    return undefined;
  }
}
