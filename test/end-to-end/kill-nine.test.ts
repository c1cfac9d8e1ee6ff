import { execFileSync } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { paginateScan } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeptMail } from '../../infra/local/mail-server.ts';
import { type HookEvent, postHook } from '../support/hooks.ts';
import { testAssembly } from '../support/local-stack.ts';
import { seededNumbers } from '../support/seeded.ts';
import { HANDLER, hired, REGISTRY } from './company.ts';
import { isRunning, type RunnerProcess, startRunner } from './runner-process.ts';
import { apply, clientOf, invoke } from './stack-calls.ts';
import { temporaryDirectory } from './stage.ts';

const START = join(import.meta.dirname, '../../infra/local/start.ts');
const DAY = '2026-03-10';
/** The number of kills, from the variable CANBAO_KILLS; 2 by default. */
const KILLS = Number(process.env.CANBAO_KILLS || 2);
const AT_ONCE = 20;
const MOST_BEFORE_A_KILL = 40;
const MOST_MS_BETWEEN = 30;

const data = temporaryDirectory();
let runner: RunnerProcess;

/** The program behind `npm start`, with an assembly that is already synthesized. */
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

/** Sends kill -9 only to the embedded database. Its guard process has the same arguments and is not killed. */
function killDatabase(): void {
  const processes = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  const found = processes.filter((line) => line.includes(data) && /dynoxide.* serve /.test(line));
  const [database, ...others] = found.filter((line) => !line.includes('dynoxide-guard'));
  expect([database, others]).toEqual([expect.any(String), []]);
  process.kill(Number.parseInt(database ?? '', 10), 'SIGKILL');
}

/**
 * Posts the events that `next` returns, several at once, until it returns none. `onAnswer` gets the status of each
 * response.
 */
async function post(
  next: () => HookEvent | undefined,
  onAnswer: (event: HookEvent, status: string | undefined) => void,
) {
  const lane = async () => {
    for (let event = next(); event !== undefined; event = next()) {
      const answer = await postHook(runner.local, event).catch(() => undefined);
      onAnswer(event, answer !== undefined && answer.status < 300 ? answer.body.status : undefined);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

/** The stored facts of employees, by partition and fact id, and the number of spells. */
async function stored(): Promise<{ readonly facts: readonly string[]; readonly spells: number }> {
  const client = clientOf(runner.local);
  const facts: string[] = [];
  let spells = 0;
  for await (const { Items = [] } of paginateScan(
    { client },
    { TableName: runner.local.table, ProjectionExpression: 'pk, sk, factId' },
  )) {
    for (const { pk, sk, factId } of Items.filter((item) => item.pk?.S?.startsWith('EMPLOYEE#'))) {
      if (sk?.S?.startsWith('FACT#')) facts.push(`${pk?.S} ${factId?.S}`);
      else if (sk?.S?.startsWith('SPELL#')) spells += 1;
    }
  }
  client.destroy();
  return { facts, spells };
}

const isUp = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  );

describe('A stack that is killed repeatedly while events arrive', { shuffle: false }, () => {
  const factsAcknowledged = new Set<string>();
  /** Events without a response. The sender posts them again. */
  let unanswered: HookEvent[] = [];
  let posted = 0;
  const hire = () => {
    posted += 1;
    return hired({ employeeId: `E${posted}`, hiredOn: '2026-03-01' }, `hire-${posted}`);
  };
  const noted = ({ id, data: { employeeId } }: HookEvent) =>
    factsAcknowledged.add(`EMPLOYEE#${employeeId} standard:${id}`);

  const rounds = Array.from({ length: KILLS }, (_, index) => ({
    kill: index + 1,
    // Windows has no `ps`, with which the test finds the database process.
    first: index % 3 === 1 && process.platform !== 'win32' ? 'database' : 'runner',
  }));
  it.each(rounds)('keeps all acknowledged events after kill $kill (the $first first)', async ({ first }) => {
    const random = seededNumbers();
    const killAfter = Math.floor(random() * MOST_BEFORE_A_KILL);
    const [before, between] = [random() * MOST_MS_BETWEEN, random() * MOST_MS_BETWEEN];
    const { local } = runner;
    const acknowledged: HookEvent[] = [];
    const failed: HookEvent[] = [];
    let killed: Promise<void> | undefined;
    let isOver = false;
    const kill = async () => {
      await sleep(before);
      try {
        if (first === 'database') killDatabase();
        await sleep(first === 'database' ? between : 0);
      } finally {
        isOver = true;
        await runner.kill();
      }
    };
    await post(
      () => {
        if (acknowledged.length >= killAfter) killed ??= kill();
        return isOver ? undefined : (unanswered.shift() ?? hire());
      },
      (event, status) => (status === undefined ? failed : acknowledged).push(event),
    );
    await killed;
    unanswered = [...failed, ...unanswered];
    expect(acknowledged.length).toBeGreaterThanOrEqual(killAfter);
    acknowledged.forEach(noted);
    expect(isRunning(local.pid)).toBe(false);
    for (const url of [local.api, local.mail, local.lambda, local.sqs, local.dynamodb])
      await expect.poll(() => isUp(url)).toBe(false);

    runner = await start();
    expect(runner.local.webhookSecrets).toEqual(local.webhookSecrets);
    const there = new Set((await stored()).facts);
    expect([...factsAcknowledged].filter((fact) => !there.has(fact))).toEqual([]);
    const again = new Map<string | undefined, string | undefined>();
    const left = [...acknowledged];
    await post(
      () => left.shift(),
      ({ id }, status) => again.set(id, status),
    );
    expect(again).toEqual(new Map(acknowledged.map(({ id }) => [id, 'duplicate'])));
  });

  it('accepts the other events when their sender tries again, each once', async () => {
    await post(
      () => unanswered.shift(),
      (event, status) => {
        expect(status).toBeOneOf(['accepted', 'duplicate']);
        noted(event);
      },
    );
    const { facts, spells } = await stored();
    expect(facts.toSorted()).toEqual([...factsAcknowledged].sort());
    expect([factsAcknowledged.size, spells]).toEqual([posted, posted]);
    expect(await invoke(runner.local, 'plan-digests', { day: DAY })).toMatchObject({ recipients: 5 });
    const mails = async (): Promise<readonly KeptMail[]> => {
      const answer = (await (await fetch(`${runner.local.mail}/store`)).json()) as { emails: KeptMail[] };
      return answer.emails;
    };
    await expect.poll(async () => (await mails()).length).toBe(1);
    const [mail] = await mails();
    expect(mail?.destination.to.join()).toContain(HANDLER);
    expect(mail?.body.text).toContain(`您有 ${posted} 件待办`);
  });

  it('stops on Ctrl-C with all processes that it started', async () => {
    const { local } = runner;
    expect(await runner.interrupt()).toBe(0);
    expect(runner.printed()).toContain('stopped');
    for (const url of [local.api, local.mail, local.sqs, local.dynamodb]) expect(await isUp(url)).toBe(false);
  });
});
