import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Metric, Refusal } from '../../../functions/ports.ts';
import type { Answer } from '../../../functions/receive-event/answers.ts';
import { receiveEvent } from '../../../functions/receive-event/receive-event.ts';
import { SOURCES } from '../../../functions/sources/sources.ts';
import type { HookRequest } from '../../../functions/sources/webhook/source.ts';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../support/embedded-dynamodb.ts';
import { eventText, OTHER_SECRET, SECRET, signedRequest } from '../../support/signed-request.ts';
import { NOW, NOW_SECONDS, type ReceivingStage, receivingStage } from './receiving-stage.ts';

let dynamodb: EmbeddedDynamoDb;
let stage: ReceivingStage;
beforeAll(async () => {
  dynamodb = await startEmbeddedDynamoDb();
});
afterAll(() => dynamodb.stop());
beforeEach(async () => {
  stage = await receivingStage(dynamodb);
});

const BODY = eventText('employee.hired', {
  employeeId: 'E1',
  unitId: 'U1',
  name: '张三',
  hiredOn: '2026-11-20',
});
const signing = (timestamp: string | number = NOW_SECONDS) => ({ id: 'msg_1', timestamp });

async function expectRefused(answer: Promise<Answer>, code: string) {
  expect(await answer).toMatchObject({
    status: 401,
    code,
    body: { error: { code, message: expect.any(String) } },
  });
  expect(await stage.facts('E1')).toEqual([]);
  expect(await stage.quarantine()).toEqual([]);
}

describe('a request that is signed rightly', () => {
  test('is accepted, under the id that it had', async () => {
    expect(await stage.receive(signedRequest(BODY, signing()))).toMatchObject({
      status: 202,
      body: { status: 'accepted', facts: ['standard:msg_1'] },
    });
  });

  test('is accepted from the library of the standard', async () => {
    const signature = new Webhook(SECRET).sign('msg_1', new Date(NOW), BODY);
    const headers = { 'webhook-signature': signature };
    expect(await stage.receive(signedRequest(BODY, { ...signing(), headers }))).toMatchObject({
      status: 202,
    });
  });

  test.each([
    ['300 s old', NOW_SECONDS - 300],
    ['300 s in the future', NOW_SECONDS + 300],
  ])('is accepted when it is exactly %s', async (_, timestamp) => {
    expect(await stage.receive(signedRequest(BODY, signing(timestamp)))).toMatchObject({ status: 202 });
  });

  test('is accepted under the second of two secrets', async () => {
    stage.manager.hold('webhook', JSON.stringify({ current: SECRET, next: OTHER_SECRET }));
    const request = signedRequest(BODY, { ...signing(), secret: OTHER_SECRET });
    expect(await stage.receive(request)).toMatchObject({ status: 202 });
    expect(stage.log.lines.at(-1)?.ids).toMatchObject({ secretId: 'next' });
  });

  test('is accepted under a secret that came after the others were loaded', async () => {
    await stage.sendBody('{}');
    stage.manager.hold('webhook', JSON.stringify({ current: SECRET, next: OTHER_SECRET }));
    stage.clock.advance(60);
    const request = signedRequest(BODY, { ...signing(), secret: OTHER_SECRET });
    expect(await stage.receive(request)).toMatchObject({ status: 202 });
  });

  test('is accepted among signatures of other schemes and secrets', async () => {
    const { headers } = signedRequest(BODY, signing());
    const other = signedRequest(BODY, { ...signing(), secret: OTHER_SECRET }).headers['webhook-signature'];
    const list = `v1a,AAAA ${other} nonsense ${headers['webhook-signature']}`;
    const request = signedRequest(BODY, { ...signing(), headers: { 'webhook-signature': list } });
    expect(await stage.receive(request)).toMatchObject({ status: 202 });
  });
});

