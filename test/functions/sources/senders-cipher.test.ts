import { describe, expect, test } from 'vitest';
import { decrypted, encrypted, signature } from '../../support/vendors/callback-cipher.ts';
import { CALLBACK_VECTORS } from './callback-vectors.ts';

/** The simulated senders have a cipher of their own: held to what the vendors published, as ours is. */
describe.each(CALLBACK_VECTORS)('$name', ({ keys: { token, aesKey, receiver }, ...published }) => {
  const keys = { token, aesKey, owner: receiver };

  test('is read and signed by the sender’s own cipher', () => {
    expect(decrypted(published.encrypt, keys)).toBe(published.message);
    expect(signature(token, published.timestamp, published.nonce, published.encrypt)).toBe(
      published.signature,
    );
  });

  test('is read again as it was written', () => {
    expect(decrypted(encrypted(published.message, keys), keys)).toBe(published.message);
  });

  test('is not read as another’s', () => {
    expect(() => decrypted(published.encrypt, { ...keys, owner: 'other' })).toThrow('another owner');
  });
});
