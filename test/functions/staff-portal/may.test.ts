import { describe, expect, it } from 'vitest';
import { STAFF_ACTIONS } from '../../../domain/cases/case.ts';
import type { Role } from '../../../domain/units/unit.ts';
import { may, type PortalAction } from '../../../functions/staff-portal/may.ts';

/** Who may do what in a unit; the administrator may do everything. */
const TABLE: Readonly<Record<PortalAction, readonly Role[]>> = {
  see: ['handler', 'finance', 'manager'],
  acknowledged: ['handler', 'finance', 'manager'],
  snoozed: ['handler', 'finance', 'manager'],
  noted: ['handler', 'finance', 'manager'],
  'filing-submitted': ['handler'],
  'filing-accepted': ['handler'],
  'filing-rejected': ['handler'],
  'document-received': ['handler'],
  'card-requested': ['handler'],
  'card-issued': ['handler'],
  hire: ['handler'],
  leave: ['handler'],
  resume: ['handler'],
  change: ['handler'],
  mistake: ['handler'],
  'roster-confirmed': ['handler'],
  'roster-dismissed': ['handler'],
  answered: ['handler'],
  'answered-about-money': ['handler', 'finance'],
  'bill-import': ['handler', 'finance'],
  'refund-requested': ['handler', 'finance'],
  'refund-settled': ['handler', 'finance'],
  'refund-denied': ['handler', 'finance'],
  'bases-declared': ['handler', 'finance'],
  administer: [],
};

const ROLES: readonly Role[] = ['handler', 'finance', 'manager'];
const inBJ = (...roles: Role[]) => ({ administers: false, rolesByUnit: new Map([['BJ', roles]]) });
const administrator = { administers: true, rolesByUnit: new Map<string, readonly Role[]>() };

describe.each(Object.entries(TABLE) as [PortalAction, readonly Role[]][])('%s', (action, allowed) => {
  it.each(ROLES)('in their unit by a %s, as the table says', (role) => {
    expect(may(inBJ(role), action, 'BJ')).toBe(allowed.includes(role));
  });

  it('in no other unit, in none that is unknown, and by nobody without a role', () => {
    for (const role of ROLES) {
      expect(may(inBJ(role), action, 'SH')).toBe(false);
      expect(may(inBJ(role), action, '?')).toBe(false);
    }
    expect(may(inBJ(), action, 'BJ')).toBe(false);
  });

  it('by the administrator, everywhere', () => {
    for (const unitId of ['BJ', 'SH', '?']) expect(may(administrator, action, unitId)).toBe(true);
  });

  it('by all roles of a person in the unit, united', () => {
    const united = may(inBJ('manager', 'finance'), action, 'BJ');
    expect(united).toBe(allowed.includes('manager') || allowed.includes('finance'));
  });
});

it('the table has every action of staff', () => {
  expect(STAFF_ACTIONS.filter((action) => !(action in TABLE))).toEqual([]);
});
