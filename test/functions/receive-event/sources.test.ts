import { describe, expect, test } from 'vitest';
import type { Fact } from '../../../domain/facts/fact.ts';
import type { DetailsRequest } from '../../../functions/ports.ts';
import { receiveEvent } from '../../../functions/receive-event/receive-event.ts';
import type { Source, Translation, TranslationContext } from '../../../functions/sources/webhook/source.ts';
import { dynamodbForFile } from '../../support/file-fixtures.ts';
import { aRequest, aSource, meaning, RECEIVED } from './a-source.ts';
import { NOW, type ReceivingStage, receivingStage, type StageSettings } from './receiving-stage.ts';

const dynamodb = await dynamodbForFile();

const KEYS = { current: 'k1', next: { key: 'k2' } };

function stageFor(source: Source, settings: StageSettings = {}): Promise<ReceivingStage> {
  return receivingStage(dynamodb, {
    secrets: { some: KEYS },
    sources: new Map([['some', { load: async () => source }]]),
    ...settings,
  });
}

const send = (stage: ReceivingStage, id = 'd1', over = {}) =>
  stage.receive(aRequest(over, { 'x-id': id }), 'some');

function hired(employeeId: string, factId: string): Fact {
  const data = { employeeId, unitId: 'U1', name: '张三', hiredOn: '2026-11-20', category: 'regular' };
  return { kind: 'employee.hired', factId, employeeId, statedAt: NOW, receivedAt: NOW, data } as Fact;
}

const oneHire = (context: TranslationContext): Translation => ({
  is: 'facts',
  facts: [hired('E1', `some:${context.deliveryId}`)],
});

function question(over: Partial<DetailsRequest> = {}): DetailsRequest {
  return {
    source: 'some',
    deliveryId: 'd1',
    employeeId: 'E1',
    keys: { userId: 'E1' },
    about: 'hire',
    statedAt: NOW,
    delaySeconds: 5,
    ...over,
  };
}

const IN_ITS_FORM = {
  status: 200,
  body: 'success',
  headers: { 'content-type': 'text/plain; charset=utf-8', 'x-received': 'yes' },
};
/** A log line about the source `some`. */
const line = (level: string, message: string, ids: object) => ({
  level,
  message,
  ids: { source: 'some', ...ids },
});

describe('the answer in the form of the source', () => {
  test('is given for an accepted event and for its repetition', async () => {
    const stage = await stageFor(meaning(oneHire));
    expect(await send(stage)).toEqual({ ...IN_ITS_FORM, code: 'accepted' });
    expect(await send(stage)).toEqual({ ...IN_ITS_FORM, code: 'duplicate' });
    expect(stage.meter.counts).toEqual({ EventAccepted: 1, EventDuplicate: 1 });
  });

  test('is given for an ignored event', async () => {
    const stage = await stageFor(aSource());
    expect(await send(stage)).toEqual({ ...IN_ITS_FORM, code: 'ignored' });
    expect(stage.meter.counts).toEqual({ EventIgnored: 1 });
  });

  test('is given for an event in quarantine', async () => {
    const stage = await stageFor(meaning({ is: 'not-understood', problems: ['a: odd'] }));
    expect(await send(stage)).toEqual({ ...IN_ITS_FORM, code: 'quarantined' });
    expect(await send(stage)).toEqual({ ...IN_ITS_FORM, code: 'quarantined' });
    expect(await stage.quarantine()).toEqual([{ deliveryId: 'd1', problems: ['a: odd'] }]);
  });

  test('is not given for a failure, which has our own answer', async () => {
    const stage = await stageFor(meaning(oneHire));
    const employees = { ...stage.ports.employees, load: () => Promise.reject(new Error('no')) };
    const told = (status: number, code: string) => ({ status, body: { error: { code } } });
    expect(await receiveEvent('some', aRequest(), { ...stage.ports, employees })).toMatchObject(
      told(503, 'store-unavailable'),
    );
    expect(await send(stage, 'd1', { body: new Uint8Array(262_145) })).toMatchObject({ status: 413 });
    const strange = await stage.receive(aRequest({}, { 'x-key': 'no' }), 'some');
    expect(strange).toMatchObject(told(401, 'wrong-key'));
  });

  test('is made only after the commit', async () => {
    let factsThen: number | undefined;
    const source = meaning(oneHire);
    const stage = await stageFor({
      ...source,
      verify: (...told) =>
        ({
          ...source.verify(...told),
          ack: () => {
            factsThen = stage.calls.filter((call) => call === 'TransactWriteItems').length;
            return RECEIVED;
          },
        }) as ReturnType<Source['verify']>,
    });
    await send(stage);
    expect(factsThen).toBe(1);
  });
});

