import { beforeEach, describe, expect, test } from 'vitest';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { keys } from '../../../functions/adapters/dynamodb/keys.ts';
import { refold } from '../../../functions/intake/append-facts.ts';
import { handleMessage } from '../../../functions/intake/handle-message.ts';
import { RecordUnreadable } from '../../../functions/ports.ts';
import { standardSource } from '../../../functions/sources/standard/standard.ts';
import { DAMAGES, damageItem } from '../../support/damaged.ts';
import { dynamodbForFile } from '../../support/file-fixtures.ts';
import { eventText } from '../../support/signed-request.ts';
import { type ReceivingStage, receivingStage } from './receiving-stage.ts';

const HIRE = { employeeId: 'E1', unitId: 'U1', name: '张三', hiredOn: '2026-11-02' };
const LEAVE = { employeeId: 'E1', lastWorkingDay: '2026-11-20', reason: 'resigned' };
const HIRE_KEY = keys.fact('E1', plainDate('2026-11-02'), 'standard:the-hire');

const dynamodb = await dynamodbForFile();
let stage: ReceivingStage;
beforeEach(async () => {
  stage = await receivingStage(dynamodb);
});

const spells = async (employeeId: string) => (await stage.ports.employees.load(employeeId)).spells;

describe.each(DAMAGES)('an employee with a fact that is %s', (_, damaged) => {
  beforeEach(async () => {
    await stage.send('employee.hired', HIRE, { id: 'the-hire' });
    await damageItem(dynamodb.client, stage.tableName, HIRE_KEY, (body) => damaged(body, 'hiredOn'), 'data');
  });

  test('keeps the spell, and new events go to quarantine with the record named', async () => {
    const before = await spells('E1');
    expect(await stage.send('employee.terminated', LEAVE, { id: 'the-leave' })).toMatchObject({
      status: 202,
      code: 'quarantined',
    });
    expect(await stage.quarantine()).toEqual([
      {
        deliveryId: 'the-leave',
        problems: [expect.stringContaining('EMPLOYEE#E1 FACT#2026-11-02#standard:the-hire')],
      },
    ]);
    expect(stage.meter.counts).toMatchObject({ EventAccepted: 1, EventQuarantined: 1 });
    expect(await spells('E1')).toEqual(before);
  });

  test('does not affect events of other employees', async () => {
    const other = { ...HIRE, employeeId: 'E2' };
    expect(await stage.send('employee.hired', other)).toMatchObject({ code: 'accepted' });
    expect(await spells('E2')).toHaveLength(1);
  });

  test('is not folded from the remaining facts', async () => {
    await expect(refold('E1', [], stage.ports)).rejects.toThrow(RecordUnreadable);
    expect(await spells('E1')).toMatchObject([{ situation: { is: 'employed' } }]);
  });

  test('is complete again after the fact is voided and restated, and the event is replayed', async () => {
    await stage.send('employee.terminated', LEAVE, { id: 'the-leave' });
    const voids = { factId: 'standard:the-hire', reason: 'cannot be read', employeeId: 'E1' };
    expect(await stage.send('fact.voided', voids)).toMatchObject({ code: 'accepted' });
    expect(await stage.send('employee.hired', HIRE)).toMatchObject({ code: 'accepted' });
    const delivery = { source: 'standard', deliveryId: 'the-leave', receivedAt: stage.clock.now() };
    const leave = Buffer.from(eventText('employee.terminated', LEAVE));
    expect(await handleMessage(standardSource, delivery, leave, stage.ports)).toMatchObject({
      is: 'accepted',
    });
    expect(await spells('E1')).toMatchObject([
      { spellId: '2026-11-02', situation: { is: 'left', end: { on: '2026-11-20' } } },
    ]);
  });
});

describe('two ids of the same person', () => {
  const identity = { type: 'resident-id', number: '11010519491231002X' };

  test('each find the others although a fact of one is unreadable', async () => {
    await stage.send('employee.hired', HIRE, { id: 'the-hire' });
    await damageItem(dynamodb.client, stage.tableName, HIRE_KEY, () => '{', 'data');
    await stage.send('employee.hired', { ...HIRE, employeeId: 'E2', unitId: 'U2', identity });
    await stage.send('employee.hired', { ...HIRE, employeeId: 'E3', unitId: 'U3', identity });
    expect((await stage.ports.employees.load('E3')).samePersonAs).toEqual(['E2']);
  });

  test('know of each other although the facts of one are unreadable', async () => {
    await stage.send('employee.hired', { ...HIRE, identity }, { id: 'the-hire' });
    await damageItem(dynamodb.client, stage.tableName, HIRE_KEY, () => '{', 'data');
    const answer = await stage.send('employee.hired', { ...HIRE, employeeId: 'E2', unitId: 'U2', identity });
    expect(answer).toMatchObject({ code: 'accepted' });
    expect((await stage.ports.employees.load('E1')).samePersonAs).toEqual(['E2']);
    expect((await stage.ports.employees.load('E2')).samePersonAs).toEqual(['E1']);
  });
});

describe.each(DAMAGES)('a snapshot that is %s', (_, damaged) => {
  test('is rewritten by the next event', async () => {
    await stage.send('employee.hired', HIRE);
    const key = keys.spell('E1', '2026-11-02');
    await damageItem(dynamodb.client, stage.tableName, key, (body) => damaged(body, 'person'));
    expect(await spells('E1')).toEqual([]);
    expect(await stage.send('employee.terminated', LEAVE)).toMatchObject({ code: 'accepted' });
    expect(await spells('E1')).toMatchObject([{ situation: { is: 'left' } }]);
  });

  test('is deleted when its hire is voided', async () => {
    await stage.send('employee.hired', HIRE, { id: 'the-hire' });
    const key = keys.spell('E1', '2026-11-02');
    await damageItem(dynamodb.client, stage.tableName, key, (body) => damaged(body, 'person'));
    await stage.send('fact.voided', { factId: 'standard:the-hire', reason: 'x', employeeId: 'E1' });
    expect(await stage.ports.employees.load('E1')).toMatchObject({ spells: [], unreadableSpellIds: [] });
  });
});
