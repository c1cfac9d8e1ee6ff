import { join, relative } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import { IN_PARTS, loadedAtOnce } from '../../infra/constructs/bundled-code.ts';

const ROOT = join(import.meta.dirname, '..', '..');

export interface Bundle {
  /** Of all its parts, those that are only loaded when they are needed as well. */
  readonly bytes: number;
  /** Names of the packages of which something is in it, in their order. */
  readonly packages: readonly string[];
  /** Those of which something is loaded before the first event. */
  readonly packagesAtOnce: readonly string[];
  /** The project's own files in it, from its root. */
  readonly files: readonly string[];
  /** Those of them that are loaded before the first event, and not when something needs them. */
  readonly filesAtOnce: readonly string[];
}

/**
 * A function bundled as it is deployed.
 * @param name its folder under functions/.
 * @param without files that are left out where something imports them, from the project's root.
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

/** `node_modules/@a/b/node_modules/c/index.js` is of c. */
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
