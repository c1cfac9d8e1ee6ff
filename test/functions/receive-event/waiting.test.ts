import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answeringDynamodbClient } from '../../../functions/adapters/dynamodb/client.ts';
import { dynamodbEmployees } from '../../../functions/adapters/dynamodb/employees.ts';
import { receiveEvent } from '../../../functions/receive-event/receive-event.ts';
import { dynamodbForFile } from '../../support/file-fixtures.ts';
import { eventText, signedRequest } from '../../support/signed-request.ts';
import { NOW_SECONDS, type ReceivingStage, receivingStage } from './receiving-stage.ts';

const dynamodb = await dynamodbForFile();
let stage: ReceivingStage;
beforeEach(async () => {
  stage = await receivingStage(dynamodb);
});

const hire = () =>
  signedRequest(
    eventText('employee.hired', { employeeId: 'E1', unitId: 'U1', name: '张三', hiredOn: '2026-11-02' }),
    { id: 'msg_1', timestamp: NOW_SECONDS },
  );
const SEND_AGAIN = { status: 503, code: 'store-unavailable', headers: { 'retry-after': '30' } };

describe('a store that accepts connections and never answers', () => {
  let silent: Server;
  const open = new Set<Socket>();
  beforeAll(async () => {
    silent = createServer((socket) => void open.add(socket)).listen(0, '127.0.0.1');
    await once(silent, 'listening');
  });
  afterAll(() => {
    for (const socket of open) socket.destroy();
    silent.close();
  });

  test('leads to a 503 with the time after which to send again', async () => {
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const client = answeringDynamodbClient({ ...dynamodb.settings, endpoint: `http://127.0.0.1:${port}` });
    const employees = dynamodbEmployees(client, stage.tableName);
    expect(await receiveEvent('standard', hire(), { ...stage.ports, employees })).toMatchObject(SEND_AGAIN);
    expect(open.size).toBeGreaterThan(0);
    client.destroy();
  });
});

test('receiveEvent answers 503 before the function runs out of time', async () => {
  const never = new Promise<never>(() => undefined);
  const employees = { ...stage.ports.employees, load: () => never };
  expect(await receiveEvent('standard', hire(), { ...stage.ports, employees }, 50)).toMatchObject(SEND_AGAIN);
  expect(JSON.stringify(stage.log.lines)).toContain('TookTooLong');
});

test('receiveEvent loads both secrets of the first event at the same time', async () => {
  const asked: string[] = [];
  const both = Promise.withResolvers<void>();
  const arrived = (name: string) => {
    asked.push(name);
    if (asked.includes('source') && asked.includes('data key')) both.resolve();
    return both.promise;
  };
  const { secrets } = stage.ports;
  const waiting = {
    ...secrets,
    sourceSecrets: (...of: Parameters<typeof secrets.sourceSecrets>) =>
      arrived('source').then(() => secrets.sourceSecrets(...of)),
    identityKey: () => arrived('data key').then(secrets.identityKey),
  };
  expect(await receiveEvent('standard', hire(), { ...stage.ports, secrets: waiting })).toMatchObject({
    status: 202,
  });
});
