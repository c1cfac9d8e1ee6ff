import type { SendMessageBatchCommandInput, SendMessageCommandInput, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { type Instant, plainDate } from '../../../domain/values/plain-date.ts';
import { sqsDeadLetters, sqsDigestQueue } from '../../../functions/adapters/sqs-digest-queue.ts';
import type { DigestRequest } from '../../../functions/ports.ts';

const QUEUE = 'http://127.0.0.1/queue';

describe('the digest queue', () => {
  test('takes ten requests a call, each a message of its own', async () => {
    const sqs = scriptedSqs();
    const asked = requests(23);
    await sqsDigestQueue(QUEUE, sqs.client).send(asked);
    expect(sqs.batches.map((batch) => batch.length)).toEqual([10, 10, 3]);
    expect(sqs.batches.flat().map((body) => JSON.parse(body))).toEqual(asked);
  });

  test('is not called for nothing', async () => {
    const sqs = scriptedSqs();
    await sqsDigestQueue(QUEUE, sqs.client).send([]);
    expect(sqs.batches).toEqual([]);
  });

  test('gets those again that SQS did not take, and only those', async () => {
    const sqs = scriptedSqs([['1', '3'], ['3']]);
    const asked = requests(4);
    await sqsDigestQueue(QUEUE, sqs.client).send(asked);
    const recipients = sqs.batches.map((batch) => batch.map((body) => JSON.parse(body).recipient));
    expect(recipients).toEqual([
      ['0@example.com', '1@example.com', '2@example.com', '3@example.com'],
      ['1@example.com', '3@example.com'],
      ['3@example.com'],
    ]);
  });

  test('says how many it could not take, naming nobody', async () => {
    const sqs = scriptedSqs([['0'], ['0'], ['0']]);
    const sending = sqsDigestQueue(QUEUE, sqs.client).send(requests(2));
    await expect(sending).rejects.toThrow('SQS refused 1 of 2 requests 3 times (ServiceUnavailable)');
  });
});

describe('setting a request aside', () => {
  test('keeps it as it was, with the reason beside it', async () => {
    const sqs = scriptedSqs();
    const [request] = requests(1);
    if (request === undefined) throw new Error('no request');
    await sqsDeadLetters(QUEUE, sqs.client).setAside(request, '550 no such mailbox');
    expect(sqs.single).toEqual([
      {
        QueueUrl: QUEUE,
        MessageBody: JSON.stringify(request),
        MessageAttributes: { reason: { DataType: 'String', StringValue: '550 no such mailbox' } },
      },
    ]);
  });

  test('keeps the text of what could not be read', async () => {
    const sqs = scriptedSqs();
    await sqsDeadLetters(QUEUE, sqs.client).setAside('{"day":', '');
    expect(sqs.single[0]).toMatchObject({
      MessageBody: '{"day":',
      MessageAttributes: { reason: { StringValue: 'not given' } },
    });
  });
});

function requests(count: number): DigestRequest[] {
  return Array.from({ length: count }, (_, index) => ({
    day: plainDate('2026-11-20'),
    scheduledAt: '2026-11-20T00:30:00.000Z' as Instant,
    attempt: 1,
    recipient: `${index}@example.com`,
  }));
}

/** An SQS that refuses, in each call, the entries with the ids named for it. */
function scriptedSqs(refusals: string[][] = []) {
  const batches: string[][] = [];
  const single: SendMessageCommandInput[] = [];
  const send = async ({ input }: { input: SendMessageBatchCommandInput | SendMessageCommandInput }) => {
    if (!('Entries' in input)) return void single.push(input as SendMessageCommandInput);
    batches.push((input.Entries ?? []).map(({ MessageBody = '' }) => MessageBody));
    const refused = refusals.shift() ?? [];
    return { Failed: refused.map((Id) => ({ Id, Code: 'ServiceUnavailable', SenderFault: false })) };
  };
  return { batches, single, client: { send } as unknown as Pick<SQSClient, 'send'> };
}
