import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type IPolicyValidationPlugin, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';

import { ServiceStack } from '../../infra/service-stack.ts';
import { projectContext, readSettings } from '../../infra/settings.ts';

export interface Synthesized {
  readonly template: Template;
  /** The template as it is deployed. */
  readonly text: string;
  readonly terminationProtection: boolean;
}

/** One for each combination of settings, because synthesis is slow and tests only read the result. */
const kept = new Map<string, Synthesized>();

/**
 * Synthesizes the stack as app.ts does, with settings given as environment variables, but leaves the functions
 * unbundled: the template does not depend on the bundles, which take seconds.
 * @param plugins builds checks; synthesis throws if they find something
 * @param given single settings in the context, as `-c canbao.stage=test` gives them
 */
export function synthesized(
  env: Readonly<Record<string, string>> = {},
  plugins?: (app: App) => IPolicyValidationPlugin[],
  given: Readonly<Record<string, string>> = {},
): Synthesized {
  const key = JSON.stringify([env, given]);
  const found = plugins === undefined ? kept.get(key) : undefined;
  if (found !== undefined) return found;
  const outdir = mkdtempSync(join(tmpdir(), 'canbao-synth-'));
  try {
    const made = synthesizedInto(outdir, env, plugins, given);
    if (plugins === undefined) kept.set(key, made);
    return made;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function synthesizedInto(
  outdir: string,
  env: Readonly<Record<string, string>>,
  plugins: (app: App) => IPolicyValidationPlugin[] = () => [],
  given: Readonly<Record<string, string>>,
): Synthesized {
  const context = { ...projectContext(), ...given, 'aws:cdk:bundling-stacks': [] };
  // What CDK finds wrong with a template by itself is only a warning; compliance.test.ts makes it an error.
  const app = new App({
    context,
    analyticsReporting: false,
    outdir,
    builtinCloudFormationValidation: false,
    stackTraces: false,
  });
  const settings = readSettings({ context: app.node.getAllContext(), env });
  const stack = new ServiceStack(app, `canbao-${settings.stage}`, settings);
  Validations.of(app).addPlugins(...plugins(app));
  const { templateFullPath, terminationProtection = false } = app.synth().getStackByName(stack.stackName);
  const text = readFileSync(templateFullPath, 'utf8');
  return { template: Template.fromString(text), text, terminationProtection };
}

/** Settings of a deployment in China, where mail goes out over SMTP. */
export const IN_CHINA = {
  CANBAO_REGION: 'cn-north-1',
  CANBAO_ACCOUNT: '123456789012',
  CANBAO_MAIL_TRANSPORT: 'smtp',
  CANBAO_SMTP_HOST: 'smtp.example.com',
  CANBAO_SMTP_PORT: '465',
};
