import { beforeEach, describe, expect, test } from 'vitest';
import { handleFeedback } from '../../../functions/mail-feedback/handle-feedback.ts';
import type { GuideKey, MailOutcome } from '../../../functions/ports.ts';
import { fakeLog } from '../../support/fakes/log.ts';
import { fakeMailAddresses } from '../../support/fakes/mail-addresses.ts';
import { fakeMeter } from '../../support/fakes/meter.ts';
import { bounce, complaint, delivery } from '../../support/ses-events.ts';

const LI = { to: 'li@example.com' };
const GUIDE = Buffer.from('["E1","2026-01-05"]').toString('base64url');

function portsOf() {
  const delivered: unknown[] = [];
  const guides: GuideKey[] = [];
  return {
    mailAddresses: fakeMailAddresses({ now: () => '2026-11-24T00:00:00.000Z' as MailOutcome['sentAt'] }),
    runs: { recordDelivered: async (what: object) => void delivered.push(what) },
    guideRefused: async (key: GuideKey) => void guides.push(key),
    meter: fakeMeter(),
    log: fakeLog(),
    delivered,
    guides,
  };
}

let ports: ReturnType<typeof portsOf>;
beforeEach(() => {
  ports = portsOf();
});
const take = (...events: readonly unknown[]) =>
  handleFeedback(
    events.map((event, i) => ({
      id: String(i),
      receives: 1,
      body: typeof event === 'string' ? event : JSON.stringify(event),
    })),
    ports,
  );

describe('handleFeedback', () => {
  test('records a delivered digest with its run', async () => {
    expect(await take(delivery(LI))).toEqual([]);
    expect(ports.delivered).toEqual([
      { day: '2026-11-23', recipient: LI.to, transportId: 'ses-1', at: '2026-11-23T00:30:10.000Z' },
    ]);
    expect(await ports.mailAddresses.undeliverable()).toEqual([]);
  });

  test.each(['digest', 'sign-in-code'])('marks the address of a %s that bounces, once', async (kind) => {
    const event = bounce({ ...LI, kind });
    expect(await take(event, event, delivery({ ...LI, kind }))).toEqual([]);
    expect(await ports.mailAddresses.undeliverable()).toMatchObject([{ address: LI.to, why: 'bounced' }]);
    expect(ports.meter.counts).toEqual({ AddressUndeliverable: 1 });
  });

  test('opens the leaver-guide case when a guide bounces', async () => {
    const of = { to: 'gone@personal.example', kind: 'leaver-guide', guide: GUIDE };
    expect(await take(bounce(of), bounce(of, 'Transient'), delivery(of), complaint(of))).toEqual([]);
    expect(ports.guides).toEqual(Array(2).fill({ employeeId: 'E1', spellId: '2026-01-05' }));
    expect(await ports.mailAddresses.undeliverable()).toEqual([]);
    expect(ports.delivered).toEqual([]);
  });

  test.each(['', 'nonsense', 'bnVsbA', 'WyJFMSJd'])('logs the bounce of a guide of %j', async (guide) => {
    const of = { to: 'gone@personal.example', kind: 'leaver-guide', guide };
    const failed = await take(bounce(of));
    expect(ports.guides).toEqual([]);
    expect(ports.log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
    expect(failed).toEqual(guide === '' ? ['0'] : []);
  });

  test('leaves an unreadable or failed event on the queue, and handles the others', async () => {
    const { note } = ports.mailAddresses;
    const away = async () => {
      throw new Error('the table is away');
    };
    ports.mailAddresses.note = async (address, outcome) =>
      address.startsWith('wang') ? away() : note(address, outcome);
    expect(await take('{', bounce({ to: 'wang@example.com' }), bounce(LI))).toEqual(['0', '1']);
    expect(await ports.mailAddresses.undeliverable()).toHaveLength(1);
  });

  test('logs no address', async () => {
    await take(bounce(LI), delivery(LI), '{"mail":{"destination":["li@example.com"]}}', 'li@example.com');
    expect(ports.log.lines.length).toBeGreaterThan(3);
    expect(JSON.stringify(ports.log.lines)).not.toContain('@');
  });
});
