import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AssetHashType } from 'aws-cdk-lib';
import { Code, Runtime } from 'aws-cdk-lib/aws-lambda';
import { type BuildOptions, buildSync, type CommonOptions, type Metafile } from 'esbuild';

const ROOT = join(import.meta.dirname, '..', '..');

/**
 * Parts of the SDK that a function never loads: other ways to get credentials (Lambda provides them in the environment,
 * which is read first), event streams (no operation in use has one), and the parser of browser names.
 */
const NEVER_LOADED = [
  '@aws-sdk/nested-clients',
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-login',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
  '@smithy/core/event-streams',
  'bowser',
];

/** The options of every output: minified, Chinese text not escaped, for the functions' runtime. */
const WRITTEN = {
  platform: 'node',
  target: 'node24',
  minify: true,
  charset: 'utf8',
  logLevel: 'warning',
} as const satisfies CommonOptions;

/**
 * A function as several ES modules: dynamic imports are separate files, which are compiled only when they are loaded.
 */
export const IN_PARTS = {
  ...WRITTEN,
  /** Makes file names in the output independent of the working directory. */
  absWorkingDir: ROOT,
  bundle: true,
  splitting: true,
  format: 'esm',
  mainFields: ['module', 'main'],
  external: NEVER_LOADED,
} as const satisfies BuildOptions;

/** The same options for CommonJS, which loads faster. */
const AS_COMMONJS = {
  ...WRITTEN,
  format: 'cjs',
  supported: { 'dynamic-import': false },
} as const satisfies CommonOptions;

/**
 * The code of a function: `index.js`, the files that it loads later, and a package.json with their module type, because a
 * package.json in a parent folder could set another type.
 * @param entry its handler.ts.
 */
export function bundledCode(entry: string): Code {
  const tryBundle = (folder: string): boolean => {
    bundleInto(folder, entry);
    return true;
  };
  return Code.fromAsset(dirname(entry), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: { image: Runtime.NODEJS_24_X.bundlingImage, local: { tryBundle } },
  });
}

/** The path of an output of {@link IN_PARTS}, and the paths of its static imports, direct and indirect. */
export function loadedAtOnce(path: string, outputs: Metafile['outputs']): ReadonlySet<string> {
  const loaded = new Set([path]);
  // The loop also visits paths that are added to the set while it runs.
  for (const one of loaded)
    for (const { kind, path: imported } of outputs[one]?.imports ?? [])
      if (kind === 'import-statement' && outputs[imported] !== undefined) loaded.add(imported);
  return loaded;
}

/**
 * Joins `index.js` and its static imports into one file, because a dozen small files take a tenth longer to load. Files
 * that are loaded later get shared code from the exports of `index.js`.
 * @param entry the handler.ts of the function.
 */
export function bundleInto(outdir: string, entry: string): void {
  const { metafile } = buildSync({ ...IN_PARTS, entryPoints: { index: entry }, outdir, metafile: true });
  const paths = Object.keys(metafile.outputs);
  const index = paths.find((path) => basename(path) === 'index.js') ?? '';
  const atOnce = loadedAtOnce(index, metafile.outputs);
  const shared = [...atOnce].filter((path) => path !== index).map((path) => basename(path));
  const later = paths.filter((path) => !atOnce.has(path)).map((path) => basename(path));
  const exported = shared.map((file, i) => `export * as shared${i} from './${file}';`);
  buildSync({
    ...AS_COMMONJS,
    bundle: true,
    external: [...NEVER_LOADED, ...later.map((file) => `./${file}`)],
    stdin: { contents: ["export * from './index.js';", ...exported].join('\n'), resolveDir: outdir },
    outfile: join(outdir, 'index.js'),
    allowOverwrite: true,
  });
  const entryPoints = later.map((file) => join(outdir, file));
  buildSync({ ...AS_COMMONJS, entryPoints, outdir, allowOverwrite: true });
  for (const path of entryPoints) {
    const code = readFileSync(path, 'utf8').replace(/require\("\.\/([\w-]+\.js)"\)/g, (call, file) => {
      const i = shared.indexOf(file);
      return i < 0 ? call : `require("./index.js").shared${i}`;
    });
    writeFileSync(path, code);
  }
  for (const file of shared) rmSync(join(outdir, file));
  writeFileSync(join(outdir, 'package.json'), JSON.stringify({ type: 'commonjs' }));
}
