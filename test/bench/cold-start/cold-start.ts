import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { environmentOf, type FunctionDefinition } from '../../../infra/local/lambda/function-definitions.ts';
import { type LocalStack, startLocalStack } from '../../../infra/local/local-stack.ts';
import { createStops } from '../../../infra/local/stops.ts';
import { apply } from '../../end-to-end/stack-calls.ts';
import { EVERY_HR_SYSTEM, testAssembly } from '../../support/local-stack.ts';
import { type AllVendors, allVendors, type SecretsOfAll } from '../../support/vendors/all-vendors.ts';
import { bambooFields } from '../../support/vendors/bamboohr-events.ts';
import { dingtalkUsers } from '../../support/vendors/dingtalk-events.ts';
import { feishuPersonnel } from '../../support/vendors/feishu-events.ts';
import type { Letter, Vendor } from '../../support/vendors/vendor.ts';
import { wecomChange } from '../../support/vendors/wecom-events.ts';
import { gatewayEventOf } from '../../support/vendors/wires.ts';
import { xinEmployee } from '../../support/vendors/xinrenxinshi-events.ts';
import type { Sizes } from '../bench.ts';
import { type Figure, figure, interleaved } from '../measure.ts';
import type { Workshop } from '../workshop.ts';

const run = promisify(execFile);

/** The sender of an event waits until this function has loaded. Hardly anybody waits for the others. */
const AWAITED = 'receive-event';

/** Half of 1.5 s, the shortest timeout of a sender. */
const GOAL_MILLISECONDS = 750;

/** The events that a new process answers one after the other. Only the first answer is cold. */
const EVENTS_A_PROCESS = 5;

/**
 * Compares the load time of each deployed bundle in a new process with that of a bundle of only the DynamoDB client.
 * Also compares the time from the start of a new process to its first answer, for each HR system and for staff, with
 * that of a function that reads one item. It uses the deployed bundles, their environments and the local stack's
 * services.
 */
export async function coldStart(workshop: Workshop, rounds: Sizes['coldStart']): Promise<readonly Figure[]> {
  const stops = createStops();
  workshop.stops.add(stops.run);
  try {
    const stack = await startLocalStack({
      data: workshop.directory('stack'),
      assemblyDirectory: await testAssembly(EVERY_HR_SYSTEM),
      schedules: false,
    });
    stops.add(stack.stop);
    await apply(stack, REGISTRY);
    const alone = await bundledAlone(workshop.directory('alone'));
    return [
      ...(await loads(stack, alone, rounds)),
      ...(await firstAnswers(stack, alone, workshop.directory('events'), rounds)),
    ];
  } finally {
    await stops.run();
  }
}

/** A bundle of only the DynamoDB client, built as the bundles of the service are. */
async function bundledAlone(directory: string): Promise<string> {
  // Imported only here, because the CDK fills the heap.
  const { bundleInto } = await import('../../../infra/constructs/bundled-code.ts');
  bundleInto(directory, join(import.meta.dirname, 'dynamodb-alone.ts'));
  return join(directory, 'index.js');
}

/** A process gets the function's variables and no others, so no cache of compiled code helps it. */
function variablesOf(definition: FunctionDefinition, stack: LocalStack): Record<string, string> {
  const { dynamodb, sqs, lambda: gateway } = stack;
  const endpoints = { dynamodb, sqs, ses: gateway, secretsManager: gateway, lambda: gateway };
  return environmentOf(definition, stack.region, endpoints);
}

/** Measures CPU time, so that other work on the machine does not count. */
async function loads(
  stack: LocalStack,
  alone: string,
  rounds: Sizes['coldStart'],
): Promise<readonly Figure[]> {
  const { functions } = stack.deployment;
  const toLoad = (file: string, env: Record<string, string>) => async () => {
    const load =
      'const from = process.cpuUsage(); require(process.argv[1]); const { user, system } = process.cpuUsage(from); console.log((user + system) / 1000)';
    const { stdout } = await run(process.execPath, ['-e', load, file], { env });
    return Number(stdout.trim().split('\n').at(-1));
  };
  const [ofAlone = 0, ...loaded] = await interleaved(
    [toLoad(alone, {}), ...functions.map((it) => toLoad(it.file, variablesOf(it, stack)))],
    rounds,
  );
  return functions.map(({ name: whole }, i) => {
    const name = whole.replace(/^canbao-[^-]+-/, '');
    return figure({
      name: `cold-load ${name}`,
      what: `load the bundle of ${name} in a fresh process, against one of client-dynamodb alone`,
      unit: 'milliseconds of CPU',
      subject: loaded[i] ?? Number.NaN,
      reference: ofAlone,
      ...(name === AWAITED && { goal: { of: 'ratio', atMost: 1.3 } as const }),
    });
  });
}

