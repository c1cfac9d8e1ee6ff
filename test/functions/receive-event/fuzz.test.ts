import { type AttributeValue, paginateScan } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { foldSpells } from '../../../domain/employment/fold.ts';
import { anyText } from '../../support/any-text.ts';
import { dynamodbForFile } from '../../support/file-fixtures.ts';
import { tries } from '../../support/seeded.ts';
import { EVERY_TYPE } from './every-type.ts';
import { type ReceivingStage, receivingStage } from './receiving-stage.ts';

const dynamodb = await dynamodbForFile();
let stage: ReceivingStage;
let told: Map<string, string>;
let next: number;
beforeEach(async () => {
  stage = await receivingStage(dynamodb);
  told = new Map();
  next = 0;
});

const RUNS = tries(250);

/** Sends a body under a new id, checks that the response is one of {@link STATUS}, and stores its code in `told`. */
async function sendAndNote(body: string | Uint8Array, headers: Record<string, string> = {}): Promise<void> {
  next += 1;
  const id = `fuzz-${next}`;
  const answer = await stage.sendBody(body, { id, headers });
  expect(STATUS[answer.code], answer.code).toBe(answer.status);
  told.set(id, answer.code);
}

/**
 * The possible response codes with their statuses. A 5xx is not among them, because no message may cause a failure of
 * ours.
 */
const STATUS: Readonly<Record<string, number>> = {
  accepted: 202,
  duplicate: 200,
  ignored: 200,
  quarantined: 202,
  'missing-headers': 401,
  'timestamp-not-numeric': 401,
  'timestamp-too-old': 401,
  'timestamp-in-future': 401,
  'signature-mismatch': 401,
  'too-large': 413,
  'not-json': 415,
};

const idsTold = (code: string) =>
  [...told]
    .filter(([, answered]) => answered === code)
    .map(([id]) => id)
    .sort();

async function stored(): Promise<Record<string, AttributeValue>[]> {
  const items: Record<string, AttributeValue>[] = [];
  for await (const page of paginateScan({ client: dynamodb.client }, { TableName: stage.tableName }))
    items.push(...(page.Items ?? []));
  return items;
}

async function expectNothingLostNothingTwice(): Promise<void> {
  const items = await stored();
  const facts = items.filter(({ sk }) => sk?.S?.startsWith('FACT#')).map(({ factId }) => factId?.S ?? '');
  expect(facts.sort()).toEqual(idsTold('accepted').map((id) => `standard:${id}`));
  const kept = (await stage.quarantine()).map(({ deliveryId }) => deliveryId);
  expect(kept.sort()).toEqual(idsTold('quarantined'));
}

/** Log lines have only a fixed message and the fields below, none of which contains anything from a body. */
function expectDiscreetLog(): void {
  const allowed = ['source', 'deliveryId', 'secretId', 'is', 'kind', 'code', 'problems'];
  for (const { message, ids } of stage.log.lines) {
    expect(message).toMatch(/^an event was (verified|refused|put in quarantine)$/);
    expect(allowed).toEqual(expect.arrayContaining(Object.keys(ids)));
    expect(ids.source ?? 'standard').toBe('standard');
    expect(ids.deliveryId ?? 'fuzz-').toMatch(/^fuzz-/);
  }
}

describe('the answer to a signed request', () => {
  test('conforms to the contract for any bytes and any text', async () => {
    const body = fc.oneof(fc.uint8Array({ maxLength: 2_000 }), anyText(), fc.json());
    await fc.assert(
      fc.asyncProperty(body, (sent) => sendAndNote(sent)),
      { numRuns: RUNS },
    );
    await expectNothingLostNothingTwice();
    expectDiscreetLog();
  });

  test('conforms to the contract for any headers', async () => {
    const name = fc.constantFrom(
      'content-type',
      'webhook-timestamp',
      'webhook-signature',
      '__proto__',
      'svix-id',
      'authorization',
    );
    const value = fc.oneof(anyText(), fc.constantFrom('application/json', 'v1,', '1763686800'));
    const [type, data] = EVERY_TYPE[0] ?? ['', {}];
    const body = JSON.stringify({ type, timestamp: '2026-11-20T00:00:00Z', data });
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, value), (headers) => sendAndNote(body, headers)),
      { numRuns: RUNS },
    );
    await expectNothingLostNothingTwice();
    expectDiscreetLog();
  });

  test('conforms to the contract for events with odd values, and the spells follow from the facts', async () => {
    await fc.assert(
      fc.asyncProperty(nearlyAnEvent(), (event) => sendAndNote(JSON.stringify(event))),
      { numRuns: RUNS },
    );
    expect(idsTold('accepted').length).toBeGreaterThan(RUNS / 25);
    expect(idsTold('quarantined').length).toBeGreaterThan(0);
    await expectNothingLostNothingTwice();
    expectDiscreetLog();
    expect(JSON.stringify(stage.log.lines)).not.toMatch(
      /张三|李四|0519491231|712\.46|7270|13800000000|@example/,
    );
    for (const employeeId of EMPLOYEES) {
      const { facts, spells } = await stage.ports.employees.load(employeeId);
      const others = ({ otherSpells: _, ...spell }: (typeof spells)[number]) => spell;
      const folded = foldSpells(employeeId, facts).map(others);
      expect(spells.map(others).sort(bySpell)).toEqual([...folded].sort(bySpell));
    }
  });
});

