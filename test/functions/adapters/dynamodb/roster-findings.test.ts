import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { dynamodbRosterFindings } from '../../../../functions/adapters/dynamodb/roster-findings.ts';
import { dynamodbForFile } from '../../../support/file-fixtures.ts';
import { found } from '../../../support/roster-findings.ts';

const db = await dynamodbForFile();

it('a finding is stored once per unit, source, employee and kind, whatever characters an id has', async () => {
  const findings = dynamodbRosterFindings(db.client, await db.newTable());
  const odd = found('2026-11-20', { employeeId: 'E#1/甲', unitId: 'U#1' });
  const ofOther = { ...odd, source: 'dingtalk' };
  const another = found('2026-11-20', { employeeId: 'E#1/甲', unitId: 'U#1', kind: 'unit-differs' });
  await findings.keep([odd, ofOther, another]);
  await findings.keep([{ ...odd, seenAt: '2026-11-21T22:00:00.000Z' as never }]);
  expect((await findings.list('U#1')).items).toHaveLength(3);
  expect((await findings.list('U')).items).toEqual([]);
  await findings.remove([odd, another]);
  expect((await findings.list('U#1')).items).toEqual([ofOther]);
});

it('a finding expires two weeks after it was last found', async () => {
  const table = await db.newTable();
  await dynamodbRosterFindings(db.client, table).keep([found('2026-11-20')]);
  const { Items = [] } = await db.client.send(new ScanCommand({ TableName: table }));
  expect(Items.map(({ pk, sk, expiresAt }) => [pk?.S, sk?.S, expiresAt?.N])).toEqual([
    [
      'ROSTER#U1',
      'feishu#E1#hire-never-received',
      String(Date.parse('2026-11-19T22:00:00.000Z') / 1000 + 14 * 86_400),
    ],
  ]);
});

it('more findings than one call accepts are stored', async () => {
  const findings = dynamodbRosterFindings(db.client, await db.newTable());
  const many = Array.from({ length: 60 }, (_, i) => found('2026-11-20', { employeeId: `E${i}` }));
  await findings.keep(many);
  expect((await findings.list('U1')).items).toHaveLength(60);
});
