import type { SourceMapping } from '../../../domain/units/source-mapping.ts';
import type { Instant } from '../../../domain/values/plain-date.ts';
import type { DetailsRequest } from '../../../functions/ports.ts';
import { type AccessTo, accessTo } from '../../../functions/sources/api/api-access.ts';
import type { ApiAccess, HrApi } from '../../../functions/sources/api/hr-api.ts';
import { HR_APIS } from '../../../functions/sources/hr-apis.ts';
import { identitySealer } from '../../../functions/sources/webhook/identity.ts';
import { noMapping } from '../../../functions/sources/webhook/mapping.ts';
import { type FakeClock, fakeClock } from '../fakes/clock.ts';

export const ASKED_AT = '2026-06-20T02:00:00.000Z' as Instant;

/** Access to a simulated vendor on this machine, without a limit of calls per second. */
export interface TestAccess {
  readonly clock: FakeClock;
  /** @param mapping the mapping of the registry, in addition to the address. */
  to(api: HrApi, mapping?: Partial<SourceMapping>, parts?: Readonly<Record<string, string>>): ApiAccess;
}

export function testAccessTo(clock: FakeClock, timeoutMilliseconds = 30_000): AccessTo {
  return accessTo({
    clock,
    timeoutMilliseconds,
    hosts: Object.fromEntries([...HR_APIS.keys()].map((name) => [name, ['127.0.0.1']])),
    pace: { milliseconds: () => performance.now(), sleep: async () => undefined },
  });
}

export function anAccess(url: string, key: Readonly<Record<string, string>>): TestAccess {
  const clock = fakeClock(ASKED_AT);
  const access = testAccessTo(clock);
  return {
    clock,
    to: (api, mapping = {}, parts = key) =>
      access(api, {
        secret: { id: 'current', retiring: false, parts },
        mapping: { ...noMapping(api.name), ...mapping, api: { baseUrl: `${url}/` } },
        sealIdentity: identitySealer(Buffer.alloc(32, 7)),
      }),
  };
}

/** A request for details a minute after the event. */
export function aQuestion(
  source: string,
  about: DetailsRequest['about'],
  keys: Readonly<Record<string, string>>,
  told: Partial<DetailsRequest> = {},
): DetailsRequest {
  return {
    source,
    deliveryId: 'd1',
    employeeId: Object.values(keys)[0] ?? '',
    keys,
    about,
    statedAt: '2026-06-20T01:59:00.000Z' as Instant,
    delaySeconds: 10,
    ...told,
  };
}

/** An event so long ago that delays of the vendor no longer matter. */
export const LONG_AGO = { statedAt: '2026-06-19T02:00:00.000Z' as Instant };
