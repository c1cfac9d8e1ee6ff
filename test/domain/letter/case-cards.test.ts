import { describe, expect, test } from 'vitest';
import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import type { Case } from '../../../domain/cases/case.ts';
import { composeDigest } from '../../../domain/digest/compose-digest.ts';
import { renderDigest } from '../../../domain/letter/digest-letter.ts';
import {
  BACK_PAYMENT,
  CARD,
  digestInput,
  JANE_DOE,
  RETIREMENT,
  TOP_UP,
  unitCase,
} from '../../support/sample-cases.ts';

/** The card of one case, as the plain text of a digest has it. */
function cardOf(it: Case, changes: Parameters<typeof digestInput>[0] = {}): readonly string[] {
  const digest = composeDigest(digestInput({ cases: [unitCase(it)], ...changes }), publishedCalendar);
  if (digest === undefined) throw new Error('nothing to say');
  const card = renderDigest(digest)
    .text.split('\n\n')
    .find((block) => block.startsWith('■'));
  return card?.split('\n') ?? [];
}

describe('a card', () => {
  test('tells what is owed, how the late fee grows, whose the bills are, and what to do', () => {
    expect(cardOf(BACK_PAYMENT)).toEqual([
      '■ 钱进（E1013） [新]',
      '  补缴 · 上海分公司',
      '  建议办理日：没有固定期限',
      '  原因：2026-08-10 用工，2026-09-10 才参保，晚于法定期限 2026-09-09，参保之前的月份须补缴。',
      '  涉及金额：¥1,183.00（单位 ¥980.00，个人 ¥203.00），含估算',
      '  涉及月份：2026-08（估算）',
      '  滞纳金：今日缴清为 ¥23.66，每晚一天再加 ¥0.59（未计入涉及金额）',
      '  注意：未参保期间的医疗费用由用人单位承担。',
      '  怎么办：1) 一般欠费（已登记、未缴费的月份）：按月向税务部门申报补缴。 2) 特殊补缴（登记之前的月份）：先由经办机构核定，再向税务部门缴费。 3) 补缴月份的账单导入后，待办自动关闭。',
      '  依据：',
      '    - 社会保险法 58',
    ]);
  });

  test('tells what a month on an old floor is short of, and when the case closes', () => {
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

  test('says it in English, too', () => {
    const card = cardOf(BACK_PAYMENT, { recipient: JANE_DOE });
    expect(card).toContain(
      '  Late fee: ¥23.66 if paid today, ¥0.59 more for every day (not part of what is at stake above)',
    );
    expect(card).toContain(
      '  What to do: 1) Ordinary arrears, months registered and not paid: declare them, one by one, to the tax office. 2) Special back-payment, months before the registration: have the agency assess them first, then pay at the tax office. 3) Once the bill of those months is imported, the case closes by itself.',
    );
  });

  test('gives a single step no number', () => {
    expect(cardOf(RETIREMENT)).toContain('  怎么办：按岗位确认原法定退休年龄（和性别），登记到人事系统。');
  });

  test('shows since when a card is awaited', () => {
    expect(cardOf(CARD).find((line) => line.includes('进展'))).toContain('2026-12-09');
  });
});
