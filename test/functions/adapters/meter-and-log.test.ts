import type { Context } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { embeddedMeter, jsonLog, observation } from '../../../functions/adapters/telemetry.ts';

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
])('onUnreadable counts and names the record %s %s without an address', (pk, sk, named) => {
  const { meter, onUnreadable } = observation({ SERVICE_NAME: 'canbao-test', METRIC_NAMESPACE: 'Canbao' });
  onUnreadable({ pk, sk });
  meter.flush();
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 'ERROR', ...named },
    { RecordUnreadable: 1 },
  ]);
});
