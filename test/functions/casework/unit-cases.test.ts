import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { declareBases } from '../../../domain/cases/declare-bases.ts';
import type { UnitFact } from '../../../domain/units/unit-facts.ts';
import { aSpell } from '../../support/a-spell.ts';
import type { RegistryFile } from '../../support/fakes/registry.ts';
import { readMail } from '../../support/read-mail.ts';
import { found } from '../../support/roster-findings.ts';
import { declared, later, seen, strange } from '../../support/unit-facts.ts';
import { requestFor, stage } from '../send-digest/send-digest-stage.ts';

const MONDAY = '2026-11-30';
const TUESDAY = '2026-12-01';
const WEDNESDAY = '2026-12-02';
const THURSDAY = '2026-12-03';
const FRIDAY = '2026-12-04';

const HANDLER = 'li@example.com';
const FINANCE = 'grace@example.com';
const ADMIN = 'admin@example.com';

/** The unit's agency stated that the base year begins in December. */
const REGISTRY: RegistryFile = {
  units: [
    {
      unitId: 'U1',
      name: '北京示例 <b>公司</b>',
      region: '北京',
      channel: 'online',
      staff: [
        { email: HANDLER, name: '李娜', roles: ['handler'] },
        { email: FINANCE, name: 'Grace', roles: ['finance'], language: 'en' },
      ],
      localPolicy: {
        baseYearStartMonth: {
          value: 12,
          from: '2026-01-01',
          source: '经办机构电话',
          verifiedOn: '2026-11-02',
        },
      },
    },
  ],
  fallbackStaff: [{ email: ADMIN, name: '管理员' }],
};

const WU = { name: '吴<i>磊</i>', masked: '****************33', hash: 'h1' };
const LAST_YEAR = declared('2025-12', '2025-12-10');

function ready(day: string, ...spells: Parameters<typeof stage>[1]) {
  const it = stage(day, spells, REGISTRY);
  it.registry.tell(LAST_YEAR);
  const textTo = async (recipient: string) => {
    const mail = it.mailer.sent.findLast(({ to }) => to === recipient);
    return mail && (await readMail(mail));
  };
  return { ...it, textTo };
}

/** The card of a case in the plain text of a mail, without its basis and link. */
function card(text: string | undefined, title: string): string[] {
  const block = text?.split('\n\n').find((part) => part.startsWith('■') && part.includes(title));
  return block?.split('\n').filter((line) => !/^ {4}- |依据|Based on|https?:/.test(line)) ?? [];
}

