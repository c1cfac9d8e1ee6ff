import { describe, expect, test } from 'vitest';
import { publishedCalendar } from '../../../domain/calendar/working-days.ts';
import type { Case } from '../../../domain/cases/case.ts';
import { composeDigest } from '../../../domain/digest/compose-digest.ts';
import { renderDigest } from '../../../domain/digest/render-digest.ts';
import {
  BACK_PAYMENT,
  CARD,
  digestInput,
  JANE_DOE,
  RETIREMENT,
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
      '  涉及金额：¥1,183.00（单位 ¥980.00，个人 ¥203.00），含估算',
      '  涉及月份：2026-08（估算）',
      '  滞纳金：今日缴清为 ¥23.66，每晚一天再加 ¥0.59（未计入涉及金额）',
      '  注意：未参保期间的医疗费用由用人单位承担。',
      '  怎么办：1) 按月向税务机关或经办机构申报补缴。 2) 补缴月份的账单导入后，待办自动关闭。',
      '  原因：2026-08-10 用工，2026-09-10 才参保，晚于法定期限 2026-09-09，参保之前的月份须补缴。',
      '  依据：',
      '    - 社会保险法 58',
    ]);
  });

  test('says it in English, too', () => {
    const card = cardOf(BACK_PAYMENT, { recipient: JANE_DOE });
    expect(card).toContain(
      '  Late fee: ¥23.66 if paid today, ¥0.59 more for every day (not part of what is at stake above)',
    );
    expect(card).toContain(
      '  What to do: 1) Declare the months owed, one by one, with the tax office or the agency. 2) Once the bill of those months is imported, the case closes by itself.',
    );
  });

  test('gives a single step no number', () => {
    expect(cardOf(RETIREMENT)).toContain('  怎么办：按岗位确认原法定退休年龄（和性别），登记到人事系统。');
  });

  test('shows since when a card is awaited', () => {
    expect(cardOf(CARD).find((line) => line.includes('进展'))).toContain('2026-12-09');
  });
});
