import { beforeEach, describe, expect, test } from 'vitest';
import { FORGOTTEN } from '../../../domain/values/person-name.ts';
import { type Instant, plainDate } from '../../../domain/values/plain-date.ts';
import { type BillStage, billStage } from '../../support/bill-stage.ts';
import * as the from '../../support/facts.ts';
import { dynamodbForFile } from '../../support/file-fixtures.ts';

const dynamodb = await dynamodbForFile();
let stage: BillStage;
let removedFromMailbox: readonly string[];

/** Today is 2026-12-01. DynamoDB may delete the event of 91 days ago later. */
const QUARANTINED = [
  ['about', '2026-11-20', '{"employeeId":"E1","idNumber":"110101199003070011"}'],
  ['by-name', '2026-09-01', '{"employee":"EX9","name":"赵敏"}'],
  ['another', '2026-11-20', '{"employeeId":"E10","name":"钱进"}'],
] as const;

beforeEach(async () => {
  removedFromMailbox = [];
  const dropped = new Set<string>();
  stage = await billStage(dynamodb, undefined, (store) => ({
    removeMails: async (texts) => {
      removedFromMailbox = texts;
      return 1;
    },
    quarantine: {
      ...store.quarantine,
      list: async (from) =>
        QUARANTINED.filter(([id, day]) => !dropped.has(id) && day >= from).map(([deliveryId, day]) => ({
          ...{ day: plainDate(day), source: 'standard', deliveryId, problems: [] },
          receivedAt: '2026-11-20T02:00:00.000Z' as Instant,
        })),
      find: async (key) => ({
        ...{ ...key, problems: [], receivedAt: '2026-11-20T02:00:00.000Z' as Instant },
        body: Buffer.from(QUARANTINED.find(([id]) => id === key.deliveryId)?.[2] ?? ''),
      }),
      remove: async ({ deliveryId }) => void dropped.add(deliveryId),
    },
  }));
});

const hire = the.hired('2024-01-08', 'U1', { department: '财务部' }, { id: 'a' });
const enrolled = the.accepted('enrolment', '2024-01-09');
const leave = the.left('2025-06-30');
const removed = the.accepted('removal', '2025-07-01');
const nameOf = async () => (await stage.store.employees.load('E1')).spells[0]?.person.name;

describe('canbao forget', () => {
  test('says what is removed, what is kept and why, and removes nothing without --apply', async () => {
    await stage.take(hire, enrolled, leave, removed);
    const { code, out } = await stage.run('forget', 'E1');
    expect(code).toBe(0);
    expect(out).toContain('赵敏 · E1');
    expect(out).toContain('4 条事实中的 1 条');
    expect(out).toContain('隔离事件 2 件');
    expect(out).toContain('2027-06-30 以前劳动保障监察仍可查处（劳动保障监察条例 20）');
    expect(out).toContain('社会保险法 63、86');
    expect(out).toContain('加 --apply 删除');
    expect(await nameOf()).toBe('赵敏');
    expect((await stage.run('forget', 'E1', '--language', 'en')).out).toContain('Nothing was removed');
  });

  test('removes at once with --apply, after noting it, and finds nothing the second time', async () => {
    await stage.take(hire, enrolled, leave, removed);
    const done = await stage.json<{ evidence: { sha256: string }[] }>('forget', 'E1', '--apply');
    expect(done).toMatchObject({
      removed: true,
      goneSince: '2025-06-30',
      goes: { facts: 1, quarantined: 2 },
    });
    expect(done.evidence[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await nameOf()).toBe(FORGOTTEN);
    expect(removedFromMailbox).toEqual(['赵敏']);
    const { acts } = await stage.json<{ acts: object[] }>('activity', '--action', 'data-removed');
    expect(acts).toMatchObject([{ by: 'operator:test', action: 'data-removed', about: ['E1'] }]);
    const again = await stage.json('forget', 'E1');
    expect(again).toMatchObject({ goes: { facts: 0, quarantined: 0 }, evidence: done.evidence });
    expect((await stage.run('activity')).out).toContain('删除个人信息');
  });

  test('names open cases, and removes despite them only with --even-with-open-cases', async () => {
    await stage.take(hire, enrolled, leave);
    const { code, err } = await stage.run('forget', 'E1', '--apply');
    expect(code).toBe(1);
    expect(err).toMatch(/未办结：\S+ E1\/2024-01-08\/removal\n/);
    expect(err).toContain('--even-with-open-cases');
    expect(await nameOf()).toBe('赵敏');
    expect((await stage.run('forget', 'E1')).out).toContain('--apply --even-with-open-cases');
    expect(await stage.run('forget', 'E1', '--apply', '--even-with-open-cases')).toMatchObject({ code: 0 });
    expect(await nameOf()).toBe(FORGOTTEN);
  });

  test('refuses an employee who is still employed or is unknown', async () => {
    await stage.take(hire, enrolled);
    const refused = await stage.run('forget', 'E1', '--apply', '--even-with-open-cases');
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.err).toContain('仍在职');
    expect(await nameOf()).toBe('赵敏');
    expect((await stage.run('forget', 'E9')).err).toContain('没有工号 E9');
  });
});
