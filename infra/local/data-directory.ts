import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import * as z from 'zod';

export type DataDirectory = Readonly<ReturnType<typeof dataDirectory>>;

/** Where everything that the runner keeps lies. */
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

/** Removes what earlier runs kept, and nothing else that may lie there; an assembly depends on the sources alone. */
export function wipe(data: DataDirectory): void {
  const { root: _root, lock: _lock, assembly: _assembly, ...kept } = data;
  for (const path of Object.values(kept)) rmSync(path, { recursive: true, force: true });
}

const lockSchema = z.object({ pid: z.number(), instance: z.string(), url: z.string() });
export type Lock = z.infer<typeof lockSchema>;

/**
 * Claims the directory for this runner. A lock that a killed runner left behind is taken over: its process is
 * gone, or the number is another process's by now and does not answer as the runner that wrote the lock.
 * @throws Error naming the process that holds it, or why nothing can be kept there.
 */
export async function claim(data: DataDirectory, lock: Lock): Promise<() => void> {
  try {
    // Mails and secrets lie here; one that an earlier release made is closed as well.
    make(data.root);
    chmodSync(data.root, 0o700);
    return await locked(data, lock);
  } catch (error) {
    const problem = diskProblem(error) ?? FOLDER_PROBLEMS[(error as NodeJS.ErrnoException).code ?? ''];
    if (problem === undefined) throw error;
    throw new Error(`${data.root} cannot hold the data: ${problem}; choose another folder with --data`, {
      cause: error,
    });
  }
}

/** Makes the folder and those above it. One after the other: under /proc, Node's own way tries for ever. */
function make(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(folder) !== folder) make(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another runner may have made it just now.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

/** By the codes of errors: what is wrong with the disk itself, whatever is written. */
const DISK_PROBLEMS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EROFS: 'the disk is read-only',
  EIO: 'the disk reports a fault',
};
const FOLDER_PROBLEMS: Readonly<Record<string, string>> = {
  EACCES: 'it may not be written',
  EPERM: 'it may not be written',
  ENOTDIR: 'a file is in the way',
  EEXIST: 'a file is in the way',
  ENOENT: 'no folder can be made there',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'its links lead in a circle',
};

/** What is wrong with the disk, where an error is about that: ours, or that of the embedded DynamoDB. */
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

/** Readers see the old content or the new, never a part. */
export function writeFileAtomically(file: string, content: string, mode = 0o644): void {
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, content, { mode });
  renameSync(draft, file);
}
