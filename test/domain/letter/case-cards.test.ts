import { describe, expect, test } from 'vitest';
import type { Case } from '../../../domain/cases/case.ts';
import { renderDigest } from '../../../domain/letter/digest-letter.ts';
import { REASON_TEXTS } from '../../../domain/letter/reason-text.ts';
import type { Reason } from '../../../domain/reasons/reason.ts';
import { plainDate } from '../../../domain/values/plain-date.ts';
import {
  BACK_PAYMENT,
  CARD,
  composedDigest,
  DONE,
  type digestInput,
  dueOn,
  JANE_DOE,
  RETIREMENT,
  sampleCase,
  TOP_UP,
  unitCase,
  WANG_FANG,
  yuanOf,
} from '../../support/sample-cases.ts';

/** The card of one case in the plain text of a digest. */
function cardOf(it: Case, changes: Parameters<typeof digestInput>[0] = {}): readonly string[] {
  const card = renderDigest(composedDigest({ cases: [unitCase(it)], ...changes }))
    .text.split('\n\n')
    .find((block) => block.startsWith('■'));
  return card?.split('\n') ?? [];
}

describe('the row of the act-by date', () => {
  const lawfulDays = { statutoryDueOn: plainDate('2026-12-12'), lastLawfulDay: plainDate('2026-12-14') };
  const overAWeekend = sampleCase({ deadline: dueOn('2026-12-11', lawfulDays) });
  const plain = sampleCase({ deadline: dueOn('2026-12-11') });
  const rowOn = (day: string, it: Case, changes = {}) =>
    cardOf(it, { day: plainDate(day), ...changes })[2]?.trim();

  test.each([
    ['2026-12-10', '建议办理日：2026-12-11（周五），还有 1 天', 'Act by: Fri 2026-12-11, 1 day left'],
    ['2026-12-11', '建议办理日：2026-12-11（周五），就在今天', 'Act by: Fri 2026-12-11, today'],
    [
      '2026-12-14',
      '建议办理日：2026-12-11（周五），已过；最后期限 2026-12-14（周一），就在今天',
      'Act by: Fri 2026-12-11, passed; the last lawful day is Mon 2026-12-14, today',
    ],
    [
      '2026-12-15',
      '建议办理日：2026-12-11（周五），已过；最后期限 2026-12-14（周一），已逾期 1 天',
      'Act by: Fri 2026-12-11, passed; the last lawful day was Mon 2026-12-14, 1 day overdue',
    ],
  ])('on %s says "overdue" only after the last lawful day', (day, zh, en) => {
    expect(rowOn(day, overAWeekend)).toBe(zh);
    expect(rowOn(day, overAWeekend, { recipient: JANE_DOE })).toBe(en);
  });

  test('names one day where act-by date and last lawful day are the same', () => {
    expect(rowOn('2026-12-14', plain)).toBe('建议办理日：2026-12-11（周五），已逾期 3 天');
  });

  test('is marked as past on the last lawful day, and as overdue after it', () => {
    const headOn = (day: string) => cardOf(overAWeekend, { day: plainDate(day) })[0];
    expect(headOn('2026-12-14')).toContain('[已过建议办理日]');
    expect(headOn('2026-12-14')).not.toContain('逾期');
    expect(headOn('2026-12-15')).toContain('[已逾期]');
  });
});

