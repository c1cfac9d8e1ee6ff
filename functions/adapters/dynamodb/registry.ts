import {
  type DynamoDBClient,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { compareText } from '../../../domain/facts/fact.ts';
import type { SourceMapping } from '../../../domain/units/source-mapping.ts';
import type { Registry } from '../../../domain/units/unit.ts';
import { type PlainDate, parsePlainDate } from '../../../domain/values/plain-date.ts';
import type { OnUnreadable, RecordKey, RegistryReader, RegistryRecord, UnmappedValue } from '../../ports.ts';
import { ifConditionHolds, partition, queryAll } from './items.ts';
import { type Item, idIn, keys, textOf, unescaped } from './keys.ts';
import { bodyOf, completedBodyOf, NOT_REPORTED, readEach } from './records.ts';

/**
 * Reads the whole registry. Unreadable entries are left out and reported. The administrator handles the people of units
 * that are left out.
 */
export function dynamodbRegistry(
  client: DynamoDBClient,
  tableName: string,
  onUnreadable: OnUnreadable = NOT_REPORTED,
): RegistryReader {
  return {
    async load() {
      const [settings, stated] = await Promise.all([
        registryItems(client, tableName),
        queryAll(client, { ...partition(tableName, keys.stated), ConsistentRead: true }),
      ]);
      // This code is loaded with the first unit, not at start.
      const forms = await import('./registry-forms.ts');
      return recordOf({ settings, stated: withFormer(stated, settings) }, forms, onUnreadable);
    },
  };
}

function registryItems(client: DynamoDBClient, tableName: string): Promise<Item[]> {
  return queryAll(client, { ...partition(tableName, keys.registry), ConsistentRead: true });
}

const SETTINGS = ['UNIT#', 'STAFF#', 'SOURCE#'];

/**
 * An earlier release stored stated items among the settings. If such an item was stored again since then, the newer one
 * is used.
 */
function withFormer(stated: readonly Item[], settings: readonly Item[]): readonly Item[] {
  const known = new Set(stated.map(({ sk }) => textOf(sk)));
  const former = settings.filter(
    ({ sk }) => !known.has(textOf(sk)) && !SETTINGS.some((prefix) => textOf(sk).startsWith(prefix)),
  );
  return [...stated, ...former].sort((a, b) => compareText(textOf(a.sk), textOf(b.sk)));
}

interface RegistryItems {
  /**
   * Units, fallback staff and mappings. They decide who handles which cases and what an HR system's values mean, so
   * only administrators write them.
   */
  readonly settings: readonly Item[];
  /** Items that functions write when they process events. Such an item is never used as a setting, whatever its key. */
  readonly stated: readonly Item[];
}

type Forms = typeof import('./registry-forms.ts');

function recordOf(
  { settings, stated }: RegistryItems,
  { REGISTRY_FORMS, authorisedUnitFacts, coverageForm, unitFactForm, voidedUnitFactIds }: Forms,
  onUnreadable: OnUnreadable,
): RegistryRecord {
  const unreadable: RecordKey[] = [];
  const reading = <T>(prefix: string, read: (item: Item) => T | undefined): readonly T[] => {
    const items = SETTINGS.includes(prefix) ? settings : stated;
    return readEach(ofKind(items, prefix), read, (record) => unreadable.push(record)).items;
  };
  const units = reading('UNIT#', (item) => completedBodyOf(item, REGISTRY_FORMS.unit));
  const sources = reading('SOURCE#', (item) => completedBodyOf(item, REGISTRY_FORMS.sourceMapping))
    .toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0))
    .map(({ position: _, ...mapping }) => mapping);
  const readable = reading('STAFF#', (item) => bodyOf(item, REGISTRY_FORMS.fallbackStaff));
  // Staff with an unreadable entry still receive mail, because the key contains the address.
  const byKey = unreadable
    .filter(({ sk }) => sk.startsWith('STAFF#'))
    .map(({ sk }) => ({ email: idOf(sk), name: idOf(sk) }));
  const found = readEach(ofKind(stated, 'FACT#'), (item) => bodyOf(item, unitFactForm()), NOT_REPORTED);
  // R14: whether a void is effective depends on the present order of the sources in the registry.
  const unitFacts = authorisedUnitFacts(found.items, { sources: sources.map(({ source }) => source) });
  // Voided facts are ignored (F8), so there is no need to report them.
  const voided = voidedUnitFactIds(unitFacts);
  unreadable.push(...found.unreadable.filter(({ sk }) => !voided.has(namedFact(sk)?.factId ?? '')));
  const unmapped = reading('UNMAPPED#', unmappedIn);
  const registeredOn = new Map(
    reading('UNIT#', registrationIn).flatMap(({ unitId, on }) => (on === undefined ? [] : [[unitId, on]])),
  );
  const coverage = reading('COVER#', (item) => {
    const folded = bodyOf(item, coverageForm());
    return folded && ([idIn(item.sk), folded] as const);
  });
  for (const record of unreadable) onUnreadable(record);
  const registered = new Set(units.map(({ unitId }) => unitId));
  const seen = ofKind(stated, 'SEEN#').map(({ sk }) => idIn(sk));
  const broken = unreadable.filter(({ sk }) => sk.startsWith('UNIT#')).map(({ sk }) => idOf(sk));
  const covered = ofKind(stated, 'COVER#').map(({ sk }) => idIn(sk));
  const named = new Set([...seen, ...unitFacts.map(({ unitId }) => unitId), ...covered, ...broken]);
  return {
    registry: { units: [...units], fallbackStaff: [...readable, ...byKey], sources: [...sources] },
    unregisteredUnitIds: [...named].filter((unitId) => !registered.has(unitId)),
    registeredOn,
    unitFacts,
    coverage: new Map(coverage),
    unmapped: unmapped.filter((value) => !isMapped(value, sources)),
    unreadable,
    unitsInDoubt: new Set(unreadable.flatMap(({ sk }) => namedFact(sk)?.unitId ?? [])),
  };
}

