import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import * as zMini from 'zod/mini';
import { mailEnvironment } from '../../functions/adapters/configured-mailer.ts';
import { readEnvironment } from '../../functions/environment.ts';
import { senderSchema } from '../../functions/mail/build-mail.ts';
import { caseLinkSchema } from '../../functions/mail/case-link.ts';
import { SOURCES } from '../../functions/sources/sources.ts';
import {
  projectContext,
  readSettings,
  SETTING_NAMES,
  type Settings,
  SettingsWrong,
  variableFor,
} from '../../infra/settings.ts';
import { runCanbao } from '../support/command-line.ts';
import { synthesized } from './synthesized.ts';
import { inWords } from './template-text.ts';

/** These tests follow the instructions of infra/README.md literally. */
const ROOT = join(import.meta.dirname, '../..');
const GUIDE = readFileSync(join(ROOT, 'infra/README.md'), 'utf8');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** The chapter under a heading, including its subchapters. */
function chapter(heading: string): string {
  const [, after] = GUIDE.split(`\n${heading}\n`);
  if (after === undefined) throw new Error(`there is no chapter ${heading}`);
  const level = heading.split(' ')[0]?.length ?? 0;
  return after.split(new RegExp(`\\n#{1,${level}} `))[0] ?? '';
}

/** The rows of the first table in `text`, without its header. */
function rows(text: string): string[][] {
  const lines = text.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** The code block after a mark such as `<!-- settings: prod -->`. */
function block(mark: string): string {
  const found = new RegExp(`<!-- ${mark} -->\\n\`\`\`\\w+\\n(?<text>.*?)\`\`\``, 's').exec(GUIDE);
  if (found?.groups?.text === undefined) throw new Error(`there is no block ${mark}`);
  return found.groups.text;
}

/** The words of a command as a shell splits them: without quotes, and with continued lines joined. */
function words(command: string): string[] {
  const word = /(?:'[^']*'|"[^"]*"|[^\s'"])+/g;
  const joined = command.replaceAll('\\\n', ' ');
  return (joined.match(word) ?? []).map((text) => text.replaceAll(/'([^']*)'|"([^"]*)"/g, '$1$2'));
}

/**
 * The context that the CDK command line passes to the app, for example `{ "canbao.stage": "prod" }` for `-c
 * canbao.stage=prod`.
 */
function contextOf(command: string): Record<string, string> {
  const all = words(command);
  const given = all.flatMap((word, index) => (all[index - 1] === '-c' ? [word] : []));
  return Object.fromEntries(given.map((pair) => pair.split(/=(.*)/s, 2) as [string, string]));
}

/** The variables that the `export` lines of a block set. */
function variablesOf(text: string): Record<string, string> {
  const pairs = words(text).filter((word) => word !== 'export');
  return Object.fromEntries(pairs.map((pair) => pair.split(/=(.*)/s, 2) as [string, string]));
}

const read = (context: Record<string, unknown>, env: Record<string, string> = {}): Settings =>
  readSettings({ context: { ...projectContext(), ...context }, env });

/** Checks that send-digest can read its environment, as it does when it starts. */
function startsWith(template: Template): void {
  const [sender] = Object.values(template.findResources('AWS::Lambda::Function')).filter(
    ({ Properties }) => 'SENDER' in Properties.Environment.Variables,
  );
  const variables = Object.entries(sender?.Properties.Environment.Variables ?? {}).map(([name, value]) => [
    name,
    inWords(value as never),
  ]);
  const env = Object.fromEntries(variables);
  const start = zMini.object({ SENDER: senderSchema, CASE_LINK: zMini.optional(caseLinkSchema) });
  expect(() => [readEnvironment(start, env), readEnvironment(mailEnvironment, env)]).not.toThrow();
}

const SETTINGS = rows(chapter('## Settings'));
const nameIn = (cell = '') => cell.replaceAll('`', '');

describe('the table of settings in infra/README.md', () => {
  test('has every setting exactly once', () => {
    const whole = SETTING_NAMES.filter((name) => !name.includes('.'));
    expect(SETTINGS.map(([name]) => nameIn(name)).sort()).toEqual([...whole].sort());
  });

  test('states the default of each setting', () => {
    const { mail, ...defaults } = read({});
    const all: Record<string, unknown> = { ...defaults, mailTransport: mail.transport };
    const inWords: Record<string, string> = {
      region: 'that of the AWS profile',
      account: 'that of the AWS profile',
      caseLink: 'the national service platform',
    };
    for (const [cell, stated = ''] of SETTINGS) {
      const name = nameIn(cell);
      const value = all[name] === undefined ? (inWords[name] ?? 'none') : `\`${all[name]}\``;
      expect([name, stated]).toEqual([name, value]);
    }
  });

  test.each(SETTINGS)('has an example of %s that works on the command line and as variables', (...row) => {
    const name = nameIn(row[0]);
    const given = contextOf(nameIn(row.at(-1)));
    expect(
      Object.keys(given).some((key) => key === `canbao.${name}` || key.startsWith(`canbao.${name}.`)),
    ).toBe(true);
    const variables = Object.entries(given).map(([key, value]) => [
      variableFor(key.slice('canbao.'.length)),
      value,
    ]);
    const settings = read(given);
    expect(settings).not.toEqual(read({}));
    expect(read({}, Object.fromEntries(variables))).toEqual(settings);
    const { template } = synthesized({}, undefined, given);
    startsWith(template);
  });
});

describe('the full deployments in infra/README.md', () => {
  const each = [...GUIDE.matchAll(/<!-- (settings: [\w ]+) -->/g)].map(([, mark = '']) => mark);

  test('are prod, China and all sources', () => {
    expect(each).toEqual(['settings: prod', 'settings: china', 'settings: all sources']);
  });

  test.each(each)('%s synthesizes, is protected, and uses only known settings', (mark) => {
    const { AWS_PROFILE, AWS_REGION, ...env } = variablesOf(block(mark));
    const { template, terminationProtection } = synthesized(env);
    startsWith(template);
    expect(terminationProtection).toBe(true);
    expect([AWS_PROFILE, AWS_REGION]).toEqual([expect.any(String), env.CANBAO_REGION]);
    expect(SETTING_NAMES.map(variableFor)).toEqual(expect.arrayContaining(Object.keys(env)));
    template.hasResourceProperties('AWS::DynamoDB::Table', { TableName: 'canbao-prod' });
    template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email' });
  });

  test('China uses SMTP, and "all sources" has every source', () => {
    expect(read({}, variablesOf(block('settings: china'))).mail).toEqual({
      transport: 'smtp',
      host: 'smtpdm.aliyun.com',
      port: 465,
    });
    const { sources } = read({}, variablesOf(block('settings: all sources')));
    expect([...sources].sort()).toEqual([...SOURCES.keys()].sort());
  });
});

describe('the commands in the documents', () => {
  const documents = ['functions/sources', 'functions/admin-cli', 'functions/staff-portal'].map((folder) =>
    readFileSync(join(ROOT, folder, 'README.md'), 'utf8'),
  );
  const text = [GUIDE, README, ...documents].join('\n');
  const lines = [...GUIDE.matchAll(/```sh\n(.*?)```/gs)].flatMap(([, code = '']) =>
    code
      .replaceAll('\\\n', ' ')
      .split('\n')
      .map((line) => line.trim()),
  );

  test('of CDK name the profile, and the stack where they act on one', () => {
    const cdk = lines.filter((line) => line.startsWith('npx cdk '));
    expect(cdk.length).toBeGreaterThan(5);
    for (const line of cdk) {
      expect(line).toMatch(/ --profile canbao( |$)/);
      if (!line.includes(' bootstrap ')) expect(line).toMatch(/^npx cdk \w+ canbao-prod /);
    }
    expect(lines).toContain('npx cdk bootstrap aws://123456789012/ap-southeast-1 --profile canbao');
  });

  test('with settings in README.md synthesize', () => {
    const deploys = [...README.matchAll(/npx cdk deploy(?:\\\n|[^\n`])*/g)].map(([command]) =>
      contextOf(command),
    );
    expect(deploys.length).toBeGreaterThan(0);
    for (const given of deploys) {
      expect(Object.keys(given).length).toBeGreaterThan(0);
      synthesized({}, undefined, given);
    }
  });

  test('of canbao exist', async () => {
    const commands = [...text.matchAll(/npx canbao ((?:\\\n|[^\n`|…])+)/g)].map(([, args = '']) => args);
    expect(commands.length).toBeGreaterThan(10);
    const nowhere = async () => {
      throw new Error('there is no store here');
    };
    for (const command of commands) {
      // The exit code 2 would mean that a command does not exist or is used wrongly.
      const { code, err } = await runCanbao(words(command), { openStore: nowhere });
      // `check` needs no store and comes with sample files, so it succeeds.
      const expected = command.startsWith('check ')
        ? [command, 0, '']
        : [command, 1, expect.stringMatching(/no store here|ENOENT|没有文件/)];
      expect([command, code, err]).toEqual(expected);
    }
  });
});

