import { monthOf, plusMonths } from '../../../domain/values/month.ts';
import { type PlainDate, plainDate } from '../../../domain/values/plain-date.ts';
import type { BillFile } from '../../../functions/files/table.ts';
import { syntheticNumber } from './synthetic-number.ts';

/**
 * What the unit in 北京 is charged for somebody whom its HR system never named, as the bill that it downloads has it.
 * The number is formed correctly and belongs to nobody.
 */
export function strangersBill(day: PlainDate): BillFile {
  const number = syntheticNumber('110105', '1988-07-21', 63);
  const rows = [
    ['姓名', '证件号码', '费款所属期', '单位缴费金额', '个人缴费金额', '缴费基数'],
    ...[2, 1].map((months) => {
      const month = plusMonths(monthOf(day), -months);
      return ['丁一凡', number, month, '712.46', '148.40', '7270.00'];
    }),
  ];
  return { serialZero: plainDate('1899-12-30'), parts: () => asParts(rows) };
}

async function* asParts(rows: readonly (readonly string[])[]) {
  for (const [index, cells] of rows.entries()) yield { is: 'row', line: index + 1, cells } as const;
}
