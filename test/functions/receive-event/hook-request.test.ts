import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { hookRequestOf } from '../../../functions/receive-event/hook-request.ts';

const event = (over: object) => over as APIGatewayProxyEventV2;

describe('the request that API Gateway hands over', () => {
  test('has the bytes of a body that came as text', () => {
    expect(hookRequestOf(event({ headers: { a: 'b' }, body: '张三' }))).toEqual({
      headers: { a: 'b' },
      body: Buffer.from('张三'),
    });
  });

  test('has the bytes of a body that came as base64, whether they are text or not', () => {
    const bytes = Buffer.from([0xff, 0x00, 0x7b]);
    const wrapped = event({ headers: {}, isBase64Encoded: true, body: bytes.toString('base64') });
    expect(hookRequestOf(wrapped).body).toEqual(bytes);
  });

  test('may have neither headers nor a body', () => {
    expect(hookRequestOf(event({}))).toEqual({ headers: {}, body: Buffer.alloc(0) });
  });
});
