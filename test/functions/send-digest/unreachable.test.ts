import { describe, expect, test } from 'vitest';
import { foldSpells } from '../../../domain/employment/fold.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { personOf } from '../../../functions/sign-in/sign-in.ts';
import { hired } from '../../support/facts.ts';
import { readMail } from '../../support/read-mail.ts';
import { REGISTRY, stage } from './send-digest-stage.ts';

const [LI, BOSS, WANG, ADMIN] = [
  'li@example.com',
  'boss@example.com',
  'Wang@Example.com',
  'admin@example.com',
];
const HIRED = foldSpells('E1', [hired('2026-11-18', 'u-cd', { name: '张三' })]);
/** A case whose last lawful day is 2026-11-02. It is overdue from 2026-11-03 on. */
const OVERDUE = foldSpells('E1', [hired('2026-10-01', 'u-bj', { name: '张三' })]);

type Stage = ReturnType<typeof stage>;
/** The texts of the mails of a day, by recipient. */
async function dayOf(it: Stage, day: string): Promise<Map<string, string>> {
  const from = it.mailer.sent.length;
  await it.runDay(day);
  const mails = it.mailer.sent.slice(from);
  return new Map(
    await Promise.all(mails.map(async (mail) => [mail.to, (await readMail(mail)).text ?? ''] as const)),
  );
}
const bounced = ({ mailAddresses, clock }: Stage, address: string) =>
  mailAddresses.note(address.toLowerCase(), { is: 'bounced', sentAt: clock.now() });

describe('A handler whose address takes no mail', () => {
  const LINE = /邮箱 wang@example\.com（参保单位 u-cd）自 2026-11-20（周五）起收不到邮件：被退回/;

  test('gets no mail, and the fallback staff get the cases and one line, until it is tried again', async () => {
    const it = stage('2026-11-20', HIRED);
    expect([...(await dayOf(it, '2026-11-20')).keys()]).toEqual([WANG]);
    await bounced(it, WANG);
    const monday = await dayOf(it, '2026-11-23');
    expect([...monday.keys()]).toEqual([ADMIN]);
    expect(monday.get(ADMIN)).toMatch(LINE);
    expect(monday.get(ADMIN)).toContain('张三');
    expect([...(await dayOf(it, '2026-11-24')).keys()]).toEqual([]);
    expect(await it.mailAddresses.tryAgain('wang@example.com')).toBe(true);
    const later = await dayOf(it, '2026-12-11');
    expect([...later.keys()]).toContain(WANG);
    expect([...later.values()].join()).not.toMatch(LINE);
    // The fallback staff no longer get the cases of the unit.
    expect(later.get(ADMIN)).toBeUndefined();
  });

  test('gets mail at another address', async () => {
    const it = stage('2026-11-20', HIRED);
    await it.runDay('2026-11-20');
    await bounced(it, WANG);
    await it.runDay('2026-11-23');
    it.registry.apply({
      ...REGISTRY,
      units: REGISTRY.units.map((unit) => ({
        ...unit,
        staff: unit.staff.map((one) =>
          one.email === WANG ? { ...one, email: 'wang.wei@example.com' } : one,
        ),
      })),
    });
    const mails = await dayOf(it, '2026-11-24');
    expect([...mails.keys()].sort()).toEqual(['wang.wei@example.com']);
    expect(mails.get('wang.wei@example.com')).toContain('张三');
  });

  test('does not move the cases to the fallback staff if a colleague has the unit too', async () => {
    const registry = {
      ...REGISTRY,
      units: REGISTRY.units.map((unit) => ({
        ...unit,
        staff: [...unit.staff, { email: 'wu@example.com', name: '吴迪', roles: ['handler' as const] }],
      })),
    };
    const it = stage('2026-11-20', HIRED, registry);
    await bounced(it, WANG);
    const mails = await dayOf(it, '2026-11-23');
    expect([...mails.keys()].sort()).toEqual([ADMIN, 'wu@example.com']);
    expect(mails.get('wu@example.com')).toContain('张三');
    expect(mails.get(ADMIN)).not.toContain('张三');
  });
});

describe('A unit whose overdue cases nobody opens', () => {
  const LINE = /北京示例有限公司：有 1 件逾期，负责人已 10 个工作日没有打开页面/;
  const portal = 'https://canbao.example.cn';
  const watched = (seenOn?: string, at: string | undefined = portal) => {
    const it = stage('2026-11-20', OVERDUE);
    Object.assign(it.ports, { portal: at, registry: { load: async () => withoutDays(it) } });
    if (seenOn !== undefined) it.seenOn.set(personOf(LI), plainDate(seenOn));
    return it;
  };
  const withoutDays = async (it: Stage) => ({ ...(await it.registry.load()), registeredOn: new Map() });

  test('is reported once to its manager and to the administrator, and to no handler', async () => {
    const it = watched('2026-11-05');
    const mails = await dayOf(it, '2026-11-20');
    expect([...mails].filter(([, text]) => LINE.test(text)).map(([to]) => to)).toEqual([ADMIN, BOSS]);
    expect(mails.get(BOSS)).toMatch(/（上次\s+2026-11-05（周四））/);
    expect([...(await dayOf(it, '2026-11-23')).keys()]).not.toContain(ADMIN);
  });

  test.each<[string, string | undefined, string | undefined]>([
    ['its handler opened the portal', '2026-11-16', portal],
    ['there is no portal', undefined, undefined],
  ])('is not reported if %s', async (_, seenOn, at) => {
    const it = watched(seenOn);
    Object.assign(it.ports, { portal: at });
    const mails = await dayOf(it, '2026-11-20');
    expect(mails.size).toBeGreaterThan(0);
    expect([...mails.values()].join()).not.toContain('没有打开页面');
  });
});
