import type { Texts } from '../../domain/values/language.ts';
import type { FileProblem } from '../files/table.ts';
import type { RowProblem, RowProblemCode } from './bill-row.ts';

/** The kind of content a file has. Only a bill's headers can be configured in the registry. */
export type FileKind = 'charges' | 'roster' | 'insured-list';

/**
 * States what is wrong with a whole file, and what to do about it.
 * @param isOnPage whether the text is for a form on a page. A form has fields instead of command-line options.
 */
export function fileProblemText(problem: FileProblem, kind: FileKind, isOnPage = false): Texts {
  const textOf = FILE_PROBLEMS[problem.code] as (...args: [FileProblem, FileKind, boolean]) => Texts;
  return textOf(problem, kind, isOnPage);
}

const FILE_PROBLEMS: {
  readonly [Code in FileProblem['code']]: (
    problem: Extract<FileProblem, { code: Code }>,
    kind: FileKind,
    isOnPage: boolean,
  ) => Texts;
} = {
  'not-readable': (problem) => ({
    zh: `读不了这个文件（${problem.cause}）`,
    en: `the file cannot be read (${problem.cause})`,
  }),
  changed: () => ({
    zh: '读取期间文件被改动；请保存好后重新导入',
    en: 'the file was changed while it was read; save it and import it again',
  }),
  empty: () => ({ zh: '文件是空的', en: 'the file is empty' }),
  'old-or-locked-excel': () => ({
    zh: '这是旧版 Excel（.xls）或设了密码的工作簿；请打开后另存为不设密码的 .xlsx 或 CSV',
    en: 'this is an old Excel file (.xls) or a workbook with a password; save it as .xlsx without a password, or as CSV',
  }),
  'web-page': () => ({
    zh: '这是网页，不是表格（有些网站把网页存成 .xls）；请用 Excel 打开后另存为 .xlsx 或 CSV',
    en: 'this is a web page, not a table (some sites name such a file .xls); open it in Excel and save it as .xlsx or CSV',
  }),
  'not-text': () => ({
    zh: '既不是 XLSX 工作簿，也不是文本（CSV）；请另存为其中一种',
    en: 'this is neither an XLSX workbook nor text (CSV); save it as one of them',
  }),
  'utf-16': () => ({
    zh: '文本的编码是 UTF-16；请另存为“CSV UTF-8”',
    en: 'the text is UTF-16; save it as "CSV UTF-8"',
  }),
  'wrong-encoding': (problem) => ({
    zh: `文本的编码既不是 UTF-8 也不是 GB18030（GBK），第 ${problem.line} 行起读不通；请另存为“CSV UTF-8”`,
    en: `the text is neither UTF-8 nor GB18030 (GBK), as line ${problem.line} shows; save it as "CSV UTF-8"`,
  }),
  'cut-off': (problem) => ({
    zh: `文件不完整${problem.line === undefined ? '' : `，在第 ${problem.line} 行断开`}；请重新下载，没有导入任何内容`,
    en: `the file is cut off${problem.line === undefined ? '' : ` in line ${problem.line}`}. Nothing was imported; download the file again`,
  }),
  'quote-open': (problem) => ({
    zh: `第 ${problem.line} 行起有一个引号没有收尾：文件不完整，或引号用错了；请重新下载，没有导入任何内容`,
    en: `a quotation mark in line ${problem.line} or later is never closed: the file is incomplete, or the mark is in the wrong place. Nothing was imported; download the file again`,
  }),
  'broken-csv': (problem) => ({
    zh: `第 ${problem.line} 行的引号用错了；请用 Excel 重新保存`,
    en: `quotation marks are misplaced in line ${problem.line}; save the file again with Excel`,
  }),
  'line-too-long': (problem) => ({
    zh: `第 ${problem.line} 行太长，多半是缺了收尾的引号`,
    en: `line ${problem.line} is too long; most likely a closing quotation mark is missing`,
  }),
  'not-a-workbook': () => ({
    zh: '这是压缩文件，但不是可读的 XLSX 工作簿；请打开后另存为 .xlsx 或 CSV',
    en: 'this is a ZIP file, but not a readable XLSX workbook; save it as .xlsx or CSV',
  }),
  'broken-workbook': (problem) => ({
    zh: `工作簿已损坏（${problem.part}）；请重新下载，或用 Excel 重新保存`,
    en: `the workbook is damaged (${problem.part}); download it again, or save it again with Excel`,
  }),
  'no-such-sheet': (problem) => ({
    zh: `没有名为“${problem.sheet}”的工作表；有 ${problem.sheets.join('、')}`,
    en: `there is no sheet "${problem.sheet}"; there are ${problem.sheets.join(', ')}`,
  }),
  bomb: (problem) => ({
    zh: `工作簿的 ${problem.part} 解压后超出允许的大小（${problem.megabytes} MB，最多 ${problem.most} MB），已拒绝；请另存为 CSV 再导入`,
    en: `${problem.part} of the workbook unpacks to more than is allowed (${problem.megabytes} MB, at most ${problem.most} MB) and was refused; save it as CSV and import that`,
  }),
  'too-much-text': (problem) => ({
    zh: `工作簿里的文字太多（超过 ${problem.megabytes} MB）；请另存为 CSV 再导入`,
    en: `the workbook contains too much text (over ${problem.megabytes} MB); save it as CSV and import that`,
  }),
  'too-many-columns': (problem) => ({
    zh: `第 ${problem.most} 列之后还有内容；请删去表格以外的列后重新保存`,
    en: `there are cells beyond column ${problem.most}; delete the columns outside the table and save the file again`,
  }),
  'too-many-rows': (problem) => ({
    zh: `超过 ${problem.most} 行；请删去空行或分成几份`,
    en: `there are more than ${problem.most} lines; delete the empty lines, or split the file`,
  }),
  'too-many-empty-cells': (problem) => ({
    zh: `表格之外有超过 ${problem.most} 个带格式的空单元格；请删去表格下方和右侧的空行空列后重新保存`,
    en: `there are more than ${problem.most} formatted empty cells outside the table; delete the empty rows and columns around the table and save the file again`,
  }),
  'no-visible-sheet': (_problem, _kind, isOnPage) => ({
    zh: `所有工作表都是隐藏的；请取消隐藏，或用${isOnPage ? '“工作表”一栏' : ' --sheet '}指明读哪一张`,
    en: `all sheets are hidden; unhide the right sheet, or name it with ${isOnPage ? '"Sheet"' : '--sheet'}`,
  }),
  'not-medical': (problem, kind) => ({
    zh: `没有职工医疗保险的内容，写的是 ${problem.said.join('、')}；请换成医疗保险的${FILE_KINDS[kind].zh}${onlyHint(kind).zh}`,
    en: `the file is not about employees' medical insurance, but about ${problem.said.join(', ')}; use the ${FILE_KINDS[kind].en} of medical insurance${onlyHint(kind).en}`,
  }),
  'only-sums': (problem) => ({
    zh: `${problem.headers.join('、')} 旁边有其他险种的列，可能是几个险种的合计，没有单列的医疗保险金额；请下载医疗保险的明细，或在登记中用 billColumns 指明哪两列是医疗保险`,
    en: `${problem.headers.join(', ')} are next to columns of other insurances and may be sums; there are no amounts for medical insurance alone. Download the bill of medical insurance, or name its two columns under billColumns in the registry`,
  }),
  'column-twice': (problem) => ({
    zh: `登记的 billColumns 里 ${problem.settings.join('、')} 指的是同一列“${problem.header}”，金额会重复计算；请各写一列`,
    en: `${problem.settings.join(', ')} under billColumns in the registry are the same column, "${problem.header}", so amounts would be counted twice; name a different column for each`,
  }),
  'month-unclear': (problem, _kind, isOnPage) => ({
    zh: `只有“${problem.header}”，没有费款所属期：缴的是当月还是上月的费？请在登记中写明 billColumns.monthIs：当月写 "period"，上月写 "collected"；或${isOnPage ? '在“月份的含义”里选' : '用 --month-is'}`,
    en: `there is only "${problem.header}" and no 费款所属期: is this the month paid for, or one month later? Set billColumns.monthIs in the registry: "period" for the month paid for, "collected" for one month later; or ${isOnPage ? 'choose it under "Meaning of the month"' : 'with --month-is'}`,
  }),
  'months-disagree': (problem) => ({
    zh: `没有“费款所属期”列，而标题或工作表名写了几个月份（${problem.months.join('、')}）：${problem.said.join('；')}。请改正，或加上这一列`,
    en: `there is no column 费款所属期, and the title or the sheet's name contains several months (${problem.months.join(', ')}): ${problem.said.join('; ')}. Correct the title or the sheet's name, or add the column`,
  }),
  'whose-rows': (problem) => ({
    zh: `有几个单位编号：${problem.units.join('、')}，不知道哪个是本单位；请在登记中用 unitNumbers 写明`,
    en: `there are several unit numbers, ${problem.units.join(', ')}, and it is unknown which are this unit's; name this unit's numbers under unitNumbers in the registry`,
  }),
  'no-header': (problem, kind) => ({
    zh: `前 ${problem.lines} 行里没有找到表头；缺少列 ${problem.missing.join('、')}。${otherHeaders(kind).zh}`,
    en: `no headers were found in the first ${problem.lines} lines; missing ${problem.missing.join(', ')}. ${otherHeaders(kind).en}`,
  }),
  'merged-header': (problem) => ({
    zh: `表头有合并单元格 ${problem.cells.join('、')}，分不清哪一列是什么；请取消合并，每列一个列名`,
    en: `the headers have merged cells ${problem.cells.join(', ')}, so the columns are unclear; unmerge these cells and give each column one header`,
  }),
  'header-twice': (problem, kind) => ({
    zh: `列名“${problem.header}”出现在 ${problem.columns.join('、')} 列；请改名${kind === 'charges' ? '，或在登记中用 billColumns 指明' : ''}`,
    en: `the header "${problem.header}" is above columns ${problem.columns.join(', ')}; rename one of these columns${kind === 'charges' ? ', or name the right one under billColumns in the registry' : ''}`,
  }),
  'several-kinds': (problem) => ({
    zh: `“${problem.header}”列有多种：${problem.kinds.join('、')}。请在登记的 billColumns.only 写明只算哪些，例如 {"column":"${problem.header}","values":["${problem.kinds[0] ?? ''}"]}`,
    en: `the column "${problem.header}" has several kinds: ${problem.kinds.join(', ')}. Enter the kinds to be counted under billColumns.only in the registry, e.g. {"column":"${problem.header}","values":["${problem.kinds[0] ?? ''}"]}`,
  }),
};