describe('the problems of an event', () => {
  const MARK = '勿泄露';

  test.each(EVERY_TYPE)('are reported and logged without any of its content: %s', async (type, data) => {
    for (const path of pathsIn(data)) {
      for (const odd of [`${MARK}\n`, [MARK], { [MARK]: MARK }, MARK.repeat(200)]) {
        const event = { type, timestamp: '2026-11-20T00:00:00Z', data: withAt(data, path, odd) };
        const { body } = await stage.sendBody(JSON.stringify(event));
        expect(JSON.stringify(body)).not.toContain(MARK);
      }
    }
    expect(JSON.stringify([stage.log.lines, await stage.quarantine()])).not.toContain(MARK);
    expect(stage.meter.counts.EventQuarantined).toBeGreaterThan(0);
  });
});

function pathsIn(data: object): string[][] {
  return Object.entries(data).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null
      ? [[key], ...pathsIn(value).map((path) => [key, ...path])]
      : [[key]],
  );
}

function withAt(data: object, [key = '', ...rest]: readonly string[], value: unknown): object {
  const inner: unknown = Reflect.get(data, key);
  const changed = rest.length === 0 ? value : withAt(Object(inner), rest, value);
  const copy: object = Array.isArray(data) ? [...data] : { ...data };
  Reflect.set(copy, key, changed);
  return copy;
}

const EMPLOYEES = Array.from({ length: 12 }, (_, i) => `E${i}`);

/** A valid event of any type about one of a few people, with up to two fields changed to unusual values. */
function nearlyAnEvent(): fc.Arbitrary<object> {
  const odd = fc.oneof(
    fc.constantFrom(
      '2026-02-30',
      '0000-01-01',
      '0001-01-01',
      '9999-12-31',
      '2026-11-01',
      '2026-11',
      '0001-01',
      '9999-12',
    ),
    fc.constantFrom(
      '',
      ' ',
      '<b>',
      '#',
      '\ud83d',
      '1e3',
      'NaN',
      '-0',
      '0.005',
      'U2',
      'E2',
      'suspended',
      'retired',
    ),
    fc.double(),
    fc.string({ unit: 'grapheme', maxLength: 130 }),
    fc.jsonValue({ maxDepth: 2 }),
  );
  const upTo = (last: string) =>
    fc
      .date({ min: new Date('2024-01-01'), max: new Date(last), noInvalidDate: true })
      .map((date) => date.toISOString());
  const day = upTo('2028-12-31');
  return fc
    .record({
      event: fc.constantFrom(...EVERY_TYPE),
      employeeId: fc.constantFrom(...EMPLOYEES),
      on: day,
      changes: fc.array(fc.tuple(fc.nat(), odd), { maxLength: 2 }),
      // Some timestamps are wrong or in the future; such events go to quarantine.
      timestamp: fc.oneof({ weight: 9, arbitrary: upTo('2026-11-20') }, { weight: 1, arbitrary: odd }),
    })
    .map(({ event: [type, usual], employeeId, on, changes, timestamp }) => {
      const data = moved({ ...usual, employeeId }, on);
      const fields = Object.keys(data);
      for (const [index, value] of changes) data[fields[index % fields.length] ?? ''] = value;
      return { type, timestamp, data };
    });
}

/** The same data, with all days and months of late 2026 replaced by those of `on`. */
function moved(data: object, on: string): Record<string, unknown> {
  const text = JSON.stringify(data).replaceAll(/"2026-1\d-\d\d"/g, `"${on.slice(0, 10)}"`);
  return JSON.parse(text.replaceAll(/"2026-1\d"/g, `"${on.slice(0, 7)}"`));
}

function bySpell(a: { readonly spellId: string }, b: { readonly spellId: string }): number {
  return a.spellId < b.spellId ? -1 : 1;
}
