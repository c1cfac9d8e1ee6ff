import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onOrAfter, publishedCalendar } from '../../domain/calendar/working-days.ts';
import { chinaDayOf, type Instant } from '../../domain/values/plain-date.ts';
import { bodyOf, type HookAnswer, signed, standardSecret } from '../support/hooks.ts';
import { seededUuid } from '../support/seeded.ts';
import { ADMIN, hired, REGISTRY } from './company.ts';
import { type Stage, startStage } from './stage.ts';
import { wordsIn } from './words-in.ts';

const NAME = '慕容雪霏';
const NUMBER = '510104199203142795';
const MOST_BYTES = 256 * 1024;

let stage: Stage;
/** The deliveries in quarantine. */
const quarantined = new Set<string>();

beforeAll(async () => {
  stage = await startStage({ restarts: true });
  await stage.apply(REGISTRY);
});

afterAll(() => stage?.stop());

interface Sent {
  readonly method?: string;
  readonly path?: string;
  /** The headers. A list is sent as several headers with the same name. */
  readonly headers?: Readonly<Record<string, string | string[] | undefined>>;
  readonly body?: string | Buffer;
  readonly chunked?: boolean;
}

/** Signs the request and sends it unchanged. Headers given in `sent` replace those of the signature. */
async function send(sent: Sent): Promise<HookAnswer & { readonly text: string }> {
  const { method = 'POST', path = '/hooks/standard', body = '', chunked = false } = sent;
  const bytes = Buffer.from(body as string);
  const id = seededUuid();
  const all = { ...signed(body, standardSecret(stage.stack), id), ...sent.headers };
  const headers = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  const length = chunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': bytes.length };
  const hasBody = method !== 'GET';
  const answer = await new Promise<{ status: number; text: string }>((resolve, reject) => {
    const options = { method, headers: { ...(headers as Record<string, string>), ...(hasBody && length) } };
    const outgoing = request(stage.stack.api + path, options, async (incoming) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk);
      resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
    });
    outgoing.once('error', reject);
    outgoing.end(hasBody ? bytes : undefined);
  });
  // The portal's responses are HTML, not JSON.
  const parsed = answer.text.startsWith('{') ? JSON.parse(answer.text) : {};
  if (parsed.status === 'quarantined') quarantined.add(id);
  return { ...answer, body: parsed };
}

const event = (data: object, type = 'employee.hired') => bodyOf({ type, data: data as never });
const hire = (more: object = {}) =>
  bodyOf(hired({ employeeId: seededUuid(), hiredOn: '2026-03-01', name: NAME, ...more }));

/** A valid event whose body has exactly the given number of bytes. */
function eventOf(bytes: number): string {
  const bare = Buffer.byteLength(hire({ padding: '' }));
  return hire({ padding: 'x'.repeat(bytes - bare) });
}

