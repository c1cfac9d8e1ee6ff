import { type AttributeValue, paginateScan } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { maskIdentityNumber } from '../../domain/values/identity-number.ts';
import { FORGOTTEN } from '../../domain/values/person-name.ts';
import { dynamodbEmployees } from '../../functions/adapters/dynamodb/employees.ts';
import { openStore } from '../../functions/admin-cli/store/store.ts';
import { syntheticNumber } from '../../infra/local/demo/event.ts';
import { type CommandLineRun, runCanbao } from '../support/command-line.ts';
import { accepted, charged, HANDLER, hired, left, REGISTRY } from './company.ts';
import { invoke } from './stack-calls.ts';
import { type Stage, startStage } from './stage.ts';

const NUMBER = syntheticNumber('510104', '1977-07-17', 27);
const PERSONAL = {
  identity: { type: 'resident-id', number: NUMBER },
  averageMonthlyWage: '76543.21',
  contact: { phone: '13912345678', email: 'ou@personal.example' },
  department: '保密部',
};
/** The mask shows two characters of the number, so the table is searched for the hash and the birth date. */
const SECRETS = [
  '欧阳甲一',
  maskIdentityNumber(NUMBER),
  '1977-07-17',
  '7654321',
  '13912345678',
  'personal.example',
  '保密部',
];

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  await stage.apply(REGISTRY);
});
afterAll(() => stage?.stop());

const canbao = (...args: string[]): Promise<CommandLineRun> =>
  runCanbao([...args, '--data', stage.data], { openStore });

async function stored(): Promise<string> {
  const items: Record<string, AttributeValue>[] = [];
  for await (const page of paginateScan({ client: stage.dynamodb }, { TableName: stage.stack.table }))
    items.push(...(page.Items ?? []));
  return items.map((item) => JSON.stringify(item)).join('\n');
}

const nameOf = async (employeeId: string) =>
  (await dynamodbEmployees(stage.dynamodb, stage.stack.table).load(employeeId)).spells[0]?.person.name;

describe('Personal data of a person who left', { shuffle: false }, () => {
  it('are in the table and in mails while a case is open', async () => {
    await stage.postAll([
      hired({ employeeId: 'E1', hiredOn: '2025-03-03', name: '欧阳甲一', ...PERSONAL }),
      accepted('E1', 'enrolment', '2025-03-10'),
      charged('E1', '2026-01'),
      left('E1', '2026-03-05', { personalEmail: 'ou@personal.example' }),
      hired({ employeeId: 'E2', hiredOn: '2025-03-03', name: '钱进' }),
    ]);
    await stage.daily('2026-03-10');
    for (const secret of SECRETS) expect([secret, (await stored()).includes(secret)]).toEqual([secret, true]);
    expect(JSON.stringify(stage.stack.mails())).toContain('欧阳甲一');
    expect((await canbao('forget', 'E1', '--apply')).err).toContain('E1/2025-03-03/removal');
  });

  it('are in no table, mailbox or log after their removal', async () => {
    await stage.postAll([accepted('E1', 'removal', '2026-03-11')]);
    const { code, out, err } = await canbao('forget', 'E1', '--apply');
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('SHA-256');
    const table = await stored();
    const mails = JSON.stringify(stage.stack.mails());
    for (const secret of SECRETS) {
      expect(table).not.toContain(secret);
      expect(mails).not.toContain(secret);
      expect(stage.log()).not.toContain(secret);
    }
    expect(table).not.toContain('PERSON#');
    expect(await nameOf('E1')).toBe(FORGOTTEN);
    expect(await nameOf('E2')).toBe('钱进');
    await stage.daily('2026-03-12');
    expect(stage.ses.mails.filter(({ recipient }) => recipient === HANDLER).at(-1)?.text).not.toContain(
      '欧阳',
    );
  });

  it('do not come back when the HR system sends everything again', async () => {
    await stage.postAll([
      hired({ employeeId: 'E1', hiredOn: '2025-03-03', name: '欧阳甲一', ...PERSONAL }, 'again'),
      {
        type: 'employee.updated',
        data: { employeeId: 'E1', changes: { name: '欧阳甲一', phone: '13912345678' } },
      },
    ]);
    const table = await stored();
    for (const secret of SECRETS) expect(table).not.toContain(secret);
  });

  it('are removed by the deployed function after the number of years in the settings', async () => {
    await stage.postAll([
      hired({ employeeId: 'E3', hiredOn: '2025-03-03', name: '欧阳丙三' }),
      accepted('E3', 'enrolment', '2025-03-10'),
      left('E3', '2025-06-30'),
      accepted('E3', 'removal', '2025-07-01'),
    ]);
    expect(await invoke(stage.stack, 'apply-retention', { day: '2035-06-30' })).toMatchObject({ due: 0 });
    expect(await invoke(stage.stack, 'apply-retention', { day: '2035-07-01' })).toMatchObject({
      forgotten: 1,
    });
    expect(await stored()).not.toContain('欧阳');
    const acts = JSON.parse((await canbao('activity', '--action', 'data-removed', '--json')).out);
    expect(acts.acts).toContainEqual(expect.objectContaining({ by: 'apply-retention', about: ['E3'] }));
    expect(acts.acts).toContainEqual(expect.objectContaining({ about: ['E1'] }));
  });
});
