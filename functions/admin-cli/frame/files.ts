import { constants, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
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

const { O_WRONLY, O_CREAT } = constants;

interface Output {
  readonly file: string;
  /** What the file contains, for error messages. */
  readonly what?: Texts;
  readonly force: boolean | undefined;
}

/**
 * Writes personal data to a file that only its owner can read, also if it existed before. A device keeps its mode.
 * @throws CommandFailed if the file exists already or cannot be written.
 */
export async function writePrivateFile(
  { file, what, force }: Output,
  content: Uint8Array,
  { failure }: CommandContext,
): Promise<void> {
  try {
    const opened = await open(file, force === true ? O_WRONLY | O_CREAT : 'wx', 0o600);
    try {
      if ((await opened.stat()).isFile()) {
        // The mode is set before the content, so that nobody else can read it even for a moment.
        await opened.chmod(0o600);
        await opened.truncate();
      }
      await opened.writeFile(content);
    } finally {
      await opened.close();
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const why =
      code === 'EEXIST'
        ? {
            zh: `文件 ${file} 已存在；请换一个文件名，或加 --force 覆盖`,
            en: `the file ${file} exists; choose another name, or overwrite it with --force`,
          }
        : { zh: `写不了文件 ${file}（${code}）`, en: `the file ${file} cannot be written (${code})` };
    if (what === undefined) throw failure(why, { cause: error });
    const named = { zh: `${what.zh}没有写成：${why.zh}`, en: `${what.en} was not written: ${why.en}` };
    throw failure(named, { cause: error });
  }
}