test('the CDK command line passes a JSON setting unchanged', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'canbao-cli-'));
  const example = SETTINGS.find(([name]) => nameIn(name) === 'mailTransport')?.at(-1);
  const flags = words(nameIn(example));
  const cdk = join(ROOT, 'node_modules/aws-cdk/bin/cdk');
  const { PATH = '', HOME = '' } = process.env;
  // Listing stacks synthesizes them too, without bundling any function.
  execFileSync(process.execPath, [cdk, 'list', '--output', outdir, ...flags], {
    cwd: ROOT,
    env: { PATH, HOME, CDK_VALIDATION: 'false' },
    stdio: 'pipe',
  });
  const template = readFileSync(join(outdir, 'canbao-dev.template.json'), 'utf8');
  rmSync(outdir, { recursive: true, force: true });
  expect(template).toContain('"SMTP_HOST": "smtpdm.aliyun.com"');
});

describe('infra/README.md about the template', () => {
  const variants = ['settings: prod', 'settings: china', 'settings: all sources'].map((mark) =>
    synthesized({ CANBAO_HARDENED: 'on', ...variablesOf(block(mark)) }),
  );
  const resources = () =>
    variants.flatMap(({ template }) => Object.entries<Resource>(template.toJSON().Resources));

  interface Resource {
    readonly Type: string;
    readonly DeletionPolicy?: string;
    readonly UpdateReplacePolicy?: string;
    readonly Properties: Readonly<Record<string, string>>;
  }

  test('describes every alarm, and no other', () => {
    const lines = rows(chapter('## What each alarm means')).flatMap(([names = '']) => names.split(', '));
    const alarms = resources()
      .filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm')
      .map(([, { Properties }]) => String(Properties.AlarmName).replace('canbao-prod-', ''));
    expect(lines.toSorted()).toEqual([...new Set(alarms)].toSorted());
  });

  test('lists every retained resource with the identifier for importing it', () => {
    const kept = resources().filter(([, { UpdateReplacePolicy }]) => UpdateReplacePolicy === 'Retain');
    const byType: Record<string, string> = {
      'AWS::DynamoDB::Table': 'TableName',
      'AWS::KMS::Key': 'KeyId',
      'AWS::SecretsManager::Secret': 'Id',
      'AWS::SES::EmailIdentity': 'EmailIdentity',
    };
    for (const [, { DeletionPolicy }] of kept) expect(DeletionPolicy).toBe('RetainExceptOnCreate');
    const mapping: Record<string, Record<string, string>> = JSON.parse(block('mapping: kept'));
    const stated = Object.entries(mapping).map(([id, by]) => [id, Object.keys(by).join()]);
    const expected = new Map(kept.map(([id, { Type }]) => [id, byType[Type]]));
    expect(stated.toSorted()).toEqual([...expected].toSorted());
    for (const [id, { Type, Properties }] of kept)
      if (Type === 'AWS::SecretsManager::Secret') expect(mapping[id]?.Id).toBe(`<ARN of ${Properties.Name}>`);
  });
});

test('a misspelt or wrong setting is rejected by name with what is allowed', () => {
  expect(() => read({ 'canbao.sesDomian': 'a.cn' })).toThrow(
    /sesDomian: is not a setting; the settings are .*sesDomain/,
  );
  for (const name of SETTING_NAMES) {
    const wrong = () => read({ [`canbao.${name}`]: '\n' });
    expect(wrong).toThrow(SettingsWrong);
    expect(wrong).toThrow(new RegExp(`${name.split('.')[0]}[.\\w]*: .* cannot be used; allowed is `));
  }
});
