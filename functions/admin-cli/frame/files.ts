import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { Texts } from '../../../domain/values/language.ts';
import type { CommandContext } from './frame.ts';

/** The text of a file; `-` is standard input. @throws CommandFailed if it cannot be read. */
export function readTextFile(file: string, { failure }: CommandContext): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw failure({ zh: `读不了文件 ${file}（${code}）`, en: `the file ${file} cannot be read (${code})` });
  }
}

interface Output {
  readonly file: string;
  /** What the file contains, for error messages. */
  readonly what?: Texts;
  readonly force: boolean | undefined;
}

/**
 * Writes personal data to a file. If the file is new, only its owner can read it.
 * @throws CommandFailed if the file exists already or cannot be written.
 */
export async function writePrivateFile(
  { file, what, force }: Output,
  content: Uint8Array,
  { failure }: CommandContext,
): Promise<void> {
  try {
    await writeFile(file, content, { flag: force === true ? 'w' : 'wx', mode: 0o600 });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const why =
      code === 'EEXIST'
        ? {
            zh: `文件 ${file} 已存在；请换一个文件名，或加 --force 覆盖`,
            en: `the file ${file} exists; choose another name, or overwrite it with --force`,
          }
        : { zh: `写不了文件 ${file}（${code}）`, en: `the file ${file} cannot be written (${code})` };
    if (what === undefined) throw failure(why, error);
    throw failure(
      { zh: `${what.zh}没有写成：${why.zh}`, en: `${what.en} was not written: ${why.en}` },
      error,
    );
  }
}
