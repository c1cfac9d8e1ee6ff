import { describe, expect, it } from 'vitest';
import type { Spell } from '../../../domain/employment/spell.ts';
import { isLeaverGuideDue } from '../../../domain/guides/leaver-mail.ts';
import { type Unit, unitSchema } from '../../../domain/units/unit.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import {
  type GuideDeliveries,
  type LeaverGuidePorts,
  sendLeaverGuide,
} from '../../../functions/leaver-guide/send-leaver-guide.ts';
import { aSpell } from '../../support/a-spell.ts';
import { fakeClock } from '../../support/fakes/clock.ts';
import { fakeMailer } from '../../support/fakes/mailer.ts';
import { readMail } from '../../support/read-mail.ts';

function unitThat(leaverGuide?: { readonly send: boolean }): Unit {
  return unitSchema.parse({
    unitId: 'U1',
    name: '北京示例科技有限公司',
    region: '北京',
    channel: 'online',
    staff: [],
    ...(leaverGuide && { leaverGuide }),
  });
}

const SENDS = unitThat({ send: true });
const LEFT = aSpell({
  employeeId: 'E1',
  unitId: 'U1',
  hiredOn: '2026-01-05',
  leftOn: '2026-06-20',
  name: '张三',
});

function died(spell: Spell): Spell {
  const { situation } = spell;
  if (situation.is !== 'left') throw new Error('has not left');
  return { ...spell, situation: { ...situation, end: { ...situation.end, reason: 'deceased' } } };
}

/** One record for each leave, kept in memory. */
function deliveriesInMemory(): GuideDeliveries & { readonly settled: Map<string, string> } {
  const settled = new Map<string, string>();
  const claims = new Map<string, string>();
  const keyOf = ({ employeeId, spellId }: { employeeId: string; spellId: string }) =>
    `${employeeId}/${spellId}`;
  return {
    settled,
    claim: async (claim) => {
      const key = keyOf(claim);
      if (settled.has(key)) return 'settled';
      if ((claims.get(key) ?? '') > claim.now) return 'held';
      claims.set(key, claim.lapsesAt);
      return 'claimed';
    },
    settle: async (done) => void settled.set(keyOf(done), done.outcome),
    release: async (key) => void claims.delete(keyOf(key)),
  };
}

function stage(deliveries = deliveriesInMemory(), mailer = fakeMailer()) {
  const ports: LeaverGuidePorts = {
    clock: fakeClock('2026-06-22T00:30:00.000Z'),
    deliveries,
    mailer,
    sender: { name: '参保管家', address: 'canbao@example.com', domain: 'example.com' },
  };
  const send = (spell = LEFT, unit = SENDS, day = '2026-06-22') =>
    sendLeaverGuide({ spell, unit, day: plainDate(day), personalEmail: 'zhang@example.com' }, ports);
  return { deliveries, mailer, send };
}

describe('the guide for somebody who left', () => {
  it('is due from the last working day on, where the unit switched it on', () => {
    const due = (day: string, unit = SENDS, spell = LEFT) => isLeaverGuideDue(spell, unit, plainDate(day));
    expect([due('2026-06-19'), due('2026-06-20')]).toEqual([false, true]);
    expect(due('2026-06-20', unitThat({ send: false }))).toBe(false);
    expect(due('2026-06-20', unitThat())).toBe(false);
    expect(due('2026-06-20', SENDS, died(LEFT))).toBe(false);
    const there = aSpell({ employeeId: 'E2', unitId: 'U1', hiredOn: '2026-01-05' });
    expect(due('2026-06-20', SENDS, there)).toBe(false);
  });

  it('goes to the address that the person left, with name, unit and dates', async () => {
    const { mailer, send } = stage();
    expect(await send()).toBe('sent');
    const [mail] = mailer.sent;
    if (mail === undefined) throw new Error('nothing was sent');
    const read = await readMail(mail);
    expect(read.to).toMatchObject({ value: [{ address: 'zhang@example.com', name: '张三' }] });
    expect(read.subject).toBe('离职人员医保指南 · 北京（2026-06-22）');
    expect(read.text).toContain('北京示例科技有限公司为您整理了');
    expect(read.text).toContain('请不迟于 2026-10-23 重新参保');
  });

  it('goes once, whatever the day', async () => {
    const { mailer, send } = stage();
    expect([await send(), await send(), await send(LEFT, SENDS, '2026-06-23')]).toEqual([
      'sent',
      'settled',
      'settled',
    ]);
    expect(mailer.sent).toHaveLength(1);
  });

  it('claims nothing where it is not due', async () => {
    const { deliveries, mailer, send } = stage();
    expect(await send(LEFT, unitThat())).toBe('not-due');
    expect(await send(died(LEFT))).toBe('not-due');
    expect({ settled: deliveries.settled.size, sent: mailer.sent.length }).toEqual({ settled: 0, sent: 0 });
  });

  it('is tried again after a failure, with the same Message-ID', async () => {
    const { mailer, send } = stage();
    mailer.leaveAndFailOnce(new Error('connection lost'));
    await expect(send()).rejects.toThrow('connection lost');
    expect(await send()).toBe('sent');
    const ids = await Promise.all(mailer.sent.map(async (mail) => (await readMail(mail)).messageId));
    expect(new Set(ids).size).toBe(1);
    expect(ids).toHaveLength(2);
  });

  it('is not tried again at an address that refuses it', async () => {
    const { mailer, send } = stage();
    mailer.refuse('zhang@example.com');
    expect([await send(), await send()]).toEqual(['refused', 'settled']);
  });

  it('leaves an attempt at work alone', async () => {
    const deliveries = deliveriesInMemory();
    const held: GuideDeliveries = { ...deliveries, claim: async () => 'held' };
    const { mailer, send } = stage({ ...held, settled: deliveries.settled });
    expect(await send()).toBe('held');
    expect(mailer.sent).toHaveLength(0);
  });
});