/** The part of a sort key after the first `#`. */
function idOf(sortKey: string): string {
  return sortKey.slice(sortKey.indexOf('#') + 1);
}

/** The unit id and the fact id in a sort key `FACT#<unit id>#<source>:<delivery>`. A source's name contains no `#`. */
function namedFact(sortKey: string): { readonly unitId: string; readonly factId: string } | undefined {
  const [, unitId, factId] =
    /^FACT#(.*?)#([^#:]+:.*)$/s.exec(sortKey) ?? /^FACT#(.*)#([^#]*)$/s.exec(sortKey) ?? [];
  return unitId === undefined || factId === undefined ? undefined : { unitId: unescaped(unitId), factId };
}

function unmappedIn({ sk }: Item): UnmappedValue | undefined {
  const [, source = '', field = '', value = ''] =
    /^UNMAPPED#([^#]*)#(unit|reason|category)#(.*)$/s.exec(textOf(sk)) ?? [];
  return field === '' ? undefined : { source, field: field as UnmappedValue['field'], value };
}

function isMapped({ source, field, value }: UnmappedValue, sources: readonly SourceMapping[]): boolean {
  const mapping = sources.find((known) => known.source === source);
  if (mapping === undefined) return false;
  const mapped = { unit: mapping.units, reason: mapping.reasons, category: mapping.categories }[field];
  return Object.hasOwn(mapped, value) || (field === 'unit' && mapping.defaultUnitId !== undefined);
}

/** The unit's registration day; absent for units registered before the day was recorded. */
function registrationIn(item: Item): { readonly unitId: string; readonly on?: PlainDate } | undefined {
  const unitId = idIn(item.sk);
  if (item.registeredOn === undefined) return { unitId };
  const on = parsePlainDate(item.registeredOn.S ?? '');
  return on && { unitId, on };
}

function ofKind(items: readonly Item[], prefix: string): readonly Item[] {
  return items.filter(({ sk }) => textOf(sk).startsWith(prefix));
}

/**
 * Replaces the stored registry. It is one transaction, so readers never see half of it. Facts about units are not
 * affected.
 * @param today in China; recorded as the registration day of new units.
 * @throws Error when it needs more than 100 changes at once; apply it in parts then.
 */
export async function applyRegistry(
  client: DynamoDBClient,
  tableName: string,
  registry: Registry,
  today: PlainDate,
): Promise<{ readonly put: readonly string[]; readonly remove: readonly string[] }> {
  // The items are read without validation, so that an unreadable entry can be rewritten or removed.
  const items = await registryItems(client, tableName);
  const stored = SETTINGS.flatMap((prefix) => ofKind(items, prefix));
  const { put, remove } = changes(stored, itemsOf(registry));
  if (put.length + remove.length > 100) {
    throw new Error(
      `the registry differs in ${put.length + remove.length} entries; at most 100 can change at once, apply it in parts`,
    );
  }
  const known = new Set(stored.map(({ sk }) => textOf(sk)));
  const writes: TransactWriteItem[] = [
    ...put.map((item) => ({
      Update: writing(item, tableName, known.has(textOf(item.sk)) ? undefined : today),
    })),
    ...remove.map(({ pk, sk }) => ({ Delete: { TableName: tableName, Key: { pk, sk } as Item } })),
  ];
  if (writes.length > 0) await client.send(new TransactWriteItemsCommand({ TransactItems: writes }));
  return { put: put.map(({ sk }) => textOf(sk)), remove: remove.map(({ sk }) => textOf(sk)) };
}

/**
 * Records today as the registration day of units that have none, because they were registered before the day was
 * recorded.
 * @returns the ids of those units.
 */
export async function registerUndated(
  client: DynamoDBClient,
  tableName: string,
  today: PlainDate,
): Promise<readonly string[]> {
  const items = ofKind(await registryItems(client, tableName), 'UNIT#');
  const undated = items.filter(({ registeredOn }) => registeredOn === undefined);
  for (const { pk, sk } of undated) {
    const update = new UpdateItemCommand({
      TableName: tableName,
      Key: { pk, sk } as Item,
      UpdateExpression: 'SET registeredOn = if_not_exists(registeredOn, :today)',
      // This condition prevents restoring a unit that was removed in between.
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':today': { S: today } },
    });
    await ifConditionHolds(client.send(update));
  }
  return undated.map(({ sk }) => idIn(sk));
}

/** Writes the item and keeps its first registration day. @param newOn today if the item is new, otherwise undefined. */
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

function changes(stored: readonly Item[], wanted: readonly Item[]) {
  const before = new Map(stored.map((item) => [textOf(item.sk), item]));
  const after = new Map(wanted.map((item) => [textOf(item.sk), item]));
  return {
    put: [...after].filter(([sk, item]) => before.get(sk)?.body?.S !== item.body?.S).map(([, item]) => item),
    remove: [...before].filter(([sk]) => !after.has(sk)).map(([, item]) => item),
  };
}

function itemsOf({ units, fallbackStaff, sources }: Registry): readonly Item[] {
  const item = (key: Item, body: object) => ({ ...key, body: { S: JSON.stringify(body) } });
  return [
    ...units.map((unit) => item(keys.unit(unit.unitId), unit)),
    ...fallbackStaff.map((staff) => item(keys.fallbackStaff(staff.email), staff)),
    ...sources.map((mapping, position) =>
      item(keys.sourceMapping(mapping.source), sources.length > 1 ? { ...mapping, position } : mapping),
    ),
  ];
}
