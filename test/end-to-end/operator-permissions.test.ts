import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, chinaDayOf } from '../../domain/values/plain-date.ts';
import { systemClock } from '../../functions/adapters/clock.ts';
import { keys } from '../../functions/adapters/dynamodb/keys.ts';
import { placeHere } from '../../functions/deployment/deployment.ts';
import { deploymentStore } from '../../functions/deployment/deployment-store.ts';
import { syntheticNumber } from '../../infra/local/demo/event.ts';
import { runCanbao } from '../support/command-line.ts';
import { feishuEmployee } from '../support/vendors/feishu-api.ts';
import { allowedActions } from './allowed.ts';
import { accepted, HANDLER, hired, left, REGISTRY } from './company.ts';
import { type Apis, startApis } from './hr-systems/apis.ts';
import { type HrStage, startHrStage } from './hr-systems/hr-stage.ts';

/**
 * Checks the policies that infra/README.md gives to administrators, in both directions. All calls of their commands
 * must be allowed. Nothing may be allowed that these commands never call or that is outside the stack.
 */

const README = readFileSync(join(import.meta.dirname, '../../infra/README.md'), 'utf8');
const TODAY = chinaDayOf(systemClock.now());
/**
 * The day of the hires. It is after the registration of the unit, because earlier hires would share one case of the
 * unit.
 */
const HIRED_ON = addDays(TODAY, -5);

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: unknown;
}

const WHO = ['viewer', 'operator', 'secret keeper'] as const;
type Who = (typeof WHO)[number];

/** The role that calls each command. The operator calls the commands that are not listed here. */
const CALLERS: Readonly<Record<string, Who>> = {
  cases: 'viewer',
  facts: 'viewer',
  sources: 'viewer',
  activity: 'viewer',
  guide: 'viewer',
  reconcile: 'viewer',
  ledger: 'viewer',
  'registry show': 'viewer',
  'roster show': 'viewer',
  'mail list': 'viewer',
  'secrets put': 'secret keeper',
  'secrets show': 'secret keeper',
  'secrets drop': 'secret keeper',
};

type Need = { readonly action: string; readonly resource: string };

/** The statements after a mark in the document. The names of the example are replaced by those of the test's stack. */
function policy(
  mark: string,
  { region, stage }: { readonly region: string; readonly stage: string },
): Statement[] {
  const [, text = ''] =
    new RegExp(`<!-- policy: ${mark} -->\\n\`\`\`json\\n(.*?)\`\`\``, 's').exec(README) ?? [];
  const here = text
    .replaceAll('ap-southeast-1', region)
    .replaceAll('123456789012', '000000000000')
    .replaceAll('canbao-prod', `canbao-${stage}`)
    .replaceAll('canbao/prod', `canbao/${stage}`);
  return JSON.parse(here).Statement;
}

let apis: Apis;
let stage: HrStage;
/** The statements of each policy, and the calls of its commands. */
let policies: Readonly<Record<Who, readonly Statement[]>>;
const called: Record<Who, Need[]> = { viewer: [], operator: [], 'secret keeper': [] };
let deadLetters: Statement[];

beforeAll(async () => {
  apis = await startApis();
  stage = await startHrStage({ record: true, secretValues: apis.secretValues });
  const { region, table } = stage.stack;
  const here = { region, stage: table.replace('canbao-', '') };
  policies = {
    viewer: policy('viewer', here),
    operator: policy('operator', here),
    'secret keeper': policy('secret keeper', here),
  };
  deadLetters = policy('dead letters', here);
  callThroughGateway();
  await runEveryCommand();
});

afterAll(async () => {
  await stage?.stop();
  await apis?.stop();
});

/** Directs the command line to servers that record all calls. */
function callThroughGateway(): void {
  const file = join(stage.data, 'local.json');
  const local = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...local, dynamodb: local.lambda, sqs: local.lambda }));
}

function write(name: string, text: string): string {
  const file = join(stage.data, name);
  writeFileSync(file, text);
  return file;
}