describe('a card', () => {
  test('states what is owed, how the late fee grows, who bears medical bills, and what to do', () => {
    expect(cardOf(BACK_PAYMENT)).toEqual([
      '■ 钱进（E1013） [新]',
      '  补缴 · 上海分公司',
      '  建议办理日：没有固定期限',
      '  原因：2026-08-10 用工，2026-09-10 才参保，晚于最后期限 2026-09-09，参保之前的月份须补缴。',
      '  涉及金额：¥1,183.00（单位 ¥980.00，个人 ¥203.00），含估算',
      '  涉及月份：2026-08（估算）',
      '  滞纳金：今日缴清为 ¥23.66，每晚一天再加 ¥0.59（未计入涉及金额）',
      '  注意：未参保期间的医疗费用由用人单位承担。',
      '  怎么办：1) 一般欠费（已登记、未缴费的月份）：按月向税务部门申报补缴。 2) 特殊补缴（登记之前的月份）：先由经办机构核定，再向税务部门缴费。 3) 补缴月份的账单导入后，待办自动关闭。',
      '  依据：',
      '    - 社会保险法 58',
    ]);
  });

  test('states the shortfall of a month on an old floor, and when the case closes', () => {
    expect(cardOf(TOP_UP)).toEqual([
      '■ 沈洁（E1018） [新]',
      '  缴费基数补差 · 上海分公司',
      '  建议办理日：没有固定期限',
      '  原因：2026-07 已按 7162.00 元申报，低于公布的下限 7270.00 元，基数至少须补差 108.00 元；工资更高的，差额更大。',
      '  涉及金额：¥25.48（单位 ¥21.16，个人 ¥4.32），含估算',
      '  涉及月份：2026-07 至 2026-08（2 个月，估算）',
      '  怎么办：1) 核对当地补差通知：是统一扣缴还是由单位申报、何时截止；逾期可能加收滞纳金。 2) 标明补差的账单导入后，待办自动关闭。',
      '  依据：',
      '    - 社会保险费未足额缴纳的，应当补足。〔社会保险法 63〕',
    ]);
    const card = cardOf(TOP_UP, { recipient: JANE_DOE });
    expect(card).toContain('  Top-up of the base · 上海分公司');
    expect(card).toContain('  Months: 2026-07 to 2026-08 (2 months, estimated)');
  });

  test('is written in English too', () => {
    const card = cardOf(BACK_PAYMENT, { recipient: JANE_DOE });
    expect(card).toContain(
      '  Late fee: ¥23.66 if paid today, ¥0.59 more each day (not included in the amount at stake)',
    );
    expect(card).toContain(
      '  What to do: 1) Ordinary arrears (the person was registered, but the months were not paid): declare them month by month to the tax office. 2) Special back-payment (months before the registration): have the agency assess the amount first, then pay at the tax office. 3) When the bill of these months is imported, the case closes by itself.',
    );
  });

  test('does not number a single step', () => {
    expect(cardOf(RETIREMENT)).toContain('  怎么办：按岗位确认原法定退休年龄（和性别），登记到人事系统。');
  });

  test('says since when a social-security card is awaited', () => {
    expect(cardOf(CARD).find((line) => line.includes('进展'))).toContain('2026-12-09');
  });
});