const FILE_KINDS: Readonly<Record<FileKind, Texts>> = {
  charges: { zh: '缴费明细', en: 'bill' },
  roster: { zh: '花名册', en: 'roster' },
  'insured-list': { zh: '参保人员名单', en: 'list of insured people' },
};

/** A hint on the registry's settings. They can state which insurances are relevant, but only for bills. */
function onlyHint(kind: FileKind): Texts {
  if (kind !== 'charges') return { zh: '', en: '' };
  return {
    zh: '；确实是医疗保险的，请在登记的 billColumns.only 写明哪一列的哪些值算',
    en: '; if the file is about medical insurance after all, enter the column and the values that mean medical insurance under billColumns.only in the registry',
  };
}

function otherHeaders(kind: FileKind): Texts {
  return kind === 'charges'
    ? {
        zh: '列名不同时，请在登记中用 billColumns 写明',
        en: 'If your file has other headers for these columns, name your headers under billColumns in the registry',
      }
    : {
        zh: '列名不同时，请把表头改成这样',
        en: 'If your file has other headers for these columns, rename them to the missing headers named here',
      };
}

type Values = Readonly<Record<string, string>>;

const TEXTS: Readonly<Record<RowProblemCode, (values: Values) => Texts>> = {
  empty: () => ({ zh: '是空的；没有金额请写 0', en: 'is empty; if there is no amount, write 0' }),
  formula: () => ({
    zh: '是公式；请粘贴为数值后再导入',
    en: 'is a formula; paste it as a value and import again',
  }),
  'error-value': () => ({ zh: '是错误值', en: 'shows an error' }),
  'not-an-amount': () => ({ zh: '不是金额', en: 'is not an amount' }),
  negative: () => ({ zh: '是负数', en: 'is negative' }),
  'mixed-signs': () => ({
    zh: '单位与个人金额一正一负，分不清是缴费还是冲减',
    en: 'only one amount is negative, so this is neither a charge nor an offset',
  }),
  'whose-share': () => ({
    zh: '没有写明是单位缴纳还是个人缴纳',
    en: "does not say whether it is the unit's share or the person's",
  }),
  'half-missing': () => ({
    zh: '只有单位或个人一方的金额，没有另一方的行',
    en: 'has the amount of one side only; the row of the other side is missing',
  }),
  'part-of-a-fen': () => ({
    zh: '不足一分的部分无法入账',
    en: 'is not a whole number of fen; write at most two decimals',
  }),
  'not-a-month': () => ({
    zh: '不是月份；例如 202610 或 2026-10',
    en: 'is not a month; write e.g. 202610 or 2026-10',
  }),
  'decimal-month': () => ({
    zh: '是带小数的数字，2026.1 分不清是 1 月还是 10 月；请设为文本，写成 202610 或 2026-10',
    en: 'is a decimal number: 2026.1 may be January or October; format it as text and write 202610 or 2026-10',
  }),
  'several-months': () => ({
    zh: '跨了几个月；请每月一行',
    en: 'covers several months; write one line per month',
  }),
  'not-a-day': () => ({ zh: '不是日期；例如 2026-10-15', en: 'is not a day; write e.g. 2026-10-15' }),
  'too-long': () => ({ zh: '太长', en: 'is too long' }),
  'digits-lost': () => ({
    zh: '被当成数字保存，末几位已丢失；请设为文本后从原始明细重新粘贴',
    en: 'was saved as a number and has lost its last digits; format it as text and paste it again from the source',
  }),
  masked: () => ({ zh: '被遮盖，无法用来找人', en: 'is masked, so it cannot identify a person' }),
  'not-a-tier': () => ({
    zh: '不是缴费档次；请写一档或二档',
    en: 'is no contribution tier; write 一档 or 二档, first or second',
  }),
  'no-person': () => ({
    zh: '没有工号，也没有证件号码',
    en: 'there is neither an employee id nor an identity number',
  }),
  'extra-cells': () => ({
    zh: '列数比表头多；多半是某个值里有分隔符而没有引号',
    en: 'there are more columns than headers; probably a value contains a separator and has no quotation marks',
  }),
  'unknown-person': ({ who = '', problem }) => ({
    zh: `没有人事系统报过这个人（${who}）${problem === undefined ? '' : '，证件号码校验不通过'}`,
    en: `no HR system has reported this person (${who})${problem === undefined ? '' : '; the identity number fails its check'}`,
  }),
  'two-people': ({ employeeId = '', others = '' }) => ({
    zh: `工号 ${employeeId} 与证件号码不是同一人（证件号码属于 ${others}）`,
    en: `the employee id ${employeeId} and the identity number belong to different people (the number belongs to ${others})`,
  }),
  'several-ids': ({ ids = '' }) => ({
    zh: `这个证件号码有几个工号（${ids}）；请加上工号列`,
    en: `this identity number has several employee ids (${ids}); add a column with the id`,
  }),
  'record-unreadable': ({ employeeId = '', record = '' }) => ({
    zh: `工号 ${employeeId} 存储的记录无法读取（${record}），修复后重新导入`,
    en: `a stored record of employee ${employeeId} cannot be read (${record}): import again once the record is repaired`,
  }),
  'other-name': ({ employeeId = '', name = '', known = '' }) => ({
    zh: `工号 ${employeeId} 的姓名是 ${known}，不是 ${name}`,
    en: `the employee id ${employeeId} belongs to ${known}, not to ${name}`,
  }),
  'id-needed': ({ who = '' }) => ({
    zh: `没有人事系统报过这个证件号码（${who}）；新职工请加上工号`,
    en: `no HR system has reported this identity number (${who}); for a new employee add the employee id`,
  }),
  'other-id': ({ employeeId = '', ids = '' }) => ({
    zh: `工号 ${employeeId} 没有记录，而证件号码已在工号 ${ids} 名下；请核对是同一人换了工号，还是录错`,
    en: `employee ${employeeId} is unknown, and the identity number belongs to ${ids}; check whether the id changed or is misspelt`,
  }),
  'unknown-unit': ({ unit = '' }) => ({
    zh: `的“${unit}”不是登记的参保单位；请写单位编号或登记的名称`,
    en: `holds "${unit}", which is not a registered unit; write the id or name of a registered unit`,
  }),
  'unit-needed': () => ({
    zh: '没有写参保单位；几个单位的花名册每行都要写',
    en: 'names no unit; in a roster of several units, every line must name one',
  }),
  'leave-before-hire': ({ hiredOn = '', lastWorkingDay = '' }) => ({
    zh: `最后工作日 ${lastWorkingDay} 早于入职日期 ${hiredOn}`,
    en: `the last working day ${lastWorkingDay} is before the first working day, ${hiredOn}`,
  }),
};

/** States what is wrong with a row, and in which column. The caller adds the line number. */
export function rowProblemText({ column, code, values = {} }: RowProblem): Texts {
  const { zh, en } = TEXTS[code](values);
  return column === undefined ? { zh, en } : { zh: `${column} 列${zh}`, en: `column ${column} ${en}` };
}

/** A hint that a file may be truncated. @param line the last line, if it does not end with a line break. */
export function openLastLineText(line: number | undefined): Texts | undefined {
  if (line === undefined) return undefined;
  return {
    zh: `第 ${line} 行（最后一行）没有换行结尾；请核对它是完整的`,
    en: `Line ${line}, the last one, does not end with a line break; check that it is complete`,
  };
}
