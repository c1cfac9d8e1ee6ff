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

test('receiveEvent accepts a correctly signed request under its own id', async () => {
  expect(await stage.receive(signedRequest(BODY, signing()))).toMatchObject({
    status: 202,
    body: { status: 'accepted', facts: ['standard:msg_1'] },
  });
});

test('receiveEvent accepts the second of two secrets, and logs its name', async () => {
  stage.manager.hold('webhook', JSON.stringify({ current: SECRET, next: OTHER_SECRET }));
  const request = signedRequest(BODY, { ...signing(), secret: OTHER_SECRET });
  expect(await stage.receive(request)).toMatchObject({ status: 202 });
  expect(stage.log.lines.at(-1)?.ids).toMatchObject({ secretId: 'next' });
});

describe('receiveEvent', () => {
  test('refuses a request signed with another secret, and stores nothing', async () => {
    const request = signedRequest(BODY, { ...signing(), secret: OTHER_SECRET });
    const code = 'signature-mismatch';
    const error = { code, message: expect.any(String) };
    expect(await stage.receive(request)).toMatchObject({ status: 401, code, body: { error } });
    expect(await stage.facts('E1')).toEqual([]);
    expect(await stage.quarantine()).toEqual([]);
  });

  test.each<[string, Partial<HookRequest>, number, Metric, Refusal]>([
    ['with another method', { method: 'GET' }, 405, 'EventMalformed', 'malformed'],
    [
      'with another content type',
      { headers: { 'content-type': 'text/plain' } },
      415,
      'EventMalformed',
      'malformed',
    ],
    ['with a body that is too large', { body: Buffer.alloc(300_000) }, 413, 'EventMalformed', 'malformed'],
    ['without any signature', { headers: {} }, 401, 'EventUnsigned', 'unsigned'],
    ['with a changed body', { body: Buffer.from('{}') }, 401, 'EventMismatched', 'mismatched'],
  ])(
    'counts a refused request by its kind, logs its source and notes it: %s',
    async (_, over, status, metric, kind) => {
      const answer = await stage.receive({ ...signedRequest(BODY, signing()), ...over });
      expect(answer.status).toBe(status);
      expect(stage.meter.counts).toEqual({ [metric]: 1 });
      expect(stage.notes.refusals).toEqual([`standard ${kind}`]);
      expect(stage.log.lines).toMatchObject([{ ids: { source: 'standard', kind, code: answer.code } }]);
    },
  );

  test('counts and logs a request to an unknown source, and names no source in the answer', async () => {
    const answer = await stage.receive(signedRequest(BODY, signing()), 'nobody');
    expect(answer.status).toBe(404);
    expect(JSON.stringify(answer)).not.toMatch(new RegExp([...SOURCES.keys()].join('|')));
    expect(stage.meter.counts).toEqual({ EventMalformed: 1 });
    expect(stage.log.lines).toMatchObject([{ ids: { kind: 'malformed', code: 'unknown-source' } }]);
  });

  test('answers even if the refusal cannot be noted', async () => {
    const notes = { ...stage.notes, refused: () => Promise.reject(new Error('no table')) };
    const request = { ...signedRequest(BODY, signing()), headers: {} };
    expect(await receiveEvent('standard', request, { ...stage.ports, notes })).toMatchObject({ status: 401 });
  });
});

describe('secrets that cannot be loaded', () => {
  test('make the receiver ask the sender to try again, and not refuse it', async () => {
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

  test('are replaced by those loaded before', async () => {
    await stage.sendBody('{}');
    stage.manager.down = true;
    stage.clock.advance(3_600);
    expect(await stage.sendBody(BODY)).toMatchObject({ status: 202, code: 'accepted' });
    expect(await stage.sendBody(BODY, { secret: OTHER_SECRET })).toMatchObject({ status: 401 });
  });

  test('include a secret that could be forged', async () => {
    stage.manager.hold('webhook', '{"current":""}');
    const answer = await stage.receive(signedRequest(BODY, { ...signing(), secret: 'whsec_' }));
    expect(answer).toMatchObject({ status: 503, code: 'secret-unavailable' });
  });
});
