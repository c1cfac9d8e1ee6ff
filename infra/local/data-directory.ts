import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import * as z from 'zod';

export type DataDirectory = Readonly<ReturnType<typeof dataDirectory>>;

/** The locations of everything that the runner stores. */
export function dataDirectory(root: string) {
  const absolute = resolve(root);
  const at = (name: string) => join(absolute, name);
  return {
    root: absolute,
    dynamodb: at('dynamodb'),
    queues: at('queues'),
    mails: at('mails.jsonl'),
    secrets: at('secrets.json'),
    functionLog: at('functions.log'),
    assembly: at('cdk.out'),
    localJson: at('local.json'),
    lock: at('runner.lock'),
  };
}

/** Removes the data of earlier runs, but no other files. The assembly stays, because it contains no data of a run. */
export function wipe(data: DataDirectory): void {
  const { root: _root, lock: _lock, assembly: _assembly, ...kept } = data;
  for (const path of Object.values(kept)) rmSync(path, { recursive: true, force: true });
}

const lockSchema = z.object({ pid: z.number(), instance: z.string(), url: z.string() });
export type Lock = z.infer<typeof lockSchema>;

/**
 * Claims the directory for this runner. The lock of a runner that was killed is replaced: its process no longer exists,
 * or the process id now belongs to another program, which does not answer as that runner would.
 * @throws Error naming the process that uses the directory, or why nothing can be stored there.
 */
export async function claim(data: DataDirectory, lock: Lock): Promise<() => void> {
  try {
    // The directory contains mails and secrets. Only the owner may read it, even if an earlier release created it
    // readable.
    make(data.root);
    chmodSync(data.root, 0o700);
    return await locked(data, lock);
  } catch (error) {
    const problem = diskProblem(error) ?? FOLDER_PROBLEMS[(error as NodeJS.ErrnoException).code ?? ''];
    if (problem === undefined) throw error;
    throw new Error(
      `${data.root} cannot be used for the data: ${problem}; choose another folder with --data`,
      {
        cause: error,
      },
    );
  }
}

/** Creates the folder and its parents one by one: under /proc, Node's recursive option never returns. */
function make(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(folder) !== folder) make(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // This is no error if another runner has just created the folder.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

/** Disk problems by error code. They can occur at any write. */
const DISK_PROBLEMS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EROFS: 'the disk is read-only',
  EIO: 'the disk reports an error',
};
const FOLDER_PROBLEMS: Readonly<Record<string, string>> = {
  EACCES: 'there is no permission to write there',
  EPERM: 'there is no permission to write there',
  ENOTDIR: 'there is a file with that name',
  EEXIST: 'there is a file with that name',
  ENOENT: 'no folder can be created there',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'its symbolic links form a loop',
};

/** The disk problem behind an error of the runner or of the embedded DynamoDB; undefined for other errors. */
export function diskProblem(error: unknown): string | undefined {
  const { code, message } = error as Partial<NodeJS.ErrnoException>;
  return message === 'database or disk is full' ? DISK_PROBLEMS.ENOSPC : DISK_PROBLEMS[code ?? ''];
}

async function locked(data: DataDirectory, lock: Lock): Promise<() => void> {
  for (;;) {
    try {
      writeFileSync(data.lock, JSON.stringify(lock), { flag: 'wx' });
      return () => rmSync(data.lock, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = readLock(data.lock);
    if (holder !== undefined && (await isAlive(holder))) {
      throw new Error(
        `${data.root} is in use by the stack with process id ${holder.pid}; stop it, or choose another with --data`,
      );
    }
    rmSync(data.lock, { force: true });
  }
}

function readLock(file: string): Lock | undefined {
  try {
    return lockSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

async function isAlive({ pid, instance, url }: Lock): Promise<boolean> {
  try {
    process.kill(pid, 0);
    const answer = await fetch(`${url}/instance`, { signal: AbortSignal.timeout(3000) });
    return (await answer.text()) === instance;
  } catch {
    return false;
  }
}

/** Writes a file so that readers see the old or the new content, never a part of it. */
export function writeFileAtomically(file: string, content: string, mode = 0o644): void {
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, content, { mode });
  renameSync(draft, file);
}
