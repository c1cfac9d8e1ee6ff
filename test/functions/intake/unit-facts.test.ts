import { beforeEach, describe, expect, test } from 'vitest';
import { dynamodbRegistry } from '../../../functions/adapters/dynamodb/registry.ts';
import { dynamodbForFile } from '../../support/file-fixtures.ts';
import { type ReceivingStage, receivingStage } from '../receive-event/receiving-stage.ts';

const dynamodb = await dynamodbForFile();
let stage: ReceivingStage;
beforeEach(async () => {
  stage = await receivingStage(dynamodb);
});

const DECLARED = { unitId: 'BJ', from: '2026-07', on: '2026-11-20', receiptNo: 'R-1' };
const HIRED = { employeeId: 'E1', unitId: 'BJ', name: '张三', hiredOn: '2026-11-02' };
const unitFacts = async () => (await dynamodbRegistry(dynamodb.client, stage.tableName).load()).unitFacts;

test('unit.bases_declared is stored once, as a fact about the unit', async () => {
  expect(await stage.send('unit.bases_declared', DECLARED, { id: 'b1' })).toMatchObject({
    code: 'accepted',
    body: { facts: ['standard:b1'] },
  });
  expect(await stage.send('unit.bases_declared', DECLARED, { id: 'b1' })).toMatchObject({
    code: 'duplicate',
  });
  expect(await unitFacts()).toMatchObject([{ kind: 'unit.bases_declared', unitId: 'BJ', data: DECLARED }]);
});

test.each([
  ['an invalid month', { ...DECLARED, from: '2026-13' }, 'data.from: must be a month, YYYY-MM'],
  ['no unit', { ...DECLARED, unitId: undefined }, 'data.unitId'],
])('unit.bases_declared with %s goes to quarantine', async (_, data, problem) => {
  expect(await stage.send('unit.bases_declared', data)).toMatchObject({ code: 'quarantined' });
  const [kept] = await stage.quarantine();
  expect(kept?.problems.join()).toContain(problem);
  expect(await unitFacts()).toEqual([]);
});

describe('fact.voided with a unit', () => {
  const voided = (factId: string, more: object) =>
    stage.send('fact.voided', { factId, reason: 'entered by mistake', ...more }, { id: 'v1' });

  test('voids a fact about the unit if no employee has the fact', async () => {
    await stage.send('unit.bases_declared', DECLARED, { id: 'b1' });
    expect(await voided('standard:b1', { unitId: 'BJ' })).toMatchObject({ code: 'accepted' });
    expect((await unitFacts()).map(({ kind }) => kind).sort()).toEqual([
      'fact.voided',
      'unit.bases_declared',
    ]);
  });

  test("voids an employee's fact, whatever unit the event names", async () => {
    await stage.send('employee.hired', HIRED, { id: 'h1' });
    expect(await voided('standard:h1', { unitId: 'BJ' })).toMatchObject({ code: 'accepted' });
    expect((await stage.facts('E1')).map(({ kind }) => kind).sort()).toEqual([
      'employee.hired',
      'fact.voided',
    ]);
    expect(await unitFacts()).toEqual([]);
  });

  test('voids the fact of the employee if the event names one too', async () => {
    await stage.send('employee.hired', HIRED, { id: 'h1' });
    await voided('standard:h1', { unitId: 'BJ', employeeId: 'E1' });
    expect(await stage.facts('E1')).toHaveLength(2);
    expect(await unitFacts()).toEqual([]);
  });
});
