import { readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AssetHashType } from 'aws-cdk-lib';
import { Code, Runtime } from 'aws-cdk-lib/aws-lambda';
import { type BuildOptions, buildSync, type CommonOptions } from 'esbuild';

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
export const AS_COMMONJS = {
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

function bundleInto(outdir: string, entry: string): void {
  buildSync({ ...IN_PARTS, entryPoints: { index: entry }, outdir });
  const parts = readdirSync(outdir).map((file) => join(outdir, file));
  buildSync({ ...AS_COMMONJS, entryPoints: parts, outdir, allowOverwrite: true });
  writeFileSync(join(outdir, 'package.json'), JSON.stringify({ type: 'commonjs' }));
}
