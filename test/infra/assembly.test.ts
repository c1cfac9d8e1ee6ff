import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testAssembly } from '../support/local-stack.ts';
import { inWords } from './template-text.ts';

/** The variables that a process needs, without settings, credentials and proxies of this environment. */
const { PATH = '', HOME = '', TMPDIR = tmpdir() } = process.env;
const BARE = { PATH, HOME, TMPDIR };

interface FunctionProperties {
  readonly FunctionName: string;
  readonly Code: { readonly S3Key: string };
  readonly Environment: { readonly Variables: Readonly<Record<string, never>> };
}

function functionsIn(assembly: string): FunctionProperties[] {
  const { Resources } = JSON.parse(readFileSync(join(assembly, 'canbao-dev.template.json'), 'utf8')) as {
    Resources: Record<string, { Type: string; Properties: FunctionProperties }>;
  };
  return Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::Lambda::Function')
    .map(({ Properties }) => Properties);
}

describe('the assembly that app.ts writes without configuration', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'canbao-assembly-'));
  beforeAll(() => {
    execFileSync(process.execPath, [join(import.meta.dirname, '../../infra/app.ts')], {
      cwd: outdir,
      env: {
        ...BARE,
        CDK_OUTDIR: outdir,
        // The template is validated by compliance.test.ts. The bundles are tested below.
        CDK_VALIDATION: 'false',
        CDK_CONTEXT_JSON: '{"aws:cdk:bundling-stacks":[]}',
      },
      stdio: 'pipe',
    });
  });
  afterAll(() => rmSync(outdir, { recursive: true, force: true }));

  test('contains all functions', () => {
    expect(functionsIn(outdir).map(({ FunctionName }) => FunctionName)).toEqual([
      'canbao-dev-receive-event',
      'canbao-dev-staff-portal',
      'canbao-dev-send-sign-in-code',
      'canbao-dev-import-upload',
      'canbao-dev-replay-event',
      'canbao-dev-plan-digests',
      'canbao-dev-send-digest',
      'canbao-dev-check-run',
      'canbao-dev-apply-retention',
      'canbao-dev-mail-feedback',
    ]);
  });

  test('warns of sample mailboxes and a missing alarm mailbox', () => {
    const written = globSync(join(outdir, '*.json')).map((file) => readFileSync(file, 'utf8'));
    for (const id of ['canbao:sample-mailbox', 'canbao:no-alarm-mailbox'])
      expect(written.some((text) => text.includes(`[ack: ${id}]`))).toBe(true);
  });
});

// These bundles were written by app.ts too, in another folder than the project's.
const assembly = await testAssembly();
const functions = functionsIn(assembly);

/** The folder of a function's bundle: `asset.<hash>` for the `<hash>.zip` of the template. */
function bundleOf(properties: FunctionProperties | undefined): string {
  return join(assembly, `asset.${properties?.Code.S3Key.replace('.zip', '')}`);
}

describe('the assembly', () => {
  test.each(functions)('$FunctionName starts from its own bundle with its own environment', (properties) => {
    const bundle = bundleOf(properties);
    expect(JSON.parse(readFileSync(join(bundle, 'package.json'), 'utf8'))).toEqual({ type: 'commonjs' });
    const variables = Object.entries(properties.Environment.Variables).map(([name, value]) => [
      name,
      inWords(value),
    ]);
    const script = `process.stdout.write(typeof require(${JSON.stringify(bundle)}).handler)`;
    const answer = execFileSync(process.execPath, ['-e', script], {
      env: { ...BARE, AWS_REGION: 'cn-north-1', ...Object.fromEntries(variables) },
      encoding: 'utf8',
    });
    expect(answer).toBe('function');
  });

  test('has a receive-event bundle below 690 kB', () => {
    const [receiveEvent] = functions;
    const files = globSync(join(bundleOf(receiveEvent), '*.js'));
    // All locales of zod, or the unused protocols of the SDK, would exceed this limit. About half of the bundle is
    // loaded before the first event. The rules for wake days and the store of removed data are loaded with the first
    // event.
    expect(files.reduce((bytes, file) => bytes + statSync(file).size, 0)).toBeLessThan(690_000);
  });
});
