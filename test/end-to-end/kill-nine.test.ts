import { rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamodbEmployees } from '../../functions/adapters/dynamodb/employees.ts';
import type { KeptMail } from '../../infra/local/mail-server.ts';
import { type HookEvent, postHook } from '../support/hooks.ts';
import { testAssembly } from '../support/local-stack.ts';
import { HANDLER, hired, REGISTRY } from './company.ts';
import { isRunning, type RunnerProcess, startRunner } from './runner-process.ts';
import { apply, clientOf, invoke } from './stack-calls.ts';
import { temporaryDirectory } from './stage.ts';

const START = join(import.meta.dirname, '../../infra/local/start.ts');
const DAY = '2026-03-10';
const EVENTS = 300;
const AT_ONCE = 20;
const KILL_AFTER = 100;

const data = temporaryDirectory();
let runner: RunnerProcess;

/** The program behind `npm start`, which finds its assembly synthesized. */
const start = () =>
  startRunner([START, '--port', '0', '--mail-port', '0', '--data', data, '--no-demo'], data);

beforeAll(async () => {
  symlinkSync(dirname(await testAssembly()), join(data, 'cdk.out'), 'junction');
  runner = await start();
  await apply(runner.local, REGISTRY);
});

afterAll(async () => {
  await runner?.kill();
  rmSync(data, { recursive: true, force: true });
});

/** Posts all, some at once; `afterEach` hears of each event that was answered. @returns those with a 2xx. */
async function postAll(events: readonly HookEvent[], afterEach = (_acknowledged: number) => {}) {
  const acknowledged: HookEvent[] = [];
  const answers = new Map<string | undefined, string | undefined>();
  const left = [...events];
  const lane = async () => {
    for (let event = left.shift(); event !== undefined; event = left.shift()) {
      const answer = await postHook(runner.local, event).catch(() => undefined);
      if (answer === undefined || answer.status >= 300) continue;
      answers.set(event.id, answer.body.status);
      acknowledged.push(event);
      afterEach(acknowledged.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return { acknowledged, answers };
}

const isUp = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  );

describe('a stack that is killed while events come in', { shuffle: false }, () => {
  const events = Array.from({ length: EVENTS }, (_, number) =>
    hired({ employeeId: `E${number}`, hiredOn: '2026-03-01' }, `hire-${number}`),
  );
  let acknowledged: readonly HookEvent[] = [];

  it('leaves nothing running', async () => {
    const { local } = runner;
    let killed: Promise<void> | undefined;
    const posted = await postAll(events, (count) => {
      if (count === KILL_AFTER) killed = runner.kill();
    });
    await killed;
    acknowledged = posted.acknowledged;
    expect(acknowledged.length).toBeGreaterThanOrEqual(KILL_AFTER);
    expect(acknowledged.length).toBeLessThan(EVENTS);
    expect(isRunning(local.pid)).toBe(false);
    for (const url of [local.api, local.mail, local.lambda, local.sqs, local.dynamodb])
      await expect.poll(() => isUp(url)).toBe(false);
  });

  it('has every event that it acknowledged when it is started again', async () => {
    const { webhookSecrets } = runner.local;
    runner = await start();
    expect(runner.local.webhookSecrets).toEqual(webhookSecrets);
    const again = await postAll(acknowledged);
    expect(again.acknowledged).toHaveLength(acknowledged.length);
    expect(new Set(again.answers.values())).toEqual(new Set(['duplicate']));
  });

  it('takes the others when their sender tries again, each in effect once', async () => {
    const known = new Set(acknowledged.map(({ id }) => id));
    const { acknowledged: rest } = await postAll(events.filter(({ id }) => !known.has(id)));
    expect(rest).toHaveLength(EVENTS - known.size);
    expect(await invoke(runner.local, 'plan-digests', { day: DAY })).toMatchObject({ recipients: 5 });
    const mails = async (): Promise<readonly KeptMail[]> => {
      const answer = (await (await fetch(`${runner.local.mail}/store`)).json()) as { emails: KeptMail[] };
      return answer.emails;
    };
    await expect.poll(async () => (await mails()).length).toBe(1);
    const [mail] = await mails();
    expect(mail?.destination.to.join()).toContain(HANDLER);
    expect(mail?.body.text).toContain(`您有 ${EVENTS} 件待办`);
    const dynamodb = clientOf(runner.local);
    const employees = dynamodbEmployees(dynamodb, runner.local.table);
    for (const { id, data: hire } of events) {
      const { facts } = await employees.load(String(hire.employeeId));
      expect(facts.map(({ factId }) => factId)).toEqual([`standard:${id}`]);
    }
    dynamodb.destroy();
  });

  it('ends at Ctrl-C with everything that it started', async () => {
    const { local } = runner;
    expect(await runner.interrupt()).toBe(0);
    expect(runner.printed()).toContain('stopped');
    for (const url of [local.api, local.mail, local.sqs, local.dynamodb]) expect(await isUp(url)).toBe(false);
  });
});
