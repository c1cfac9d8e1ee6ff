import { join, relative } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { BUNDLING } from '../../infra/constructs/canbao-function.ts';

const ROOT = join(import.meta.dirname, '..', '..');

export interface Bundle {
  readonly bytes: number;
  /** Names of the packages of which something is in it, in their order. */
  readonly packages: readonly string[];
  /** The project's own files in it, from its root. */
  readonly files: readonly string[];
}

/**
 * A function bundled as it is deployed.
 * @param name its folder under functions/.
 * @param without files that are left out where something imports them, from the project's root.
 */
export async function bundleOf(name: string, without: readonly string[] = []): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(ROOT, 'functions', name, 'handler.ts')],
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    metafile: true,
    outdir: 'nowhere',
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    minify: BUNDLING.minify ?? false,
    mainFields: BUNDLING.mainFields ?? [],
    charset: 'utf8',
    external: BUNDLING.externalModules ?? [],
    logLevel: 'error',
    plugins: [leavingOut(without)],
  });
  const [output] = Object.values(metafile.outputs);
  const inputs = Object.entries(output?.inputs ?? {}).flatMap(([file, { bytesInOutput }]) =>
    bytesInOutput > 0 ? [file] : [],
  );
  const packages = inputs.flatMap((file) => packageOf(file) ?? []);
  return {
    bytes: outputFiles[0]?.contents.byteLength ?? 0,
    packages: [...new Set(packages)].sort(),
    files: inputs.filter((file) => packageOf(file) === undefined).sort(),
  };
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
