import { createHmac } from 'node:crypto';
import type { SourceSecret } from '../../../functions/ports.ts';
import type { HookRequest } from '../../../functions/sources/webhook/source.ts';

export const PRIVATE_KEY = 'a-private-key-of-a-test';

export function bambooHrSecret(key = PRIVATE_KEY, id = 'current', retiring = false): SourceSecret {
  return { id, retiring, parts: { key } };
}

/** A request that is signed as BambooHR does it: the signature covers the body, directly followed by the time. */
export function bambooHrRequest(
  body: object | string,
  timestamp: string | number,
  { key = PRIVATE_KEY, type = 'application/json' } = {},
): HookRequest {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const signature = createHmac('sha256', key).update(`${text}${timestamp}`).digest('hex');
  return {
    method: 'POST',
    query: {},
    headers: {
      'content-type': type,
      'x-bamboohr-timestamp': String(timestamp),
      'x-bamboohr-signature': signature,
    },
    body: Buffer.from(text),
  };
}

export function formRequest(pairs: readonly (readonly [string, string])[], timestamp: number): HookRequest {
  const body = new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])).toString();
  return bambooHrRequest(body, timestamp, { type: 'application/x-www-form-urlencoded' });
}

/** An event-based message. Only updates have `changedFields`. */
export function employeeEvent(type: string, changedFields?: readonly string[], data: object = {}): object {
  return {
    type: `employee.${type}`,
    timestamp: '2026-01-31T18:42:00+0000',
    data: { companyId: '12345', employeeId: '67890', ...(changedFields && { changedFields }), ...data },
  };
}

/** A field-based message about one employee. By default all of its fields have changed. */
export function changedEmployee(
  fields: Readonly<Record<string, unknown>>,
  changedFields: readonly string[] = Object.keys(fields),
): object {
  const timestamp = '2026-03-31T16:00:05+00:00';
  return { employees: [{ id: '67890', action: 'Updated', timestamp, changedFields, fields }] };
}