describe('declare-bases', () => {
  test('is in the digest on the first day of the base year, and not before', async () => {
    const { runDay, textTo } = ready(MONDAY);
    await runDay(MONDAY);
    expect(await textTo(HANDLER)).toBeUndefined();
    await runDay(TUESDAY);
    const { subject, text, html = '' } = (await textTo(HANDLER)) ?? {};
    expect(subject).toBe('[参保管家] 2026-12-01 逾期 0 · 今日 0 · 7日内 0');
    expect(card(text, '年度缴费基数申报')[0]).toBe('■ 北京示例 <b>公司</b> [新]');
    expect(card(text, '年度缴费基数申报')).toEqual(
      expect.arrayContaining([
        '  年度缴费基数申报',
        '  建议办理日：没有固定期限',
        '  原因：新的缴费年度自 2026-12 开始，本单位全部职工的缴费基数须重新申报，尚未登记已申报。',
        '  注意：2026-12 适用的缴费基数上下限为 7270.00 至 36348.00 元。',
        expect.stringContaining('汇总每名职工 2025 年的月平均工资'),
        expect.stringContaining('登记申报日（基数从 2026-12 起），待办随之关闭'),
        '  还缺材料：窗口可能还要：缴费基数申报表、人员缴费明细或工资花名册',
      ]),
    );
    expect(html).toContain('北京示例 &lt;b&gt;公司&lt;/b&gt;');
  });

  test('is in the digest of finance too, in their language', async () => {
    const { runDay, textTo } = ready(TUESDAY);
    await runDay(TUESDAY);
    const { text } = (await textTo(FINANCE)) ?? {};
    expect(card(text, 'Declare the bases of the year')).toEqual(
      expect.arrayContaining([
        '■ 北京示例 <b>公司</b> [new]',
        '  Declare the bases of the year',
        '  Act by: no fixed date',
        '  Note: The limits of the contribution base for 2026-12 are 7270.00 to 36348.00 yuan.',
      ]),
    );
  });

  test('is news only once, and done when staff record the declaration', async () => {
    const { runDay, registry, mailer, textTo } = ready(TUESDAY, ZHANG);
    await runDay(TUESDAY);
    const before = mailer.sent.length;
    await runDay(WEDNESDAY);
    expect(mailer.sent).toHaveLength(before);
    registry.tell(declared('2026-12', WEDNESDAY, { at: '2026-12-02T03:00:00.000Z' }));
    await runDay(THURSDAY);
    // There is no other news on that day. The next mail reports that the case is done.
    expect(mailer.sent).toHaveLength(before);
    await runDay('2026-12-18');
    expect((await textTo(HANDLER))?.text).toContain('- 年度缴费基数申报 · 北京示例 <b>公司</b>：已办结');
  });

  test('makes no mail for people who acknowledged or snoozed it', async () => {
    for (const word of [
      seen('unit/U1/declare-bases', TUESDAY, { at: '2026-12-01T03:00:00.000Z' }),
      later('unit/U1/declare-bases', TUESDAY, '2026-12-31', { at: '2026-12-01T03:00:00.000Z' }),
    ]) {
      const { runDay, registry, mailer } = ready(TUESDAY);
      registry.tell(word);
      await runDay(TUESDAY);
      expect(mailer.sent.filter(({ to }) => to === HANDLER)).toEqual([]);
    }
  });

  test('makes no mail for people with the role of the person who acknowledged it', async () => {
    const word = seen('unit/U1/declare-bases', TUESDAY, { at: '2026-12-01T03:00:00.000Z' });
    const roles = [{ unitId: 'U1', role: 'finance' }];
    const { runDay, registry, mailer } = ready(TUESDAY);
    registry.tell({ ...word, data: { ...word.data, roles } } as UnitFact);
    await runDay(TUESDAY);
    const told = mailer.sent.map(({ to }) => to);
    expect([HANDLER, FINANCE].map((to) => told.includes(to))).toEqual([true, false]);
  });
});

describe('unknown-person', () => {
  test('shows the cost, the steps and three of the names, escaped', async () => {
    const { runDay, unknownCharges, textTo } = ready(MONDAY);
    await unknownCharges.keep([
      strange('2026-10', WU),
      strange('2026-10', { employeeId: 'X2' }, [800, 200]),
      strange('2026-10', { employeeId: 'X3' }, [700, 100]),
      strange('2026-10', { employeeId: 'X4' }, [600, 100]),
    ]);
    await runDay(MONDAY);
    const { text, html = '' } = (await textTo(HANDLER)) ?? {};
    expect(card(text, '账单上有不认识的人')).toEqual(
      expect.arrayContaining([
        '■ 北京示例 <b>公司</b> [新]',
        '  涉及金额：¥3,683.00（单位 ¥3,080.00，个人 ¥603.00）',
        '  涉及月份：2026-10',
        '  原因：2026-10 至 2026-10 的账单上有 4 人，人事系统从未报过，单位正在为其缴费。',
        '  注意：吴<i>磊</i> · ****************33：2026-10 至 2026-10 共 1 个月，1183.00 元。',
        '  注意：X2：2026-10 至 2026-10 共 1 个月，1000.00 元。',
        '  注意：X3：2026-10 至 2026-10 共 1 个月，800.00 元。',
        expect.stringContaining('2026-10 的核对清单见单位页面'),
      ]),
    );
    expect(text).not.toContain('X4：');
    expect(text).toContain('另有 1 条同类依据');
    expect(html).not.toContain('<i>磊</i>');
    expect((await textTo(FINANCE))?.text).toContain('Unknown people on the bill');
  });

  test('is news again when another bill names the person, and done when the charges are assigned', async () => {
    const { runDay, unknownCharges, mailer, textTo } = ready(MONDAY);
    const first = strange('2026-09', WU);
    await unknownCharges.keep([first]);
    await runDay(MONDAY);
    const more = strange('2026-10', WU, [980, 203], { receivedAt: '2026-11-30T06:00:00.000Z' });
    await unknownCharges.keep([more]);
    await runDay(TUESDAY);
    expect((await textTo(HANDLER))?.text).toMatch(
      /■ 北京示例 <b>公司<\/b> \[有变化\] \[新增月份\]\n {2}账单上有不认识的人/,
    );
    const before = mailer.sent.length;
    await runDay(WEDNESDAY);
    expect(mailer.sent).toHaveLength(before);
    await unknownCharges.remove([first, more]);
    await runDay(THURSDAY);
    expect((await textTo(HANDLER))?.text).toMatch(
      /账单上有不认识的人 · 北京示例 <b>公司<\/b>：已办结。上次提醒涉及 ¥2,366\.00（.*），现不再列出：\S+ 至 \S+ 记录已更正或作废/,
    );
    const told = mailer.sent.length;
    await runDay(FRIDAY);
    expect(mailer.sent).toHaveLength(told);
  });

  test('reads the charges once per unit and digest, and never for the unknown unit', async () => {
    const { send, unknownCharges } = ready(MONDAY);
    await send(requestFor(ADMIN, MONDAY));
    expect([...unknownCharges.asked]).toEqual([['U1', 1]]);
  });
});

