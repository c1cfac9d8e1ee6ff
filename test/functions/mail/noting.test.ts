import { expect, test } from 'vitest';
import { plainDate } from '../../../domain/values/plain-date.ts';
import { noting } from '../../../functions/mail/noting-mailer.ts';
import { type Mail, MailRefused } from '../../../functions/ports.ts';
import { fakeClock } from '../../support/fakes/clock.ts';
import { fakeLog } from '../../support/fakes/log.ts';
import { fakeMailAddresses } from '../../support/fakes/mail-addresses.ts';
import { fakeMeter } from '../../support/fakes/meter.ts';

const mailOf = (kind: NonNullable<Mail['tags']>['kind']): Mail => ({
  from: 'canbao@example.com',
  to: 'Li@example.com',
  raw: new Uint8Array(),
  tags: { kind, run: plainDate('2026-12-01'), to: 'x' },
});

test.each([
  ['digest', true, ['li@example.com']],
  ['sign-in-code', true, ['li@example.com']],
  ['leaver-guide', true, []],
  ['digest', false, []],
] as const)(
  'a refused %s (no such mailbox: %s) marks the addresses %j as undeliverable',
  async (kind, noMailbox, marked) => {
    const clock = fakeClock('2026-12-01T00:30:00.000Z');
    const ports = { clock, mailAddresses: fakeMailAddresses(clock), meter: fakeMeter(), log: fakeLog() };
    const refusing = {
      send: async () => {
        throw new MailRefused('550', { noMailbox });
      },
    };
    const mailer = noting(refusing, ports);
    for (let time = 0; time < 2; time += 1)
      await expect(mailer.send(mailOf(kind))).rejects.toThrow(MailRefused);
    expect((await ports.mailAddresses.undeliverable()).map(({ address }) => address)).toEqual(marked);
    expect(ports.meter.counts.AddressUndeliverable ?? 0).toBe(marked.length);
    expect(JSON.stringify(ports.log.lines)).not.toContain('@');
  },
);