describe('a request before any event', () => {
  test('is answered as the source says if it is a handshake, and stores nothing', async () => {
    const stage = await stageFor(meaning(oneHire));
    const answer = await stage.receive(aRequest({ method: 'GET' }), 'some');
    expect(answer).toEqual({ ...IN_ITS_FORM, code: 'handshake' });
    expect(stage.calls).toEqual([]);
    expect(stage.notes.heardSources).toEqual([]);
    expect(stage.meter.counts).toEqual({});
    expect(stage.log.lines).toEqual([
      line('info', 'a sender verified this receiver', { secretId: 'current' }),
    ]);
  });

  test('is refused if it is a handshake with the wrong key, whatever its content type', async () => {
    const stage = await stageFor(aSource());
    const greet = (headers: object) =>
      stage.receive(aRequest({ method: 'GET' }, { 'content-type': 'application/json', ...headers }), 'some');
    expect(await greet({})).toMatchObject({ code: 'handshake' });
    expect(await greet({ 'x-key': 'no' })).toMatchObject({ status: 401, code: 'wrong-key' });
  });

  test('is refused with an unsupported method, and the answer names the supported ones', async () => {
    const stage = await stageFor(aSource());
    const answer = await stage.receive(aRequest({ method: 'OPTIONS' }), 'some');
    expect(answer).toEqual({
      status: 405,
      code: 'wrong-method',
      headers: { allow: 'POST, GET' },
      body: { error: { code: 'wrong-method', message: 'send POST or GET' } },
    });
  });

  test.each([
    ['one of the source', 'text/xml; charset=utf-8', 200, 'ignored'],
    ['missing', undefined, 200, 'ignored'],
    ['another one', 'application/json', 415, 'unsupported-type'],
  ])('is accepted or refused by a content type that is %s', async (_, type, status, code) => {
    const stage = await stageFor(aSource());
    const answer = await stage.receive(aRequest({}, { 'content-type': type }), 'some');
    expect(answer).toMatchObject({ status, code });
  });
});

describe('the secrets of a source', () => {
  test.each([
    ['lacks a part', { token: 't' }, '"bad" must have a key'],
    ['has an invalid notAfter', { key: 'k9', notAfter: 'soon' }, '"bad" has a notAfter'],
  ])('are used except one that %s, which is logged', async (_, bad, problem) => {
    const stage = await stageFor(aSource(), { secrets: { some: { bad, ...KEYS } } });
    expect(await send(stage)).toMatchObject({ status: 200 });
    expect(stage.log.lines[0]).toMatchObject(
      line('error', 'a secret cannot be used', { problems: expect.stringContaining(problem) }),
    );
    expect(await stage.receive(aRequest({}, { 'x-key': 'k9' }), 'some')).toMatchObject({ status: 401 });
  });

  test('are unavailable if none can be used', async () => {
    const some = { bad: { token: 'sesame' }, worse: { key: 'k1', notBefore: 'sesame' } };
    const stage = await stageFor(aSource(), { secrets: { some } });
    expect(await send(stage)).toMatchObject({ status: 503, code: 'secret-unavailable' });
    const told = stage.log.lines.at(-1);
    expect(told?.ids.why).toMatch(
      /no secret of some can be used: "bad" must have a key; "worse" has a notBefore/,
    );
    expect(JSON.stringify(told)).not.toContain('sesame');
  });

  test('are counted and logged when one close to its end is used', async () => {
    const some = { old: { key: 'k1', notAfter: '2026-11-30' }, next: 'k2' };
    const stage = await stageFor(aSource(), { secrets: { some } });
    await stage.receive(aRequest({}, { 'x-key': 'k2' }), 'some');
    expect(stage.meter.counts).toEqual({ EventIgnored: 1 });
    await send(stage);
    expect(stage.meter.counts).toEqual({ EventIgnored: 2, RetiringSecretUsed: 1 });
    expect(stage.log.lines).toContainEqual(
      line('warn', 'a sender still uses a secret that is about to end', { secretId: 'old' }),
    );
  });

  test('end at the exact millisecond', async () => {
    const some = { old: { key: 'k1', notAfter: NOW }, next: 'k2' };
    const stage = await stageFor(aSource(), { secrets: { some } });
    expect(await send(stage)).toMatchObject({ status: 200 });
    stage.clock.advance(0.001);
    expect(await send(stage)).toMatchObject({ status: 401 });
  });
});

