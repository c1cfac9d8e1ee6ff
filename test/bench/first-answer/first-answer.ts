import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { SOURCES } from '../../../functions/sources/sources.ts';
import { environmentOf } from '../../../infra/local/lambda/function-definitions.ts';
import { type LocalStack, startLocalStack } from '../../../infra/local/local-stack.ts';
import { createStops } from '../../../infra/local/stops.ts';
import { apply } from '../../end-to-end/stack-calls.ts';
import { testAssembly } from '../../support/local-stack.ts';
import { type AllVendors, allVendors, type SecretsOfAll } from '../../support/vendors/all-vendors.ts';
import type { Letter, Vendor } from '../../support/vendors/vendor.ts';
import { gatewayEventOf } from '../../support/vendors/wires.ts';
import { bundledAlone } from '../cold-load/cold-load.ts';
import { type Figure, figure } from '../figure.ts';
import { interleaved } from '../interleaved.ts';
import type { Sizes } from '../sizes.ts';
import type { Workshop } from '../workshop.ts';
import { hireOf } from './hire-of.ts';

/** Half of what the most hurried sender waits, which is 1.5 s. */
const GOAL_MILLISECONDS = 750;

/** Answered one after the other in one process: the first cold, the others warm. */
const EVENTS_A_PROCESS = 5;

/**
 * How long each HR system waits for the first answer of a function that was not there before, from the start of its
 * process on, against a function that holds the DynamoDB client alone and reads one item. Everything is real but the
 * machines: the deployed bundle, its own environment, the local stack's services.
 */
export async function firstAnswer(
  workshop: Workshop,
  { rounds }: Sizes['firstAnswer'],
): Promise<readonly Figure[]> {
  const stops = createStops();
  workshop.stops.add(stops.run);
  try {
    const stack = await stackOfAll(workshop);
    stops.add(stack.stop);
    await apply(stack, REGISTRY);
    const alone = await bundledAlone(workshop.directory('alone'));
    return await measured(processes(stack, workshop.directory('first-answer')), stack, alone, rounds);
  } finally {
    await stops.run();
  }
}

async function measured(
  inProcess: InProcess,
  stack: LocalStack,
  alone: string,
  rounds: number,
): Promise<readonly Figure[]> {
  const vendors = allVendors(secretsOf(stack));
  const names = Object.keys(vendors) as (keyof AllVendors)[];
  const next = new Map<string, number>();
  let person = 0;
  const ofVendor = (name: keyof AllVendors) => async () => {
    const letters = Array.from({ length: EVENTS_A_PROCESS }, () => {
      person += 1;
      return (vendors[name] as Vendor<object>).letter(hireOf(name, person), Date.now());
    });
    const answered = await inProcess(letters.map(gatewayEventOf));
    next.set(name, Math.min(next.get(name) ?? Number.POSITIVE_INFINITY, quickest(answered)));
    return answered[0] ?? Number.NaN;
  };
  const readOne = async () =>
    (await inProcess([gatewayEventOf(NO_LETTER)], { bundle: alone }))[0] ?? Number.NaN;
  const ofPortal = (event: object) => async () =>
    (await inProcess([event], { of: 'staff-portal' }))[0] ?? Number.NaN;
  const pages = Object.values(PORTAL).map(ofPortal);
  const [ofAlone = 0, ...firsts] = await interleaved([readOne, ...names.map(ofVendor), ...pages], { rounds });
  const portal = Object.keys(PORTAL).map((name, index) =>
    figure({
      name: `first-answer ${name}`,
      what: `a new process of staff-portal until it has answered its first ${name}, against one that reads an item with the DynamoDB client alone`,
      unit: 'milliseconds',
      subject: firsts[names.length + index] ?? Number.NaN,
      reference: ofAlone,
      goal: { of: 'subject', atMost: GOAL_MILLISECONDS },
    }),
  );
  const vendorFigures = names.map((name, index) =>
    figure({
      name: `first-answer ${name}`,
      what: `a new process of receive-event until it has answered its first event of ${name}, against one that reads an item with the DynamoDB client alone`,
      unit: 'milliseconds',
      subject: firsts[index] ?? Number.NaN,
      reference: ofAlone,
      goal: { of: 'subject', atMost: GOAL_MILLISECONDS },
      more: { nextAnswer: next.get(name) ?? Number.NaN },
    }),
  );
  return [...vendorFigures, ...portal];
}

/** Of the answers after the first. */
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

async function stackOfAll(workshop: Workshop): Promise<LocalStack> {
  const environment = { CANBAO_SOURCES: [...SOURCES.keys()].join(',') };
  return startLocalStack({
    data: workshop.directory('stack'),
    assemblyDirectory: await testAssembly(environment),
    schedules: false,
  });
}

function secretsOf({ webhookSecrets, sourceSecrets }: LocalStack): SecretsOfAll {
  const alone = Object.entries(webhookSecrets).map(([source, key]) => [source, { key }] as const);
  return { ...sourceSecrets, ...Object.fromEntries(alone) };
}

/** The first page that somebody sees, and the form on it, as the gateway hands them over. */
const PORTAL: Readonly<Record<string, object>> = {
  page: requestOf('GET', {}),
  form: requestOf(
    'POST',
    {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
      origin: 'http://127.0.0.1',
    },
    'next=%2F&address=hr%40example.com',
  ),
};

function requestOf(method: string, headers: Readonly<Record<string, string>>, body?: string): object {
  const http = { method, path: '/sign-in', sourceIp: '203.0.113.7' };
  const requestContext = { domainName: '127.0.0.1', http };
  return { rawPath: '/sign-in', rawQueryString: '', headers, requestContext, ...(body && { body }) };
}

/** Hands events to a new process, of receive-event unless `of` says otherwise; the milliseconds from its start to each answer. */
type InProcess = (
  events: readonly object[],
  how?: { readonly of?: string; readonly bundle?: string },
) => Promise<readonly number[]>;

const ANSWERED = z.array(z.number());

function processes({ deployment, dynamodb, sqs, lambda: gateway }: LocalStack, directory: string): InProcess {
  const functionCalled = (ending: string) => {
    const found = deployment.functions.find(({ name }) => name.endsWith(ending));
    if (found === undefined) throw new Error(`the stack has no function ${ending}`);
    return found;
  };
  const endpoints = { dynamodb, sqs, ses: gateway, secretsManager: gateway, lambda: gateway };
  const file = join(directory, 'events.json');
  const program = join(import.meta.dirname, 'answer.cjs');
  return async (events, { of = 'receive-event', bundle } = {}) => {
    const called = functionCalled(of);
    const env = environmentOf(called, deployment.place.region, endpoints);
    writeFileSync(file, JSON.stringify(events));
    const { stdout } = await promisify(execFile)(process.execPath, [program, bundle ?? called.file, file], {
      env,
    });
    return ANSWERED.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
  };
}
