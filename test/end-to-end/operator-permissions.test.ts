import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, chinaDayOf } from '../../domain/values/plain-date.ts';
import { systemClock } from '../../functions/adapters/clock.ts';
import { placeHere } from '../../functions/deployment/deployment.ts';
import { deploymentStore } from '../../functions/deployment/deployment-store.ts';
import { runCanbao } from '../support/command-line.ts';
import { feishuEmployee } from '../support/vendors/feishu-api.ts';
import { allowedActions } from './allowed.ts';
import { accepted, HANDLER, hired, left, REGISTRY } from './company.ts';
import { type Apis, startApis } from './hr-systems/apis.ts';
import { type HrStage, startHrStage } from './hr-systems/hr-stage.ts';

/**
 * The policy that infra/README.md gives an administrator, both ways: nothing that the commands call is denied, and
 * nothing is allowed that they never call or that is no part of the stack.
 */

const README = readFileSync(join(import.meta.dirname, '../../infra/README.md'), 'utf8');
const TODAY = chinaDayOf(systemClock.now());
/** After the unit was registered: of earlier hires the unit is asked once, by its list of insured people. */
const HIRED_ON = addDays(TODAY, -5);

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

/** The statements after a mark, for the stack on this machine in place of the example's. */
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
let operator: Statement[];
let deadLetters: Statement[];

beforeAll(async () => {
  apis = await startApis();
  stage = await startHrStage({ record: true, secretValues: apis.secretValues });
  const { region, table } = stage.stack;
  const here = { region, stage: table.replace('canbao-', '') };
  operator = policy('operator', here);
  deadLetters = policy('dead letters', here);
  callThroughGateway();
  await runEveryCommand();
});

afterAll(async () => {
  await stage?.stop();
  await apis?.stop();
});

/** Has the command line reach every service where calls are recorded. */
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

/** Runs one command, which has to do its work. */
async function canbao(...args: string[]): Promise<void> {
  const { code, out, err } = await runCanbao([...args, '--local', '--data', stage.data], {
    clock: systemClock,
  });
  if (code !== 0) throw new Error(`canbao ${args.join(' ')} exited with ${code}: ${out}${err}`);
}

async function runEveryCommand(): Promise<void> {
  await stage.map(apis.mappings);
  await stage.postAll([
    hired({ employeeId: 'E1', hiredOn: HIRED_ON }),
    hired({ employeeId: 'E2', hiredOn: '2025-02-05' }),
    accepted('E2', 'enrolment', '2025-02-10'),
    left('E2', '2026-01-30'),
    hired({ employeeId: 'E3', hiredOn: '2026-02-05' }),
    hired({ employeeId: 'E4', hiredOn: '2026-02-05' }),
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
  const { sources: _, ...without } = { ...REGISTRY, sources: apis.mappings };
  const fewer = { ...without, units: without.units.filter(({ unitId }) => unitId !== 'WH') };
  await canbao('registry', 'apply', write('fewer.json', JSON.stringify(fewer)));
  await canbao('registry', 'show');
}

/** What a replayed event that leaves something out is asked for with. */
async function askForDetails(): Promise<void> {
  const place = placeHere({ ...stage.stack, dynamodb: stage.stack.lambda, sqs: stage.stack.lambda });
  const store = deploymentStore(place);
  await store.details.ask({
    source: 'feishu',
    deliveryId: 'd1',
    employeeId: 'f-1',
    keys: { employmentId: '1' },
    about: 'hire',
    statedAt: systemClock.now(),
    delaySeconds: 0,
  });
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
  const { out } = await runCanbao([...filing, '--local', '--data', stage.data, '--json'], {
    clock: systemClock,
  });
  const { factIds } = JSON.parse(out) as { factIds: readonly string[] };
  await canbao('record', 'undo', factIds[0] ?? '', '--reason', '登记错人', '--apply');
}

async function takeInFiles(): Promise<void> {
  const bill =
    '工号,姓名,费款所属期,单位缴费金额,个人缴费金额\r\nE1,职工E1,2026-02,800,200\r\nU9,无名,2026-02,800,200\r\n';
  await runCanbao(
    [
      'import',
      'charges',
      write('bill.csv', bill),
      '--unit',
      'CD',
      '--apply',
      '--local',
      '--data',
      stage.data,
    ],
    { clock: systemClock },
  );
  const roster = '工号,姓名,入职日期\r\nE7,职工E7,2026-03-02\r\n';
  await canbao('import', 'roster', write('roster.csv', roster), '--unit', 'XA', '--apply');
}

async function workOnQuarantine(): Promise<void> {
  const list = await runCanbao(['quarantine', 'list', '--local', '--data', stage.data, '--json'], {
    clock: systemClock,
  });
  const { events } = JSON.parse(list.out) as { events: { id: string }[] };
  const [first = '', second = ''] = events.map(({ id }) => id);
  await canbao('quarantine', 'show', first);
  await canbao('quarantine', 'drop', first);
  await runCanbao(['quarantine', 'replay', second, '--local', '--data', stage.data], { clock: systemClock });
}

/** One that the HR system lists and never told of. */
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
  await canbao('secrets', 'show', 'feishu');
  await canbao('secrets', 'show', 'feishu', '--api');
}

/** What the command line called: it is nobody that the stack knows. */
function called(): { readonly action: string; readonly resource: string }[] {
  return stage.stack.calls.flatMap(({ caller, needs }) => (caller === undefined ? needs : []));
}

const listOf = (given: string | readonly string[]): readonly string[] => [given].flat();

function matches(pattern: string, resource: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\/]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(resource);
}

