import { describe, expect, it } from 'vitest';
import { STAFF_ACTIONS } from '../../../domain/cases/case.ts';
import type { Role } from '../../../domain/units/unit.ts';
import { may, type PortalAction } from '../../../functions/staff-portal/may.ts';

const EVERYBODY: readonly Role[] = ['handler', 'finance', 'manager'];
const MONEY: readonly Role[] = ['handler', 'finance'];
const of = <A extends PortalAction>(roles: readonly Role[], ...actions: readonly A[]) =>
  Object.fromEntries(actions.map((action) => [action, roles])) as Record<A, readonly Role[]>;
/** The roles that may do each action in their unit. An administrator may do everything. */
const TABLE: Readonly<Record<PortalAction, readonly Role[]>> = {
  ...of(EVERYBODY, 'see', 'acknowledged', 'snoozed', 'noted'),
  ...of(['handler'], 'filing-submitted', 'filing-accepted', 'filing-rejected', 'document-received'),
  ...of(['handler'], 'card-requested', 'card-issued', 'hire', 'leave', 'resume', 'change', 'mistake'),
  ...of(['handler'], 'roster-confirmed', 'roster-dismissed', 'answered'),
  ...of(MONEY, 'answered-about-money', 'bill-import', 'bases-declared'),
  ...of(MONEY, 'refund-requested', 'refund-settled', 'refund-denied'),
  administer: [],
};

const inBJ = (...roles: Role[]) => ({ administers: false, rolesByUnit: new Map([['BJ', roles]]) });
const administrator = { administers: true, rolesByUnit: new Map<string, readonly Role[]>() };

describe.each(Object.entries(TABLE) as [PortalAction, readonly Role[]][])(
  'may: the action %s',
  (action, allowed) => {
    it.each(EVERYBODY)('is allowed to a %s of the unit as the table says', (role) => {
      expect(may(inBJ(role), action, 'BJ')).toBe(allowed.includes(role));
    });

    it('is allowed in no other or unknown unit, and to nobody without a role', () => {
      for (const role of EVERYBODY) {
        expect(may(inBJ(role), action, 'SH')).toBe(false);
        expect(may(inBJ(role), action, '?')).toBe(false);
      }
      expect(may(inBJ(), action, 'BJ')).toBe(false);
    });

    it('is allowed to the administrator everywhere', () => {
      for (const unitId of ['BJ', 'SH', '?']) expect(may(administrator, action, unitId)).toBe(true);
    });

    it('is allowed by all roles of a person together', () => {
      const united = may(inBJ('manager', 'finance'), action, 'BJ');
      expect(united).toBe(allowed.includes('manager') || allowed.includes('finance'));
    });
  },
);

it('the table of actions has every action of staff', () => {
  expect(STAFF_ACTIONS.filter((action) => !(action in TABLE))).toEqual([]);
});
