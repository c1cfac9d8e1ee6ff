import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';

export interface Synthesis {
  /** The checkout. */
  readonly projectDirectory: string;
  readonly outputDirectory: string;
  /** All variables of the process. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs the CDK app in a process of its own (its library is heavy, the runner stays light).
 * @throws Error with what the app printed when it fails.
 */
export async function synthesize(synthesis: Synthesis): Promise<void> {
  const { projectDirectory, outputDirectory, environment, signal } = synthesis;
  rmSync(outputDirectory, { recursive: true, force: true });
  mkdirSync(outputDirectory, { recursive: true });
  const child = spawn(process.execPath, ['infra/app.ts'], {
    cwd: projectDirectory,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...environment, CDK_OUTDIR: outputDirectory },
    ...(signal === undefined ? {} : { signal }),
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`infra/app.ts failed with exit code ${code}:\n${printed.trim()}`);
}
