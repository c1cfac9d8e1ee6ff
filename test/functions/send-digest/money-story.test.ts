import { describe, expect, test } from 'vitest';
import type { Spell } from '../../../domain/employment/spell.ts';
import { fen } from '../../../domain/values/money.ts';
import { month } from '../../../domain/values/month.ts';
import { addDays, type Instant, type PlainDate, plainDate } from '../../../domain/values/plain-date.ts';
import { aSpell } from '../../support/a-spell.ts';
import type { RegistryFile } from '../../support/fakes/registry.ts';
import { readMail } from '../../support/read-mail.ts';
import { stage } from './send-digest-stage.ts';

const told = (value: string | number) => ({
  value,
  from: plainDate('2024-01-01'),
  source: '经办机构电话',
  verifiedOn: plainDate('2026-10-12'),
});

/**
 * The agency accepts removals until the 25th. The late fee of a month runs from the start of the month after its
 * collection.
 */
const REGISTRY: RegistryFile = {
  units: [
    {
      unitId: 'u-bj',
      name: '北京示例有限公司',
      region: '北京',
      channel: 'online',
      staff: [
        { email: 'li@example.com', name: '李娜', roles: ['handler'] },
        { email: 'chen@example.com', name: '陈静', roles: ['finance'] },
      ],
      localPolicy: {
        // The base year began long before the unit was registered.
        baseYearStartMonth: told(1),
        removalCutOffDay: told(25),
        unitMedicalRate: told('9.8%'),
        lateFeeStart: told('month-after-collection'),
      },
    },
  ],
};

const KNOWN = '2026-10-12T02:00:00.000Z' as Instant;
const WAGE = { total: fen(10_000_00), fullMonth: true };

/**
 * An employee who left on 18 September and was not removed. October is charged after 23 October, November after 25
 * November.
 */
const LEAVER: Spell = withWage({
  ...aSpell({
    employeeId: 'e-1',
    unitId: 'u-bj',
    hiredOn: '2025-03-03',
    leftOn: '2026-09-18',
    name: '刘洋',
    knownAt: KNOWN,
  }),
  filings: { enrolment: { is: 'accepted', on: plainDate('2025-03-10'), knownAt: KNOWN } },
  charges: [charge('2026-09', 980, 203, KNOWN)],
});

/** A person who was enrolled late. September is owed, and its late fee runs from 1 November. */
const LATE: Spell = withWage({
  ...aSpell({ employeeId: 'e-2', unitId: 'u-bj', hiredOn: '2026-09-03', name: '钱进', knownAt: KNOWN }),
  filings: { enrolment: { is: 'accepted', on: plainDate('2026-10-12'), knownAt: KNOWN } },
});

function withWage(spell: Spell): Spell {
  return { ...spell, person: { ...spell.person, firstMonthWage: WAGE } };
}

function charge(of: string, unit: number, personal: number, knownAt: Instant) {
  return {
    factId: `bill:${of}`,
    unitId: 'u-bj',
    month: month(of),
    unitAmount: fen(unit * 100),
    personalAmount: fen(personal * 100),
    knownAt,
  };
}

const FIRST = plainDate('2026-10-19');
const LAST = plainDate('2026-11-27');

/** Runs every day from FIRST to `last`. @returns the mails to finance by day. */
async function run(last: PlainDate = LAST) {
  const running = stage(FIRST, [LEAVER, LATE], REGISTRY);
  const mails = new Map<string, string>();
  const runDay = async (day: PlainDate) => {
    const before = running.mailer.sent.length;
    await running.runDay(day);
    for (const mail of running.mailer.sent.slice(before)) {
      if (mail.to === 'chen@example.com') mails.set(day, (await readMail(mail)).text ?? '');
    }
  };
  for (let day: PlainDate = FIRST; day <= last; day = addDays(day, 1)) await runDay(day);
  return { ...running, mails, runDay };
}

const cardOf = (mail: string | undefined, name: string) =>
  mail?.split('\n\n').find((block) => block.startsWith(`■ ${name}`)) ?? '';
const endedLine = (mail: string | undefined, name: string) =>
  mail?.split('\n').find((line) => line.includes(name) && line.includes('上次提醒涉及')) ?? '';

describe('Forty days of an unremoved leaver and an unpaid late enrolment', () => {
  test('report each new sum to finance once, and the open sums at the start of a month', async () => {
    const { mails } = await run();
    expect([...mails.keys()]).toEqual(['2026-10-19', '2026-10-26', '2026-11-02', '2026-11-26']);

    expect(cardOf(mails.get('2026-10-19'), '钱进')).toMatch(/^■ 钱进（e-2） \[新\]\n/);
    expect(mails.get('2026-10-19')).not.toContain('刘洋');

    const cutOffPassed = cardOf(mails.get('2026-10-26'), '刘洋');
    expect(cutOffPassed).toMatch(/^■ 刘洋（e-1） \[新\]\n/);
    expect(cutOffPassed).toContain('涉及金额：¥1,183.00');

    const feeBegun = cardOf(mails.get('2026-11-02'), '钱进');
    expect(feeBegun).toMatch(/^■ 钱进（e-2） \[每月提醒\] \[滞纳金起算\]\n/);
    expect(feeBegun).toContain('金额变化：金额未变：滞纳金开始计算');
    expect(cardOf(mails.get('2026-11-02'), '刘洋')).toMatch(/^■ 刘洋（e-1） \[每月提醒\]\n/);

    const second = cardOf(mails.get('2026-11-26'), '刘洋');
    expect(second).toMatch(/^■ 刘洋（e-1） \[新增月份\]\n/);
    expect(second).toContain('金额变化：上次提醒 ¥1,183.00（单位 ¥980.00，个人 ¥203.00），现为 ¥2,366.00');
    expect(second).toContain('：新增 2026-11\n');
    expect(cardOf(mails.get('2026-11-26'), '钱进')).toMatch(/^■ 钱进（e-2）\n/);
  });

  test('report the sum of a missed day in a later run of that day', async () => {
    const { mails, runDay } = await run(plainDate('2026-10-30'));
    await runDay(plainDate('2026-11-30'));
    const text = mails.get('2026-11-30');
    expect(cardOf(text, '刘洋')).toMatch(/^■ 刘洋（e-1） \[每月提醒\] \[新增月份\]\n/);
    expect(cardOf(text, '钱进')).toMatch(/^■ 钱进（e-2） \[每月提醒\] \[滞纳金起算\]\n/);
  });
});

