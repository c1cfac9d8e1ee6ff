import type { RowProblem, RowProblemCode } from '../../import-bill/bill-row.ts';
import type { Frame, Words } from '../frame/frame.ts';

type Values = Readonly<Record<string, string>>;

const WORDS: Readonly<Record<RowProblemCode, (values: Values) => Words>> = {
  empty: () => ({ zh: '是空的；没有金额请写 0', en: 'is empty; where there is no amount write 0' }),
  formula: () => ({
    zh: '是公式；请粘贴为数值后再导入',
    en: 'is a formula; paste it as a value and import again',
  }),
  'error-value': () => ({ zh: '是错误值', en: 'shows an error' }),
  'not-an-amount': () => ({ zh: '不是金额', en: 'is no amount' }),
  negative: () => ({
    zh: '是负数；退费请作为退费登记，不在缴费明细里',
    en: 'is negative; a refund is told as a refund, not on the bill',
  }),
  'part-of-a-fen': () => ({ zh: '不足一分的部分无法入账', en: 'has parts of a fen' }),
  'not-a-month': () => ({
    zh: '不是月份；例如 202610 或 2026-10',
    en: 'is no month; write e.g. 202610 or 2026-10',
  }),
  'several-months': () => ({
    zh: '跨了几个月；请每月一行',
    en: 'spans several months; write one line a month',
  }),
  'not-a-day': () => ({ zh: '不是日期；例如 2026-10-15', en: 'is no day; write e.g. 2026-10-15' }),
  'too-long': () => ({ zh: '太长', en: 'is too long' }),
  'digits-lost': () => ({
    zh: '被当成数字保存，末几位已丢失；请设为文本后从原始明细重新粘贴',
    en: 'was saved as a number and has lost its last digits; format it as text and paste it again from the source',
  }),
  masked: () => ({ zh: '被遮盖，无法用来找人', en: 'is masked, so nobody can be found by it' }),
  'no-person': () => ({
    zh: '没有工号，也没有证件号码',
    en: 'there is neither an employee id nor an identity number',
  }),
  'extra-cells': () => ({
    zh: '列数比表头多；多半是某个值里有分隔符而没有引号',
    en: 'there are more columns than headers; most likely a separator stands within a value without quotation marks',
  }),
  'unknown-person': ({ who = '', problem }) => ({
    zh: `没有人事系统报过这个人（${who}）${problem === undefined ? '' : '，证件号码校验不通过'}`,
    en: `no HR system has told of this person (${who})${problem === undefined ? '' : '; the identity number fails its check'}`,
  }),
  'two-people': ({ employeeId = '', others = '' }) => ({
    zh: `工号 ${employeeId} 与证件号码不是同一人（证件号码属于 ${others}）`,
    en: `the employee id ${employeeId} and the identity number are different people (the number is of ${others})`,
  }),
  'several-ids': ({ ids = '' }) => ({
    zh: `这个证件号码有几个工号（${ids}）；请加上工号列`,
    en: `this identity number has several employee ids (${ids}); add a column with the id`,
  }),
  'other-name': ({ employeeId = '', name = '', known = '' }) => ({
    zh: `工号 ${employeeId} 的姓名是 ${known}，不是 ${name}`,
    en: `the employee id ${employeeId} is of ${known}, not of ${name}`,
  }),
  'id-needed': ({ who = '' }) => ({
    zh: `没有人事系统报过这个证件号码（${who}）；新职工请加上工号`,
    en: `no HR system has told of this identity number (${who}); for a new employee add the employee id`,
  }),
  'other-id': ({ employeeId = '', ids = '' }) => ({
    zh: `工号 ${employeeId} 没有记录，而证件号码已在工号 ${ids} 名下；请核对是同一人换了工号，还是录错`,
    en: `nothing is known of employee ${employeeId}, and the identity number is that of ${ids}; check whether the id changed or is misspelt`,
  }),
  'unknown-unit': ({ unit = '' }) => ({
    zh: `的“${unit}”不是登记的参保单位；请写单位编号或登记的名称`,
    en: `holds "${unit}", which is no registered unit; write its id or its name as registered`,
  }),
  'unit-needed': () => ({
    zh: '没有写参保单位；几个单位的花名册每行都要写',
    en: 'names no unit; in a roster of several, every line has to',
  }),
  'leave-before-hire': ({ hiredOn = '', lastWorkingDay = '' }) => ({
    zh: `最后工作日 ${lastWorkingDay} 早于入职日期 ${hiredOn}`,
    en: `the last working day ${lastWorkingDay} is before the first, ${hiredOn}`,
  }),
};

/** What is wrong with a row, with its column; the line is told beside it. */
export function rowProblemText(
  { column, code, values = {} }: RowProblem,
  { say }: Pick<Frame, 'say'>,
): string {
  const what = say(WORDS[code](values));
  return column === undefined ? what : say({ zh: `${column} 列${what}`, en: `column ${column} ${what}` });
}
