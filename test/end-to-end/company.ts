import type { HookEvent } from '../support/hooks.ts';

/**
 * A made-up company. The regions of its units have no known cut-off day, so only the national deadlines apply:
 * enrolment 30 days after the first working day, removal 15 days after the last. The act-by date is moved back to a
 * working day.
 */
export const HANDLER = 'wang.fang@example.com';
export const FINANCE = 'chen.jing@example.com';
export const MANAGER = 'zhao.lei@example.com';
export const ENGLISH = 'grace.miller@example.com';
export const ADMIN = 'hr-admin@example.com';

export const REGISTRY = {
  units: [
    {
      unitId: 'CD',
      name: '成都示例科技有限公司',
      region: '成都',
      channel: 'online' as const,
      staff: [
        { email: HANDLER, name: '王芳', roles: ['handler' as const] },
        { email: FINANCE, name: '陈静', roles: ['finance' as const] },
        { email: MANAGER, name: '赵磊', roles: ['manager' as const] },
      ],
      leaverGuide: { from: '2026-01-01' },
    },
    {
      unitId: 'XA',
      name: '西安示例商务有限公司',
      region: '西安',
      channel: 'online' as const,
      staff: [
        { email: ENGLISH, name: 'Grace Miller', roles: ['handler' as const], language: 'en' as const },
        { email: FINANCE, name: '陈静', roles: ['finance' as const] },
      ],
    },
    {
      unitId: 'WH',
      name: '武汉示例制造有限公司',
      region: '武汉',
      channel: 'counter' as const,
      staff: [{ email: FINANCE, name: '陈静', roles: ['finance' as const] }],
    },
  ],
  fallbackStaff: [{ email: ADMIN, name: '人事管理员' }],
};

interface Hire {
  readonly employeeId: string;
  readonly unitId?: string;
  readonly name?: string;
  readonly hiredOn: string;
  readonly [more: string]: unknown;
}

/** The default time of a statement: the evening of its day in China. */
const evening = (day: string) => `${day}T18:00:00+08:00`;

export function hired({ employeeId, unitId = 'CD', hiredOn, ...more }: Hire, id?: string): HookEvent {
  const data = { employeeId, unitId, name: `职工${employeeId}`, hiredOn, ...more };
  return { type: 'employee.hired', statedAt: evening(hiredOn), data, ...(id && { id }) };
}

export function left(employeeId: string, lastWorkingDay: string, more: object = {}): HookEvent {
  const data = { employeeId, lastWorkingDay, reason: 'resigned', ...more };
  return { type: 'employee.terminated', statedAt: evening(lastWorkingDay), data };
}

export function accepted(employeeId: string, filing: 'enrolment' | 'removal', on: string): HookEvent {
  return { type: 'filing.accepted', statedAt: evening(on), data: { employeeId, filing, on } };
}

/** A month's contribution at a unit. The unit pays 1,176.00 yuan, the employee 243.00. */
export function charged(employeeId: string, month: string, unitId = 'CD'): HookEvent {
  const data = { employeeId, unitId, month, unitAmount: '1176.00', personalAmount: '243.00' };
  return { type: 'contribution.charged', statedAt: evening(`${month}-15`), data };
}
