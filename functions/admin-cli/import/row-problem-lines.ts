import type { RowProblem } from '../../import-bill/bill-row.ts';
import type { Frame } from '../frame/frame.ts';
import { rowProblemText } from './row-problem-words.ts';

const MOST_LINES = 20;

/** The rows of a file that could not be taken. */
export interface RejectedRows {
  /** Not necessarily all of them. */
  readonly problems: readonly RowProblem[];
  readonly rejectedRows: number;
  /** The file that has all of them; undefined where there are none. */
  readonly rejects: string | undefined;
}

/** What is wrong with which rows, the first of them, and where all of them are. */
export function rowProblemLines({ problems, rejects, rejectedRows }: RejectedRows, frame: Frame): string[] {
  const { say } = frame;
  if (rejects === undefined) return [];
  const shown = problems.slice(0, MOST_LINES);
  const more = rejectedRows > new Set(shown.map(({ line }) => line)).size;
  return [
    say({ zh: '有问题的行：', en: 'Rows with problems:' }),
    ...shown.map(
      (it) => say({ zh: `  第 ${it.line} 行：`, en: `  line ${it.line}: ` }) + rowProblemText(it, frame),
    ),
    say({
      zh: `${more ? '……全部' : '它们'}在 ${rejects}；改好原文件后整份重新导入即可`,
      en: `${more ? '… all of them are' : 'They are'} in ${rejects}; put the original right and import all of it again`,
    }),
  ];
}

export function rowProblemsJson(problems: readonly RowProblem[], frame: Frame) {
  return problems.map((it) => ({
    line: it.line,
    column: it.column ?? null,
    code: it.code,
    text: rowProblemText(it, frame),
  }));
}

/** A hint that a file may end too early. @param line its last one, where that does not end with a line break. */
export function openLastLine(line: number | undefined, { say }: Frame): string[] {
  if (line === undefined) return [];
  return [
    say({
      zh: `第 ${line} 行（最后一行）没有换行结尾；请核对它是完整的`,
      en: `Line ${line}, the last one, does not end with a line break; check that it is whole`,
    }),
  ];
}