async function firstAnswers(
  stack: LocalStack,
  alone: string,
  directory: string,
  rounds: Sizes['coldStart'],
): Promise<readonly Figure[]> {
  const inProcess = processes(stack, directory);
  const vendors = allVendors(secretsOf(stack));
  const next = new Map<string, number>();
  let number = 0;
  const ofVendor = (name: keyof AllVendors) => ({
    name,
    of: `receive-event until it has answered its first event of ${name}`,
    measure: async () => {
      const letters = Array.from({ length: EVENTS_A_PROCESS }, () => {
        number += 1;
        return (vendors[name] as Vendor<object>).letter(hireOf(name, number), Date.now());
      });
      const answered = await inProcess(letters.map(gatewayEventOf));
      next.set(name, Math.min(next.get(name) ?? Number.POSITIVE_INFINITY, quickest(answered)));
      return answered[0] ?? Number.NaN;
    },
  });
  const ofPortal = (name: string, request: (of: number) => object) => ({
    name,
    of: `staff-portal until it has answered its first ${name}`,
    measure: async () => {
      number += 1;
      return (await inProcess([request(number)], { of: 'staff-portal' }))[0] ?? Number.NaN;
    },
  });
  const subjects = [
    ...(Object.keys(vendors) as (keyof AllVendors)[]).map(ofVendor),
    ofPortal('page', () => requestOf('GET', {})),
    ofPortal('form', signInForm),
  ];
  const readOne = async () =>
    (await inProcess([gatewayEventOf(NO_LETTER)], { bundle: alone }))[0] ?? Number.NaN;
  const [ofAlone = 0, ...firsts] = await interleaved(
    [readOne, ...subjects.map(({ measure }) => measure)],
    rounds,
  );
  return subjects.map(({ name, of }, index) => {
    const nextAnswer = next.get(name);
    return figure({
      name: `first-answer ${name}`,
      what: `a new process of ${of}, against one that reads an item with the DynamoDB client alone`,
      unit: 'milliseconds',
      subject: firsts[index] ?? Number.NaN,
      reference: ofAlone,
      goal: { of: 'subject', atMost: GOAL_MILLISECONDS },
      ...(nextAnswer !== undefined && { more: { nextAnswer } }),
    });
  });
}

/** The milliseconds of the fastest answer after the first. */
function quickest(answered: readonly number[]): number {
  return Math.min(...answered.slice(1).map((at, index) => at - (answered[index] ?? 0)));
}

const REGISTRY = {
  units: [{ unitId: 'U1', name: '一公司', region: '成都', channel: 'online' as const, staff: [] }],
  fallbackStaff: [{ email: 'hr@example.com', name: '人事' }],
  sources: ['feishu', 'dingtalk', 'wecom', 'bamboohr', 'xinrenxinshi'].map((source) => ({
    source,
    defaultUnitId: 'U1',
  })),
};

const NO_LETTER: Letter = { method: 'GET', path: '/hooks/none', headers: {}, body: Buffer.alloc(0) };

function secretsOf({ webhookSecrets, sourceSecrets }: LocalStack): SecretsOfAll {
  const alone = Object.entries(webhookSecrets).map(([source, key]) => [source, { key }] as const);
  return { ...sourceSecrets, ...Object.fromEntries(alone) };
}

/** A sign-in form. Each number is another person, because one person may request only a few codes an hour. */
function signInForm(number: number): object {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'sec-fetch-site': 'same-origin',
    origin: 'http://127.0.0.1',
  };
  return requestOf('POST', headers, `next=%2F&address=hr${number}%40example.com`);
}

function requestOf(method: string, headers: Readonly<Record<string, string>>, body?: string): object {
  const http = { method, path: '/sign-in', sourceIp: '203.0.113.7' };
  const requestContext = { domainName: '127.0.0.1', http };
  return { rawPath: '/sign-in', rawQueryString: '', headers, requestContext, ...(body && { body }) };
}

/** Sends events to a new process, receive-event by default. @returns the milliseconds from its start to each answer. */
type InProcess = (
  events: readonly object[],
  how?: { readonly of?: string; readonly bundle?: string },
) => Promise<readonly number[]>;

const ANSWERED = z.array(z.number());

function processes(stack: LocalStack, directory: string): InProcess {
  const file = join(directory, 'events.json');
  const program = join(import.meta.dirname, 'answer.cjs');
  return async (events, { of = AWAITED, bundle } = {}) => {
    const called = stack.deployment.functions.find(({ name }) => name.endsWith(of));
    if (called === undefined) throw new Error(`the stack has no function ${of}`);
    writeFileSync(file, JSON.stringify(events));
    const { stdout } = await run(process.execPath, [program, bundle ?? called.file, file], {
      env: variablesOf(called, stack),
    });
    return ANSWERED.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
  };
}

/**
 * A hire as each HR system reports it. If an HR system's events usually lack details, this one does too, so that the
 * details are requested.
 */
function hireOf(source: keyof AllVendors, person: number): object {
  const id = `bench-${person}`;
  const at = Date.now();
  switch (source) {
    case 'standard':
    case 'cloudevents':
      return {
        id,
        type: 'employee.hired',
        timestamp: new Date(at).toISOString(),
        data: { employeeId: id, unitId: 'U1', name: '张三', hiredOn: '2026-03-02' },
      };
    case 'feishu':
      return feishuPersonnel('employment.created_v1', id, at);
    case 'dingtalk':
      return dingtalkUsers('user_add_org', [id], at);
    case 'wecom':
      return wecomChange('create_user', id, at, { Department: '1' });
    case 'bamboohr':
      return bambooFields(id, { 'Full Name': '张三', 'Hire Date': '2026-03-02' }, ['Hire Date'], at);
    case 'xinrenxinshi':
      return xinEmployee('employee_entry', id, at, { name: '张三', entryDate: '2026-03-02', hireType: 0 });
  }
}