/** Runs one command in its role. @returns its JSON output. */
async function run(...args: string[]) {
  const [name = '', sub = ''] = args;
  const who = CALLERS[`${name} ${sub}`] ?? CALLERS[name] ?? 'operator';
  const result = await calling(who, () =>
    runCanbao([...args, '--local', '--data', stage.data, '--json'], { clock: systemClock }),
  );
  return { ...result, json: result.out === '' ? undefined : JSON.parse(result.out) };
}

/** Runs the work, and records its calls as those of the role. Calls that functions of the stack made are left out. */
async function calling<T>(who: Who, work: () => Promise<T>): Promise<T> {
  const before = stage.stack.calls.length;
  const result = await work();
  const calls = stage.stack.calls.slice(before);
  called[who].push(...calls.flatMap(({ caller, needs }) => (caller === undefined ? needs : [])));
  return result;
}

/** Runs one command, which must succeed. */
async function canbao(...args: string[]): Promise<void> {
  const { code, out, err } = await run(...args);
  if (code !== 0) throw new Error(`canbao ${args.join(' ')} exited with ${code}: ${out}${err}`);
}

async function runEveryCommand(): Promise<void> {
  await stage.map(apis.mappings);
  // One person is employed at two units, so both units have the case.
  const identity = { type: 'resident-id', number: syntheticNumber('510104', '1992-03-14', 27) };
  await stage.postAll([
    hired({ employeeId: 'E1', hiredOn: HIRED_ON }),
    hired({ employeeId: 'E2', hiredOn: '2025-02-05' }),
    accepted('E2', 'enrolment', '2025-02-10'),
    left('E2', '2026-01-30'),
    hired({ employeeId: 'E3', hiredOn: '2026-02-05', identity }),
    accepted('E3', 'enrolment', '2026-02-10'),
    hired({ employeeId: 'E4', unitId: 'XA', hiredOn: '2026-02-06', identity }),
    accepted('E4', 'enrolment', '2026-02-10'),
  ]);
  for (const id of ['E5', 'E6']) await stage.post({ type: 'employee.hired', data: { employeeId: id } });
  await askForDetails();
  await readAndRecord();
  await takeInFiles();
  await workOnQuarantine();
  await workOnRoster();
  await exchangeSecret();
  await canbao('daily', '--date', '2026-03-09');
  await canbao('rebuild');
  const all = write('all.json', JSON.stringify({ ...REGISTRY, sources: apis.mappings }));
  // The stack allows the hosts of the simulated APIs.
  expect((await run('registry', 'apply', all)).json).toEqual({ applied: false, changes: [], rebuild: [] });
  const { sources: _, ...without } = { ...REGISTRY, sources: apis.mappings };
  const fewer = { ...without, units: without.units.filter(({ unitId }) => unitId !== 'WH') };
  await canbao('registry', 'apply', write('fewer.json', JSON.stringify(fewer)));
  await canbao('registry', 'show');
  await canbao('mail', 'list');
  await canbao('mail', 'retry', HANDLER);
  // E2 has left, and the removal is still open.
  await canbao('forget', 'E2');
  await canbao('forget', 'E2', '--apply', '--even-with-open-cases');
  await canbao('activity');
  await canbao('activity', '--unit', 'CD');
}

/** Requests the details of a thin event, as its replay does. */
async function askForDetails(): Promise<void> {
  const place = placeHere({ ...stage.stack, dynamodb: stage.stack.lambda, sqs: stage.stack.lambda });
  const store = deploymentStore(place);
  await calling('operator', () =>
    store.details.ask({
      source: 'feishu',
      deliveryId: 'd1',
      employeeId: 'f-1',
      keys: { employmentId: '1' },
      about: 'hire',
      statedAt: systemClock.now(),
      delaySeconds: 0,
    }),
  );
  store.close();
}

async function readAndRecord(): Promise<void> {
  await canbao('cases', '--as-of', '2026-03-09');
  await canbao('cases', '--unit', 'CD');
  await canbao('facts', 'E2');
  await canbao('sources');
  await canbao('guide', 'leaver', '--employee', 'E2');
  await canbao('reconcile', '--unit', 'CD', '--month', '2026-02');
  await canbao('ledger', 'leavers', '--unit', 'CD', '--month', '2026-01', '--out', join(stage.data, 'l.csv'));
  await canbao('acknowledge', `E1/${HIRED_ON}/enrolment`, '--by', HANDLER);
  await canbao('bases', 'declared', '--unit', 'CD', '--from', '2026-01', '--on', '2026-01-20');
  await recordWhatWasDone();
}

