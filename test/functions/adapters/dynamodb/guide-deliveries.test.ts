import { beforeEach, describe, expect, test } from 'vitest';
import type { Instant } from '../../../../domain/values/plain-date.ts';
import { dynamodbEmployees } from '../../../../functions/adapters/dynamodb/employees.ts';
import { dynamodbGuideDeliveries } from '../../../../functions/adapters/dynamodb/guide-deliveries.ts';
import type { GuideDeliveries, GuideKey } from '../../../../functions/ports.ts';
import { dynamodbForFile } from '../../../support/file-fixtures.ts';

const dynamodb = await dynamodbForFile();

const at = (time: string) => `2026-11-23T${time}.000Z` as Instant;
const LAPSES = at('00:31:30');
const LI: GuideKey = { employeeId: 'E1', spellId: '2026-01-05' };

describe('mailed guides', () => {
  let guides: GuideDeliveries;
  const claim = (now = at('00:30:00'), key = LI, lapsesAt = LAPSES) =>
    guides.claim({ ...key, now, lapsesAt });
  const settle = (outcome: 'sent' | 'refused' = 'sent') =>
    guides.settle({ ...LI, outcome, at: at('00:30:10') });
  beforeEach(async () => {
    guides = dynamodbGuideDeliveries(dynamodb.client, await dynamodb.newTable());
  });

  test('a claim is given to the first who asks, and to one of two who ask at once', async () => {
    const claims = await Promise.all([claim(), claim(), claim()]);
    expect(claims.map(({ is }) => is).sort()).toEqual(['claimed', 'held', 'held']);
  });

  test.each([
    ['held the second before it lapses', at('00:31:29'), 'held'],
    ['given again from the instant at which it lapses', LAPSES, 'claimed'],
  ])('a claim is %s', async (_, now, is) => {
    await claim();
    expect(await claim(now, LI, at('00:59:00'))).toEqual({ is });
  });

  test('a claim taken over is held anew', async () => {
    await claim();
    await claim(LAPSES, LI, at('00:33:00'));
    expect(await claim(at('00:32:59'))).toEqual({ is: 'held' });
  });

  test('a claim given back can be had at once', async () => {
    await claim();
    await guides.release(LI);
    expect(await claim()).toEqual({ is: 'claimed' });
  });

  test.each(['sent', 'refused'] as const)('after "%s" there is no other claim, ever', async (outcome) => {
    await claim();
    await settle(outcome);
    const settled = { is: 'settled', outcome, at: at('00:30:10') };
    expect(await claim('2028-01-01T00:00:00.000Z' as Instant)).toEqual(settled);
    await guides.release(LI);
    expect(await claim()).toEqual(settled);
  });

  test('a claim holds for its spell alone', async () => {
    await claim();
    await settle();
    expect(await claim(undefined, { ...LI, spellId: '2026-09-01' })).toEqual({ is: 'claimed' });
    expect(await claim(undefined, { ...LI, employeeId: 'E2' })).toEqual({ is: 'claimed' });
  });
});

test('the record of a guide is stored with the employee but is not loaded as a fact or a spell', async () => {
  const tableName = await dynamodb.newTable();
  const guides = dynamodbGuideDeliveries(dynamodb.client, tableName);
  await guides.settle({ ...LI, outcome: 'sent', at: at('00:30:00') });
  const record = await dynamodbEmployees(dynamodb.client, tableName).load('E1');
  expect(record).toEqual({
    version: 0,
    facts: [],
    spells: [],
    unreadableFacts: [],
    unreadableSpellIds: [],
    samePersonAs: [],
  });
});