describe('A digest that no longer lists money explains why', () => {
  const MONDAY = plainDate('2026-11-30');
  const TUESDAY = plainDate('2026-12-01');
  const NOW = '2026-11-27T06:00:00.000Z' as Instant;

  test('when a bill replaces an estimate', async () => {
    const { mails, runDay, spells } = await run();
    spells.put({ ...LEAVER, charges: [...LEAVER.charges, charge('2026-10', 1000, 203, NOW)], knownAt: NOW });
    await runDay(MONDAY);
    const card = cardOf(mails.get(MONDAY), '刘洋');
    expect(card).toContain('[账单已到]');
    expect(card).toMatch(
      /金额变化：上次提醒 ¥2,366\.00（.*），现为 ¥\S+（.*）：2026-10 的估算已由账单取代\n/,
    );
  });

  test('when the estimates were wrong because the removal is valid from October', async () => {
    const { mails, runDay, spells } = await run();
    const removal = {
      is: 'accepted',
      on: plainDate('2026-11-27'),
      effectiveMonth: month('2026-10'),
      knownAt: NOW,
    } as const;
    spells.put({ ...LEAVER, filings: { ...LEAVER.filings, removal }, knownAt: NOW });
    await runDay(MONDAY);
    expect(endedLine(mails.get(MONDAY), '刘洋')).toBe(
      '- 刘洋（e-1） · 多缴处理 · 北京示例有限公司：已办结。上次提醒涉及 ¥2,366.00（单位 ¥1,960.00，个人 ¥406.00），现不再列出：2026-10 至 2026-11 没有扣缴，估算撤销',
    );
    await runDay(TUESDAY);
    expect(endedLine(mails.get(TUESDAY), '刘洋')).toBe('');
  });

  test('when one month was refunded and the other refused', async () => {
    const { mails, runDay, spells } = await run();
    const refund = (is: 'settled' | 'denied', of: string) =>
      ({ is, months: [month(of)], on: plainDate('2026-11-27'), knownAt: NOW }) as const;
    const removal = { is: 'accepted', on: plainDate('2026-11-27'), knownAt: NOW } as const;
    const charges = [...LEAVER.charges, charge('2026-10', 980, 203, NOW), charge('2026-11', 980, 203, NOW)];
    const refunds = [refund('settled', '2026-10'), refund('denied', '2026-11')];
    spells.put({ ...LEAVER, charges, refunds, filings: { ...LEAVER.filings, removal }, knownAt: NOW });
    await runDay(MONDAY);
    expect(endedLine(mails.get(MONDAY), '刘洋')).toContain('：2026-10 已退回或抵扣；2026-11 未获批');
  });

  test('when the leave was cancelled', async () => {
    const { mails, runDay, spells } = await run();
    if (LEAVER.situation.is !== 'left') throw new Error('the example has left');
    spells.put({ ...LEAVER, situation: { is: 'employed', start: LEAVER.situation.start }, knownAt: NOW });
    await runDay(MONDAY);
    expect(endedLine(mails.get(MONDAY), '刘洋')).toContain(
      '已撤回，无需再办。上次提醒涉及 ¥2,366.00（单位 ¥1,960.00，个人 ¥406.00），现不再列出：2026-10 至 2026-11 所依据的记录已撤回',
    );
  });

  test('when the bill lists the month that was owed', async () => {
    const { mails, runDay, spells } = await run();
    spells.put({ ...LATE, chargedMonths: [{ from: month('2026-09'), to: month('2026-09') }], knownAt: NOW });
    await runDay(MONDAY);
    expect(endedLine(mails.get(MONDAY), '钱进')).toContain('：2026-09 账单已列缴费');
  });

  test('when the record cannot be computed', async () => {
    const { mails, runDay, spells } = await run();
    spells.put({ ...LEAVER, filings: undefined as never });
    await runDay(MONDAY);
    expect(endedLine(mails.get(MONDAY), '刘洋')).toContain('记录暂时无法读取');
  });

  test('when the spell moved to a unit of other staff', async () => {
    const { mails, runDay, spells } = await run();
    spells.put({ ...LEAVER, unitId: 'u-other' });
    await runDay(MONDAY);
    expect(endedLine(mails.get(MONDAY), '刘洋')).toContain('不再列入您的提醒');
  });
});
