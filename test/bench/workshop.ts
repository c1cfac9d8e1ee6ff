import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { keptAssembly } from '../../infra/local/assembly/kept-assembly.ts';
import { type Deployment, readDeployment } from '../../infra/local/deployment.ts';
import type { Stops } from '../../infra/local/stops.ts';

/** What the parts of a run share: a directory that goes away with it, and the app synthesized once. */
export interface Workshop {
  readonly assemblyDirectory: string;
  readonly deployment: Deployment;
  readonly stops: Stops;
  /** A new directory; `withAssembly` for a stack that would else synthesize the app again. */
  directory(name: string, options?: { readonly withAssembly: boolean }): string;
}

/** Nothing listens here: the assembly is read for its tables and functions, not run. */
const NOWHERE = 'http://127.0.0.1:1';

/** @param stops is told to remove the directory. */
export async function openWorkshop(stops: Stops): Promise<Workshop> {
  const root = mkdtempSync(join(tmpdir(), 'canbao-bench-'));
  stops.add(() => rmSync(root, { recursive: true, force: true }));
  const giveUp = new AbortController();
  stops.add(() => giveUp.abort());
  const assemblyDirectory = await keptAssembly(join(root, 'cdk.out'), { signal: giveUp.signal });
  return {
    assemblyDirectory,
    deployment: readDeployment(
      assemblyDirectory,
      { queueOrigin: NOWHERE, apiOrigin: NOWHERE },
      () => undefined,
    ),
    stops,
    directory: (name, { withAssembly } = { withAssembly: false }) => {
      const directory = mkdtempSync(join(root, `${name}-`));
      const copy = join(directory, 'cdk.out', basename(assemblyDirectory));
      if (withAssembly) cpSync(assemblyDirectory, copy, { recursive: true });
      return directory;
    },
  };
}
