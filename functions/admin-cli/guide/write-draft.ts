import { writeFile } from 'node:fs/promises';
import { CommandFailed } from '../frame/failures.ts';
import type { Frame } from '../frame/frame.ts';
import { type GuideDraft, guideDraft } from './guide-draft.ts';

/**
 * Writes the draft for its owner's eyes alone, since it is personal.
 * @throws CommandFailed where it cannot be written, or something stands there already.
 */
export async function writeDraft(file: string, draft: GuideDraft, { say, progress }: Frame): Promise<void> {
  try {
    await writeFile(file, await guideDraft(draft), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandFailed(
      say({
        zh: `邮件草稿没有写成：${why}；请换一个文件名`,
        en: `the draft was not written: ${why}; choose another file`,
      }),
    );
  }
  progress(say({ zh: `邮件草稿已写入 ${file}`, en: `the draft was written to ${file}` }));
}
