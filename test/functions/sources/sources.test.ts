import { describe, expect, test } from 'vitest';
import { HR_APIS } from '../../../functions/sources/hr-apis.ts';
import { SOURCES } from '../../../functions/sources/sources.ts';
import { vendorSecret } from '../../../infra/local/secrets/sender-secrets.ts';

describe.each([...SOURCES])('the source %s', (name, entry) => {
  test('has this name', async () => {
    expect((await entry.load()).name).toBe(name);
  });

  test('has a route for events by POST, and one for its handshake if that is another method', async () => {
    const { methods } = await entry.load();
    expect(methods.toSorted()).toEqual([...(entry.handshake === undefined ? [] : [entry.handshake]), 'POST']);
  });

  test('has an HR API exactly if it says so', () => {
    expect(HR_APIS.has(name)).toBe(entry.hasApi ?? false);
  });

  test('accepts the secret that is made for it in local development', async () => {
    const made = vendorSecret(`canbao/dev/webhook/${name}`);
    expect(made !== undefined).toBe(entry.secret === 'theirs');
    if (made === undefined) return;
    const { problemOfSecret } = await entry.load();
    expect(problemOfSecret(JSON.parse(made).current)).toBeUndefined();
  });
});
