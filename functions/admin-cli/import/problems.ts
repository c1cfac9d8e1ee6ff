import type { Texts } from '../../../domain/values/language.ts';
import { MOST_REJECTS } from '../../files/csv-files.ts';
import { openTable } from '../../files/open-table.ts';
import { FileRefused, locationKey, type TableFile } from '../../files/table.ts';
import type { RowProblem } from '../../imports/bill-row.ts';
import { type FileKind, fileProblemText, rowProblemText } from '../../imports/problem-texts.ts';
import { type CommandContext, CommandFailed, type Line } from '../frame/frame.ts';

const MOST_LINES = 20;

interface RejectedRows {
  /** The problems of the rejected rows; of many rows, only the problems of the first ones. */
  readonly problems: readonly RowProblem[];
  readonly rejectedRows: number;
  /** True if the other rows were imported. */
  readonly applied: boolean;
  /** The path of the file with the first rejected rows; undefined if no row is rejected. */
  readonly rejects: string | undefined;
}

/** The problems of the first rejected rows, and the path of the file with the rejected rows. */
export function rowProblemLines(rejected: RejectedRows, context: CommandContext): Line[] {
  const { problems, rejects, rejectedRows, applied } = rejected;
  if (rejects === undefined) return [];
  const shown = problems.slice(0, MOST_LINES);
  const more = rejectedRows > new Set(shown.map(locationKey)).size;
  const kept =
    rejectedRows > MOST_REJECTS
      ? { zh: `前 ${MOST_REJECTS} 行`, en: `the first ${MOST_REJECTS} rows are` }
      : { zh: '全部', en: 'all of them are' };
  return [
    applied
      ? { zh: `有 ${rejectedRows} 行没有记入：`, en: `Rows that were not recorded: ${rejectedRows}` }
      : { zh: '有问题的行：', en: 'Rows with problems:' },
    ...shown.map((it) => `  ${problemLine(it, context)}`),
    {
      zh: `${more ? `……${kept.zh}` : '它们'}在 ${rejects}；改好原文件后整份重新导入即可`,
      en: `${more ? `… ${kept.en}` : 'They are'} in ${rejects}; correct the original file and import it again`,
    },
  ];
}

/** A problem with its place in the file. */
export function problemLine(problem: RowProblem, { say }: CommandContext): string {
  const { sheet, line } = problem;
  const place =
    sheet === undefined
      ? { zh: `第 ${line} 行：`, en: `line ${line}: ` }
      : { zh: `工作表“${sheet}”第 ${line} 行：`, en: `sheet "${sheet}", line ${line}: ` };
  return `${say(place)}${say(rowProblemText(problem))}`;
}

/** A title and the first lines of a list; nothing if the list is empty. */
export function firstLines(title: Texts, lines: readonly string[]): Line[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, MOST_LINES).map((line) => `  ${line}`);
  return [title, ...shown, lines.length > MOST_LINES && '  …'];
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

/** The file is refused until the caller answers a question. Nothing was stored. */
export class NothingStored extends CommandFailed {}

/**
 * The failure of an import, as an error that a person can correct. Stored rows are kept, and repeating the import adds
 * the rest. Other errors are returned as they are.
 */
function importRefused(
  error: unknown,
  { file, holds }: { readonly file: string; readonly holds: FileKind },
  { say, failure }: CommandContext,
): unknown {
  if (error instanceof FileRefused) {
    return new CommandFailed(`${file}: ${say(fileProblemText(error.problem, holds))}`, { cause: error });
  }
  if (error instanceof NothingStored) return error;
  if (error instanceof CommandFailed) {
    const again = say({
      zh: '已保存的不会重复，可以重新运行',
      en: 'run the command again; nothing is stored twice',
    });
    return new CommandFailed(`${error.message} (${again})`, { cause: error });
  }
  const { code, path } = error as NodeJS.ErrnoException;
  if (path === undefined || code === undefined) return error;
  return failure(
    {
      zh: `写不了 ${path}（${code}）；请把文件放在可写的目录`,
      en: `${path} cannot be written (${code}); move the file to a folder where files can be written`,
    },
    { cause: error },
  );
}

/** Opens and reads a file. @throws the error that {@link importRefused} returns for a failure. */
export async function readFile<T>(
  file: string,
  holds: FileKind,
  context: CommandContext,
  read: (table: TableFile) => Promise<T>,
): Promise<T> {
  try {
    return await read(await openTable(file));
  } catch (error) {
    throw importRefused(error, { file, holds }, context);
  }
}
