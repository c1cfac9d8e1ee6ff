import { createHmac } from 'node:crypto';
import { is2xx } from './standard.ts';
import type { Vendor } from './vendor.ts';

/** The body of a webhook. It has an event type, or employees with the fields that an administrator chose. */
export type BambooHrBody = Readonly<Record<string, unknown>>;

/** An employee of a field-based webhook. */
export interface ChangedEmployee {
  readonly id: string;
  readonly action: 'Created' | 'Updated' | 'Deleted';
  readonly timestamp: string;
  readonly changedFields: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
}

/** BambooHR accepts any 2xx and gives up after a 4xx. After a 5xx it tries again after 5, 10, 20, 40 and 80 minutes. */
export function bambooHrVendor(privateKey: string): Vendor<BambooHrBody> {
  return {
    source: 'bamboohr',
    // BambooHR does not publish this value.
    limitSeconds: 10,
    waits: [300, 600, 1_200, 2_400, 4_800],
    letter: (content, now) => {
      const body = Buffer.from(JSON.stringify(content));
      const timestamp = String(Math.floor(now / 1_000));
      const signature = createHmac('sha256', privateKey)
        .update(body.toString('utf8') + timestamp)
        .digest('hex');
      return {
        method: 'POST',
        path: '/hooks/bamboohr',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'BambooHR-WebHooks/1.0 (+https://www.bamboohr.com)',
          'x-bamboohr-timestamp': timestamp,
          'x-bamboohr-signature': signature,
        },
        body,
      };
    },
    judge: ({ status }) => (is2xx(status) ? 'received' : status >= 400 && status < 500 ? 'lost' : 'again'),
  };
}

export function changed(...employees: readonly ChangedEmployee[]): BambooHrBody {
  return {
    employees: employees.map(({ fields, ...employee }) => ({
      ...employee,
      fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { value }])),
    })),
  };
}
