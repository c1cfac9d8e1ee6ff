import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod/mini';
import type { Texts } from '../../../domain/values/language.ts';
import { CommandFailed } from '../frame/frame.ts';
import { commandToPaste } from '../frame/suggest.ts';

const DEFAULT_DIRECTORY = '.canbao';

/** The parts of the local stack's description that the command line needs. */
const localJson = z.object({
  mail: z.optional(z.string()),
  dynamodb: z.string(),
  lambda: z.string(),
  sqs: z.string(),
  region: z.string(),
  table: z.string(),
  functions: z.record(z.string(), z.string()),
});

export type LocalStack = z.infer<typeof localJson> & { readonly directory: string };

/** @throws CommandFailed if `directory` has no description: the stack must be started first. */
export function readLocalJson(directory: string | undefined, say: (texts: Texts) => string): LocalStack {
  const root = directory ?? DEFAULT_DIRECTORY;
  const file = join(root, 'local.json');
  const start = commandToPaste(
    'npm',
    'start',
    ...(directory === undefined ? [] : ['--', '--data', directory]),
  );
  const text = readIfThere(file);
  if (text === undefined) {
    throw new CommandFailed(
      say({
        zh: `没有 ${file}，本机系统没有在运行；请先运行 ${start}${directory ? '' : '，或用 --data 指明它的数据目录'}`,
        en: `there is no ${file}; run \`${start}\` first${directory ? '' : ', or, if a stack is already running on this machine with another data directory, name that directory with --data'}`,
      }),
    );
  }
  const read = localJson.safeParse(parsed(text));
  if (read.success) return { ...read.data, directory: resolve(root) };
  throw new CommandFailed(
    say({
      zh: `${file} 不是本版本的系统写的；请重新运行 npm start`,
      en: `${file} was not written by this version of the stack; run \`npm start\` again`,
    }),
  );
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