describe('roster-differs: the findings of a pulled roster', () => {
  test('are in the handler’s digest with name and day, escaped', async () => {
    const { runDay, rosterFindings, textTo } = ready(MONDAY);
    await rosterFindings.keep([
      found(MONDAY, { name: '庚<b>', values: { hiredOn: '2026-11-16' } }),
      found(MONDAY, {
        employeeId: 'E2',
        kind: 'leave-never-received',
        code: 'roster-absent',
        values: { ours: '2026-02-02' },
      }),
    ]);
    await runDay(MONDAY);
    const { text, html = '' } = (await textTo(HANDLER)) ?? {};
    expect(card(text, '花名册与记录不符')).toEqual(
      expect.arrayContaining([
        '■ 北京示例 <b>公司</b> [新]',
        '  注意：庚<b> · E1：花名册上 2026-11-16 入职，入职消息没有收到。',
        '  注意：赵敏 · E2：记录自 2026-02-02 起在职，花名册上没有此人；可能已离职，请问清最后工作日。',
        expect.stringContaining('在单位 U1 的花名册页面确认'),
      ]),
    );
    expect(html).not.toContain('庚<b>');
    expect((await textTo(FINANCE))?.text ?? '').not.toContain('Roster and records differ');
  });

  test('are done once no finding is stored', async () => {
    const { runDay, rosterFindings, textTo } = ready(MONDAY);
    const kept = found(MONDAY, { values: { hiredOn: '2026-11-16' } });
    await rosterFindings.keep([kept]);
    await runDay(MONDAY);
    await rosterFindings.remove([kept]);
    await runDay(TUESDAY);
    expect((await textTo(HANDLER))?.text).toContain('- 花名册与记录不符 · 北京示例 <b>公司</b>：已办结');
  });
});

const ZHANG = aSpell({ employeeId: 'e-1', unitId: 'U1', hiredOn: '2026-11-24', name: '张三' });

describe('A unit case that cannot be computed', () => {
  test('becomes a needs-person case and is counted; the other cases stay', async () => {
    const open = vi.spyOn(declareBases, 'open').mockImplementation(() => {
      throw new TypeError('北京示例 is broken');
    });
    onTestFinished(() => open.mockRestore());
    const { runDay, unknownCharges, textTo, meter, log } = ready(TUESDAY, ZHANG);
    await unknownCharges.keep([strange('2026-10', WU)]);
    await runDay(TUESDAY);
    const { text = '' } = (await textTo(HANDLER)) ?? {};
    expect(card(text, '需人工判断')).toContain(
      '  原因：本单位的年度缴费基数申报待办无法自动计算，请人工处理并告知管理员。',
    );
    expect(text).toContain('账单上有不认识的人');
    expect(text).toContain('张三');
    expect(meter.counts.CaseNotComputed).toBeGreaterThan(0);
    const errors = log.lines.filter(({ level }) => level === 'error');
    expect(errors[0]?.ids).toMatchObject({ unitId: 'U1', kind: 'declare-bases', day: TUESDAY });
    expect(JSON.stringify(log.lines)).not.toMatch(/北京示例|吴/);
    expect((await textTo(ADMIN))?.text).toContain('1 条记录无法计算，需人工处理');
  });
});
