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
])('the route %s is of the source "%s"', (routeKey, source) => {
  expect(sourceOf({ routeKey })).toBe(source);
});

describe('the request that API Gateway hands over', () => {
  test('has the bytes of a body that came as text', () => {
    expect(hookRequestOf(event({ headers: { a: 'b' }, body: '张三' }))).toEqual({
      method: 'POST',
      sourceIp: '203.0.113.9',
      headers: { a: 'b' },
      query: {},
      body: Buffer.from('张三'),
    });
  });

  test('has the bytes of a body that came as base64, whether they are text or not', () => {
    const bytes = Buffer.from([0xff, 0x00, 0x7b]);
    const wrapped = event({ headers: {}, isBase64Encoded: true, body: bytes.toString('base64') });
    expect(hookRequestOf(wrapped).body).toEqual(bytes);
  });

  test('may have neither headers nor a body', () => {
    expect(hookRequestOf(event({}))).toMatchObject({ headers: {}, query: {}, body: Buffer.alloc(0) });
  });

  test('has the key that follows the source', () => {
    const pathParameters = { source: 'xinrenxinshi', key: 'k1' };
    expect(hookRequestOf(event({ pathParameters })).pathKey).toBe('k1');
  });
});

describe('the query', () => {
  const queryOf = (rawQueryString: string) => hookRequestOf(event({ rawQueryString })).query;

  test.each<[string, string, Record<string, string>]>([
    ['nothing', '', {}],
    ['a plus, which unescaped base64 has', 'echostr=a+b/c==', { echostr: 'a+b/c==' }],
    ['an escaped plus', 'echostr=a%2Bb%3D', { echostr: 'a+b=' }],
    ['an escaped percent sign, once decoded', 'a=%2525', { a: '%25' }],
    ['Chinese', 'name=%E5%BC%A0%E4%B8%89', { name: '张三' }],
    ['a name twice: the first', 'a=1&a=2', { a: '1' }],
    ['a name alone', 'a&b=2', { a: '', b: '2' }],
    ['an equals sign in a value', 'a=b=c', { a: 'b=c' }],
    ['what cannot be decoded, as it is', 'a=%E5&b=1', { a: '%E5', b: '1' }],
    ['nothing but separators', '&&=&', {}],
  ])('of %s', (_, raw, expected) => {
    expect(queryOf(raw)).toEqual(expected);
  });

  test('has nothing of what every object has', () => {
    const query = queryOf('a=1&__proto__=x');
    expect(query.toString).not.toBe('x');
    expect(query.a).toBe('1');
  });
});