describe('the mark "to be confirmed"', () => {
  const cutOff = (changes: Partial<Reason<'cut-off-region'>> = {}): Reason => ({
    rule: 'D4',
    code: 'cut-off-region',
    values: { day: 4, month: '2026-12', cutOff: '2026-12-04' },
    confidence: 'medium',
    ...changes,
  });
  const bound = (...because: readonly Reason[]) =>
    sampleCase({
      because,
      deadline: dueOn('2026-12-04', {
        statutoryDueOn: plainDate('2026-12-12'),
        lastLawfulDay: plainDate('2026-12-14'),
        localCutOff: plainDate('2026-12-04'),
      }),
    });
  const lineOf = (it: Case, label: string) => cardOf(it).find((line) => line.startsWith(`  ${label}：`));
  const notesOf = (it: Case) => cardOf(it).filter((line) => line.startsWith('  注意：'));

  test.each([
    ['a weak source', { confidence: 'low' }, true],
    ['an official source that was read', { confidence: 'high' }, false],
    ['a quoted official source', { confidence: 'medium' }, false],
    ['the unit’s own agency', { confidence: 'local' }, false],
    [
      'a weak source for another day',
      { confidence: 'low', values: { day: 5, month: '2026-12', cutOff: '2026-12-05' } },
      false,
    ],
  ] as const)('is on an act-by date from %s only if the source is weak', (_, changes, isMarked) => {
    expect(lineOf(bound(cutOff(changes)), '建议办理日')).toBe(
      `  建议办理日：2026-12-04（周五${isMarked ? '，待核实' : ''}），还有 3 天`,
    );
  });

  test('is on an act-by date from a lead or from contradictory sources', () => {
    const lead: Reason = { ...cutOff({ confidence: 'low' }), code: 'cut-off-lead' } as Reason;
    const values = { candidates: [4, 6], cutOff: '2026-12-04' };
    const contradictory: Reason = {
      rule: 'D4',
      code: 'cut-off-contradictory',
      values,
      confidence: 'unknown',
    };
    for (const reason of [lead, contradictory])
      expect(lineOf(bound(reason), '建议办理日')).toContain('待核实');
  });

  test('is on an amount whose base or rate is weak, beside the mark of an estimate', () => {
    const rate = (confidence: 'low' | 'medium'): Reason => ({
      rule: 'R8',
      code: 'part-unit',
      values: { base: '10000.00', rate: '9.8%', amount: '980.00' },
      confidence,
    });
    const months = BACK_PAYMENT.money?.months ?? [];
    const owed = (reason: Reason) =>
      lineOf(
        sampleCase({
          because: [reason],
          money: { months, unitPart: yuanOf(980), personalPart: yuanOf(203) },
        }),
        '涉及金额',
      );
    expect(owed(rate('low'))).toBe('  涉及金额：¥1,183.00（单位 ¥980.00，个人 ¥203.00），含估算，待核实');
    expect(owed(rate('medium'))).toBe('  涉及金额：¥1,183.00（单位 ¥980.00，个人 ¥203.00），含估算');
  });

  const missed = (...because: readonly Reason[]) =>
    sampleCase({ because, deadline: dueOn('2026-12-12', { missedCutOff: plainDate('2026-11-25') }) });
  const passed = { month: '2026-11', cutOff: '2026-11-25' };

  test('goes with "perhaps missed"; only a certain cut-off says that the month is missed', () => {
    const values = passed;
    const sure: Reason = { rule: 'D5', code: 'enrolment-cut-off-missed', values, confidence: 'medium' };
    expect(notesOf(missed(sure))).toEqual(['  注意：2026-11-25（周三）的申报截止日已过，当月来不及了']);
    const doubtful: Reason = {
      rule: 'D5',
      code: 'enrolment-cut-off-doubtful',
      values,
      confidence: 'unknown',
    };
    const later = { ...passed, next: '2026-11-30' };
    const perhaps: Reason = { rule: 'D5', code: 'enrolment-cut-off-perhaps-missed', values: later };
    const weak: Reason = { ...sure, confidence: 'low' };
    for (const reason of [doubtful, perhaps, weak]) {
      expect(notesOf(missed(reason))).toEqual([
        '  注意：申报截止日可能是 2026-11-25（周三，待核实），已过；当月能否办理请立即向经办机构核实',
      ]);
    }
  });

  test('never comes with words that call the month missed', () => {
    for (const code of ['enrolment-cut-off-doubtful', 'cut-off-lead', 'cut-off-contradictory'] as const) {
      expect(REASON_TEXTS[code].zh).not.toMatch(/来不及|无法参保|不能参保/);
      expect(REASON_TEXTS[code].en).not.toMatch(/no longer|too late/);
    }
  });

  test.each([
    ['calendar-assumed', 2027, '所涉年份的放假安排尚未公布，暂按周末休息推算'],
    ['calendar-not-shipped', 2019, '未收录所涉年份的放假安排，暂按周末休息推算'],
  ] as const)('has a note for a year without a holiday notice: %s', (code, year, note) => {
    const reason: Reason = { rule: 'D2', code, values: { years: [year] }, confidence: 'assumed' };
    const deadline = dueOn(`${year}-03-05`, { assumedCalendar: true });
    expect(notesOf(sampleCase({ because: [reason], deadline }))).toEqual([`  注意：${note}`]);
  });

  test('is counted in the head of the mail', () => {
    const cases = [cutOff({ confidence: 'low' }), cutOff()].map((reason, i) =>
      unitCase({ ...bound(reason), caseId: `E${i}/2026-11-10/enrolment` }),
    );
    expect(renderDigest(composedDigest({ cases })).text).toContain('\n有 1 件的日期或金额待核实。\n');
    expect(renderDigest(composedDigest({ cases: [unitCase(bound(cutOff()))] })).text).not.toContain(
      '金额待核实',
    );
  });
});

test('a digest does not call an accepted enrolment complete before its first payment', () => {
  const ended = { ...DONE, kind: 'enrolment' as const };
  const textIn = (recipient = WANG_FANG) => {
    const cases = [unitCase(BACK_PAYMENT)];
    return renderDigest(composedDigest({ cases, ended: [ended], recipient })).text;
  };
  expect(textIn()).toContain('：已受理；还须向税务部门申报缴费工资并按时缴费，首次缴费后才有待遇');
  expect(textIn()).not.toContain('已办结');
  expect(textIn(JANE_DOE)).toContain('cover starts only with the first payment');
});
