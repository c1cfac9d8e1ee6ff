import { counted, type Texts } from '../../domain/values/language.ts';
import type {
  InsuranceEvidence,
  LeftOut,
  PassedSheet,
  ReadSheet,
  SaidMonth,
  Understood,
} from '../files/understood.ts';

const FIELDS: Readonly<Record<string, Texts>> = {
  employeeId: { zh: '工号', en: 'employee id' },
  identity: { zh: '证件号码', en: 'identity number' },
  documentType: { zh: '证件类型', en: 'type of document' },
  name: { zh: '姓名', en: 'name' },
  month: { zh: '费款所属期', en: 'month' },
  monthTo: { zh: '所属期止', en: 'last month' },
  unitAmount: { zh: '单位金额', en: 'unit amount' },
  personalAmount: { zh: '个人金额', en: 'personal amount' },
  amount: { zh: '金额（单位、个人各一行）', en: 'amount (a row for each side)' },
  base: { zh: '缴费基数', en: 'base' },
  chargedOn: { zh: '扣款日期', en: 'charged on' },
  unit: { zh: '单位', en: 'unit' },
  hiredOn: { zh: '入职日期', en: 'hired on' },
  lastWorkingDay: { zh: '最后工作日', en: 'last working day' },
  employmentId: { zh: '雇佣 ID', en: 'employment id' },
  contributionTier: { zh: '医保档次', en: 'contribution tier' },
  status: { zh: '状态', en: 'status' },
  paying: { zh: '缴费状态', en: 'payment status' },
  agencyNumber: { zh: '个人编号', en: 'agency number' },
  since: { zh: '参保日期', en: 'insured since' },
  suspendedOn: { zh: '停保日期', en: 'suspended on' },
  unitNumber: { zh: '单位编号', en: 'unit number' },
  unitName: { zh: '单位名称', en: 'unit name' },
};

const PASSED: Readonly<Record<PassedSheet['why'], Texts>> = {
  hidden: { zh: '隐藏', en: 'hidden' },
  'no-headers': { zh: '没有表头', en: 'no headers' },
  'other-insurance': { zh: '其他险种', en: 'about another insurance' },
  'another-is-read': { zh: '已读前面一张', en: 'an earlier sheet is read' },
  'not-chosen': { zh: '未选', en: 'not chosen' },
  'too-many': { zh: '工作表太多', en: 'too many sheets' },
};

const LEFT_OUT: Readonly<Record<LeftOut, Texts>> = {
  total: { zh: '合计', en: 'sums' },
  note: { zh: '表尾说明', en: 'notes' },
  'headers-again': { zh: '重复的表头', en: 'repeated headers' },
  'other-insurance': { zh: '其他险种', en: 'other insurances' },
  'nothing-charged': { zh: '金额为零', en: 'zero amounts' },
  'other-unit': { zh: '其他单位', en: 'other units' },
  'not-insured': { zh: '未参保', en: 'not insured' },
};

const EVIDENCE: Readonly<Record<InsuranceEvidence, Texts>> = {
  setting: { zh: '按登记的 billColumns.only', en: 'by billColumns.only of the registry' },
  column: { zh: '按险种列', en: 'by the insurance column' },
  headers: { zh: '按列名', en: 'by the headers' },
  title: { zh: '按标题', en: 'by the title' },
  sheet: { zh: '按工作表名', en: "by the sheet's name" },
  nowhere: {
    zh: '文件没有写险种，当作医疗保险',
    en: 'the file names no insurance, so medical insurance is assumed',
  },
};

/** Lines that state how a file was understood. They are shown before anything is stored. */
export function understoodText(understood: Understood): readonly Texts[] {
  const { sheets, passedOver, insurance, month, hiddenRows, issuedOn, asked } = understood;
  const passed = joined(passedOver, ({ name, why }) => ({
    zh: `${name}（${PASSED[why].zh}）`,
    en: `${name} (${PASSED[why].en})`,
  }));
  const lines = [
    ...sheets.map(sheetText),
    passedOver.length > 0 && { zh: `没有读的工作表：${passed.zh}`, en: `Skipped sheets: ${passed.en}` },
    insurance && { zh: `险种：${EVIDENCE[insurance].zh}`, en: `Insurance: ${EVIDENCE[insurance].en}` },
    month && monthText(month),
    issuedOn && { zh: `出具日期：${issuedOn}`, en: `Issued on: ${issuedOn}` },
    rowText(understood),
    hiddenRows > 0 && {
      zh: `其中隐藏的 ${hiddenRows} 行照常读取`,
      en: `Hidden rows, read like the others: ${hiddenRows}`,
    },
    ...asked.map(({ header, word, rows }) => ({
      zh: `“${header}”列的“${word}”不认识（${rows} 行），是什么意思？`,
      en: `"${word}" in the column "${header}" is unknown (${counted(rows, 'row')}): what does it mean?`,
    })),
  ];
  return lines.filter((line) => typeof line === 'object');
}

function monthText({ month, by, text, isMonthBefore }: SaidMonth): Texts {
  const isTitle = by === 'title';
  return {
    zh: `费款所属期：${month}，按${isTitle ? '标题' : '工作表名'}“${text}”${isMonthBefore ? '的前一个月' : ''}`,
    en: `Month: ${month}, ${isMonthBefore ? 'the month before the one in' : 'by'} the ${isTitle ? 'title' : "sheet's name"} "${text}"`,
  };
}

function sheetText({ name, headerLines, columns }: ReadSheet): Texts {
  const listed = joined(columns, ({ field, column, header, isHidden }) => {
    const { zh, en } = FIELDS[field] ?? { zh: field, en: field };
    return {
      zh: `${column} ${header} → ${zh}${isHidden ? '（隐藏列）' : ''}`,
      en: `${column} ${header} → ${en}${isHidden ? ' (hidden)' : ''}`,
    };
  });
  return {
    zh: `${name === undefined ? '' : `工作表“${name}”，`}表头第 ${headerLines.join('、')} 行：${listed.zh}`,
    en: `${name === undefined ? 'Headers' : `Sheet "${name}", headers`} in line ${headerLines.join(', ')}: ${listed.en}`,
  };
}

function rowText({ rows, taken, inQuestion, leftOut, otherInsurances }: Understood): Texts {
  const entries = Object.entries(leftOut) as [LeftOut, number][];
  const left = joined(entries, ([why, count]) => {
    const named = why === 'other-insurance' && otherInsurances.length > 0;
    return {
      zh: `${LEFT_OUT[why].zh} ${count} 行${named ? `（${otherInsurances.join('、')}）` : ''}`,
      en: `${LEFT_OUT[why].en}: ${count}${named ? ` (${otherInsurances.join(', ')})` : ''}`,
    };
  });
  return {
    zh: `读到 ${rows} 行：采用 ${taken}，待核 ${inQuestion}${left.zh && `；未计入：${left.zh}`}`,
    en: `Rows: ${rows}, used ${taken}, with problems ${inQuestion}${left.en && `. Skipped: ${left.en}`}`,
  };
}

function joined<T>(items: readonly T[], textOf: (item: T) => Texts): Texts {
  const texts = items.map(textOf);
  return { zh: texts.map(({ zh }) => zh).join('，'), en: texts.map(({ en }) => en).join(', ') };
}
