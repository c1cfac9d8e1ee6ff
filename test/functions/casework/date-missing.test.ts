import { describe, expect, test } from 'vitest';
import { foldSpells } from '../../../domain/employment/fold.ts';
import { type Fact, NEVER_PUSHED } from '../../../domain/facts/fact.ts';
import { EMPLOYEE, hired, left, noticed, voided } from '../../support/facts.ts';
import { readMail } from '../../support/read-mail.ts';
import { stage } from '../send-digest/send-digest-stage.ts';

const FRIDAY = '2026-11-20';
const MONDAY = '2026-11-23';
const TUESDAY = '2026-11-24';

/** The fact is stated and received at noon of the day in China. */
const noonOf = (day: string) => ({ statedAt: `${day}T04:00:00.000Z` });

const told = noticed('hire', FRIDAY, { unitId: 'u-bj', name: '张三' }, { id: 'n' });
const toldToLeave = noticed('leave', FRIDAY, {}, { id: 'n' });
const employed = hired('2026-03-02', 'u-bj', { name: '张三' }, noonOf('2026-03-02'));

/** A company whose HR system reports only one person. `later` replaces this person's spells. */
function company(...facts: readonly Fact[]) {
  const given = stage(FRIDAY, foldSpells(EMPLOYEE, facts));
  return {
    ...given,
    later(...more: readonly Fact[]) {
      const before = foldSpells(EMPLOYEE, facts);
      for (const { spellId } of before) given.spells.remove(EMPLOYEE, spellId);
      for (const spell of foldSpells(EMPLOYEE, [...facts, ...more])) given.spells.put(spell);
    },
    async textTo(recipient: string) {
      const mail = given.mailer.sent.findLast(({ to }) => to === recipient);
      return mail === undefined ? undefined : (await readMail(mail)).text;
    },
  };
}

describe('date-missing: a hire reported without its day', () => {
  test('is in the digest of the same day, without an invented date', async () => {
    const { runDay, textTo, mailer } = company(told);
    await runDay(FRIDAY);
    const text = await textTo('li@example.com');
    expect(text).toContain('缺入职或离职日期');
    expect(text).toContain('无法推算，2026-11-20（周五）告知时未给日期');
    expect(text).toContain('今日（1）');
    expect(mailer.sent.map(({ to }) => to)).toEqual(['li@example.com']);
  });

  test('is in the digest again while nobody answers, but not every day', async () => {
    const { runDay, mailer } = company(told);
    await runDay(FRIDAY);
    for (const day of [MONDAY, TUESDAY, '2026-11-25', '2026-11-26']) await runDay(day);
    const days = mailer.sent.filter(({ to }) => to === 'li@example.com').length;
    expect(days).toBe(3);
  });

  test('is done once the day is stated, and the digest names the person', async () => {
    const { runDay, later, textTo } = company(told);
    await runDay(FRIDAY);
    later(hired('2026-11-18', 'u-bj', { name: '张三' }, noonOf('2026-11-21')));
    await runDay(MONDAY);
    const text = await textTo('li@example.com');
    expect(text).toContain('增员申报');
    expect(text).toContain('张三（E1） · 缺入职或离职日期 · 北京示例有限公司：已办结');
  });

  test('is withdrawn when the hire notice is voided', async () => {
    const { runDay, later, textTo } = company(told);
    await runDay(FRIDAY);
    later(voided('n', noonOf('2026-11-21')));
    await runDay(MONDAY);
    expect(await textTo('li@example.com')).toContain('缺入职或离职日期 · 北京示例有限公司：已撤回');
  });
});

describe('date-missing: a leave reported without its day', () => {
  test('is done once the last working day is stated', async () => {
    const { runDay, later, textTo } = company(employed, toldToLeave);
    await runDay(FRIDAY);
    later(left('2026-11-19', 'unknown', {}, noonOf('2026-11-21')));
    await runDay(MONDAY);
    const text = await textTo('li@example.com');
    expect(text).toContain('减员申报');
    expect(text).toContain('问清离职原因');
    expect(text).toContain('缺入职或离职日期 · 北京示例有限公司：已办结');
  });

  test('is withdrawn when the leave notice is voided', async () => {
    const { runDay, later, textTo } = company(employed, toldToLeave);
    await runDay(FRIDAY);
    later(voided('n', noonOf('2026-11-21')));
    await runDay(MONDAY);
    expect(await textTo('li@example.com')).toContain('缺入职或离职日期 · 北京示例有限公司：已撤回');
  });
});

test('our own event contract has no notices', () => {
  expect(NEVER_PUSHED).toContain('employee.hire_noticed');
  expect(NEVER_PUSHED).toContain('employee.leave_noticed');
});
