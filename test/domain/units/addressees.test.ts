import { describe, expect, test } from 'vitest';
import { addresseesOf, hasHandler } from '../../../domain/units/addressees.ts';
import { type Registry, registrySchema } from '../../../domain/units/unit.ts';

const unit = (unitId: string, ...staff: unknown[]) => ({
  unitId,
  name: `公司 ${unitId}`,
  region: '北京',
  channel: 'online',
  staff,
});
const registry = (units: unknown[], fallbackStaff: unknown[] = []): Registry =>
  registrySchema.parse({ units, fallbackStaff });
const LI = { email: 'li@example.com', name: '李娜', roles: ['handler'] };

describe('addresseesOf', () => {
  test('lists everybody in the registry once, with their roles in each unit', () => {
    const people = addresseesOf(
      registry([
        unit('u-1', LI, { email: 'wang@example.com', name: '王伟', roles: ['finance', 'manager'] }),
        unit('u-2', { email: 'li@example.com', name: 'Li Na', roles: ['manager'], language: 'en' }),
      ]),
      undefined,
    );
    expect(people.map(({ key, rolesByUnit }) => [key, Object.fromEntries(rolesByUnit)])).toEqual([
      ['li@example.com', { 'u-1': ['handler'], 'u-2': ['manager'] }],
      ['wang@example.com', { 'u-1': ['finance', 'manager'] }],
    ]);
    expect(people[0]).toMatchObject({ name: '李娜', language: 'zh', administers: false });
  });

  test('treats addresses that differ only in case as one person, written as first spelt', () => {
    const people = addresseesOf(
      registry([
        unit('u-1', { ...LI, email: 'Li.Na@Example.com' }),
        unit('u-2', { ...LI, email: 'li.na@example.COM' }),
      ]),
      undefined,
    );
    expect(people).toHaveLength(1);
    expect(people[0]).toMatchObject({ key: 'li.na@example.com', email: 'Li.Na@Example.com' });
  });

  test('joins the roles of two entries in one unit', () => {
    const people = addresseesOf(
      registry([unit('u-1', LI, { ...LI, roles: ['handler', 'finance'] })]),
      undefined,
    );
    expect(people[0]?.rolesByUnit.get('u-1')).toEqual(['handler', 'finance']);
  });

  test('includes all fallback staff, who act as handlers for a unit without one', () => {
    const people = addresseesOf(
      registry(
        [
          unit('u-1', LI),
          unit('u-2', { email: 'boss@example.com', name: '赵总', roles: ['manager'] }),
          unit('u-3'),
        ],
        [
          { email: 'admin@example.com', name: '管理员' },
          { email: 'BOSS@example.com', name: '赵总' },
        ],
      ),
      'unused@example.com',
    );
    expect(
      people.map(({ key, administers, rolesByUnit }) => [key, administers, Object.fromEntries(rolesByUnit)]),
    ).toEqual([
      ['admin@example.com', true, { 'u-2': ['handler'], 'u-3': ['handler'] }],
      ['boss@example.com', true, { 'u-2': ['manager', 'handler'], 'u-3': ['handler'] }],
      ['li@example.com', false, { 'u-1': ['handler'] }],
    ]);
  });

  test('gives the fallback mailbox where there are no fallback staff', () => {
    const people = addresseesOf(registry([unit('u-1')]), 'Ops@example.com');
    expect(people.map(({ key, email, administers }) => [key, email, administers])).toEqual([
      ['ops@example.com', 'Ops@example.com', true],
    ]);
  });

  test('is empty without staff, fallback staff and fallback mailbox', () => {
    expect(addresseesOf(registry([unit('u-1')]), undefined)).toEqual([]);
  });
});

describe('addresseesOf with people who cannot be reached by mail', () => {
  const WANG = { email: 'Wang@example.com', name: '王伟', roles: ['handler'] };
  const BOSS = { email: 'boss@example.com', name: '赵总', roles: ['manager'] };
  const ADMIN = { email: 'admin@example.com', name: '管理员' };
  const rolesIn = (
    unreachable: string[],
    fallbackStaff = [ADMIN],
    units = [unit('u-1', LI, BOSS), unit('u-2', LI, WANG)],
  ) =>
    addresseesOf(registry(units, fallbackStaff), 'ops@example.com', new Set(unreachable)).map(
      ({ key, rolesByUnit }) =>
        `${key.split('@')[0]} ${[...rolesByUnit].map(([id, roles]) => `${id}:${roles}`).join(' ')}`.trim(),
    );

  test.each<[string, string[], string[]]>([
    ['nobody', [], ['admin', 'boss u-1:manager', 'li u-1:handler u-2:handler', 'wang u-2:handler']],
    ['the one handler', ['li@example.com'], ['admin u-1:handler', 'boss u-1:manager', 'wang u-2:handler']],
    ['a manager', ['boss@example.com'], ['admin', 'li u-1:handler u-2:handler', 'wang u-2:handler']],
    [
      'all handlers and the fallback staff',
      ['li@example.com', 'wang@example.com', 'admin@example.com'],
      ['boss u-1:manager', 'ops u-1:handler u-2:handler'],
    ],
    [
      'the fallback mailbox as well',
      ['li@example.com', 'wang@example.com', 'admin@example.com', 'ops@example.com'],
      ['boss u-1:manager'],
    ],
  ])('gives the roles to the remaining people when unreachable: %s', (_, unreachable, expected) => {
    expect(rolesIn(unreachable)).toEqual(expected);
  });
});

test('hasHandler is true when a reachable member of staff has the role', () => {
  const [none, one] = registry([
    unit('u-1', { ...LI, roles: ['finance', 'manager'] }),
    unit('u-2', LI),
  ]).units;
  expect([none, one].map((it) => it && hasHandler(it))).toEqual([false, true]);
  expect(one && hasHandler(one, new Set(['li@example.com']))).toBe(false);
});
