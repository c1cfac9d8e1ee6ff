import {
  maskIdentityNumbersIn,
  maskLongNumbersIn,
  maskWritten,
} from '../../domain/values/identity-number.ts';
import type { Language } from '../../domain/values/language.ts';
import type { RejectsFile } from '../files/csv-files.ts';
import { type BadRow, cellTexts } from './bill-row.ts';
import { rowProblemText } from './problem-texts.ts';

const TITLES = {
  sheet: { zh: '工作表', en: 'sheet' },
  line: { zh: '行号', en: 'line' },
  reason: { zh: '原因', en: 'reason' },
};

/** Headers of columns with identity documents. Numbers in these columns are always masked, whatever their form. */
const IDENTITY_HEADER =
  /(?:证件|证书|护照|通行证|居留证|居住证|身份证?|保障)件?(?:号|编号)|^(?:身份证|护照)$|identity|passport|\bid (?:card|number|no)/i;
/**
 * Headers of columns with the company's own numbers. They look like passport numbers, but are needed to find the row.
 */
const OWN_NUMBER_HEADER = /工号|(?:员工|职工|人员|单位)编号|employee|staff/i;

function masked(text: string, header = ''): string {
  const plain = header.normalize('NFKC').replaceAll(/\s+/g, ' ').trim();
  if (IDENTITY_HEADER.test(plain)) return maskWritten(text);
  return OWN_NUMBER_HEADER.test(plain) ? maskLongNumbersIn(text) : maskIdentityNumbersIn(text);
}

/** The cells of a row for display, with identity numbers masked. */
export function shownCells(cells: BadRow['cells'], headers: readonly string[]): string[] {
  return cellTexts(cells, headers.length, (text, column) => masked(text, headers[column]));
}

/**
 * Writes a rejected row to the file of rejects with its reason, and with its sheet if several were read. Identity
 * numbers are masked.
 */
export function addReject(
  rejects: RejectsFile,
  row: BadRow,
  headers: readonly string[],
  language: Language,
): void {
  const isOfSeveral = row.sheet !== undefined;
  const places = isOfSeveral ? [TITLES.sheet, TITLES.line] : [TITLES.line];
  const place = isOfSeveral ? [row.sheet, String(row.line)] : [String(row.line)];
  const titles = [...places.map((title) => title[language]), ...headers, TITLES.reason[language]];
  const cells = shownCells(row.cells, headers);
  const reasons = row.problems.map((problem) => rowProblemText(problem)[language]);
  rejects.add(titles, [...place, ...cells, reasons.join(language === 'zh' ? '；' : '; ')]);
}
