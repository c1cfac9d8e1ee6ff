import { readFileSync, writeFileSync } from 'node:fs';
import { CelEngine, TemplateFile } from '@aws/cloudformation-validate';
import { DEPLOYMENTS, RELEASED, withTemplate } from './preflight/deployments.ts';
import { problemsOf } from './preflight/judge.ts';
import { type Stateful, statefulIn, statefulProblems } from './preflight/stateful.ts';

/**
 * `npm run preflight`: checks the synthesized templates without an account, and compares the stateful resources with
 * those of the last release in released.json. `--release` writes that file, as part of a release.
 */

const RELEASE_FILE = new URL('./preflight/released.json', import.meta.url);

const ONLY_AN_ACCOUNT = [
  'quotas: Lambda concurrency, the SES sandbox and its sending rate, schedules, alarms',
  'names that are already taken, such as a table or secret that an earlier stack left behind',
  'whether sesDomain and portalDomain are yours: DNS records and certificates',
  'the ICP filing that a public HTTP API needs in China',
  'permissions of the deploying identity, service control policies, permission boundaries',
  'whether the region has every service and feature that the template uses',
];

/**
 * The problems that CloudFormation's schema finds: wrong types, missing and unknown properties, values that are not
 * allowed.
 */
function schemaProblems(file: string, isChina: boolean): string[] {
  const engine = new CelEngine();
  const china = { region: 'cn-north-1', partition: 'aws-cn', urlSuffix: 'amazonaws.com.cn' };
  const config = isChina ? { pseudoParameterOverrides: china } : {};
  const { status, diagnostics } = engine.validateStandard(new TemplateFile(file), config);
  engine.free();
  const serious = diagnostics.filter(({ severity }) => severity === 'ERROR' || severity === 'FATAL');
  return [
    ...(status === 'OK' ? [] : [`the schema check ended with ${status}`]),
    ...serious.map(({ ruleId, entity, message }) => `${ruleId} ${entity?.logicalId}: ${message}`),
  ];
}

function report(name: string, problems: readonly string[]): number {
  console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${name}`);
  for (const problem of problems) console.log(`     ${problem}`);
  return problems.length;
}

const now = Object.fromEntries(
  Object.entries(RELEASED).map(([name, env]) => [name, withTemplate(env, statefulIn)] as const),
);
if (process.argv.includes('--release')) {
  writeFileSync(RELEASE_FILE, `${JSON.stringify(now, null, 2)}\n`);
  console.log(`wrote ${RELEASE_FILE.pathname}`);
} else {
  let problems = 0;
  for (const [name, env] of Object.entries(DEPLOYMENTS)) {
    const isChina = env.CANBAO_REGION?.startsWith('cn-') ?? false;
    const found = withTemplate(env, (template, file) => [
      ...schemaProblems(file, isChina),
      ...problemsOf(template),
    ]);
    problems += report(name, found);
  }
  const released: Readonly<Record<string, Stateful>> = JSON.parse(readFileSync(RELEASE_FILE, 'utf8'));
  for (const [name, before] of Object.entries(released))
    problems += report(`upgrade from the last release, ${name}`, statefulProblems(before, now[name] ?? {}));
  console.log('\nCan be checked only in an account:');
  for (const line of ONLY_AN_ACCOUNT) console.log(`- ${line}`);
  process.exitCode = problems === 0 ? 0 : 1;
}
