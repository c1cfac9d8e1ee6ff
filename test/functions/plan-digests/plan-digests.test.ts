import { beforeEach, describe, expect, test } from 'vitest';
import { type Instant, plainDate } from '../../../domain/values/plain-date.ts';
import { planDigests } from '../../../functions/plan-digests/plan-digests.ts';
import { fakeGuideQueue } from '../../support/fakes/guides.ts';
import { fakeLog } from '../../support/fakes/log.ts';
import { fakeMailAddresses } from '../../support/fakes/mail-addresses.ts';
import { fakeMeter } from '../../support/fakes/meter.ts';
import { noPasses } from '../../support/fakes/passes.ts';
import { fakeQueue } from '../../support/fakes/queue.ts';
import { fakeRegistry, type RegistryFile } from '../../support/fakes/registry.ts';
import { fakeRuns } from '../../support/fakes/runs.ts';
import { fakeSpells } from '../../support/fakes/spells.ts';

const FRIDAY = plainDate('2026-11-20');
const SATURDAY = plainDate('2026-11-21');
const MAKE_UP_SUNDAY = plainDate('2026-09-20');
const NATIONAL_DAY = plainDate('2026-10-01');
const SCHEDULED_AT = '2026-11-20T00:30:00.000Z' as Instant;

const REGISTRY: RegistryFile = {
  units: [
    {
      unitId: 'u-bj',
      name: '北京示例有限公司',
      region: '北京',
      channel: 'online',
      staff: [
        { email: 'li@example.com', name: '李娜', roles: ['handler'] },
        { email: 'boss@example.com', name: '赵总', roles: ['manager'] },
      ],
    },
    {
      unitId: 'u-sh',
      name: '上海示例有限公司',
      region: '上海',
      channel: 'online',
      staff: [{ email: 'Li@Example.com', name: 'Li Na', roles: ['finance'] }],
    },
  ],
  fallbackStaff: [{ email: 'admin@example.com', name: '管理员' }],
};

describe('planDigests', () => {
  let ports: ReturnType<typeof portsFor>;
  beforeEach(() => {
    ports = portsFor(REGISTRY);
  });

  test('requests one digest per person on a working day', async () => {
    const planned = await planDigests({ day: FRIDAY, scheduledAt: SCHEDULED_AT }, ports);
    expect(planned).toEqual({ day: FRIDAY, workingDay: true, recipients: 3, attempt: 1 });
    expect(ports.queue.waiting).toEqual(
      ['admin@example.com', 'boss@example.com', 'li@example.com'].map((recipient) => ({
        day: FRIDAY,
        scheduledAt: SCHEDULED_AT,
        attempt: 1,
        recipient,
      })),
    );
  });

  test('records the run and counts it', async () => {
    await planDigests({ day: FRIDAY, scheduledAt: SCHEDULED_AT }, ports);
    expect(await ports.runs.find(FRIDAY)).toMatchObject({ attempt: 1, workingDay: true, recipients: 3 });
    expect(ports.meter.counts).toEqual({ RunPlanned: 1 });
  });

  test.each([
    ['a Saturday', SATURDAY],
    ['a public holiday', NATIONAL_DAY],
  ])('records the run of %s and requests nothing', async (_, day) => {
    const planned = await planDigests({ day, scheduledAt: SCHEDULED_AT }, ports);
    expect(planned).toEqual({ day, workingDay: false, recipients: 0, attempt: 1 });
    expect(ports.queue.waiting).toEqual([]);
    expect(await ports.runs.find(day)).toMatchObject({ workingDay: false, recipients: 0 });
  });

  test('treats a make-up Sunday as a working day', async () => {
    const planned = await planDigests({ day: MAKE_UP_SUNDAY, scheduledAt: SCHEDULED_AT }, ports);
    expect(planned).toMatchObject({ workingDay: true, recipients: 3 });
  });

  test('called twice is a second attempt of the same run', async () => {
    await planDigests({ day: FRIDAY, scheduledAt: SCHEDULED_AT }, ports);
    expect(await planDigests({ day: FRIDAY, scheduledAt: SCHEDULED_AT }, ports)).toMatchObject({
      attempt: 2,
    });
    expect(ports.queue.waiting.map(({ attempt }) => attempt)).toEqual([1, 1, 1, 2, 2, 2]);
  });

  test('fails when the queue fails, and requests everything the next time', async () => {
    ports.queue.failOnce(new Error('the queue is away'));
    await expect(planDigests({ day: FRIDAY, scheduledAt: SCHEDULED_AT }, ports)).rejects.toThrow(
      'the queue is away',
    );
    await planDigests({ day: FRIDAY, scheduledAt: SCHEDULED_AT }, ports);
    expect(ports.queue.waiting).toHaveLength(3);
  });

  test('requests a digest to the fallback mailbox if the registry is empty', async () => {
    ports = portsFor({ units: [] }, 'ops@example.com');
    await planDigests({ day: FRIDAY, scheduledAt: SCHEDULED_AT }, ports);
    expect(ports.queue.waiting.map(({ recipient }) => recipient)).toEqual(['ops@example.com']);
  });

  test('warns if nobody would get the administrator’s part', async () => {
    ports = portsFor({ units: [] });
    expect(await planDigests({ day: FRIDAY, scheduledAt: SCHEDULED_AT }, ports)).toMatchObject({
      recipients: 0,
    });
    expect(ports.log.lines.map(({ level }) => level)).toContain('warn');
  });

  test('leaves out undeliverable addresses, and raises an alarm if nobody of a unit can be reached', async () => {
    const bounced = (address: string) =>
      ports.mailAddresses.note(address, { is: 'bounced', sentAt: SCHEDULED_AT });
    await bounced('li@example.com');
    expect(await planDigests({ day: FRIDAY, scheduledAt: SCHEDULED_AT }, ports)).toMatchObject({
      recipients: 2,
    });
    expect(ports.queue.waiting.map(({ recipient }) => recipient)).toEqual([
      'admin@example.com',
      'boss@example.com',
    ]);
    expect(ports.meter.counts.NobodyReachable).toBeUndefined();
    await bounced('admin@example.com');
    await planDigests({ day: FRIDAY, scheduledAt: SCHEDULED_AT }, ports);
    expect(ports.queue.waiting.slice(2).map(({ recipient }) => recipient)).toEqual(['boss@example.com']);
    expect(ports.meter.counts.NobodyReachable).toBe(
      ports.log.lines.filter(({ level }) => level === 'error').length,
    );
    expect(ports.log.lines).toContainEqual(
      expect.objectContaining({ level: 'error', ids: { unitId: 'u-bj', day: FRIDAY } }),
    );
  });

  test('logs no address', async () => {
    await planDigests({ day: FRIDAY, scheduledAt: SCHEDULED_AT }, ports);
    expect(JSON.stringify(ports.log.lines)).not.toContain('@');
  });
});

function portsFor(file: RegistryFile, fallbackMailbox?: string) {
  return {
    ...noPasses(),
    mailAddresses: fakeMailAddresses({ now: () => SCHEDULED_AT }),
    registry: fakeRegistry(file),
    runs: fakeRuns(),
    queue: fakeQueue(),
    spells: fakeSpells(),
    guides: fakeGuideQueue(),
    meter: fakeMeter(),
    log: fakeLog(),
    fallbackMailbox,
  };
}
