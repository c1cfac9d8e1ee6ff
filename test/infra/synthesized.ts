import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type IPolicyValidationPlugin, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';

import { ServiceStack } from '../../infra/service-stack.ts';
import { projectContext, readSettings } from '../../infra/settings.ts';

export interface Synthesized {
  readonly template: Template;
  /** The deployed template as JSON. */
  readonly text: string;
  readonly terminationProtection: boolean;
}

/** The results by settings. They are shared, because synthesis is slow and tests only read the result. */
const kept = new Map<string, Synthesized>();

/**
 * Synthesizes the stack as app.ts does, with settings given as environment variables. The functions are not bundled:
 * that takes seconds, and the template does not depend on it.
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
  // CDK's own validation of a template only gives warnings. compliance.test.ts treats its findings as errors.
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

/** Settings of a deployment in China that sends mail over SMTP. */
export const IN_CHINA = {
  CANBAO_REGION: 'cn-north-1',
  CANBAO_ACCOUNT: '123456789012',
  CANBAO_MAIL_TRANSPORT: 'smtp',
  CANBAO_SMTP_HOST: 'smtp.example.com',
  CANBAO_SMTP_PORT: '465',
};
