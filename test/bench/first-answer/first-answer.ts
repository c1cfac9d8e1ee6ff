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
    const answered = await inProcess(letters);
    next.set(name, Math.min(next.get(name) ?? Number.POSITIVE_INFINITY, quickest(answered)));
    return answered[0] ?? Number.NaN;
  };
  const readOne = async () => (await inProcess([NO_LETTER], alone))[0] ?? Number.NaN;
  const [ofAlone = 0, ...firsts] = await interleaved([readOne, ...names.map(ofVendor)], { rounds });
  return names.map((name, index) =>
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

/** Hands letters to a new process; tells the milliseconds from its start to each answer. */
type InProcess = (letters: readonly Letter[], bundle?: string) => Promise<readonly number[]>;

const ANSWERED = z.array(z.number());

function processes({ deployment, dynamodb, sqs, lambda: gateway }: LocalStack, directory: string): InProcess {
  const receiveEvent = deployment.functions.find(({ name }) => name.endsWith('receive-event'));
  if (receiveEvent === undefined) throw new Error('the stack has no function receive-event');
  const endpoints = { dynamodb, sqs, ses: gateway, secretsManager: gateway, lambda: gateway };
  const env = environmentOf(receiveEvent, deployment.place.region, endpoints);
  const file = join(directory, 'events.json');
  const program = join(import.meta.dirname, 'answer.cjs');
  return async (letters, bundle = receiveEvent.file) => {
    writeFileSync(file, JSON.stringify(letters.map(gatewayEventOf)));
    const { stdout } = await promisify(execFile)(process.execPath, [program, bundle, file], { env });
    return ANSWERED.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
  };
}
