import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AssetHashType } from 'aws-cdk-lib';
import { Code, Runtime } from 'aws-cdk-lib/aws-lambda';
import { type BuildOptions, buildSync, type CommonOptions, type Metafile } from 'esbuild';

const ROOT = join(import.meta.dirname, '..', '..');

/**
 * What the SDK offers and a function here has no use for: other ways to come by credentials (Lambda gives a function
 * its own in the environment, where they are looked for first), streams of events (no operation that is called has
 * one), the reading of a browser's name. Nothing of this is ever loaded.
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

/** Minified, Chinese not escaped, for the runtime that the functions have. */
const WRITTEN = {
  platform: 'node',
  target: 'node24',
  minify: true,
  charset: 'utf8',
  logLevel: 'warning',
} as const satisfies CommonOptions;

/** A function as ES modules in parts: what it imports later is in files of its own, not compiled before. */
export const IN_PARTS = {
  ...WRITTEN,
  /** Names in it are the same from whatever folder it is made. */
  absWorkingDir: ROOT,
  bundle: true,
  splitting: true,
  format: 'esm',
  mainFields: ['module', 'main'],
  external: NEVER_LOADED,
} as const satisfies BuildOptions;

/** The same files in CommonJS, which is faster to load. */
const AS_COMMONJS = {
  ...WRITTEN,
  format: 'cjs',
  supported: { 'dynamic-import': false },
} as const satisfies CommonOptions;

/**
 * The code of a function: `index.js` with its parts, and beside them a package.json that says what they are, for
 * wherever they are loaded from a folder whose own package.json says otherwise.
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

/** An output of {@link IN_PARTS} and all that it imports at once, by their paths. */
export function loadedAtOnce(path: string, outputs: Metafile['outputs']): ReadonlySet<string> {
  const loaded = new Set([path]);
  // What is added while it is walked through is walked through too.
  for (const one of loaded)
    for (const { kind, path: imported } of outputs[one]?.imports ?? [])
      if (kind === 'import-statement' && outputs[imported] !== undefined) loaded.add(imported);
  return loaded;
}

/**
 * What `index.js` loads at once is one file: a dozen small ones take a tenth longer. The parts that are loaded later find
 * in its exports, each under a name of its own, what they share with it.
 * @param entry its handler.ts.
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
