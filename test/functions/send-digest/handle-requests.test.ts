import { describe, expect, test } from 'vitest';
import { plainDate } from '../../../domain/values/plain-date.ts';
import type { DigestRequest, FollowUpRequest, GuideRequest, Outcome } from '../../../functions/ports.ts';
import { handleRequests, MOST_RECEIVES } from '../../../functions/send-digest/handle-requests.ts';
import { ClaimHeld } from '../../../functions/send-digest/send-digest.ts';
import { fakeLog } from '../../support/fakes/log.ts';
import { fakeMeter } from '../../support/fakes/meter.ts';
import { fakeQueue } from '../../support/fakes/queue.ts';
import { requestFor } from './send-digest-stage.ts';

const GOOD = JSON.stringify(requestFor('li@example.com', '2026-11-20'));

describe('handleRequests: digests', () => {
  test('handles the requests in order, unchanged', async () => {
    const ports = portsFor();
    const other = requestFor('wang@example.com', '2026-11-20', 2);
    expect(await handleRequests([message('1', GOOD), message('2', JSON.stringify(other))], ports)).toEqual(
      [],
    );
    expect(ports.taken).toEqual([requestFor('li@example.com', '2026-11-20'), other]);
  });

  test('returns only the request that failed', async () => {
    const ports = portsFor((request) => request.recipient.startsWith('wang'));
    const bad = JSON.stringify(requestFor('wang@example.com', '2026-11-20'));
    expect(await handleRequests([message('1', bad), message('2', GOOD)], ports)).toEqual(['1']);
    expect(ports.taken).toHaveLength(1);
  });

  test.each([
    ['before the last delivery as a warning', MOST_RECEIVES - 1, 'warn', { DigestFailed: 1 }],
    ['on the last delivery as an error', MOST_RECEIVES, 'error', { DigestFailed: 1 }],
  ])('logs and counts a failure %s', async (_, receives, level, counts) => {
    const ports = portsFor(() => true);
    expect(await handleRequests([message('1', GOOD, receives)], ports)).toEqual(['1']);
    expect(ports.meter.counts).toEqual(counts);
    expect(ports.log.lines).toMatchObject([{ level, ids: { messageId: '1', receives, error: 'TypeError' } }]);
    expect(ports.log.lines[0]?.ids).toMatchObject({ day: '2026-11-20', attempt: 1 });
    expect(JSON.stringify(ports.log.lines)).not.toContain('li@example');
  });

  test.each([
    [MOST_RECEIVES - 1, {}],
    [MOST_RECEIVES, { DigestFailed: 1 }],
  ])('returns a request that another attempt holds; delivery %i counts %j', async (receives, counts) => {
    const ports = portsFor(() => {
      throw new ClaimHeld('claimed by another attempt');
    });
    expect(await handleRequests([message('1', GOOD, receives)], ports)).toEqual(['1']);
    expect(ports.meter.counts).toEqual(counts);
  });

  test.each([
    ['not JSON', '{"day":'],
    ['with an invalid day', JSON.stringify({ ...JSON.parse(GOOD), day: '2026-02-30' })],
    ['without a recipient', JSON.stringify({ ...JSON.parse(GOOD), recipient: ' ' })],
    ['with an invalid attempt', JSON.stringify({ ...JSON.parse(GOOD), attempt: 0 })],
    ['null', 'null'],
  ])('sets aside a message that is %s, and handles the others', async (_, body) => {
    const ports = portsFor();
    expect(await handleRequests([message('1', body), message('2', GOOD)], ports)).toEqual([]);
    expect(ports.queue.aside.map(({ request }) => request)).toEqual([body]);
    expect(ports.meter.counts).toEqual({ DigestFailed: 1 });
    expect(ports.taken).toHaveLength(1);
  });
});

describe('handleRequests: guides', () => {
  const guide: GuideRequest = {
    kind: 'leaver-guide',
    day: plainDate('2026-11-20'),
    unitId: 'u-bj',
    employeeId: 'e-1',
    spellId: '2024-03-01',
  };
  const bad = JSON.stringify({ ...guide, employeeId: 'e-bad' });

  test('handles a guide request unchanged', async () => {
    const ports = portsFor();
    expect(await handleRequests([message('1', JSON.stringify(guide)), message('2', GOOD)], ports)).toEqual(
      [],
    );
    expect([ports.asked, ports.taken.length]).toEqual([[guide], 1]);
  });

  test('returns a guide request that failed, and handles the digests', async () => {
    const ports = portsFor();
    expect(await handleRequests([message('1', bad), message('2', GOOD)], ports)).toEqual(['1']);
    expect([ports.taken.length, ports.meter.counts]).toEqual([1, {}]);
  });

  test('counts and drops a guide request that failed for the last time, and logs only ids', async () => {
    const ports = portsFor();
    expect(await handleRequests([message('1', bad, MOST_RECEIVES), message('2', GOOD)], ports)).toEqual([]);
    expect(ports.meter.counts).toEqual({ LeaverGuideFailed: 1 });
    expect(ports.log.lines).toMatchObject([
      { level: 'error', ids: { employeeId: 'e-bad', spellId: '2024-03-01', error: 'TypeError' } },
    ]);
    expect(JSON.stringify(ports.log.lines)).not.toContain('zhang');
  });
});

describe('handleRequests: follow-up work of imports', () => {
  const days = { kind: 'wake-days', day: '2026-11-20', unitId: 'u-bj', employeeIds: ['e-1', 'e-2'] };
  const rows = { kind: 'unknown-rows', day: '2026-11-20', unitId: 'u-bj', rowIds: ['bill:a:1'] };

  test('handles the requests unchanged', async () => {
    const ports = portsFor();
    const batch = [message('1', JSON.stringify(days)), message('2', JSON.stringify(rows))];
    expect(await handleRequests(batch, ports)).toEqual([]);
    expect(ports.passes).toEqual([days, rows]);
  });

  test('returns a request that failed, and drops it at the last delivery; the next run asks again', async () => {
    const ports = portsFor();
    const bad = JSON.stringify({ ...rows, unitId: 'u-bad' });
    expect(await handleRequests([message('1', bad), message('2', GOOD)], ports)).toEqual(['1']);
    expect(await handleRequests([message('1', bad, MOST_RECEIVES)], ports)).toEqual([]);
    expect([ports.taken.length, ports.queue.aside, ports.meter.counts]).toEqual([1, [], {}]);
    expect(ports.log.lines.at(-1)).toMatchObject({ level: 'error', ids: { unitId: 'u-bad' } });
    expect(JSON.stringify(ports.log.lines)).not.toContain('zhang');
  });
});

function message(id: string, body: string, receives = 1) {
  return { id, body, receives };
}

function portsFor(fails: (request: DigestRequest) => boolean = () => false) {
  const taken: DigestRequest[] = [];
  const send = async (request: DigestRequest): Promise<Outcome> => {
    if (fails(request)) throw new TypeError('li@example.com is not a function');
    taken.push(request);
    return 'sent';
  };
  const asked: GuideRequest[] = [];
  const sendGuide = async (request: GuideRequest) => {
    if (request.employeeId === 'e-bad') throw new TypeError('zhang@example.com is not a function');
    asked.push(request);
  };
  const passes: FollowUpRequest[] = [];
  const handlePass = async (request: FollowUpRequest) => {
    if (request.unitId === 'u-bad') throw new TypeError('zhang@example.com is not a function');
    passes.push(request);
  };
  const [queue, meter, log] = [fakeQueue(), fakeMeter(), fakeLog()];
  return { taken, asked, passes, send, sendGuide, handlePass, queue, meter, log };
}