describe('a request is refused', () => {
  test.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('without %s', async (name) => {
    for (const value of [undefined, '']) {
      const request = signedRequest(BODY, { ...signing(), headers: { [name]: value } });
      await expectRefused(stage.receive(request), 'missing-headers');
    }
  });

  test.each([
    ['301 s old', NOW_SECONDS - 301, 'timestamp-too-old'],
    ['301 s in the future', NOW_SECONDS + 301, 'timestamp-in-future'],
    ['in milliseconds', NOW_SECONDS * 1_000, 'timestamp-not-numeric'],
    ['followed by letters', `${NOW_SECONDS}abc`, 'timestamp-not-numeric'],
    ['a fraction', `${NOW_SECONDS}.9`, 'timestamp-not-numeric'],
    ['negative', `-${NOW_SECONDS}`, 'timestamp-not-numeric'],
    ['a date', NOW, 'timestamp-not-numeric'],
    ['an exponent', '1e9', 'timestamp-not-numeric'],
    ['hexadecimal', '0x65a0', 'timestamp-not-numeric'],
    ['sent twice', `${NOW_SECONDS},${NOW_SECONDS}`, 'timestamp-not-numeric'],
    ['in other digits', '１７６３６８６８００', 'timestamp-not-numeric'],
  ])('whose timestamp is %s', async (_, timestamp, code) => {
    await expectRefused(stage.receive(signedRequest(BODY, signing(timestamp))), code);
  });

  test('that is signed with another secret', async () => {
    const request = signedRequest(BODY, { ...signing(), secret: OTHER_SECRET });
    await expectRefused(stage.receive(request), 'signature-mismatch');
    expect(stage.meter.counts).toEqual({ EventMismatched: 1 });
  });

  test.each<[string, Partial<HookRequest>, number, Metric, Refusal]>([
    ['by another method', { method: 'GET' }, 405, 'EventMalformed', 'malformed'],
    ['of another type', { headers: { 'content-type': 'text/plain' } }, 415, 'EventMalformed', 'malformed'],
    ['that is too large', { body: Buffer.alloc(300_000) }, 413, 'EventMalformed', 'malformed'],
    ['without any signature', { headers: {} }, 401, 'EventUnsigned', 'unsigned'],
    ['whose body is another', { body: Buffer.from('{}') }, 401, 'EventMismatched', 'mismatched'],
  ])(
    '%s: it is counted by its kind, logged with its source and noted',
    async (_, over, status, metric, kind) => {
      const answer = await stage.receive({ ...signedRequest(BODY, signing()), ...over });
      expect(answer.status).toBe(status);
      expect(stage.meter.counts).toEqual({ [metric]: 1 });
      expect(stage.notes.refusals).toEqual([`standard ${kind}`]);
      expect(stage.log.lines).toMatchObject([{ ids: { source: 'standard', kind, code: answer.code } }]);
    },
  );

  test('at a path of no source: it is counted and logged, and the answer names none that there is', async () => {
    const answer = await stage.receive(signedRequest(BODY, signing()), 'nobody');
    expect(answer.status).toBe(404);
    expect(JSON.stringify(answer)).not.toMatch(new RegExp([...SOURCES.keys()].join('|')));
    expect(stage.meter.counts).toEqual({ EventMalformed: 1 });
    expect(stage.log.lines).toMatchObject([{ ids: { kind: 'malformed', code: 'unknown-source' } }]);
  });

  test('is answered even where the refusal cannot be noted', async () => {
    const notes = { ...stage.notes, refused: () => Promise.reject(new Error('no table')) };
    const request = { ...signedRequest(BODY, signing()), headers: {} };
    expect(await receiveEvent('standard', request, { ...stage.ports, notes })).toMatchObject({ status: 401 });
  });

  test.each([
    ['twice, joined with a comma', (signature: string) => `${signature},${signature}`],
    ['without its scheme', (signature: string) => signature.slice(3)],
    ['under another scheme', (signature: string) => signature.replace('v1,', 'v2,')],
    ['cut short', (signature: string) => signature.slice(0, 20)],
    ['without its padding', (signature: string) => signature.slice(0, -1)],
    ['with bytes behind it', (signature: string) => `${signature}AAAA`],
    ['as an empty one', () => 'v1,'],
    ['as nothing but blanks', () => '   '],
  ])('that presents its signature %s', async (_, changed) => {
    const { headers } = signedRequest(BODY, signing());
    const signature = changed(headers['webhook-signature'] ?? '');
    const request = signedRequest(BODY, { ...signing(), headers: { 'webhook-signature': signature } });
    await expectRefused(stage.receive(request), 'signature-mismatch');
  });

  test('when any one bit of the body differs', async () => {
    const request = signedRequest(BODY, signing());
    for (let bit = 0; bit < request.body.length * 8; bit++) {
      const answer = await stage.receive({ ...request, body: flipped(request.body, bit) });
      expect(answer.code, `bit ${bit}`).toBe('signature-mismatch');
    }
    expect(await stage.facts('E1')).toEqual([]);
  });

  test.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])(
    'when any one bit of %s differs',
    async (name) => {
      const request = signedRequest(BODY, signing());
      const value = Buffer.from(request.headers[name] ?? '');
      for (let bit = 0; bit < value.length * 8; bit++) {
        const headers = { ...request.headers, [name]: Buffer.from(flipped(value, bit)).toString('latin1') };
        const { status } = await stage.receive({ ...request, headers });
        expect(status, `bit ${bit}`).toBe(401);
      }
      expect(await stage.facts('E1')).toEqual([]);
    },
  );
});

describe('while secrets cannot be loaded', () => {
  test('a sender is asked to try again, and never told that it is not known', async () => {
    stage.manager.down = true;
    for (const secret of [SECRET, OTHER_SECRET]) {
      const answer = await stage.receive(signedRequest(BODY, { ...signing(), secret }));
      expect(answer).toMatchObject({
        status: 503,
        headers: { 'retry-after': '30' },
        body: { error: { code: 'secret-unavailable' } },
      });
    }
    expect(stage.log.lines.at(-1)).toMatchObject({ level: 'error', ids: { cause: 'SecretUnavailable' } });
    stage.manager.down = false;
    expect(await stage.receive(signedRequest(BODY, signing()))).toMatchObject({ status: 202 });
  });

  test('those loaded before go on to serve', async () => {
    await stage.sendBody('{}');
    stage.manager.down = true;
    stage.clock.advance(3_600);
    expect(await stage.sendBody(BODY)).toMatchObject({ status: 202, code: 'accepted' });
    expect(await stage.sendBody(BODY, { secret: OTHER_SECRET })).toMatchObject({ status: 401 });
  });

  test('a secret that could be forged is as good as none', async () => {
    stage.manager.hold('webhook', '{"current":""}');
    const answer = await stage.receive(signedRequest(BODY, { ...signing(), secret: 'whsec_' }));
    expect(answer).toMatchObject({ status: 503, code: 'secret-unavailable' });
  });
});

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const at = bit >> 3;
  copy[at] = (copy[at] ?? 0) ^ (1 << (bit & 7));
  return copy;
}
