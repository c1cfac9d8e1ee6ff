import { maskIdentityNumber } from '../../../domain/values/identity-number.ts';
import type { RejectsFile } from '../../adapters/files/rejects-file.ts';
import { type BadRow, cellTexts } from '../../import-bill/bill-row.ts';
import type { Frame } from '../frame/frame.ts';
import { rowProblemText } from './row-problem-words.ts';

/** Digits as an identity number has them, with blanks or without. */
const IDENTITY_LIKE = /\d[\d ]{13,}[\dXx]/g;

/** Puts a row that cannot be taken into the file of rejects, with the reason; identity numbers are masked there. */
export function addReject(rejects: RejectsFile, row: BadRow, headers: readonly string[], frame: Frame): void {
  const { say } = frame;
  const titles = [say({ zh: '行号', en: 'line' }), ...headers, say({ zh: '原因', en: 'reason' })];
  const cells = cellTexts(row.cells, headers.length, masked);
  const reason = row.problems
    .map((problem) => rowProblemText(problem, frame))
    .join(say({ zh: '；', en: '; ' }));
  rejects.add(titles, [String(row.line), ...cells, reason]);
}

function masked(text: string): string {
  return text.replaceAll(IDENTITY_LIKE, maskIdentityNumber);
}