function allows({ Action, Resource }: Statement, action: string, resource: string): boolean {
  return listOf(Action).includes(action) && listOf(Resource).some((pattern) => matches(pattern, resource));
}

it('every call of a command is allowed', () => {
  const denied = called().filter(
    ({ action, resource }) => !operator.some((it) => allows(it, action, resource)),
  );
  expect([...new Set(denied.map(({ action, resource }) => `${action} on ${resource}`))]).toEqual([]);
});

it('nothing is allowed that no command calls; the key is used by DynamoDB', () => {
  const seen = called();
  const unused = operator
    .filter(({ Sid }) => Sid !== 'KeyOfTheTable')
    .flatMap((statement) => listOf(statement.Action).map((action) => ({ ...statement, Action: action })))
    .filter((it) => !seen.some(({ action, resource }) => allows(it, action, resource)));
  expect(unused.map(({ Sid, Action }) => `${Sid}: ${Action}`)).toEqual([]);
});

it('the key is the one of the table, by the alias and for the actions that the functions have', () => {
  const { assembly, resolver } = stage.stack.deployment;
  const ofType = (type: string) => [...assembly.resources.values()].filter((it) => it.type === type);
  const [alias] = ofType('AWS::KMS::Alias').map((it) => resolver.propertiesOf(it).AliasName);
  const granted = ofType('AWS::IAM::Policy')
    .flatMap((it) => (resolver.propertiesOf(it).PolicyDocument as { Statement: Statement[] }).Statement)
    .flatMap(({ Action }) => listOf(Action).filter((action) => action.startsWith('kms:')));
  const key = operator.find(({ Sid }) => Sid === 'KeyOfTheTable');
  expect(listOf(key?.Action ?? []).toSorted()).toEqual([...new Set(granted)].toSorted());
  expect(JSON.stringify(key)).toContain(`"kms:ResourceAliases":"${alias}"`);
});

it('every call that a function makes is allowed by its role, with APIs of HR systems too', () => {
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

it('every resource that is named is one of the stack', () => {
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
  const named = [...operator, ...deadLetters]
    .filter(({ Sid }) => Sid !== 'KeyOfTheTable')
    .flatMap(({ Resource }) => listOf(Resource));
  expect(named.filter((pattern) => !arns.some((arn) => matches(pattern, arn)))).toEqual([]);
  const failed = queues.map(({ arn }) => arn).filter((arn) => arn.endsWith('-failed'));
  expect(
    failed.filter((arn) => !deadLetters.some((it) => allows(it, 'sqs:StartMessageMoveTask', arn))),
  ).toEqual([]);
});
