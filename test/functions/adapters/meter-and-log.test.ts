import type { Context } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { embeddedMeter, jsonLog } from '../../../functions/adapters/telemetry.ts';

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

describe('the meter', () => {
  test('writes what was counted as one line, under the service’s name', () => {
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

  test('writes nothing when nothing was counted, and nothing twice', () => {
    const meter = embeddedMeter({ namespace: 'Canbao', service: 'canbao-test' });
    meter.flush();
    meter.count('DigestSent');
    meter.flush();
    meter.flush();
    expect(lines).toHaveLength(1);
  });
});

describe('the log', () => {
  test('writes one JSON line per message, with its ids and the request’s', () => {
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
