import { describe, expect, test } from 'vitest';
import type { Instant } from '../../../domain/values/plain-date.ts';
import { bambooHrSource, verifyBambooHr } from '../../../functions/sources/bamboohr/bamboohr.ts';
import type { HookRequest } from '../../../functions/sources/webhook/source.ts';
import {
  bambooHrRequest,
  bambooHrSecret,
  changedEmployee,
  employeeEvent,
  formRequest,
  PRIVATE_KEY,
} from './bamboohr-sender.ts';
import { codeOf, eventOf, flippedBits } from './verifying.ts';

const NOW_SECONDS = 1769884925;
const NOW = new Date(NOW_SECONDS * 1000).toISOString() as Instant;
const UPDATED = employeeEvent('updated', ['firstName']);

const verified = (request: HookRequest, secrets = [bambooHrSecret()]) =>
  verifyBambooHr(request, secrets, NOW);
const deliveryId = (request: HookRequest) => eventOf(verified(request)).deliveryId;

test('verifyBambooHr accepts a signature that was made without this code', () => {
  const request = {
    headers: {
      'x-bamboohr-timestamp': '1769884925',
      'x-bamboohr-signature': 'b0410f739bccba679b667268db6e5e41ac15154cf56406d69e67034d360daa71',
    },
    body: Buffer.from(
      '{"type":"employee.updated","timestamp":"2026-01-31T18:42:00+0000","data":{"companyId":"12345","employeeId":"67890","changedFields":["firstName"]}}',
    ),
  };
  expect(verifyBambooHr(request, [bambooHrSecret('bamboo-private-key-for-tests')], NOW)).toMatchObject({
    ok: true,
    secretId: 'current',
    message: request.body,
  });
});

describe('a signed BambooHR message', () => {
  test('is acknowledged with an empty object', () => {
    const ack = eventOf(verified(bambooHrRequest(UPDATED, NOW_SECONDS))).ack?.();
    expect(ack).toEqual({ status: 200, contentType: 'application/json', body: '{}' });
  });

  test('is acknowledged even if it is unreadable, since it never comes again', () => {
    expect(eventOf(verified(bambooHrRequest('{', NOW_SECONDS))).ack).toBeDefined();
  });

  test('is refused if any one bit differs', () => {
    const request = bambooHrRequest(UPDATED, NOW_SECONDS);
    const flipped = flippedBits(request, { headers: ['x-bamboohr-timestamp', 'x-bamboohr-signature'] });
    expect([...flipped].filter((each) => verified(each).ok)).toEqual([]);
  });

  test.each([
    ['three hours old', NOW_SECONDS - 3 * 3600, 'accepted'],
    ['three hours and a second old', NOW_SECONDS - 3 * 3600 - 1, 'timestamp-too-old'],
    ['an hour ahead', NOW_SECONDS + 3600, 'accepted'],
    ['an hour and a second ahead', NOW_SECONDS + 3601, 'timestamp-in-future'],
    ['in ISO 8601', '2026-01-31T18:42:05+00:00', 'accepted'],
    ['in ISO 8601, ten hours old', '2026-01-31T08:42:05+00:00', 'timestamp-too-old'],
    ['in another form', 'Sat, 31 Jan 2026', 'timestamp-not-understood'],
  ])('is accepted or refused by its time: %s', (_, timestamp, expected) => {
    expect(codeOf(verified(bambooHrRequest(UPDATED, timestamp)))).toBe(expected);
  });
});

describe('a BambooHR message with the border between body and time moved', () => {
  const form = (id: string) => `type=employee.updated&data%5BemployeeId%5D=${id}`;
  const FORM = { type: 'application/x-www-form-urlencoded' };
  /**
   * Moves the last `by` characters of the body to the start of the time; if negative, from the time to the body. The
   * signed bytes and the signature stay the same.
   */
  const moved = (request: HookRequest, by: number): HookRequest => {
    const text = `${Buffer.from(request.body)}${request.headers['x-bamboohr-timestamp']}`;
    const at = request.body.length - by;
    const headers = { ...request.headers, 'x-bamboohr-timestamp': text.slice(at) };
    return { ...request, headers, body: Buffer.from(text.slice(0, at)) };
  };
  const ISO = '2026-01-31T18:42:05+00:00';
  const told = (request: HookRequest) => codeOf(verified(request));

  test.each([
    ['71 becomes 7', form('71'), String(NOW_SECONDS), 1, 'timestamp-too-old'],
    ['70 becomes 7', form('70'), String(NOW_SECONDS), 1, 'timestamp-not-understood'],
    ['7000 becomes 7', form('7000'), String(NOW_SECONDS), 3, 'timestamp-not-understood'],
    ['7 becomes 71', form('7'), String(NOW_SECONDS), -1, 'timestamp-too-old'],
    ['70 becomes 7, with ISO 8601', form('70'), ISO, 1, 'timestamp-not-understood'],
    ['7 becomes 72, with ISO 8601', form('7'), ISO, -1, 'timestamp-not-understood'],
  ])('is refused: %s', (_, body, timestamp, by, code) => {
    const request = bambooHrRequest(body, timestamp, FORM);
    expect(told(request)).toBe('accepted');
    expect(told(moved(request, by))).toBe(code);
  });

  test('is refused for a time in another form behind a form body', () => {
    expect(told(bambooHrRequest(form('7'), 'Sat, 31 Jan 2026', FORM))).toBe('timestamp-not-understood');
  });
});