async function recordWhatWasDone(): Promise<void> {
  const open = `E1/${HIRED_ON}/enrolment`;
  await canbao('record', 'document', open, '--document', '身份证复印件', '--on', TODAY);
  await canbao('record', 'note', open, '窗口答复周五前办结');
  await canbao('record', 'card', 'E1', '--kind', 'physical', '--requested', TODAY);
  const filing = ['record', 'filing', 'E1', '--what', 'enrolment', '--submitted', TODAY];
  const { factIds } = (await run(...filing)).json as { factIds: readonly string[] };
  await canbao('record', 'undo', factIds[0] ?? '', '--reason', '登记错人', '--apply');
}

async function takeInFiles(): Promise<void> {
  const bill =
    '工号,姓名,费款所属期,单位缴费金额,个人缴费金额\r\nE1,职工E1,2026-02,800,200\r\nU9,无名,2026-02,800,200\r\n';
  await run('import', 'charges', write('bill.csv', bill), '--unit', 'CD', '--apply');
  const roster = '工号,姓名,入职日期\r\nE7,职工E7,2026-03-02\r\n';
  await canbao('import', 'roster', write('roster.csv', roster), '--unit', 'XA', '--apply');
}

async function workOnQuarantine(): Promise<void> {
  const { events } = (await run('quarantine', 'list')).json as { events: { id: string }[] };
  const [first = '', second = ''] = events.map(({ id }) => id);
  await canbao('quarantine', 'show', first);
  await canbao('quarantine', 'drop', first);
  await run('quarantine', 'replay', second);
}

/** The HR system's roster lists a person whom it never reported. */
async function workOnRoster(): Promise<void> {
  for (const id of ['7072306364927980001', '7072306364927980002'])
    apis.feishu.employees.set(id, feishuEmployee(id, { effective_date: addDays(TODAY, -9) }));
  const name =
    stage.stack.deployment.schedules.find((known) => known.name.endsWith('pull-roster'))?.name ?? '';
  await stage.stack.fireSchedule(name, new Date(`${TODAY}T06:00:00+08:00`));
  await canbao('roster', 'show', '--unit', 'CD');
  await canbao('roster', 'confirm', '--unit', 'CD', 'f-7072306364927980001');
  await canbao('roster', 'dismiss', '--unit', 'CD', 'f-7072306364927980002');
}

async function exchangeSecret(): Promise<void> {
  const file = write('secret.json', JSON.stringify({ appId: 'a', appSecret: 'b' }));
  await canbao('secrets', 'put', 'feishu', 'next', '--api', '--from', file);
  await canbao('secrets', 'put', 'data-key', 'next', '--from', write('key.txt', 'a'.repeat(44)));
  await canbao('secrets', 'show', 'feishu');
  await canbao('secrets', 'show', 'feishu', '--api');
}

const listOf = (given: string | readonly string[]): readonly string[] => [given].flat();

function matches(pattern: string, resource: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\/]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(resource);
}

function allows({ Effect, Action, Resource }: Statement, action: string, resource: string): boolean {
  return (
    Effect === 'Allow' &&
    listOf(Action).includes(action) &&
    listOf(Resource).some((pattern) => matches(pattern, resource))
  );
}

it.each(WHO)('every call by commands of the %s is allowed', (who) => {
  // An operator also has the policy of a viewer.
  const own = [...policies[who], ...(who === 'operator' ? policies.viewer : [])];
  const denied = called[who].filter(
    ({ action, resource }) => !own.some((it) => allows(it, action, resource)),
  );
  expect([...new Set(denied.map(({ action, resource }) => `${action} on ${resource}`))]).toEqual([]);
});

it.each(WHO)('nothing is allowed that no command of the %s calls; DynamoDB uses the key', (who) => {
  const unused = policies[who]
    .filter(({ Sid, Effect }) => Sid !== 'KeyOfTheTable' && Effect === 'Allow')
    .flatMap((statement) => listOf(statement.Action).map((action) => ({ ...statement, Action: action })))
    .filter((it) => !called[who].some(({ action, resource }) => allows(it, action, resource)));
  expect(unused.map(({ Sid, Action }) => `${Sid}: ${Action}`)).toEqual([]);
});

