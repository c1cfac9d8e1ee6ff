import { FileRefused } from '../../import-bill/bill-file.ts';
import { CommandFailed } from '../frame/failures.ts';
import type { Frame } from '../frame/frame.ts';
import { fileProblemWords, type Holding } from './file-problem-words.ts';

/** What went wrong with an import, as a person can act on it. What is stored stays stored: running it again adds the rest. */
export function importRefused(
  error: unknown,
  { file, holds }: { readonly file: string; readonly holds: Holding },
  { say }: Frame,
): unknown {
  if (error instanceof FileRefused) {
    return new CommandFailed(`${file}: ${say(fileProblemWords(error.problem, holds))}`, { cause: error });
  }
  if (error instanceof CommandFailed) {
    const again = say({
      zh: '已保存的不会重复，可以重新运行',
      en: 'what is stored is not stored twice, run it again',
    });
    return new CommandFailed(`${error.message} (${again})`, { cause: error });
  }
  const { code, path } = error as NodeJS.ErrnoException;
  if (path === undefined || code === undefined) return error;
  return new CommandFailed(
    say({
      zh: `写不了 ${path}（${code}）；请把文件放在可写的目录`,
      en: `${path} cannot be written (${code}); put the file where files can be written`,
    }),
    { cause: error },
  );
}
