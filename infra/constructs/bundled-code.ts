import { readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AssetHashType } from 'aws-cdk-lib';
import { Code, Runtime } from 'aws-cdk-lib/aws-lambda';
import { type BuildOptions, buildSync, type CommonOptions } from 'esbuild';

const ROOT = join(import.meta.dirname, '..', '..');

/**
 * Parts of the SDK that a function never loads: other ways to get credentials (Lambda provides them in the environment,
 * which is read first), event streams (no called operation has one), the parser of browser names.
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

/** Minified, Chinese not escaped, for the functions' runtime. */
const WRITTEN = {
  platform: 'node',
  target: 'node24',
  minify: true,
  charset: 'utf8',
  logLevel: 'warning',
} as const satisfies CommonOptions;

/** A function as ES modules in parts: later imports are separate files, which are not compiled earlier. */
export const IN_PARTS = {
  ...WRITTEN,
  /** Makes the names in it independent of the working directory. */
  absWorkingDir: ROOT,
  bundle: true,
  splitting: true,
  format: 'esm',
  mainFields: ['module', 'main'],
  external: NEVER_LOADED,
} as const satisfies BuildOptions;

/** The same in CommonJS, which loads faster. */
export const AS_COMMONJS = {
  ...WRITTEN,
  format: 'cjs',
  supported: { 'dynamic-import': false },
} as const satisfies CommonOptions;

/**
 * The code of a function: `index.js` with its parts, and a package.json with their module type, because a package.json
 * of a parent folder may say otherwise.
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
