import { GetItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { plainDate } from '../../domain/values/plain-date.ts';
import { keys } from '../../functions/adapters/dynamodb/keys.ts';
import { testAssembly } from '../support/local-stack.ts';
import { startSesServer } from '../support/ses-server.ts';
import { ADMIN, ENGLISH, FINANCE, HANDLER, hired, MANAGER, REGISTRY } from './company.ts';
import { startRunner } from './runner-process.ts';
import { apply, invoke, postAccepted } from './stack-calls.ts';
import { type Stage, startStage, temporaryDirectory } from './stage.ts';

const RUNNER = new URL('../../infra/local/local-stack.ts', import.meta.url).href;

const sentTo = ({ ses }: Stage, from = 0) => ses.mails.slice(from).map(({ recipient }) => recipient);

describe('The daily run of a deployed stack', { shuffle: false }, () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await startStage({ restarts: true });
    await stage.apply(REGISTRY);
    await stage.postAll([
      // The act-by date is Friday 2026-03-13. 11 days are left on Monday 03-02, 7 on 03-06, and 4 on Monday 03-09.
      hired({ employeeId: 'E1', hiredOn: '2026-02-13' }),
      // The act-by date is 2026-03-30. 28 days are left on 03-02, and 21 on 03-09.
      hired({ employeeId: 'E2', unitId: 'XA', hiredOn: '2026-02-28' }),
    ]);
  });

  afterAll(() => stage?.stop());

  it('sends nothing more when it runs again', async () => {
    await stage.daily('2026-03-02');
    expect(sentTo(stage).sort()).toEqual([ENGLISH, HANDLER]);
    expect(await stage.daily('2026-03-02')).toMatchObject({ recipients: 5, attempt: 2 });
    expect(sentTo(stage)).toHaveLength(2);
    expect((await stage.run('2026-03-02'))?.outcomes).toEqual({
      sent: 0,
      'already-sent': 2,
      'nothing-to-say': 3,
      failed: 0,
    });
    expect(await stage.check('2026-03-02')).toMatchObject({ complete: true });
  });

  it('is recorded and sends nothing on a rest day', async () => {
    expect(await stage.daily('2026-03-07')).toMatchObject({ workingDay: false, recipients: 0 });
    expect(sentTo(stage)).toHaveLength(2);
    expect(await stage.run('2026-03-07')).toMatchObject({ workingDay: false, recipients: 0, attempt: 1 });
    expect(await stage.check('2026-03-07')).toMatchObject({ complete: true, why: 'rest-day' });
    expect(await stage.check('2026-03-08')).toMatchObject({ complete: false, why: 'no-run' });
  });

  it('reports what happened on days without a run, and sends no mail without news', async () => {
    await stage.restart();
    await stage.daily('2026-03-09');
    expect(sentTo(stage, 2)).toEqual([HANDLER]);
    expect(stage.ses.mails[2]?.text).toMatch(/■ .*（E1） · 增员申报 · .*2026-03-13（周五），还有 4 天/);
  });

  it('sends mails on a make-up working day at a weekend', async () => {
    await stage.postAll([hired({ employeeId: 'E3', hiredOn: '2026-05-06' })]);
    // Saturday 2026-05-09 is a make-up working day of the May holiday.
    expect(await stage.daily('2026-05-09')).toMatchObject({ workingDay: true, recipients: 5 });
    expect(sentTo(stage, 3)).toContain(HANDLER);
  });
});

