import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PROJECT = resolve(import.meta.dirname, '..', '..', '..');

/**
 * The files that the assembly may depend on, including those that NO_INPUT excludes again. The assembly also depends on
 * variables.
 */
const INPUTS = [
  '{domain,functions,infra}/**/*',
  'cdk.json',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];
const NO_INPUT = /^infra[\\/](local[\\/]|README\.md$)/;

/**
 * Default variables. Mail does not leave this machine, so its rate is not limited. A variable of the runner's own
 * environment takes precedence.
 */
const DEFAULTS = { CANBAO_SENDS_PER_SECOND: '1000' };

/** Protections against strangers are switched off, so that on this machine all senders use the plain paths. */
const UNUSED = { CANBAO_HOOK_KEY: '', CANBAO_RECEIVE_CONCURRENCY: '' };

const KEPT_FOR_MS = 24 * 3600 * 1000;

/**
 * The template is not validated: CloudFormation never reads it here, and the validation takes a quarter of the
 * synthesis.
 */
const UNVALIDATED = { CDK_VALIDATION: 'false' };

export interface KeptAssemblyOptions {
  /** Variables for the app, in addition to those of the runner's own environment. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * This project's assembly. If `parent` has none for the same sources and settings, it is synthesized there. If
 * several processes need it at the same time, one synthesizes it and the others wait.
 * @returns its directory.
 * @throws Error with the app's output if the app fails.
 */
export async function keptAssembly(parent: string, options: KeptAssemblyOptions = {}): Promise<string> {
  const environment = { ...DEFAULTS, ...process.env, ...UNUSED, ...UNVALIDATED, ...options.environment };
  const directory = join(resolve(parent), fingerprint(environment));
  if (existsSync(join(directory, 'manifest.json'))) {
    const now = new Date();
    utimesSync(directory, now, now);
    return directory;
  }
  mkdirSync(parent, { recursive: true });
  removeOld(parent);
  const draft = `${directory}.${process.pid}`;
  if (await madeByAnother(directory)) return directory;
  try {
    await synthesize(draft, environment, options.signal);
    putInPlace(draft, directory);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return directory;
}

function fingerprint(environment: Readonly<Record<string, string | undefined>>): string {
  const hash = createHash('sha256').update(process.version);
  for (const file of globSync(INPUTS, { cwd: PROJECT }).sort()) {
    const path = join(PROJECT, file);
    if (NO_INPUT.test(file) || !statSync(path).isFile()) continue;
    hash.update(`\n${file}\n`).update(readFileSync(path));
  }
  for (const name of Object.keys(environment)
    .filter((key) => /^(CANBAO|CDK|AWS)_/.test(key))
    .sort()) {
    hash.update(`\n${name}=${environment[name]}`);
  }
  return hash.digest('hex').slice(0, 16);
}

/**
 * Runs the CDK app in a process of its own, because the CDK library is heavy.
 * @param environment all variables of the new process except CDK_OUTDIR; nothing is inherited.
 */
async function synthesize(
  directory: string,
  environment: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal | undefined,
): Promise<void> {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const child = spawn(process.execPath, [join(PROJECT, 'infra', 'app.ts')], {
    cwd: directory,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...environment, CDK_OUTDIR: directory },
    ...(signal === undefined ? {} : { signal }),
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`infra/app.ts failed with exit code ${code}:\n${printed.trim()}`);
}

/** After this time a draft is considered abandoned, although its process is alive or another has its number. */
const DRAFT_LASTS_MS = 60_000;

/** Waits while another process synthesizes the same assembly. @returns whether it is complete now. */
async function madeByAnother(directory: string): Promise<boolean> {
  const isInProgress = (name: string) => {
    const [, pid] = name.split(`${basename(directory)}.`);
    const draft = statSync(join(dirname(directory), name), { throwIfNoEntry: false });
    return isRunning(Number(pid)) && draft !== undefined && Date.now() - draft.mtimeMs < DRAFT_LASTS_MS;
  };
  while (readdirSync(dirname(directory)).some(isInProgress)) await sleep(50);
  return existsSync(join(directory, 'manifest.json'));
}

function isRunning(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Renames the draft to its final name. If another process was faster, the result of that process is used. */
function putInPlace(draft: string, directory: string): void {
  try {
    renameSync(draft, directory);
  } catch (error) {
    if (!existsSync(join(directory, 'manifest.json'))) throw error;
  }
}

function removeOld(parent: string): void {
  for (const name of readdirSync(parent)) {
    const path = join(parent, name);
    if (Date.now() - statSync(path).mtimeMs > KEPT_FOR_MS) rmSync(path, { recursive: true, force: true });
  }
}
