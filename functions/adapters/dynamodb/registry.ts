import {
  type DynamoDBClient,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import type { SourceMapping } from '../../../domain/units/source-mapping.ts';
import type { Registry, Unit } from '../../../domain/units/unit.ts';
import type { UnitFact } from '../../../domain/units/unit-facts.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import type { RegistryReader, UnmappedWord } from '../../ports.ts';
import { partition, queryAll } from './items.ts';
import { bodyOf, type Item, idIn, keys, textOf } from './keys.ts';

/** Reads the whole registry: one partition. */
export function dynamodbRegistry(client: DynamoDBClient, tableName: string): RegistryReader {
  return {
    async load() {
      const items = await queryAll(client, { ...partition(tableName, keys.registry), ConsistentRead: true });
      const units = ofKind(items, 'UNIT#').map((item) => bodyOf<Unit>(item));
      const fallbackStaff = ofKind(items, 'STAFF#').map((item) =>
        bodyOf<Registry['fallbackStaff'][number]>(item),
      );
      const sources = ofKind(items, 'SOURCE#').map((item) => bodyOf<SourceMapping>(item));
      const registered = new Set(units.map(({ unitId }) => unitId));
      const unitFacts = ofKind(items, 'FACT#').map((item) => bodyOf<UnitFact>(item));
      const seen = ofKind(items, 'SEEN#').map(({ sk }) => idIn(sk));
      const named = [...new Set([...seen, ...unitFacts.map(({ unitId }) => unitId)])];
      return {
        registry: { units, fallbackStaff, sources },
        unregisteredUnitIds: named.filter((unitId) => !registered.has(unitId)),
        registeredOn: registrationDays(items),
        unitFacts,
        unmapped: ofKind(items, 'UNMAPPED#')
          .map(unmappedIn)
          .filter((word) => !isMapped(word, sources)),
      };
    },
  };
}

function unmappedIn({ sk }: Item): UnmappedWord {
  const [, source = '', field = '', value = ''] = /^UNMAPPED#([^#]*)#([^#]*)#(.*)$/s.exec(textOf(sk)) ?? [];
  return { source, field: field as UnmappedWord['field'], value };
}

function isMapped({ source, field, value }: UnmappedWord, sources: readonly SourceMapping[]): boolean {
  const mapping = sources.find((known) => known.source === source);
  if (mapping === undefined) return false;
  const words = { unit: mapping.units, reason: mapping.reasons, category: mapping.categories }[field];
  return Object.hasOwn(words, value) || (field === 'unit' && mapping.defaultUnitId !== undefined);
}

function registrationDays(items: readonly Item[]): ReadonlyMap<string, PlainDate> {
  return new Map(
    ofKind(items, 'UNIT#').flatMap(({ sk, registeredOn }) =>
      registeredOn === undefined ? [] : [[idIn(sk), textOf(registeredOn) as PlainDate] as const],
    ),
  );
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
 * Makes the stored registry the given one. Everything in one transaction, so no reader sees half of it. Facts about
 * units are no part of it and stay.
 * @param today in China; kept as the day of registration of each unit that is new.
 * @throws Error when the registry needs more than 100 changes at once; apply it in parts then.
 */
export async function applyRegistry(
  client: DynamoDBClient,
  tableName: string,
  registry: Registry,
  today: PlainDate,
): Promise<RegistryDifference> {
  const stored = (await dynamodbRegistry(client, tableName).load()).registry;
  const { put, remove } = changes(stored, registry);
  if (put.length + remove.length > 100) {
    throw new Error(
      `the registry differs in ${put.length + remove.length} entries; at most 100 can change at once, apply it in parts`,
    );
  }
  const known = new Set(itemsOf(stored).map(({ sk }) => textOf(sk)));
  const writes: TransactWriteItem[] = [
    ...put.map((item) => ({
      Update: writing(item, tableName, known.has(textOf(item.sk)) ? undefined : today),
    })),
    ...remove.map(({ pk, sk }) => ({ Delete: { TableName: tableName, Key: { pk, sk } as Item } })),
  ];
  if (writes.length > 0) await client.send(new TransactWriteItemsCommand({ TransactItems: writes }));
  return namesOf({ put, remove });
}

/**
 * Writes the item whole but for its day of registration: that is the first one, and stays unknown where a unit came before
 * the day was kept. @param newOn today, for what was not there before.
 */
function writing(
  { pk, sk, body }: Item,
  tableName: string,
  newOn: PlainDate | undefined,
): TransactWriteItem['Update'] {
  const registeredOn = textOf(sk).startsWith('UNIT#') ? newOn : undefined;
  return {
    TableName: tableName,
    Key: { pk, sk } as Item,
    UpdateExpression:
      registeredOn === undefined
        ? 'SET body = :body'
        : 'SET body = :body, registeredOn = if_not_exists(registeredOn, :today)',
    ExpressionAttributeValues: {
      ':body': body ?? { NULL: true },
      ...(registeredOn !== undefined && { ':today': { S: registeredOn } }),
    },
  };
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

function itemsOf({ units, fallbackStaff, sources }: Registry): readonly Item[] {
  return [
    ...units.map((unit) => ({ ...keys.unit(unit.unitId), body: { S: JSON.stringify(unit) } })),
    ...fallbackStaff.map((staff) => ({
      ...keys.fallbackStaff(staff.email),
      body: { S: JSON.stringify(staff) },
    })),
    ...sources.map((mapping) => ({
      ...keys.sourceMapping(mapping.source),
      body: { S: JSON.stringify(mapping) },
    })),
  ];
}