describe('A recipient whom the mail service refuses', { shuffle: false }, () => {
  const DAY = '2026-03-10';
  let stage: Stage;
  let sqs: SQSClient;
  const queue = (end: string) => Object.values(stage.stack.queues).find((url) => url.endsWith(end));

  beforeAll(async () => {
    stage = await startStage();
    const credentials = { accessKeyId: 'test', secretAccessKey: 'local' };
    sqs = new SQSClient({ endpoint: stage.stack.sqs, region: stage.stack.region, credentials });
    await stage.apply(REGISTRY);
    await stage.postAll([
      hired({ employeeId: 'E1', hiredOn: '2026-02-05' }),
      hired({ employeeId: 'E2', unitId: 'XA', hiredOn: '2026-02-05' }),
      hired({ employeeId: 'E3', unitId: 'WH', hiredOn: '2026-02-05' }),
    ]);
    stage.ses.refused.add(HANDLER);
    await stage.daily(DAY);
  });

  afterAll(async () => {
    sqs?.destroy();
    await stage?.stop();
  });

  it('does not stop the mails to others', () => {
    expect(stage.ses.attempts.filter(({ recipient }) => recipient === HANDLER)).toHaveLength(1);
    expect(sentTo(stage).sort()).toEqual([ENGLISH, ADMIN, MANAGER, FINANCE].sort());
  });

  it('is counted for the alarm, and makes the run incomplete', async () => {
    const countedAs = (metric: string) =>
      stage
        .log()
        .split('\n')
        .filter((line) => line.includes('"_aws"') && line.includes(`"${metric}"`))
        .map((line) => JSON.parse(line));
    await expect.poll(() => countedAs('DigestFailed')).toHaveLength(1);
    expect(countedAs('DigestFailed')[0]).toMatchObject({ DigestFailed: 1, service: 'canbao-dev' });
    expect(await stage.check(DAY)).toEqual({ day: DAY, complete: false, why: 'recipients-failed' });
    await expect.poll(() => countedAs('RunIncomplete')).toHaveLength(1);
  });

  it('leaves the request in the dead letters, from where it can be sent again unchanged', async () => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queue('digests-failed'),
        WaitTimeSeconds: 5,
        MessageAttributeNames: ['All'],
      }),
    );
    expect(Messages).toHaveLength(1);
    expect(JSON.parse(Messages[0]?.Body ?? '')).toMatchObject({ day: DAY, recipient: HANDLER, attempt: 1 });
    expect(Messages[0]?.MessageAttributes?.reason?.StringValue).toContain('MessageRejected');

    stage.ses.refused.clear();
    await sqs.send(new SendMessageCommand({ QueueUrl: queue('digests'), MessageBody: Messages[0]?.Body }));
    await stage.stack.drained();
    expect(sentTo(stage).filter((recipient) => recipient === HANDLER)).toHaveLength(1);
    expect(await stage.check(DAY)).toEqual({ day: DAY, complete: true, why: 'complete' });
  });
});

describe('A function that dies between its claim and the mail', () => {
  const DAY = '2026-03-10';

  it('leaves the digest to a later attempt, which sends it once with the same Message-ID', async () => {
    const ses = await startSesServer();
    onTestFinished(ses.stop);
    const data = temporaryDirectory();
    const assemblyDirectory = await testAssembly();
    const options = { data, assemblyDirectory, schedules: false, endpoints: { ses: ses.url } };
    const script = `
      const { startLocalStack } = await import(${JSON.stringify(RUNNER)});
      await startLocalStack(${JSON.stringify(options)});
      console.log('ready');`;
    const runner = await startRunner(['--input-type=module', '-e', script], data);
    onTestFinished(runner.kill);

    await apply(runner.local, REGISTRY);
    await postAccepted(runner.local, [hired({ employeeId: 'E1', hiredOn: '2026-02-20' })]);
    ses.hanging = true;
    await invoke(runner.local, 'plan-digests', { day: DAY });
    await expect.poll(() => ses.attempts.length).toBe(1);
    await runner.kill();

    ses.hanging = false;
    const stage = await startStage({ data, assemblyDirectory, ses, restarts: true });
    onTestFinished(stage.stop);
    const key = { TableName: stage.stack.table, Key: keys.mail(plainDate(DAY), HANDLER) };
    const { Item: claim } = await stage.dynamodb.send(new GetItemCommand(key));
    expect(claim?.sentAt).toBeUndefined();
    expect(Date.parse(claim?.claimedUntil?.S ?? '')).toBeGreaterThan(Date.parse('2026-01-01'));
    // A claim is valid for 90 seconds. The test ends all claims of the run at once, because other digests may be in
    // progress too.
    const { Items = [] } = await stage.dynamodb.send(
      new QueryCommand({
        TableName: stage.stack.table,
        KeyConditionExpression: 'pk = :run',
        ExpressionAttributeValues: { ':run': { S: keys.runDay(plainDate(DAY)) } },
      }),
    );
    for (const { pk, sk, claimedUntil } of Items)
      if (pk !== undefined && sk !== undefined && claimedUntil !== undefined)
        await stage.dynamodb.send(
          new UpdateItemCommand({
            TableName: stage.stack.table,
            Key: { pk, sk },
            UpdateExpression: 'SET claimedUntil = :past',
            ExpressionAttributeValues: { ':past': { S: '2026-01-01T00:00:00.000Z' } },
          }),
        );
    for (const attempt of [2, 3]) {
      expect(await invoke(stage.stack, 'plan-digests', { day: DAY })).toMatchObject({ attempt });
      await expect
        .poll(async () => (await stage.run(DAY))?.outcomes)
        .toMatchObject({
          [attempt === 2 ? 'sent' : 'already-sent']: 1,
          'nothing-to-say': 4,
        });
    }
    expect(sentTo(stage)).toEqual([HANDLER]);
    expect(ses.mails[0]?.messageId).toBe(ses.attempts[0]?.messageId);
    // The portal of a local stack has another port after each start.
    const text = (mail: { readonly text?: string } | undefined) =>
      mail?.text?.replaceAll(/127\.0\.0\.1:\d+/g, '');
    expect(text(ses.mails[0])).toBe(text(ses.attempts[0]));
  });
});
