import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  callbackSignature,
  decryptCallback,
  encryptCallback,
  problemOfEnvelopeSecret,
} from '../../../functions/sources/webhook/callback.ts';
import { sealed, sealedBytes, signed, unsealed } from '../../support/vendors/callback-cipher.ts';
import { CALLBACK_VECTORS } from './callback-vectors.ts';

const KEYS = {
  token: 'token',
  aesKey: 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ',
  receiver: 'ding0001',
};

describe.each(CALLBACK_VECTORS)('$name', ({ keys, timestamp, nonce, encrypt, signature, message }) => {
  test('has the signature of its vendor', () => {
    expect(callbackSignature(keys.token, [timestamp, nonce, encrypt]).toString('hex')).toBe(signature);
    expect(signed(keys.token, timestamp, nonce, encrypt)).toBe(signature);
  });

  test('is decrypted by our code and by the simulated senders', () => {
    expect(unsealed(encrypt, keys)).toBe(message);
    expect(() => unsealed(encrypt, { ...keys, receiver: 'other' })).toThrow('another receiver');
    const decrypted = decryptCallback(encrypt, keys);
    expect(decrypted.ok && decrypted.message.toString()).toBe(message);
  });

  test('is refused for a receiver that is only similar to the right one', () => {
    for (const receiver of [keys.receiver.slice(0, -1), `${keys.receiver}x`, keys.receiver.toUpperCase(), ''])
      expect(decryptCallback(encrypt, { ...keys, receiver })).toEqual({ ok: false, why: 'wrong-receiver' });
  });
});

describe('encryptCallback', () => {
  test('makes a text that the other side can read, for any content', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(unsealed(encryptCallback(text, KEYS), KEYS)).toBe(Buffer.from(text).toString());
      }),
    );
  });

  test.each(Array.from({ length: 33 }, (_, length) => length))(
    'pads a text of %i characters in the usual way',
    (length) => {
      const text = 'x'.repeat(length);
      expect(Buffer.from(encryptCallback(text, KEYS), 'base64').length % 32).toBe(0);
      expect(unsealed(encryptCallback(text, KEYS), KEYS)).toBe(text);
      const back = decryptCallback(sealed(text, KEYS), KEYS);
      expect(back.ok && back.message.toString()).toBe(text);
    },
  );

  test('makes a different text every time', () => {
    expect(encryptCallback('success', KEYS)).not.toBe(encryptCallback('success', KEYS));
  });
});

describe('decryptCallback', () => {
  const why = (encrypt: string) => {
    const decrypted = decryptCallback(encrypt, KEYS);
    return decrypted.ok ? 'taken' : decrypted.why;
  };

  test.each([
    ['empty', ''],
    ['not base64', '%%%'],
    ['base64 with a space in it', `${sealed('x', KEYS).slice(0, 8)} ${sealed('x', KEYS).slice(8)}`],
    ['15 bytes', Buffer.alloc(15).toString('base64')],
    ['17 bytes', Buffer.alloc(17).toString('base64')],
  ])('fails with cannot-be-decrypted on a text that is %s', (_, encrypt) => {
    expect(why(encrypt)).toBe('cannot-be-decrypted');
  });

  test.each([
    ['+', '-'],
    ['/', '_'],
  ])('fails with cannot-be-decrypted on base64 for URLs: %s written as %s', (usual, forUrls) => {
    const { keys, encrypt } =
      CALLBACK_VECTORS.find((vector) => vector.encrypt.includes(usual)) ?? expect.unreachable();
    expect(decryptCallback(encrypt, keys).ok).toBe(true);
    const why = 'cannot-be-decrypted';
    expect(decryptCallback(encrypt.replaceAll(usual, forUrls), keys)).toEqual({ ok: false, why });
  });

  const message = 'x'.repeat(20);
  const count = 32 - ((20 + message.length + KEYS.receiver.length) % 32);
  const right = Array<number>(count).fill(count);
  const firstWrong = [count ^ 1, ...right.slice(1)];

  test('takes the correct padding from which the other cases differ', () => {
    expect(count).toBe(16);
    expect(why(sealed(message, KEYS, { padding: right }))).toBe('taken');
  });

  test.each([
    ['of zeros', right.map(() => 0)],
    ['of 33, one more than allowed', Array<number>(48).fill(33)],
    ['of 255', right.map(() => 255)],
    ['with a wrong first byte', firstWrong],
  ])('fails with bad-padding on a padding %s', (_, padding) => {
    expect(why(sealed(message, KEYS, { padding }))).toBe('bad-padding');
  });

  test('fails with bad-padding on a padding longer than the message', () => {
    expect(why(sealedBytes(Buffer.alloc(16, 17), KEYS.aesKey))).toBe('bad-padding');
  });

  test('fails with length-out-of-bounds if all 32 bytes are padding', () => {
    expect(why(sealedBytes(Buffer.alloc(32, 32), KEYS.aesKey))).toBe('length-out-of-bounds');
  });

  test('fails with length-out-of-bounds if 19 bytes remain, but not if 20 do', () => {
    const plain = (rest: number) => Buffer.concat([Buffer.alloc(rest), Buffer.alloc(32 - rest, 32 - rest)]);
    expect(why(sealedBytes(plain(19), KEYS.aesKey))).toBe('length-out-of-bounds');
    expect(why(sealedBytes(plain(20), KEYS.aesKey))).toBe('wrong-receiver');
  });

  test.each([
    ['everything, with the receiver', 28, 'wrong-receiver'],
    ['one byte more than there is', 29, 'length-out-of-bounds'],
    ['the largest that four bytes hold', 0xffffffff, 'length-out-of-bounds'],
    ['one byte less than the message', 19, 'wrong-receiver'],
    ['zero', 0, 'wrong-receiver'],
  ])('fails if the stated length is %s', (_, length, code) => {
    expect(why(sealed(message, KEYS, { length }))).toBe(code);
  });

  test('fails under another aesKey', () => {
    const other = { ...KEYS, aesKey: KEYS.aesKey.replace('a', 'b') };
    for (let tries = 0; tries < 200; tries++)
      expect(why(sealed(message, other))).toMatch(/^(bad-padding|length-out-of-bounds|wrong-receiver)$/);
  });
});

describe('problemOfEnvelopeSecret', () => {
  const parts = { token: 't', aesKey: KEYS.aesKey, ownerKey: 'ding' };

  test.each(CALLBACK_VECTORS)('accepts the secret of $name', ({ keys: { token, aesKey, receiver } }) => {
    expect(problemOfEnvelopeSecret({ token, aesKey, ownerKey: receiver }, 'ownerKey')).toBeUndefined();
  });

  test.each([
    ['without a token', { ...parts, token: '' }, 'must have token, as'],
    ['with a key alone', { key: 'whsec_x' }, 'must have token, aesKey, ownerKey, as'],
    ['for the other vendor', { ...parts, ownerKey: '', receiveId: 'wx' }, 'must have ownerKey, as'],
    ['with an aesKey of 42 characters', { ...parts, aesKey: KEYS.aesKey.slice(1) }, '43 characters'],
    ['with an aesKey of 44 characters', { ...parts, aesKey: `${KEYS.aesKey}=` }, '43 characters'],
    [
      'with an aesKey that is not base64',
      { ...parts, aesKey: KEYS.aesKey.replace('a', '-') },
      '43 characters',
    ],
  ])('names the problem of a secret %s, without its value', (_, bad, problem) => {
    const told = problemOfEnvelopeSecret(bad, 'ownerKey');
    expect(told).toContain(problem);
    expect(told).not.toContain(KEYS.aesKey.slice(1, 20));
  });
});
