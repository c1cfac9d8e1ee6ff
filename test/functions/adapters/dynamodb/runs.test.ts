import { DeleteItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { type Instant, plainDate } from '../../../../domain/values/plain-date.ts';
import type { Item } from '../../../../functions/adapters/dynamodb/keys.ts';
import { dynamodbRuns } from '../../../../functions/adapters/dynamodb/runs.ts';
import { dynamodbForFile } from '../../../support/file-fixtures.ts';
import { manyIds, runsBehaviour } from '../../../support/runs-behaviour.ts';

const dynamodb = await dynamodbForFile();

runsBehaviour('in DynamoDB', async () => dynamodbRuns(dynamodb.client, await dynamodb.newTable()));

test('each item stays far below 400 KB; a digest with a missing part is treated as unreadable', async () => {
  const table = await dynamodb.newTable();
  const runs = dynamodbRuns(dynamodb.client, table);
  const [recipient, friday, monday] = ['li@example.com', plainDate('2026-11-20'), plainDate('2026-11-23')];
  const sentAt = '2026-11-20T00:30:00.000Z' as Instant;
  const since = { coveredUntil: friday, composedAt: sentAt, caseIds: manyIds(40_000) };
  await runs.recordSent({ day: friday, recipient, attempt: 1, messageId: '<1>', sentAt, since });
  const claim = () =>
    runs.claim({ day: monday, recipient, now: sentAt, lapsesAt: '2026-11-20T00:30:00.000Z' as Instant });
  expect(await claim()).toMatchObject({ is: 'claimed', since });
  const items: Item[] = (await dynamodb.client.send(new ScanCommand({ TableName: table }))).Items ?? [];
  expect(items.length).toBeGreaterThan(5);
  const bytesOf = (item: Item) =>
    Object.values(item).reduce((sum, { B, S = '' }) => sum + (B ?? S).length, 0);
  expect(Math.max(...items.map(bytesOf))).toBeLessThan(250_000);
  const part = items.find(({ sk }) => sk?.S?.startsWith('PART#'));
  const Key = { pk: part?.pk ?? { S: '' }, sk: part?.sk ?? { S: '' } };
  await dynamodb.client.send(new DeleteItemCommand({ TableName: table, Key }));
  expect(await claim()).toEqual({
    is: 'claimed',
    since: undefined,
    unreadable: [{ pk: `RECIPIENT#${recipient}`, sk: friday }],
  });
});

test.each(['before', 'after'] as const)(
  'if the process dies %s any write of a sent mail, the mail is sent at most once more',
  async (when) => {
    const [recipient, friday, monday] = ['li@example.com', plainDate('2026-11-20'), plainDate('2026-11-23')];
    const at = (time: string) => `2026-11-20T${time}.000Z` as Instant;
    const since = { coveredUntil: friday, composedAt: at('00:30:00'), caseIds: manyIds(12_000) };
    const sent = { day: friday, recipient, attempt: 1, messageId: '<1>', sentAt: at('00:30:00'), since };
    for (let number = 1; ; number += 1) {
      const table = await dynamodb.newTable();
      const runs = dynamodbRuns(dynamodb.client, table);
      const claim = (day = friday, now = at('00:40:00')) =>
        runs.claim({ day, recipient, now, lapsesAt: now });
      await claim();
      const { killed, died } = killedAt(number, when);
      const isKilled = await Promise.race([
        died.then(() => true),
        dynamodbRuns(killed, table)
          .recordSent(sent)
          .then(() => false),
      ]);
      if (!isKilled) {
        expect(number).toBeGreaterThan(3);
        break;
      }
      const again = await claim();
      if (again.is === 'claimed') await runs.recordSent(sent);
      expect(await claim()).toEqual({ is: 'already-sent' });
      expect(await claim(monday)).toMatchObject({ is: 'claimed', since, unreadable: [] });
    }
  },
);

/** A client whose call with this number never returns. */
function killedAt(number: number, when: 'before' | 'after') {
  const { promise: died, resolve } = Promise.withResolvers<void>();
  let calls = 0;
  const killed = new Proxy(dynamodb.client, {
    get(client, key) {
      if (key !== 'send') return Reflect.get(client, key);
      return async (command: never) => {
        calls += 1;
        if (calls !== number) return await client.send(command);
        if (when === 'after') await client.send(command);
        resolve();
        return await new Promise(() => undefined);
      };
    },
  });
  return { killed, died };
}
