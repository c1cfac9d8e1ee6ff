import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { type Registry, registrySchema } from '../../../../domain/units/unit.ts';
import { NEVER, plainDate } from '../../../../domain/values/plain-date.ts';
import { dynamodbEmployees } from '../../../../functions/adapters/dynamodb/employees.ts';
import { applyRegistry, dynamodbRegistry } from '../../../../functions/adapters/dynamodb/registry.ts';
import { aSpell } from '../../../support/a-spell.ts';
import { dynamodbForFile } from '../../../support/file-fixtures.ts';

const dynamodb = await dynamodbForFile();
let tableName: string;
beforeEach(async () => {
  tableName = await dynamodb.newTable();
});

const load = () => dynamodbRegistry(dynamodb.client, tableName).load();
const TODAY = plainDate('2026-12-01');
const apply = (registry: Registry, today = TODAY) =>
  applyRegistry(dynamodb.client, tableName, registry, today);

function registryOf(...unitIds: string[]): Registry {
  const staff = [{ email: 'li@example.com', name: '李', roles: ['handler'] }];
  const units = unitIds.map((unitId) => ({
    unitId,
    name: `单位 ${unitId}`,
    region: 'beijing',
    channel: 'online',
    staff,
  }));
  return z.parse(registrySchema, { units, fallbackStaff: [{ email: 'hr@example.com', name: '人事' }] });
}

describe('dynamodbRegistry and applyRegistry', () => {
  test('load an empty registry before anything is applied', async () => {
    expect(await load()).toEqual({
      registry: { units: [], fallbackStaff: [], sources: [] },
      unregisteredUnitIds: [],
      registeredOn: new Map(),
      unitFacts: [],
      coverage: new Map(),
      unmapped: [],
      unreadable: [],
      unitsInDoubt: new Set(),
    });
  });

  test('load the registry that was applied', async () => {
    await apply(registryOf('U1', 'U2'));
    expect((await load()).registry).toEqual(registryOf('U1', 'U2'));
  });

  test('change nothing when the same registry is applied again', async () => {
    await apply(registryOf('U1'));
    expect(await apply(registryOf('U1'))).toEqual({ put: [], remove: [] });
  });

  test('return the keys that a change puts and removes', async () => {
    await apply(registryOf('U1', 'U2'));
    const wanted = registryOf('U2', 'U3');
    const [second, third] = wanted.units;
    if (second === undefined || third === undefined) throw new Error('two units were wanted');
    const changed = { units: [{ ...second, name: '新名称' }, third], fallbackStaff: [], sources: [] };
    const difference = { put: ['UNIT#U2', 'UNIT#U3'], remove: ['UNIT#U1', 'STAFF#hr@example.com'] };
    expect(await apply(changed)).toEqual(difference);
    expect((await load()).registry).toEqual(changed);
  });

  test('apply up to 100 changes at once, and refuse more without writing', async () => {
    const ids = (count: number) => Array.from({ length: count }, (_, i) => `U${i}`);
    await expect(apply(registryOf(...ids(100)))).rejects.toThrow('101 entries; at most 100');
    expect((await load()).registry.units).toEqual([]);
    await apply(registryOf(...ids(99)));
    expect((await load()).registry.units).toHaveLength(99);
  });
});

test('load returns the HR systems in the order of the applied registry', async () => {
  const withSources = (...names: string[]) =>
    z.parse(registrySchema, {
      units: [],
      sources: names.map((source) => ({ source, idPrefix: `${source}-` })),
    });
  for (const names of [['wecom', 'bamboohr', 'feishu'], ['feishu', 'wecom', 'bamboohr'], ['wecom']]) {
    await apply(withSources(...names));
    expect((await load()).registry).toEqual(withSources(...names));
  }
});

describe('applyRegistry: the mappings of HR systems', () => {
  const withSource = (...sources: object[]) => z.parse(registrySchema, { units: [], sources });

  test('stores a mapping; its missing parts are loaded as empty', async () => {
    const feishu = {
      source: 'feishu',
      idPrefix: 'F-',
      units: { 'od-1': 'U1' },
      reasons: { 其他: 'resigned' },
    };
    await apply(withSource(feishu, { source: 'wecom', defaultUnitId: 'U1' }));
    expect((await load()).registry.sources).toEqual([
      { ...feishu, categories: {}, fields: {} },
      { source: 'wecom', defaultUnitId: 'U1', units: {}, reasons: {}, categories: {}, fields: {} },
    ]);
  });

  test('puts, changes and removes the mapping of each source separately', async () => {
    const feishu = { source: 'feishu', units: { 'od-1': 'U1' } };
    expect(await apply(withSource(feishu, { source: 'wecom' }))).toEqual({
      put: ['SOURCE#feishu', 'SOURCE#wecom'],
      remove: [],
    });
    expect(await apply(withSource({ ...feishu, units: { 'od-1': 'U2' } }))).toEqual({
      put: ['SOURCE#feishu'],
      remove: ['SOURCE#wecom'],
    });
  });
});

describe('The registry’s unregistered units', () => {
  async function keepSpellAt(unitId: string): Promise<void> {
    const employees = dynamodbEmployees(dynamodb.client, tableName);
    const employeeId = `E-${unitId}`;
    const spell = aSpell({ employeeId, unitId, hiredOn: '2026-11-02' });
    const nothing = { facts: [], goneSpellIds: [], samePersonAs: [] };
    await employees.commit({ employeeId, version: 0, spells: [{ spell, wakeOn: NEVER }], ...nothing });
  }

  test('are the units with spells that the registry lacks', async () => {
    await apply(registryOf('U1'));
    await keepSpellAt('U1');
    await keepSpellAt('U#9');
    expect((await load()).unregisteredUnitIds).toEqual(['U#9']);
    await apply(registryOf('U1', 'U#9'));
    expect((await load()).unregisteredUnitIds).toEqual([]);
    await apply(registryOf('U1'));
    expect((await load()).unregisteredUnitIds).toEqual(['U#9']);
  });
});