describe('a delivery with several events', () => {
  const batch = (ids: readonly string[]) =>
    meaning((context) => ({
      is: 'several',
      parts: ids.map((id, index) => ({
        is: 'facts',
        facts: [hired(id, `some:${context.deliveryId}:${index + 1}`)],
      })),
    }));

  test('is taken in part by part, each under its own delivery id', async () => {
    const stage = await stageFor(batch(['E1', 'E2']));
    expect(await send(stage)).toMatchObject({ code: 'accepted' });
    expect((await stage.facts('E1')).map(({ factId }) => factId)).toEqual(['some:d1:1']);
    expect((await stage.facts('E2')).map(({ factId }) => factId)).toEqual(['some:d1:2']);
    expect(await stage.ports.employees.employeeOfDelivery('some', 'd1:2')).toBe('E2');
    expect(await send(stage)).toMatchObject({ code: 'duplicate' });
  });

  test('stores everything once if it is interrupted and sent again', async () => {
    const people = Array.from({ length: 12 }, (_, i) => `E${i + 1}`);
    const stage = await stageFor(batch(people));
    let commits = 0;
    const cut = {
      ...stage.ports.employees,
      commit: (commit: Parameters<typeof stage.ports.employees.commit>[0]) => {
        commits += 1;
        return commits === 3 ? Promise.reject(new Error('cut')) : stage.ports.employees.commit(commit);
      },
    };
    const answer = await receiveEvent('some', aRequest(), { ...stage.ports, employees: cut });
    expect(answer).toMatchObject({ status: 503 });
    const counts = () => Promise.all(people.map(async (id) => (await stage.facts(id)).length));
    // Eight people are stored at a time. One of the first eight failed, the other seven were stored, and the rest were
    // not started.
    expect((await counts()).slice(0, 8).sort()).toEqual([0, 1, 1, 1, 1, 1, 1, 1]);
    expect((await counts()).slice(8)).toEqual([0, 0, 0, 0]);
    expect(await send(stage)).toMatchObject({ status: 200, code: 'accepted' });
    expect(await send(stage)).toMatchObject({ code: 'duplicate' });
    expect(await counts()).toEqual(people.map(() => 1));
  });

  test('keeps the understood parts if one is not, and is quarantined as a whole', async () => {
    const stage = await stageFor(
      meaning((context) => ({
        is: 'several',
        parts: [
          { is: 'facts', facts: [hired('E1', `some:${context.deliveryId}:1`)] },
          { is: 'not-understood', problems: ['data: odd'], unmapped: [{ field: 'unit', value: 'od-1' }] },
          { is: 'facts', facts: [hired('E3', `some:${context.deliveryId}:3`)] },
        ],
      })),
    );
    expect(await send(stage)).toMatchObject({ code: 'quarantined' });
    expect(await stage.facts('E3')).toHaveLength(1);
    expect(await stage.quarantine()).toEqual([{ deliveryId: 'd1', problems: ['2: data: odd'] }]);
    expect(stage.notes.unmappedWords).toEqual([{ source: 'some', field: 'unit', value: 'od-1' }]);
  });

  test.each<[string, readonly Translation[]]>([
    ['no events', []],
    ['only unknown types', [{ is: 'ignored', type: 'a' }]],
  ])('stores nothing and succeeds if it contains %s', async (_, parts) => {
    const stage = await stageFor(meaning({ is: 'several', parts }));
    expect(await send(stage)).toMatchObject({ status: 200, code: 'ignored' });
    expect(stage.calls).toEqual([]);
  });

  test('is accepted if at least one event is new', async () => {
    const people = ['E1'];
    const source = batch(people);
    const stage = await stageFor({
      ...source,
      translate: (message, context) => {
        const all = source.translate(message, context);
        return all.is === 'several'
          ? { is: 'several', parts: [...all.parts, { is: 'ignored', type: 'a' }] }
          : all;
      },
    });
    await send(stage);
    people.push('E2');
    expect(await send(stage)).toMatchObject({ code: 'accepted' });
    expect(await send(stage)).toMatchObject({ code: 'duplicate' });
  });
});

