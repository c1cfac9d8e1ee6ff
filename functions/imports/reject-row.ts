import { maskIdentityNumber } from '../../domain/values/identity-number.ts';
import type { Language } from '../../domain/values/language.ts';
import type { RejectsFile } from '../files/csv-files.ts';
import { type BadRow, cellTexts } from './bill-row.ts';
import { rowProblemWords } from './problem-words.ts';

const TITLES = {
  sheet: { zh: '工作表', en: 'sheet' },
  line: { zh: '行号', en: 'line' },
  reason: { zh: '原因', en: 'reason' },
};

/** Digits as an identity number has them, with blanks or without. */
const IDENTITY_LIKE = /\d[\d ]{13,}[\dXx]/g;

/** A text with everything in it masked that is written like an identity number. */
export function withoutNumbers(text: string): string {
  return text.replaceAll(IDENTITY_LIKE, maskIdentityNumber);
}

/**
 * Puts a row that cannot be taken into the file of rejects, with its sheet where several were read, and the reason;
 * identity numbers are masked there.
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
  const cells = cellTexts(row.cells, headers.length, withoutNumbers);
  const reasons = row.problems.map((problem) => rowProblemWords(problem)[language]);
  rejects.add(titles, [...place, ...cells, reasons.join(language === 'zh' ? '；' : '; ')]);
}
