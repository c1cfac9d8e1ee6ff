import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { SOURCES } from '../../functions/sources/sources.ts';
import { ServiceStack } from '../service-stack.ts';
import { projectContext, readSettings } from '../settings.ts';
import type { Template } from './template.ts';

const ALL_SOURCES = [...SOURCES.keys()].join(',');
const SMTP = { CANBAO_MAIL_TRANSPORT: 'smtp', CANBAO_SMTP: '{"host":"smtpdm.aliyun.com","port":465}' };
const CHINA = { CANBAO_REGION: 'cn-northwest-1', CANBAO_ACCOUNT: '123456789012' };
/** Settings with the longest stage and the longest names that are allowed. */
const LONGEST = {
  CANBAO_STAGE: 'a-long-stage-016',
  CANBAO_DASHBOARD: 'on',
  CANBAO_ALARM_MAILBOX: 'ops@hr.example.cn',
  CANBAO_SENDER: `${'参保管家'.repeat(10)} <${'a'.repeat(64)}@${'mail.'.repeat(5)}hr.example.cn>`,
  CANBAO_CASE_LINK: `https://hr.example.cn/${'a'.repeat(200)}/{caseId}`,
};

/** The deployments that preflight checks, by name: settings as environment variables. */
export const DEPLOYMENTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'SES, one source': {},
  'SES, every source': { ...LONGEST, CANBAO_SES_DOMAIN: 'example.cn', CANBAO_SOURCES: ALL_SOURCES },
  'SES, no portal': { CANBAO_PORTAL: 'off' },
  'SES, hardened': { CANBAO_HARDENED: 'on' },
  'SMTP, one source': SMTP,
  'China, one source': { ...SMTP, ...CHINA },
  'China, every source': { ...LONGEST, ...SMTP, ...CHINA, CANBAO_SOURCES: ALL_SOURCES },
  'China, hardened': { ...SMTP, ...CHINA, CANBAO_HARDENED: 'on' },
};

/** Deployments that together contain every stateful resource of a release. */
export const RELEASED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ses: {
    CANBAO_STAGE: 'prod',
    CANBAO_SES_DOMAIN: 'example.cn',
    CANBAO_SENDER: 'hr@example.cn',
    CANBAO_SOURCES: ALL_SOURCES,
  },
  china: { ...SMTP, ...CHINA, CANBAO_STAGE: 'prod', CANBAO_SOURCES: ALL_SOURCES },
};

/** Synthesizes the stack without bundling its functions, and calls `use` with the template and the path of its file. */
export function withTemplate<T>(
  env: Readonly<Record<string, string>>,
  use: (template: Template, file: string) => T,
): T {
  const outdir = mkdtempSync(join(tmpdir(), 'canbao-preflight-'));
  try {
    const context = { ...projectContext(), 'aws:cdk:bundling-stacks': [] };
    // The validation of CDK is switched off, because preflight has a newer validator of its own.
    const app = new App({
      context,
      analyticsReporting: false,
      outdir,
      builtinCloudFormationValidation: false,
    });
    const settings = readSettings({ context: app.node.getAllContext(), env });
    const { stackName } = new ServiceStack(app, `canbao-${settings.stage}`, settings);
    const { templateFullPath } = app.synth().getStackByName(stackName);
    return use(JSON.parse(readFileSync(templateFullPath, 'utf8')), templateFullPath);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
