import { describe, expect, test } from 'vitest';
import { HR_APIS } from '../../../functions/sources/hr-apis.ts';
import { SOURCES } from '../../../functions/sources/sources.ts';
import { vendorSecret } from '../../../infra/local/secrets/sender-secrets.ts';

describe.each([...SOURCES])('%s', (name, entry) => {
  test('is the source of that name', async () => {
    expect((await entry.load()).name).toBe(name);
  });

  test('has the routes that it needs: events by POST, its handshake where that is another method', async () => {
    const { methods } = await entry.load();
    expect(methods.toSorted()).toEqual([...(entry.handshake === undefined ? [] : [entry.handshake]), 'POST']);
  });

  test('has an API to ask exactly where it says so', () => {
    expect(HR_APIS.has(name)).toBe(entry.hasApi ?? false);
  });

  test('can use the secret that is made up for it on one machine', async () => {
    const made = vendorSecret(`canbao/dev/webhook/${name}`);
    expect(made !== undefined).toBe(entry.secret === 'theirs');
    if (made === undefined) return;
    const { problemOfSecret } = await entry.load();
    expect(problemOfSecret(JSON.parse(made).current)).toBeUndefined();
  });
});