describe('the delivery id of a BambooHR message', () => {
  const form = (changed: string, timestamp = NOW_SECONDS) =>
    formRequest(
      [
        ['type', 'employee.updated'],
        ['data[employeeId]', '7'],
        ['data[changedFields][0]', changed],
      ],
      timestamp,
    );

  const sent = bambooHrRequest(UPDATED, NOW_SECONDS);
  test.each([
    ['sent again with another time', sent, bambooHrRequest(UPDATED, NOW_SECONDS + 300)],
    ['written differently', sent, bambooHrRequest(JSON.stringify(UPDATED, null, 2), NOW_SECONDS)],
    ['in a form, sent again unchanged', form('status'), form('status')],
  ])('is the same for a message %s', (_, first, again) => {
    expect(deliveryId(first)).toMatch(/^sha256-[0-9a-f]{64}$/);
    expect(deliveryId(again)).toBe(deliveryId(first));
  });

  test('differs if anything in the content differs', () => {
    const deliveries = [
      bambooHrRequest(UPDATED, NOW_SECONDS),
      bambooHrRequest(employeeEvent('updated', ['lastName']), NOW_SECONDS),
      bambooHrRequest(employeeEvent('created'), NOW_SECONDS),
      bambooHrRequest(employeeEvent('updated', ['firstName'], { employeeId: '067890' }), NOW_SECONDS),
      bambooHrRequest({ ...UPDATED, timestamp: '2026-01-31T18:42:01+0000' }, NOW_SECONDS),
      bambooHrRequest(changedEmployee({ 'Hire Date': '2026-01-01' }), NOW_SECONDS),
      bambooHrRequest(changedEmployee({ 'Hire Date': '2026-01-02' }), NOW_SECONDS),
      // Forms do not contain the time of the change, so the same form with another signed time is another delivery.
      form('status'),
      form('status', NOW_SECONDS + 60),
      bambooHrRequest('{', NOW_SECONDS),
    ].map(deliveryId);
    expect(new Set(deliveries).size).toBe(deliveries.length);
  });
});

test('verifyBambooHr accepts each of several keys, and names it', () => {
  const both = [bambooHrSecret(PRIVATE_KEY, 'current', true), bambooHrSecret('another-key', 'next')];
  expect(verified(bambooHrRequest(UPDATED, NOW_SECONDS), both)).toMatchObject({ secretId: 'current' });
  expect(verified(bambooHrRequest(UPDATED, NOW_SECONDS, { key: 'another-key' }), both)).toMatchObject({
    secretId: 'next',
  });
});

describe('verifyBambooHr', () => {
  const signed = bambooHrRequest(UPDATED, NOW_SECONDS);
  const withHeaders = (headers: Record<string, string | undefined>) => ({
    ...signed,
    headers: { ...signed.headers, ...headers },
  });

  test.each([
    ['a missing time', withHeaders({ 'x-bamboohr-timestamp': undefined }), 'missing-headers', false],
    ['a missing signature', withHeaders({ 'x-bamboohr-signature': undefined }), 'missing-headers', false],
    ['an empty signature', withHeaders({ 'x-bamboohr-signature': '' }), 'missing-headers', false],
    ['a signature cut short', withHeaders({ 'x-bamboohr-signature': 'ab' }), 'signature-mismatch', true],
    ['another key', bambooHrRequest(UPDATED, NOW_SECONDS, { key: 'other' }), 'signature-mismatch', true],
    ['a body cut short', { ...signed, body: signed.body.subarray(0, -1) }, 'signature-mismatch', true],
  ])('refuses %s with its code', (_, request, code, secretsMatter) => {
    expect(verified(request)).toEqual({ ok: false, code, message: expect.any(String), secretsMatter });
  });
});

test.each<[Record<string, string>, boolean]>([
  [{ key: PRIVATE_KEY }, true],
  [{ key: '' }, false],
  [{ key: ' ' }, false],
  [{ privateKey: 'x' }, false],
])('problemOfSecret judges the BambooHR secret %j: usable is %s', (parts, usable) => {
  expect(bambooHrSource.problemOfSecret(parts) === undefined).toBe(usable);
});

test.each([
  ['application/json', true],
  ['application/x-www-form-urlencoded; charset=utf-8', true],
  ['multipart/form-data', false],
])('the BambooHR source takes the content type %s: %s', (type, taken) => {
  expect(bambooHrSource.contentType.test(type)).toBe(taken);
});
