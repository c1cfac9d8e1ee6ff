import { join, relative } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import { IN_PARTS, loadedAtOnce } from '../../infra/constructs/bundled-code.ts';

const ROOT = join(import.meta.dirname, '..', '..');

export interface Bundle {
  /** The size of all parts of the bundle, including parts that are loaded only when needed. */
  readonly bytes: number;
  /** The sorted names of the packages in the bundle. */
  readonly packages: readonly string[];
  /** The packages that are loaded before the first event. */
  readonly packagesAtOnce: readonly string[];
  /** The project's own files in the bundle, as paths from its root. */
  readonly files: readonly string[];
  /** The project's own files that are loaded before the first event. */
  readonly filesAtOnce: readonly string[];
}

/**
 * Bundles a function as it is deployed.
 * @param name the folder of the function under functions/.
 * @param without files to leave out, as paths from the project's root.
 */
export async function bundleOf(name: string, without: readonly string[] = []): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    ...IN_PARTS,
    entryPoints: { index: join(ROOT, 'functions', name, 'handler.ts') },
    write: false,
    metafile: true,
    outdir: 'nowhere',
    logLevel: 'error',
    plugins: [leavingOut(without)],
  });
  const { outputs } = metafile;
  const atOnce = [...loadedAtOnce('nowhere/index.js', outputs)].flatMap((path) => outputs[path] ?? []);
  const inputs = inputsOf(Object.values(outputs));
  const inputsAtOnce = inputsOf(atOnce);
  return {
    bytes: outputFiles.reduce((sum, { contents }) => sum + contents.byteLength, 0),
    packages: packagesIn(inputs),
    packagesAtOnce: packagesIn(inputsAtOnce),
    files: ownFiles(inputs),
    filesAtOnce: ownFiles(inputsAtOnce),
  };
}

type Output = Metafile['outputs'][string];

function inputsOf(outputs: readonly Output[]): readonly string[] {
  return outputs.flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
}

function packagesIn(files: readonly string[]): readonly string[] {
  return [...new Set(files.flatMap((file) => packageOf(file) ?? []))].sort();
}

function ownFiles(files: readonly string[]): readonly string[] {
  return files.filter((file) => packageOf(file) === undefined).sort();
}

/** The package of a path: `node_modules/@a/b/node_modules/c/index.js` belongs to c. */
function packageOf(file: string): string | undefined {
  return /^.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
}

function leavingOut(files: readonly string[]): Plugin {
  return {
    name: 'leaving-out',
    setup({ onResolve }) {
      if (files.length === 0) return;
      onResolve({ filter: /^\./ }, ({ path, resolveDir }) =>
        files.includes(relative(ROOT, join(resolveDir, path)).replaceAll('\\', '/'))
          ? { path, external: true }
          : undefined,
      );
    },
  };
}