describe('Bad input to one stack', { shuffle: false }, () => {
  describe('An HTTP request', () => {
    it.each<[string, () => Sent, number, string]>([
      ['of 256 KB', () => ({ body: eventOf(MOST_BYTES) }), 202, 'accepted'],
      ['of one byte more', () => ({ body: eventOf(MOST_BYTES + 1) }), 413, 'too-large'],
      ['that is chunked', () => ({ body: hire(), chunked: true }), 202, 'accepted'],
      [
        'with a charset',
        () => ({ body: hire(), headers: { 'content-type': 'application/json; charset=UTF-8' } }),
        202,
        'accepted',
      ],
      [
        'of a dialect of JSON',
        () => ({ body: hire(), headers: { 'content-type': 'application/hr+json' } }),
        202,
        'accepted',
      ],
      [
        'of another type',
        () => ({ body: hire(), headers: { 'content-type': 'text/plain' } }),
        415,
        'not-json',
      ],
      [
        'as a form',
        () => ({ body: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
        415,
        'not-json',
      ],
      [
        'as bytes',
        () => ({ body: hire(), headers: { 'content-type': 'application/octet-stream' } }),
        415,
        'not-json',
      ],
      [
        'with another secret',
        () => ({ body: hire(), headers: signed(hire(), `whsec_${Buffer.alloc(32).toString('base64')}`) }),
        401,
        'signature-mismatch',
      ],
      [
        'signed over another body',
        () => ({ body: hire(), headers: signed('{}', standardSecret(stage.stack)) }),
        401,
        'signature-mismatch',
      ],
      [
        'without a signature',
        () => ({ body: hire(), headers: { 'webhook-signature': undefined } }),
        401,
        'missing-headers',
      ],
      [
        'from long ago',
        () => ({ body: hire(), headers: { 'webhook-timestamp': '1700000000' } }),
        401,
        'timestamp-too-old',
      ],
      [
        'with an invalid timestamp',
        () => ({ body: hire(), headers: { 'webhook-timestamp': '1e9' } }),
        401,
        'timestamp-not-numeric',
      ],
      [
        'with two ids',
        () => ({ body: hire(), headers: { 'webhook-id': ['a', 'b'] } }),
        401,
        'signature-mismatch',
      ],
    ])('%s gets the agreed response', async (_, sent, status, code) => {
      const answer = await send(sent());
      expect([answer.status, answer.body.status ?? answer.body.error?.code]).toEqual([status, code]);
    });

    it.each([
      ['GET', '/hooks/standard'],
      ['PUT', '/hooks/standard'],
      ['POST', '/hooks'],
      // Requests to other paths do not reach receive-event.
      ['POST', '/hooks/other'],
      ['POST', '/hooks/constructor'],
      ['POST', '/hooks/standard/more'],
      ['GET', '/hooks/standard/more'],
      ['GET', '/hooks/..%2f..%2fetc%2fpasswd'],
    ])('%s %s is not found', async (method, path) => {
      expect((await send({ method, path, body: hire() })).status).toBe(404);
    });

    it('POST / is refused by the portal, which accepts only its own forms', async () => {
      expect((await send({ method: 'POST', path: '/', body: hire() })).status).toBe(403);
    });

    it('with an unknown event type is ignored', async () => {
      const { status, body } = await send({ body: event({ name: NAME }, 'employee.promoted') });
      expect([status, body]).toEqual([200, { status: 'ignored' }]);
    });
  });

  describe('A signed body that cannot be understood goes to quarantine', () => {
    it.each<[string, string | Buffer, string]>([
      ['not JSON', 'hello', 'the body is not JSON in UTF-8'],
      ['empty', '', 'the body is not JSON in UTF-8'],
      ['cut short', '{"type":"employee.hired","data":{', 'the body is not JSON in UTF-8'],
      ['bytes that are not text', Buffer.from([0xff, 0xfe, 0x7b, 0x7d]), 'the body is not JSON in UTF-8'],
      ['another encoding', Buffer.from(hire(), 'utf16le'), 'the body is not JSON in UTF-8'],
      ['a list', '[]', 'body: '],
      ['null', 'null', 'body: '],
      [
        'a name of 10,000 characters',
        hire({ name: NAME.repeat(2_500) }),
        'data.name: must have at most 100 characters, has 10000',
      ],
      [
        'a name with a line break',
        hire({ name: `${NAME}\r\nBcc: x@example.com` }),
        'data.name: contains a control character',
      ],
      [
        'a day that does not exist',
        hire({ hiredOn: '2026-02-30' }),
        'data.hiredOn: must be a calendar day, YYYY-MM-DD',
      ],
      [
        'an invalid identity number',
        hire({ identity: { type: 'resident-id', number: [NUMBER] } }),
        'data.identity.number: ',
      ],
      [
        'a deeply nested name',
        hire({ name: '['.repeat(50_000) + ']'.repeat(50_000) }),
        'data.name: must have at most 100',
      ],
    ])('for the reason: %s', async (_, body, problem) => {
      const answer = await send({ body });
      expect([answer.status, answer.body.status]).toEqual([202, 'quarantined']);
      expect(answer.body.problems?.[0]).toContain(problem);
      expect(answer.text).not.toMatch(new RegExp(`${NAME}|${NUMBER}`));
    });

    it('for the reason: nested as deeply as a body can be', async () => {
      const body = hire({ previousCover: '#' }).replace('"#"', '['.repeat(50_000) + ']'.repeat(50_000));
      expect((await send({ body })).body.status).toBe('quarantined');
    });
  });

  describe('Any request', () => {
    const day = fc.constantFrom('2026-03-01', '9999-12-31', '0001-01-01', '2026-13-01', '', '2026-02-29');
    const text = fc.oneof(
      fc.constantFrom(NAME, '__proto__', '{{7*7}}', "'; DROP TABLE", '\u0000', '\ud800'),
      fc.string(),
    );
    const anything = fc.oneof(text, day, fc.jsonValue({ maxDepth: 3 }));
    const data = fc.dictionary(
      fc.constantFrom(
        'employeeId',
        'unitId',
        'name',
        'hiredOn',
        'lastWorkingDay',
        'reason',
        'month',
        'unitAmount',
        'identity',
        'changes',
        'factId',
        '__proto__',
      ),
      anything,
    );
    const type = fc.constantFrom(
      'employee.hired',
      'employee.terminated',
      'employee.updated',
      'contribution.charged',
      'fact.voided',
      'toString',
      'case.snoozed',
    );
    const almostAnEvent = fc
      .tuple(type, data)
      .map(([kind, fields]) =>
        event({ employeeId: 'F1', unitId: 'CD', name: NAME, hiredOn: '2026-03-01', ...fields }, kind),
      );
    const body = fc.oneof(
      { weight: 5, arbitrary: almostAnEvent },
      fc.json(),
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    );
    const printable = fc
      .string({ unit: fc.constantFrom(...'abc019,;= .v/+"\\{}%'), maxLength: 60 })
      .map((value) => value.trim());
    const headers = fc.dictionary(
      fc.constantFrom(
        'webhook-id',
        'webhook-timestamp',
        'webhook-signature',
        'content-type',
        'x-other',
        'cookie',
      ),
      printable,
      { maxKeys: 2 },
    );
    const path = fc.oneof(
      { weight: 6, arbitrary: fc.constant('/hooks/standard') },
      fc.constantFrom(
        '/hooks/standard?a=%00&a',
        '/hooks/%ff',
        '/hooks/__proto__',
        '/%2e%2e/',
        '/hooks/standard/',
      ),
    );
    const requests = fc.record<Sent>({
      method: fc.constantFrom('POST', 'POST', 'POST', 'PUT', 'DELETE'),
      path,
      headers,
      body,
      chunked: fc.boolean(),
    });

    it('gets no server error, no stack trace and no personal data in the response', async () => {
      await fc.assert(
        fc.asyncProperty(requests, async (sent) => {
          const { status, text: answer } = await send(sent);
          expect(status).toBeLessThan(500);
          expect(answer).not.toMatch(/\n\s+at |\.[jt]s:\d|node:internal/);
          expect(answer).not.toContain(NAME);
        }),
        { numRuns: 200 },
      );
    });

    it('the administrator’s digest counts the quarantined events, and the run is complete', async () => {
      const today = chinaDayOf(new Date().toISOString() as Instant);
      const { day: workingDay } = onOrAfter(today, publishedCalendar);
      await stage.daily(workingDay);
      const toAdmin = stage.ses.mails.find(({ recipient }) => recipient === ADMIN);
      expect(toAdmin?.text).toContain(`新增 ${quarantined.size} 条无法识别的事件，已隔离，请查看`);
      expect(await stage.check(workingDay)).toMatchObject({ complete: true });
    });

    it('a client that never finishes its request does not keep the stack from stopping', async () => {
      const { port } = new URL(stage.stack.api);
      const client = connect(Number(port), '127.0.0.1');
      const closed = once(
        client.on('error', () => undefined),
        'close',
      );
      client.write('POST /hooks/standard HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{');
      expect((await send({ body: hire() })).status).toBe(202);
      await stage.restart();
      await closed;
      expect((await send({ body: hire() })).status).toBe(202);
    });

    it('the log has no personal data', async () => {
      // The last log lines are only written when the stack stops.
      await stage.stack.stop();
      const log = stage.log();
      expect(
        wordsIn(log, ['"EventQuarantined"', '"EventMismatched"', '"EventMalformed"', '"EventIgnored"']),
      ).toHaveLength(4);
      const unwanted = [NAME, NUMBER, 'x@example.com', '"CaseNotComputed"', '"level":"ERROR"'];
      expect(wordsIn(log, unwanted)).toEqual([]);
    });
  });
});
