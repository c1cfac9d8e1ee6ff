import { afterEach, beforeEach, expect, test } from 'vitest';
import { accessTo, vendorCall } from '../../../functions/sources/api/api-access.ts';
import { ApiUnavailable } from '../../../functions/sources/api/hr-api.ts';
import { HR_APIS } from '../../../functions/sources/hr-apis.ts';
import { noMapping } from '../../../functions/sources/webhook/mapping.ts';
import { type FakeClock, fakeClock } from '../../support/fakes/clock.ts';
import { localServer } from '../../support/local-server.ts';
import { type VendorServer, vendorServer } from '../../support/vendors/vendor-server.ts';

let vendor: VendorServer;
let clock: FakeClock;
let slept: number[];
let milliseconds: number;

beforeEach(async () => {
  vendor = await vendorServer(() => ({ json: { ok: true } }));
  clock = fakeClock('2026-06-20T02:00:00.000Z');
  slept = [];
  milliseconds = 0;
});
afterEach(() => vendor.stop());

const calling = (timeoutMilliseconds = 30_000) =>
  vendorCall({
    name: 'acme',
    callsPerSecond: 0.5,
    timeoutMilliseconds,
    clock,
    pace: { milliseconds: () => milliseconds, sleep: async (pause) => void slept.push(pause) },
  });

test('vendorCall waits two seconds between calls at half a call a second, not before the first', async () => {
  const call = calling();
  await call({ url: vendor.url });
  milliseconds = 500;
  await call({ url: vendor.url });
  await call({ url: vendor.url });
  milliseconds = 60_000;
  await call({ url: vendor.url });
  expect(slept).toEqual([1500, 3500]);
});

test.each([
  ['120', 120],
  ['Sat, 20 Jun 2026 02:02:00 GMT', 120],
  ['soon', 60],
  [undefined, 60],
  ['999999', 3600],
])('vendorCall makes no call after a 429 with Retry-After %s for %s seconds', async (told, seconds) => {
  const call = calling();
  vendor.next('/', {
    status: 429,
    json: '',
    ...(told !== undefined && { headers: { 'retry-after': told } }),
  });
  await expect(call({ url: vendor.url })).rejects.toThrow('acme answered 429');
  clock.advance(seconds - 1);
  await expect(call({ url: vendor.url })).rejects.toThrow('asked for a pause');
  expect(vendor.requests).toHaveLength(1);
  clock.advance(1);
  expect(await call({ url: vendor.url })).toEqual({ status: 200, json: { ok: true } });
});

test('vendorCall makes the next call after a 500', async () => {
  const call = calling();
  vendor.next('/', { status: 500, json: '' });
  await expect(call({ url: vendor.url })).rejects.toBeInstanceOf(ApiUnavailable);
  expect(await call({ url: vendor.url })).toMatchObject({ status: 200 });
});

test('vendorCall follows no redirect, since the key is not for that place', async () => {
  vendor.next('/', { status: 302, headers: { location: `${vendor.url}/elsewhere` }, json: '' });
  expect(await calling()({ url: `${vendor.url}/here` })).toEqual({ status: 302, json: undefined });
  expect(vendor.paths()).toEqual(['/here']);
});

test('vendorCall reports a missing answer without the address, which may contain a token', async () => {
  vendor.down = true;
  const error = await calling()({ url: `${vendor.url}/?access_token=t-1` }).catch((thrown: Error) => thrown);
  expect(String(error)).toMatch(/^ApiUnavailable: acme did not answer \(\w+\)$/);
});

test('vendorCall takes an answer that comes too late for none', async () => {
  const silent = await localServer(() => undefined);
  const error = await calling(1)({ url: silent.url }).catch((thrown: Error) => thrown);
  await silent.stop();
  expect(String(error)).toMatch(/did not answer \(TimeoutError\)/);
});

test('vendorCall gives undefined for an answer that is not JSON', async () => {
  vendor.next('/', { json: '<html>' });
  expect(await calling()({ url: vendor.url })).toEqual({ status: 200, json: undefined });
});

type Hosts = Readonly<Record<string, readonly string[]>>;

/** The access to an API. The registry has `url` as its address, and the deployment allows `hosts`. */
const accessOf = (name: string, url?: string, hosts?: Hosts) => sharedAccess(hosts)(name, url);

/** The same for several accesses that share their rate limiters, as in one instance of a function. */
function sharedAccess(hosts?: Hosts) {
  const pace = { milliseconds: () => 0, sleep: async (pause: number) => void slept.push(pause) };
  const access = accessTo({ clock, pace, timeoutMilliseconds: 30_000, hosts });
  return async (name: string, url?: string) => {
    const api = await HR_APIS.get(name)?.load();
    if (api === undefined) throw new Error(`there is no API of ${name}`);
    return access(api, {
      secret: { id: 'current', retiring: false, parts: {} },
      mapping: { ...noMapping(name), ...(url !== undefined && { api: { baseUrl: url } }) },
      sealIdentity: () => ({ problems: [] }) as never,
    });
  };
}
const baseUrl = async (...asked: Parameters<typeof accessOf>) => (await accessOf(...asked)).baseUrl;

test('accessTo spaces calls by the vendor’s limit, except to a simulation on the same machine', async () => {
  const calls = async (url?: string) => {
    const { call } = await accessOf('feishu', url, { feishu: ['127.0.0.1', 'relay.example.cn'] });
    await call({ url: vendor.url });
    await call({ url: vendor.url });
    return slept.splice(0);
  };
  expect(await calls()).toEqual([1250]);
  expect(await calls('https://relay.example.cn')).toEqual([1250]);
  expect(await calls('http://127.0.0.1:1234')).toEqual([]);
});

test('accessTo spaces calls again once the registry names the vendor in place of a simulation', async () => {
  const access = sharedAccess({ feishu: ['127.0.0.1'] });
  const calls = async (url?: string) => {
    const { call } = await access('feishu', url);
    await call({ url: vendor.url });
    await call({ url: vendor.url });
    return slept.splice(0);
  };
  expect(await calls('http://127.0.0.1:1234')).toEqual([]);
  expect(await calls()).toEqual([1250]);
});

test.each<[string, string | undefined, Hosts | undefined]>([
  ['feishu', 'https://open.larksuite.com', undefined],
  ['feishu', 'https://feishu.example.cn:8443/base', { feishu: ['feishu.example.cn'] }],
  ['dingtalk', 'https://oapi.dingtalk.com', undefined],
  ['wecom', undefined, undefined],
])(
  'accessTo asks %s at %s, an address of the vendor or one that the deployment allows',
  async (name, url, hosts) => {
    expect(await baseUrl(name, url, hosts)).toBe(url);
  },
);

test.each<[string, string, Hosts | undefined]>([
  ['feishu', 'https://attacker.example', undefined],
  ['feishu', 'https://open.feishu.cn.attacker.example', undefined],
  ['feishu', 'http://127.0.0.1:1234', undefined],
  ['wecom', 'https://open.feishu.cn', undefined],
  ['dingtalk', 'https://feishu.example.cn', { feishu: ['feishu.example.cn'] }],
  ['bamboohr', 'https://other.bamboohr.com', undefined],
])('accessTo does not send the key of %s to %s, whatever the registry says', async (name, url, hosts) => {
  await expect(baseUrl(name, url, hosts)).rejects.toThrow(ApiUnavailable);
  await expect(baseUrl(name, url, hosts)).rejects.toThrow(/which is not an allowed host: .* 'apiHosts'/);
});
