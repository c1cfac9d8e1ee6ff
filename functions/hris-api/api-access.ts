import type { SourceMapping } from '../../domain/units/source-mapping.ts';
import type { SealIdentity } from '../hris/seal-identity.ts';
import type { Pace } from '../pace.ts';
import type { Clock, SourceSecret } from '../ports.ts';
import type { ApiAccess, ApiCall, HrApi } from './hr-api.ts';
import { tokenCache } from './token-cache.ts';
import { vendorCall } from './vendor-call.ts';

export interface AccessSettings {
  readonly clock: Clock;
  readonly pace: Pace;
  /** Of one call. */
  readonly timeoutMilliseconds: number;
}

export type AccessTo = (
  api: Pick<HrApi, 'name' | 'callsPerSecond'>,
  told: {
    readonly secret: SourceSecret;
    readonly mapping: SourceMapping;
    readonly sealIdentity: SealIdentity;
  },
) => ApiAccess;

/** What calls are made with; the pace of each vendor and the tokens are kept from one request to the next. */
export function accessTo({ clock, pace, timeoutMilliseconds }: AccessSettings): AccessTo {
  const tokens = tokenCache(clock);
  const calls = new Map<string, ApiCall>();
  return ({ name, callsPerSecond }, { secret, mapping, sealIdentity }) => {
    const call = calls.get(name) ?? vendorCall({ name, callsPerSecond, timeoutMilliseconds, pace, clock });
    calls.set(name, call);
    return {
      secret,
      mapping,
      sealIdentity,
      baseUrl: mapping.api?.baseUrl?.replace(/\/+$/, ''),
      call,
      token: (key, fetch, refused) => tokens(`${name} ${key}`, fetch, refused),
      now: clock.now(),
    };
  };
}
