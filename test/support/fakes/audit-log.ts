import type { Store } from '../../../functions/deployment/deployment.ts';
import type { AuditEntry, AuditLog } from '../../../functions/ports.ts';

export const OPERATOR = 'operator:somebody';

/** An audit log in memory, and the caller. */
export function fakeAuditLog(): Pick<Store, 'caller'> & {
  readonly audit: { -readonly [Name in keyof AuditLog]: AuditLog[Name] };
  readonly entries: AuditEntry[];
} {
  const entries: AuditEntry[] = [];
  return {
    entries,
    caller: async () => ({ who: OPERATOR, verified: false }),
    audit: {
      note: async (entry) => void entries.push(entry),
      list: async ({ most, since = '' }) =>
        entries
          .filter(({ at }) => at >= since)
          .toReversed()
          .slice(0, most),
    },
  };
}
