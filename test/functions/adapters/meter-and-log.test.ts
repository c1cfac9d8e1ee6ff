import type { Context } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Item, keys } from '../../../functions/adapters/dynamodb/keys.ts';
import { embeddedMeter, jsonLog, observation } from '../../../functions/adapters/telemetry.ts';
import { recipientTag } from '../../../functions/mail/recipient-tag.ts';

let lines: string[];
beforeEach(() => {
  lines = [];
  const keep = (chunk: unknown) => lines.push(String(chunk)) > 0;
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('embeddedMeter', () => {
  test('writes all counts as one line with the service’s name', () => {
    const meter = embeddedMeter({ namespace: 'Canbao', service: 'canbao-test' });
    meter.count('DigestSent');
    meter.count('DigestSent', 2);
    meter.count('DigestSkipped');
    meter.flush();
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      service: 'canbao-test',
      DigestSent: 3,
      DigestSkipped: 1,
      _aws: { CloudWatchMetrics: [{ Namespace: 'Canbao', Dimensions: [['service']] }] },
    });
  });

  test('writes nothing when nothing was counted, and each count once', () => {
    const meter = embeddedMeter({ namespace: 'Canbao', service: 'canbao-test' });
    meter.flush();
    meter.count('DigestSent');
    meter.flush();
    meter.flush();
    expect(lines).toHaveLength(1);
  });
});

describe('jsonLog', () => {
  test('writes one JSON line per message, with its ids and the request id', () => {
    const log = jsonLog('canbao-test');
    log.startInvocation({ awsRequestId: 'r-1', functionName: 'f', memoryLimitInMB: '512' } as Context);
    log.warn('a digest failed', { day: '2026-11-20', attempt: 2 });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'WARN',
      service: 'canbao-test',
      message: 'a digest failed',
      day: '2026-11-20',
      attempt: 2,
      requestId: 'r-1',
    });
  });
});

test.each([
  ['EMPLOYEE#E1', 'SPELL#2026-11-02', { pk: 'EMPLOYEE#E1', sk: 'SPELL#2026-11-02' }],
  ['REGISTRY', 'STAFF#li@example.com', { pk: 'REGISTRY', sk: expect.stringMatching(/^STAFF#[0-9a-f]{16}$/) }],
  ['RECIPIENT#li@example.com', '2026-11-20', { pk: expect.stringMatching(/^RECIPIENT#[0-9a-f]{16}$/) }],
  ['RUN#2026-11-20', 'MAIL#li#fang@example.com', { sk: expect.stringMatching(/^MAIL#[0-9a-f]{16}$/) }],
  ['MAIL-ADDRESS', 'li#fang@example.com', { pk: 'MAIL-ADDRESS', sk: recipientTag('li#fang@example.com') }],
  [
    'EMPLOYEE#li@example.com',
    'FACT#2026-11-02#staff:1',
    { pk: `EMPLOYEE#${recipientTag('li@example.com')}`, sk: 'FACT#2026-11-02#staff:1' },
  ],
])('onUnreadable counts and names the record %s %s without an address', (pk, sk, named) => {
  const { meter, onUnreadable } = observation({ SERVICE_NAME: 'canbao-test', METRIC_NAMESPACE: 'Canbao' });
  onUnreadable({ pk, sk });
  meter.flush();
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 'ERROR', ...named },
    { RecordUnreadable: 1 },
  ]);
});

test.each(Object.entries(keys))('onUnreadable names no record %s by a mail address', (_, key) => {
  const ADDRESS = 'li@example.com';
  const of = key as string | ((...ids: readonly string[]) => string | Item);
  const made = typeof of === 'string' ? of : of(...Array<string>(4).fill(ADDRESS));
  const { pk = '', sk = '' } = typeof made === 'string' ? { pk: made } : { pk: made.pk?.S, sk: made.sk?.S };
  const { onUnreadable } = observation({ SERVICE_NAME: 'canbao-test', METRIC_NAMESPACE: 'Canbao' });
  onUnreadable({ pk, sk });
  onUnreadable({ pk, sk: ADDRESS });
  expect(lines).toHaveLength(2);
  expect(lines.join('')).not.toContain('example.com');
});
