import { join, relative } from 'node:path';
import { build, type Metafile, type Plugin, transform } from 'esbuild';
import { AS_COMMONJS, IN_PARTS } from '../../infra/constructs/bundled-code.ts';

const ROOT = join(import.meta.dirname, '..', '..');

export interface Bundle {
  /** Of all its parts, those that are only loaded when they are needed as well. */
  readonly bytes: number;
  /** Of the parts that are loaded before the first event. */
  readonly bytesAtOnce: number;
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
  const parts = await Promise.all(
    outputFiles.map(async ({ path, text }) => {
      const { code } = await transform(text, AS_COMMONJS);
      return { path: relative(ROOT, path).replaceAll('\\', '/'), bytes: Buffer.byteLength(code) };
    }),
  );
  const atOnce = loadedWith('nowhere/index.js', metafile.outputs);
  const inputs = inputsOf(Object.values(metafile.outputs));
  return {
    bytes: sumOf(parts),
    bytesAtOnce: sumOf(parts.filter(({ path }) => atOnce.has(path))),
    packages: packagesIn(inputs),
    packagesAtOnce: packagesIn(inputsOf([...atOnce.values()])),
    files: ownFiles(inputs),
    filesAtOnce: ownFiles(inputsOf([...atOnce.values()])),
  };
}

type Output = Metafile['outputs'][string];

function sumOf(parts: readonly { readonly bytes: number }[]): number {
  return parts.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** An output and all that it imports statically, by their paths. */
function loadedWith(path: string, outputs: Metafile['outputs']): ReadonlyMap<string, Output> {
  const loaded = new Set([path]);
  // What is added while it is walked through is walked through too.
  for (const one of loaded)
    for (const { kind, path: imported } of outputs[one]?.imports ?? [])
      if (kind === 'import-statement') loaded.add(imported);
  return new Map([...loaded].flatMap((one) => (outputs[one] === undefined ? [] : [[one, outputs[one]]])));
}

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
