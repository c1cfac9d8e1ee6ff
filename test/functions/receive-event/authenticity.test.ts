import { beforeEach, describe, expect, test } from 'vitest';
import type { Metric, Refusal } from '../../../functions/ports.ts';
import { receiveEvent } from '../../../functions/receive-event/receive-event.ts';
import { SOURCES } from '../../../functions/sources/sources.ts';
import type { HookRequest } from '../../../functions/sources/webhook/source.ts';
import { dynamodbForFile } from '../../support/file-fixtures.ts';
import { eventText, OTHER_SECRET, SECRET, signedRequest } from '../../support/signed-request.ts';
import { NOW_SECONDS, type ReceivingStage, receivingStage } from './receiving-stage.ts';

const dynamodb = await dynamodbForFile();
let stage: ReceivingStage;
beforeEach(async () => {
  stage = await receivingStage(dynamodb);
});

const BODY = eventText('employee.hired', {
  employeeId: 'E1',
  unitId: 'U1',
  name: '张三',
  hiredOn: '2026-11-20',
});
const signing = () => ({ id: 'msg_1', timestamp: NOW_SECONDS });

test('a request that is signed rightly is accepted, under the id that it had', async () => {
  expect(await stage.receive(signedRequest(BODY, signing()))).toMatchObject({
    status: 202,
    body: { status: 'accepted', facts: ['standard:msg_1'] },
  });
});

test('the second of two secrets is as good, and is named in the log', async () => {
  stage.manager.hold('webhook', JSON.stringify({ current: SECRET, next: OTHER_SECRET }));
  const request = signedRequest(BODY, { ...signing(), secret: OTHER_SECRET });
  expect(await stage.receive(request)).toMatchObject({ status: 202 });
  expect(stage.log.lines.at(-1)?.ids).toMatchObject({ secretId: 'next' });
});

describe('a request is refused', () => {
  test('that is signed with another secret, and nothing is stored', async () => {
    const request = signedRequest(BODY, { ...signing(), secret: OTHER_SECRET });
    const code = 'signature-mismatch';
    const error = { code, message: expect.any(String) };
    expect(await stage.receive(request)).toMatchObject({ status: 401, code, body: { error } });
    expect(await stage.facts('E1')).toEqual([]);
    expect(await stage.quarantine()).toEqual([]);
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
