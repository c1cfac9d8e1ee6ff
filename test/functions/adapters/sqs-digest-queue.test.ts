import type { SendMessageBatchCommandInput, SendMessageCommandInput, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { type Instant, plainDate } from '../../../domain/values/plain-date.ts';
import { sqsDeadLetters, sqsDigestQueue } from '../../../functions/adapters/sqs-digest-queue.ts';
import type { DigestRequest } from '../../../functions/ports.ts';

const QUEUE = 'http://127.0.0.1/queue';

describe('sqsDigestQueue', () => {
  test('sends ten requests per call, each as its own message', async () => {
    const sqs = scriptedSqs();
    const asked = requests(23);
    await sqsDigestQueue(QUEUE, sqs.client).send(asked);
    expect(sqs.batches.map((batch) => batch.length)).toEqual([10, 10, 3]);
    expect(sqs.batches.flat().map((body) => JSON.parse(body))).toEqual(asked);
  });

  test('makes no call without requests', async () => {
    const sqs = scriptedSqs();
    await sqsDigestQueue(QUEUE, sqs.client).send([]);
    expect(sqs.batches).toEqual([]);
  });

  test('sends only the refused requests again', async () => {
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

  test('throws how many requests SQS refused, without naming recipients', async () => {
    const sqs = scriptedSqs([['0'], ['0'], ['0']]);
    const sending = sqsDigestQueue(QUEUE, sqs.client).send(requests(2));
    await expect(sending).rejects.toThrow('SQS refused 1 of 2 requests 3 times (ServiceUnavailable)');
  });
});

describe('sqsDeadLetters.setAside', () => {
  test('stores the request unchanged, with the reason as an attribute', async () => {
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

  test('stores the text of an unreadable request', async () => {
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

/** An SQS client that refuses the given entry ids, one list per call. */
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
