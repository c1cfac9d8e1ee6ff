import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import { NO_ORDER } from '../../../domain/facts/source-order.ts';
import { dynamodbEmployees } from '../../../functions/adapters/dynamodb/employees.ts';
import { lambdaFunction } from '../../../functions/adapters/lambda-function.ts';
import { placeHere } from '../../../functions/deployment/deployment.ts';
import { deploymentStore } from '../../../functions/deployment/deployment-store.ts';
import { appendFacts } from '../../../functions/intake/append-facts.ts';
import { canbaoJson } from '../../support/command-line.ts';
import { startTestStack, type TestStack } from '../../support/local-stack.ts';
import { aHire } from '../../support/some-facts.ts';

const REGISTRY = join(import.meta.dirname, '../../../infra/local/demo/registry.json');

let stack: TestStack;
const here = (...args: readonly string[]) => [...args, '--data', stack.data];

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack?.stop());

it('canbao daily runs a day through the deployed functions, and sends each mail once', async () => {
  expect(await canbaoJson(here('registry', 'apply', REGISTRY))).toMatchObject({ applied: true });
  await hire('E1', 'BJ');
  const day = ['daily', '--date', '2026-12-01'];
  // The two handlers in 北京 have a case; the other five recipients have no news.
  expect(await canbaoJson(here(...day))).toEqual({
    date: '2026-12-01',
    workingDay: true,
    recipients: 7,
    sent: 2,
    skipped: 5,
    failed: 0,
  });
  expect(stack.mails()).toHaveLength(2);
  expect(await canbaoJson(here(...day))).toMatchObject({ sent: 0, skipped: 7, failed: 0 });
  expect(stack.mails()).toHaveLength(2);
});

it('canbao daily sends nothing on a rest day', async () => {
  const told = await canbaoJson(here('daily', '--date', '2026-12-05', '--yes'));
  expect(told).toMatchObject({ workingDay: false, recipients: 0, sent: 0 });
});

it('the store reads the settings of deployed functions, and none of a missing function', async () => {
  const { settings, close } = deploymentStore(placeHere(stack));
  expect(await settings.fallbackMailbox()).toBe('canbao-admin@example.com');
  expect(await settings.apiHosts()).toEqual({});
  close();
  const without = deploymentStore({ ...placeHere(stack), planDigests: 'canbao-dev-none' });
  expect(await without.settings.fallbackMailbox()).toBe('');
  without.close();
});

it('lambdaFunction reports the error of a deployed function', async () => {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const place = { endpoint: stack.lambda, region: stack.region, credentials };
  const planDigests = lambdaFunction('canbao-dev-plan-digests', place);
  await expect(planDigests.invoke({ day: 'soon' })).rejects.toThrow(/plan-digests failed: .*YYYY-MM-DD/);
  planDigests.close();
});

async function hire(employeeId: string, unitId: string): Promise<void> {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new DynamoDBClient({ endpoint: stack.dynamodb, region: stack.region, credentials });
  const fact = aHire({ employeeId, unitId, hiredOn: '2026-11-30' });
  await appendFacts(
    { employeeId, facts: [fact] },
    {
      employees: dynamodbEmployees(client, stack.table),
      unit: async () => undefined,
      order: async () => NO_ORDER,
      calendar: publishedCalendar,
    },
  );
  client.destroy();
}