describe('details that an event leaves out', () => {
  const thin = (context: TranslationContext): Translation => ({
    is: 'facts',
    facts: [hired('E1', `some:${context.deliveryId}`)],
    ask: question(),
  });

  test('are asked for after its facts are stored, and again when it is repeated', async () => {
    const stage = await stageFor(meaning(thin));
    expect(await send(stage)).toMatchObject({ code: 'accepted' });
    expect(stage.asked).toEqual([question()]);
    expect(await send(stage)).toMatchObject({ code: 'duplicate' });
    expect(stage.asked).toEqual([question(), question()]);
    expect(await stage.facts('E1')).toHaveLength(1);
  });

  test('are asked for even if there is no fact', async () => {
    const ask = question({ about: 'change' });
    const stage = await stageFor(meaning({ is: 'facts', facts: [], ask }));
    expect(await send(stage)).toMatchObject({ status: 200, code: 'accepted' });
    expect(stage.asked).toEqual([ask]);
    expect(stage.calls).toEqual([]);
  });

  test('are asked for at the repetition of the event if asking failed', async () => {
    const stage = await stageFor(meaning(thin));
    const details = { ask: () => Promise.reject(new Error('the queue is away')) };
    const answer = await receiveEvent('some', aRequest(), { ...stage.ports, details });
    expect(answer).toMatchObject({ status: 503, code: 'store-unavailable' });
    expect(await stage.facts('E1')).toHaveLength(1);
    expect(await send(stage)).toMatchObject({ status: 200, code: 'duplicate' });
    expect(stage.asked).toEqual([question()]);
  });
});

describe('the words of an HR system', () => {
  const mapped = (seen: TranslationContext['mapping'][]) =>
    meaning(
      (context) => {
        seen.push(context.mapping);
        return { ...oneHire(context), unmapped: [{ field: 'reason', value: '个人原因' }] } as Translation;
      },
      { isMapped: true },
    );

  test('are noted if they are unmapped', async () => {
    const stage = await stageFor(mapped([]));
    await send(stage);
    expect(stage.notes.unmappedWords).toEqual([{ source: 'some', field: 'reason', value: '个人原因' }]);
  });

  test('are mapped by the registry, which is read at most every five minutes', async () => {
    const seen: TranslationContext['mapping'][] = [];
    const registry = { units: [], sources: [{ source: 'some', idPrefix: 'S-', units: { 研发部: 'U1' } }] };
    const stage = await stageFor(mapped(seen), { registry });
    await send(stage);
    expect(stage.calls.filter((call) => call === 'Query')).toHaveLength(3);
    expect(seen).toMatchObject([
      { source: 'some', idPrefix: 'S-', units: { 研发部: 'U1' }, reasons: {}, categories: {}, fields: {} },
    ]);
    stage.calls.length = 0;
    stage.clock.advance(300);
    await send(stage, 'd2');
    expect(stage.calls.filter((call) => call === 'Query')).toHaveLength(1);
  });

  test('have no mapping if the registry does not list their source', async () => {
    const seen: TranslationContext['mapping'][] = [];
    const stage = await stageFor(mapped(seen), { registry: { units: [], sources: [{ source: 'other' }] } });
    await send(stage);
    expect(seen).toMatchObject([{ source: 'some', units: {}, reasons: {}, categories: {}, fields: {} }]);
  });

  test('cause no reading of the registry if the source needs no mapping', async () => {
    const stage = await stageFor(aSource());
    await send(stage);
    expect(stage.calls).toEqual([]);
  });
});

describe('the note that a source was heard', () => {
  test('is made for each verified event, and for nothing else', async () => {
    const stage = await stageFor(aSource());
    await stage.receive(aRequest({}, { 'x-key': 'no' }), 'some');
    expect(stage.notes.heardSources).toEqual([]);
    await send(stage);
    expect(stage.notes.heardSources).toEqual(['some']);
  });

  test('can fail without failing the event', async () => {
    const stage = await stageFor(meaning(oneHire));
    const notes = { ...stage.notes, heard: () => Promise.reject(new Error('张三')) };
    const answer = await receiveEvent('some', aRequest(), { ...stage.ports, notes });
    expect(answer).toMatchObject({ status: 200, code: 'accepted' });
    expect(await stage.facts('E1')).toHaveLength(1);
    expect(stage.log.lines).toContainEqual(
      line('warn', 'it could not be noted that a source sent something', { cause: 'Error' }),
    );
  });
});