it('entries of the audit log cannot be changed or removed; the secrets role writes nothing else', () => {
  const of = (who: Who, sid: string) => policies[who].find(({ Sid }) => Sid === sid);
  const leadingKeys = { 'dynamodb:LeadingKeys': keys.audits };
  const changing = listOf(of('operator', 'WriteTable')?.Action ?? []).filter((it) =>
    /Write|Delete|Update/.test(it),
  );
  expect(of('operator', 'LeaveTheAuditLogAsItIs')).toMatchObject({
    Effect: 'Deny',
    Action: changing,
    Condition: { 'ForAnyValue:StringEquals': leadingKeys },
  });
  expect(of('secret keeper', 'AddToTheAuditLog')).toMatchObject({
    Action: 'dynamodb:PutItem',
    Condition: { 'ForAllValues:StringEquals': leadingKeys },
  });
  const writes = called['secret keeper'].filter(({ action }) => action.startsWith('dynamodb:'));
  expect([...new Set(writes.map(({ action }) => action))]).toEqual(['dynamodb:PutItem']);
});

it('the key of the policies is the table’s, with the actions that the functions have', () => {
  const { assembly, resolver } = stage.stack.deployment;
  const ofType = (type: string) => [...assembly.resources.values()].filter((it) => it.type === type);
  const [alias] = ofType('AWS::KMS::Alias').map((it) => resolver.propertiesOf(it).AliasName);
  const granted = ofType('AWS::IAM::Policy')
    .flatMap((it) => (resolver.propertiesOf(it).PolicyDocument as { Statement: Statement[] }).Statement)
    .flatMap(({ Action }) => listOf(Action).filter((action) => action.startsWith('kms:')));
  const key = policies.operator.find(({ Sid }) => Sid === 'KeyOfTheTable');
  expect(listOf(key?.Action ?? []).toSorted()).toEqual([...new Set(granted)].toSorted());
  expect(JSON.stringify(key)).toContain(`"kms:ResourceAliases":"${alias}"`);
});

it('every call of a function is allowed by its role, with APIs of HR systems too', () => {
  const may = allowedActions(stage.stack.deployment);
  const names = new Map(stage.stack.deployment.functions.map(({ logicalId, name }) => [logicalId, name]));
  const own = stage.stack.calls.flatMap(({ caller, needs }) =>
    caller === undefined ? [] : needs.map((need) => ({ caller, ...need })),
  );
  const callers = [...new Set(own.map(({ caller }) => names.get(caller)?.replace(/^canbao-\w+-/, '')))];
  expect(callers).toEqual(
    expect.arrayContaining(['receive-event', 'enrich-event', 'pull-roster', 'plan-digests', 'send-digest']),
  );
  const denied = own.filter(
    (call) =>
      !may.some(
        (it) => it.caller === call.caller && it.action === call.action && it.resource === call.resource,
      ),
  );
  expect(denied).toEqual([]);
});

it('every named resource is in the stack', () => {
  const { tables, queues, secrets, functions } = stage.stack.deployment;
  const { region } = stage.stack;
  const arns = [
    ...tables.flatMap(({ create }) => {
      const table = `arn:aws:dynamodb:${region}:000000000000:table/${create.TableName}`;
      return [
        table,
        ...(create.GlobalSecondaryIndexes ?? []).map((index) => `${table}/index/${index.IndexName}`),
      ];
    }),
    ...[...queues, ...secrets, ...functions].map(({ arn }) => arn),
  ];
  const named = [...Object.values(policies).flat(), ...deadLetters]
    .filter(({ Sid }) => Sid !== 'KeyOfTheTable')
    .flatMap(({ Resource }) => listOf(Resource));
  expect(named.filter((pattern) => !arns.some((arn) => matches(pattern, arn)))).toEqual([]);
  const failed = queues.map(({ arn }) => arn).filter((arn) => arn.endsWith('-failed'));
  expect(
    failed.filter((arn) => !deadLetters.some((it) => allows(it, 'sqs:StartMessageMoveTask', arn))),
  ).toEqual([]);
});
