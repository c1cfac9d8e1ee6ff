import type { Case, CaseKind, StaffAction } from '../../domain/cases/case.ts';
import { actionsOf } from '../../domain/cases/case-kinds.ts';
import { FINANCE_KINDS } from '../../domain/digest/audience.ts';
import { UNKNOWN_UNIT } from '../../domain/employment/spell.ts';
import type { Addressee } from '../../domain/units/addressees.ts';

/** What a person may do in the portal. An answer about money has its own permission. */
export type PortalAction = StaffAction | 'see' | 'answered-about-money' | 'administer';

const EVERYBODY: ReadonlySet<PortalAction> = new Set<PortalAction>([
  'see',
  'acknowledged',
  'snoozed',
  'noted',
]);

const FINANCE: ReadonlySet<PortalAction> = new Set<PortalAction>([
  'bill-import',
  'refund-requested',
  'refund-settled',
  'refund-denied',
  'bases-declared',
  'answered-about-money',
]);

/** Whether a person's roles in the unit permit the action. Administrators may do everything. */
export function may(
  { administers, rolesByUnit }: Pick<Addressee, 'administers' | 'rolesByUnit'>,
  action: PortalAction,
  unitId: string,
): boolean {
  if (administers) return true;
  if (action === 'administer' || unitId === UNKNOWN_UNIT) return false;
  const roles = rolesByUnit.get(unitId) ?? [];
  if (EVERYBODY.has(action)) return roles.length > 0;
  return roles.includes('handler') || (roles.includes('finance') && FINANCE.has(action));
}

/** Whether a person may record filings of an open case, alone or in a batch. */
export function mayFile(person: Pick<Addressee, 'administers' | 'rolesByUnit'>, it: Case): boolean {
  const { kind, unitId, unitIds = [unitId] } = it;
  return (
    actionsOf(it).includes('filing-submitted') && mayAbout(person, 'filing-submitted', { kind, unitIds })
  );
}

/**
 * Whether a person may do this about a case. The permission is needed in one of the units whose staff receives the
 * case.
 */
export function mayAbout(
  person: Pick<Addressee, 'administers' | 'rolesByUnit'>,
  action: PortalAction,
  { kind, unitIds }: { readonly kind: CaseKind; readonly unitIds: readonly string[] },
): boolean {
  const required = action === 'answered' && FINANCE_KINDS.has(kind) ? 'answered-about-money' : action;
  return unitIds.some((unitId) => may(person, required, unitId));
}
