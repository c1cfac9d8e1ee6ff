import {
  type DynamoDBClient,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import type { Registry, Unit } from '../../../domain/units/unit.ts';
import type { RegistryReader } from '../../ports.ts';
import { bodyOf, type Item, idIn, keys, textOf } from './keys.ts';
import { partition, queryAll } from './query-all.ts';

/** Reads the whole registry: one partition. */
export function dynamodbRegistry(client: DynamoDBClient, tableName: string): RegistryReader {
  return {
    async load() {
      const items = await queryAll(client, { ...partition(tableName, keys.registry), ConsistentRead: true });
      const units = ofKind(items, 'UNIT#').map((item) => bodyOf<Unit>(item));
      const fallbackStaff = ofKind(items, 'STAFF#').map((item) =>
        bodyOf<Registry['fallbackStaff'][number]>(item),
      );
      const registered = new Set(units.map(({ unitId }) => unitId));
      const seen = ofKind(items, 'SEEN#').map(({ sk }) => idIn(sk));
      return {
        registry: { units, fallbackStaff },
        unregisteredUnitIds: seen.filter((unitId) => !registered.has(unitId)),
      };
    },
  };
}

function ofKind(items: readonly Item[], prefix: string): readonly Item[] {
  return items.filter(({ sk }) => textOf(sk).startsWith(prefix));
}

/** What would change in the store: keys of units and fallback staff, as `registry apply` shows them first. */
export interface RegistryDifference {
  readonly put: readonly string[];
  readonly remove: readonly string[];
}

/**
 * Makes the stored registry the given one. Everything in one transaction, so no reader sees half of it.
 * @throws Error when the registry needs more than 100 changes at once; apply it in parts then.
 */
export async function applyRegistry(
  client: DynamoDBClient,
  tableName: string,
  registry: Registry,
): Promise<RegistryDifference> {
  const stored = (await dynamodbRegistry(client, tableName).load()).registry;
  const { put, remove } = changes(stored, registry);
  if (put.length + remove.length > 100) {
    throw new Error(
      `the registry differs in ${put.length + remove.length} entries; at most 100 can change at once, apply it in parts`,
    );
  }
  const writes: TransactWriteItem[] = [
    ...put.map((item) => ({ Put: { TableName: tableName, Item: item } })),
    ...remove.map(({ pk, sk }) => ({ Delete: { TableName: tableName, Key: { pk, sk } as Item } })),
  ];
  if (writes.length > 0) await client.send(new TransactWriteItemsCommand({ TransactItems: writes }));
  return namesOf({ put, remove });
}

/** What {@link applyRegistry} would change, without changing it. */
export function registryDifference(stored: Registry, wanted: Registry): RegistryDifference {
  return namesOf(changes(stored, wanted));
}

function namesOf({ put, remove }: { put: readonly Item[]; remove: readonly Item[] }): RegistryDifference {
  return { put: put.map(({ sk }) => textOf(sk)), remove: remove.map(({ sk }) => textOf(sk)) };
}

function changes(stored: Registry, wanted: Registry): { put: readonly Item[]; remove: readonly Item[] } {
  const before = new Map(itemsOf(stored).map((item) => [textOf(item.sk), item]));
  const after = new Map(itemsOf(wanted).map((item) => [textOf(item.sk), item]));
  return {
    put: [...after].filter(([sk, item]) => before.get(sk)?.body?.S !== item.body?.S).map(([, item]) => item),
    remove: [...before].filter(([sk]) => !after.has(sk)).map(([, item]) => item),
  };
}

function itemsOf({ units, fallbackStaff }: Registry): readonly Item[] {
  return [
    ...units.map((unit) => ({ ...keys.unit(unit.unitId), body: { S: JSON.stringify(unit) } })),
    ...fallbackStaff.map((staff) => ({
      ...keys.fallbackStaff(staff.email),
      body: { S: JSON.stringify(staff) },
    })),
  ];
}
