import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { hookRequestOf, sourceOf } from '../../../functions/receive-event/hook-request.ts';

const event = (over: object) =>
  ({
    requestContext: { http: { method: 'POST', sourceIp: '203.0.113.9' } },
    ...over,
  }) as APIGatewayProxyEventV2;

test.each([
  ['POST /hooks/feishu', 'feishu'],
  ['GET /hooks/wecom', 'wecom'],
  ['POST /hooks/xinrenxinshi/{key}', 'xinrenxinshi'],
  ['POST /hooks/an-unguessable-key/feishu', 'feishu'],
  ['POST /hooks/an-unguessable-key/xinrenxinshi/{key}', 'xinrenxinshi'],
  ['POST /hooks/{source}', ''],
  ['$default', ''],
])('sourceOf finds in the route %s the source "%s"', (routeKey, source) => {
  expect(sourceOf({ routeKey })).toBe(source);
});

describe('hookRequestOf', () => {
  test('gives the bytes of a body that came as text', () => {
    expect(hookRequestOf(event({ headers: { a: 'b' }, body: '张三' }))).toEqual({
      method: 'POST',
      sourceIp: '203.0.113.9',
      headers: { a: 'b' },
      query: {},
      body: Buffer.from('张三'),
    });
  });

  test('gives the bytes of a body that came as base64, text or not', () => {
    const bytes = Buffer.from([0xff, 0x00, 0x7b]);
    const wrapped = event({ headers: {}, isBase64Encoded: true, body: bytes.toString('base64') });
    expect(hookRequestOf(wrapped).body).toEqual(bytes);
  });

  test('accepts an event with neither headers nor a body', () => {
    expect(hookRequestOf(event({}))).toMatchObject({ headers: {}, query: {}, body: Buffer.alloc(0) });
  });

  test('gives the key that follows the source in the path', () => {
    const pathParameters = { source: 'xinrenxinshi', key: 'k1' };
    expect(hookRequestOf(event({ pathParameters })).pathKey).toBe('k1');
  });
});

describe('the query of hookRequestOf', () => {
  const queryOf = (rawQueryString: string) => hookRequestOf(event({ rawQueryString })).query;

  test.each<[string, string, Record<string, string>]>([
    ['no parameters', '', {}],
    ['a plus sign, as in unescaped base64', 'echostr=a+b/c==', { echostr: 'a+b/c==' }],
    ['an escaped plus', 'echostr=a%2Bb%3D', { echostr: 'a+b=' }],
    ['an escaped percent sign, decoded once', 'a=%2525', { a: '%25' }],
    ['Chinese', 'name=%E5%BC%A0%E4%B8%89', { name: '张三' }],
    ['a repeated name, of which the first counts', 'a=1&a=2', { a: '1' }],
    ['a name without a value', 'a&b=2', { a: '', b: '2' }],
    ['an equals sign in a value', 'a=b=c', { a: 'b=c' }],
    ['a value that cannot be decoded, left as it is', 'a=%E5&b=1', { a: '%E5', b: '1' }],
    ['only separators', '&&=&', {}],
  ])('is read with %s', (_, raw, expected) => {
    expect(queryOf(raw)).toEqual(expected);
  });

  test('takes no property from the name __proto__', () => {
    const query = queryOf('a=1&__proto__=x');
    expect(query.toString).not.toBe('x');
    expect(query.a).toBe('1');
  });
});
