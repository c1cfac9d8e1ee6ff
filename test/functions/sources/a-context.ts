import { sourceMappingSchema } from '../../../domain/units/source-mapping.ts';
import type { Instant } from '../../../domain/values/plain-date.ts';
import { identitySealer } from '../../../functions/sources/webhook/identity.ts';
import type { TranslationContext } from '../../../functions/sources/webhook/source.ts';

export const RECEIVED_AT = '2026-11-21T01:00:00.000Z' as Instant;

/** The context of a translation. `mapping` has the form in which an administrator writes it. */
export function aContext(source: string, mapping: object = {}): TranslationContext {
  return {
    source,
    deliveryId: 'd-1',
    receivedAt: RECEIVED_AT,
    sealIdentity: identitySealer(new Uint8Array(32)),
    mapping: sourceMappingSchema.parse({ source, ...mapping }),
  };
}

export const STATED_AT = '2026-11-21T00:00:00.000Z';

/**
 * The expected notices and requests for details of a source whose key is `userId`, for an event at {@link STATED_AT}.
 */
export const toldBy = (source: string) => ({
  noticeOf: (of: 'hire' | 'leave', employeeId: string, told: object = {}, part = '') => ({
    kind: `employee.${of}_noticed`,
    factId: `${source}:d-1${part}`,
    ...{ employeeId, statedAt: STATED_AT, receivedAt: RECEIVED_AT },
    data: { employeeId, ...told },
  }),
  askOf: (about: string, userId: string, part = '', employeeId = userId) => ({
    ...{ source, deliveryId: `d-1${part}`, employeeId, keys: { userId } },
    ...{ about, statedAt: STATED_AT, delaySeconds: 10 },
  }),
});
