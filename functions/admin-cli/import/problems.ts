import type { Texts } from '../../../domain/values/language.ts';
import { FileRefused, locationKey, type RowLocation } from '../../files/table.ts';
import type { RowProblem } from '../../imports/bill-row.ts';
import { type FileKind, fileProblemText, rowProblemText } from '../../imports/problem-texts.ts';
import { type CommandContext, CommandFailed } from '../frame/frame.ts';

const MOST_LINES = 20;

export interface RejectedRows {
  /** Not necessarily all of them. */
  readonly problems: readonly RowProblem[];
  readonly rejectedRows: number;
  /** The other rows were imported. */
  readonly applied: boolean;
  /** The file with all rejected rows; undefined if no row is rejected. */
  readonly rejects: string | undefined;
}

/** The problems of the first rejected rows, and the file with all of them. */
export function rowProblemLines(rejected: RejectedRows, context: CommandContext): string[] {
  const { problems, rejects, rejectedRows, applied } = rejected;
  const { say } = context;
  if (rejects === undefined) return [];
  const shown = problems.slice(0, MOST_LINES);
  const more = rejectedRows > new Set(shown.map(locationKey)).size;
  return [
    applied
      ? say({ zh: `有 ${rejectedRows} 行没有记入：`, en: `Rows that were not recorded: ${rejectedRows}` })
      : say({ zh: '有问题的行：', en: 'Rows with problems:' }),
    ...shown.map((it) => `  ${say(locationText(it))}${say(rowProblemText(it))}`),
    say({
      zh: `${more ? '……全部' : '它们'}在 ${rejects}；改好原文件后整份重新导入即可`,
      en: `${more ? '… all of them are' : 'They are'} in ${rejects}; correct the original file and import it again`,
    }),
  ];
}

export function locationText({ sheet, line }: RowLocation): Texts {
  if (sheet === undefined) return { zh: `第 ${line} 行：`, en: `line ${line}: ` };
  return { zh: `工作表“${sheet}”第 ${line} 行：`, en: `sheet "${sheet}", line ${line}: ` };
}

export function rowProblemsJson(problems: readonly RowProblem[], { say }: CommandContext) {
  return problems.map((it) => ({
    sheet: it.sheet ?? null,
    line: it.line,
    column: it.column ?? null,
    code: it.code,
    text: say(rowProblemText(it)),
  }));
}

/** A hint that a file may be truncated. @param line its last one, if it does not end with a line break. */
export function openLastLine(line: number | undefined, { say }: CommandContext): string[] {
  if (line === undefined) return [];
  return [
    say({
      zh: `第 ${line} 行（最后一行）没有换行结尾；请核对它是完整的`,
      en: `Line ${line}, the last one, does not end with a line break; check that it is complete`,
    }),
  ];
}

/** A file is refused until the caller answers a question; nothing was stored. */
export class NothingStored extends CommandFailed {}

/** An import's failure, as an error that a person can correct. Stored rows are kept: running it again adds the rest. */
export function importRefused(
  error: unknown,
  { file, holds }: { readonly file: string; readonly holds: FileKind },
  { say }: CommandContext,
): unknown {
  if (error instanceof FileRefused) {
    return new CommandFailed(`${file}: ${say(fileProblemText(error.problem, holds))}`, { cause: error });
  }
  if (error instanceof NothingStored) return error;
  if (error instanceof CommandFailed) {
    const again = say({ zh: '已保存的不会重复，可以重新运行', en: 'run it again, nothing is stored twice' });
    return new CommandFailed(`${error.message} (${again})`, { cause: error });
  }
  const { code, path } = error as NodeJS.ErrnoException;
  if (path === undefined || code === undefined) return error;
  return new CommandFailed(
    say({
      zh: `写不了 ${path}（${code}）；请把文件放在可写的目录`,
      en: `${path} cannot be written (${code}); move the file to a folder where files can be written`,
    }),
    { cause: error },
  );
}
