import { type DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';
import type * as z from 'zod/mini';
import { type Spell, UNKNOWN_UNIT } from '../../../domain/employment/spell.ts';
import { compact } from '../../../domain/values/compact.ts';
import type { PlainDate } from '../../../domain/values/plain-date.ts';
import type {
  FoundSpells,
  OnUnreadable,
  SnapshotRef,
  SpellReader,
  SpellSnapshot,
  UnreadableSpell,
} from '../../ports.ts';
import { getAll, ITEMS_A_PAGE, inAdvance, partition, queryAll } from './items.ts';
import { BY_UNIT, type Item, idIn, keys, textOf } from './keys.ts';
import { jsonIn, keyOf, NOT_REPORTED } from './records.ts';

/** @returns undefined if the item is not the complete spell that its key names. */
export function spellIn(item: Item, form: z.ZodMiniType<Spell>): Spell | undefined {
  const spell = withEmpty(jsonIn(item.body?.S));
  if (spell === undefined || !form.safeParse(spell).success) return undefined;
  const key = keys.spell(spell.employeeId, spell.spellId);
  return key.pk.S === item.pk?.S && key.sk.S === item.sk?.S ? spell : undefined;
}

/** The readable snapshots of an employee; the next fold rewrites or deletes the unreadable ones. */
export async function storedSnapshots(
  client: DynamoDBClient,
  tableName: string,
  employeeId: string,
): Promise<SpellSnapshot[]> {
  const query = partition(tableName, keys.employee(employeeId), keys.spell('', '').sk.S);
  return snapshotsIn(await queryAll(client, { ...query, ConsistentRead: true }));
}

async function snapshotsIn(items: readonly Item[]): Promise<SpellSnapshot[]> {
  const { spellForm } = await import('./stored-forms.ts');
  return items.flatMap((item) => {
    const spell = spellIn(item, spellForm());
    const wakeKey = item.wakeKey?.S ?? '';
    return spell === undefined
      ? []
      : [{ spell, wakeOn: wakeKey.slice(0, wakeKey.indexOf('#')) as PlainDate }];
  });
}

/**
 * The readable snapshots of the unit with their wake days, page by page. Reads are eventually consistent.
 * @param after continues after that snapshot, even if it no longer exists.
 */
export async function* unitSnapshots(
  client: DynamoDBClient,
  tableName: string,
  unitId: string,
  after?: SnapshotRef,
): AsyncGenerator<readonly SpellSnapshot[]> {
  const startingToken = after && {
    ...keys.spell(after.employeeId, after.spellId),
    ...indexKey(unitId, after.spellId, after.wakeOn),
  };
  const pages = paginateQuery(
    { client, ...(startingToken !== undefined && { startingToken }) },
    {
      TableName: tableName,
      IndexName: BY_UNIT,
      Limit: ITEMS_A_PAGE,
      KeyConditionExpression: 'unitId = :unit',
      ExpressionAttributeValues: { ':unit': { S: unitId } },
    },
  );
  for await (const { Items = [] } of inAdvance(pages)) yield await snapshotsIn(Items);
}

/** The number of spells per page. It is low enough that pages of several units fit into memory. */
const SPELLS_A_PAGE = 100;

/** Reads spell snapshots. The cost grows with the number of due snapshots, not with the number of employees. */
export function dynamodbSpells(
  client: DynamoDBClient,
  tableName: string,
  onUnreadable: OnUnreadable = NOT_REPORTED,
): SpellReader {
  const read = async (items: readonly Item[]): Promise<FoundSpells> => {
    const { spellForm } = await import('./stored-forms.ts');
    const spells: Spell[] = [];
    const unreadable: UnreadableSpell[] = [];
    for (const item of items) {
      if (isEmptied(item)) continue;
      const spell = spellIn(item, spellForm());
      if (spell === undefined) unreadable.push(namedIn(item));
      else spells.push(spell);
    }
    for (const { record } of unreadable) onUnreadable(record);
    return { items: spells, unreadable };
  };
  async function* pagesOf(unitId: string, day: PlainDate, Limit: number): AsyncGenerator<FoundSpells> {
    const pages = paginateQuery(
      { client },
      {
        TableName: tableName,
        IndexName: BY_UNIT,
        Limit,
        KeyConditionExpression: 'unitId = :unit AND wakeKey < :dayIsOver',
        // In a key the day is followed by `#`, which sorts before `~`.
        ExpressionAttributeValues: { ':unit': { S: unitId }, ':dayIsOver': { S: `${day}~` } },
      },
    );
    for await (const { Items = [] } of pages) yield await read(Items);
  }
  return {
    duePages: (unitId, day) => pagesOf(unitId, day, SPELLS_A_PAGE),
    async due(unitId, day) {
      const items: Spell[] = [];
      const unreadable: UnreadableSpell[] = [];
      for await (const page of pagesOf(unitId, day, ITEMS_A_PAGE)) {
        for (const spell of page.items) items.push(spell);
        unreadable.push(...page.unreadable);
      }
      return { items, unreadable };
    },
    async byId(ids) {
      const distinct = new Map(ids.map((id) => [`${id.employeeId}\n${id.spellId}`, id]));
      const wanted = [...distinct.values()].map(({ employeeId, spellId }) => keys.spell(employeeId, spellId));
      return read(await getAll(client, tableName, wanted, false));
    },
  };
}

function namedIn(item: Item): UnreadableSpell {
  return {
    employeeId: textOf(item.pk).slice(keys.employee('').length),
    spellId: idIn(item.sk),
    unitId: item.unitId?.S ?? UNKNOWN_UNIT,
    record: keyOf(item),
  };
}

/** Lists that are empty in most spells. */
const RARE_LISTS: readonly (keyof Spell)[] = ['refunds', 'documents', 'cards', 'attentions', 'otherSpells'];

/** The stored form of a spell: without those rare lists that are empty. */
function withoutEmpty(spell: Spell): object {
  const empty = RARE_LISTS.filter((key) => (spell[key] as readonly unknown[]).length === 0);
  return Object.fromEntries(Object.entries(spell).filter(([key]) => !empty.some((each) => each === key)));
}

/** Restores the spell with its keys in the fold's order: snapshots are compared by their JSON. */
function withEmpty(stored: unknown): Spell | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { spellId, employeeId, unitId, person, situation, filings, charges, ...more } = stored as Spell;
  const { refunds = [], documents = [], cards = [], attentions = [], ...others } = more;
  const { answers, notes, guide, disputes, otherSpells = [], knownAt, ...details } = others;
  return {
    ...{ spellId, employeeId, unitId, person, situation, filings, charges, ...details },
    ...{ refunds, documents, cards, attentions, ...compact({ answers, notes, guide, disputes }) },
    ...{ otherSpells, knownAt },
  };
}

function indexKey(unitId: string, spellId: string, wakeOn: string): Item {
  return { unitId: { S: unitId }, wakeKey: { S: `${wakeOn}#${spellId}` } };
}

/** The item of a snapshot. The index is sorted by `wakeKey`, so due snapshots come first. */
export function spellItem(spell: Spell, wakeOn: string): Item {
  return {
    ...keys.spell(spell.employeeId, spell.spellId),
    ...indexKey(spell.unitId, spell.spellId, wakeOn),
    body: { S: JSON.stringify(withoutEmpty(spell)) },
  };
}

/**
 * The item that replaces a spell that no longer exists, if its writer is not allowed to delete. It has no content, is in
 * no index and is ignored by all reads. `canbao rebuild` deletes it.
 */
export function emptiedSpellItem(employeeId: string, spellId: string): Item {
  return { ...keys.spell(employeeId, spellId), gone: { BOOL: true } };
}

export function isEmptied({ gone }: Item): boolean {
  return gone?.BOOL === true;
}
