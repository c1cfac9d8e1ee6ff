import {
  type CancellationReason,
  type DynamoDBClient,
  GetItemCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import type { Forgotten } from '../../../domain/employment/forget.ts';
import type { Spell } from '../../../domain/employment/spell.ts';
import { compareText, effectiveOn, type Fact } from '../../../domain/facts/fact.ts';
import { compact } from '../../../domain/values/compact.ts';
import {
  type Commit,
  type CommitOutcome,
  type EmployeeRecord,
  type EmployeeStore,
  type OnUnreadable,
  TooLargeToStore,
  type UnreadableFact,
} from '../../ports.ts';
import { partition, queryAll } from './items.ts';
import { expiry, GONE, type Item, idIn, keys, numberOf, textOf } from './keys.ts';
import { bodyOf, jsonIn, keyOf, NOT_REPORTED } from './records.ts';
import { day, instant } from './scalar-forms.ts';
import { emptiedSpellItem, isEmptied, spellIn, spellItem } from './spells.ts';

const DELIVERY_KEPT_DAYS = 30;

/** Stores employees. Loading an employee reads one partition, and a commit is one transaction. */
export function dynamodbEmployees(
  client: DynamoDBClient,
  tableName: string,
  onUnreadable: OnUnreadable = NOT_REPORTED,
): EmployeeStore {
  // Ids of units whose item `seenUnit` this function instance has written. An instance writes the item once, not with
  // each event.
  const noted = new Set<string>();
  return {
    async load(employeeId) {
      const items = await queryAll(client, {
        ...partition(tableName, keys.employee(employeeId)),
        ConsistentRead: true,
      });
      // This code is loaded with the first employee, not at start, because it contains the forms of all facts.
      const [forms, { voidedIds }] = await Promise.all([
        import('./stored-forms.ts'),
        import('../../../domain/employment/effective-facts.ts'),
      ]);
      return recordOf(employeeId, items, { ...forms, voidedIds }, onUnreadable);
    },
    async commit(commit) {
      const writes = new Writes(tableName, commit, noted);
      try {
        await client.send(new TransactWriteItemsCommand({ TransactItems: writes.items }));
        for (const unitId of writes.units) noted.add(unitId);
        return { is: 'committed' };
      } catch (error) {
        const outcome = error instanceof TransactionCanceledException ? writes.outcomeOf(error) : undefined;
        if (outcome !== undefined) return outcome;
        throw isTooLarge(error) ? new TooLargeToStore('an employee is too large for an item') : error;
      }
    },
    async employeeOfDelivery(source, deliveryId) {
      // The read is consistent, because the fact to void may have been written a moment ago.
      const { Item } = await client.send(
        new GetItemCommand({
          TableName: tableName,
          Key: keys.delivery(source, deliveryId),
          ConsistentRead: true,
        }),
      );
      return Item?.employeeId?.S;
    },
  };
}

/**
 * The limits are 400 KB for an item and 4 MB for a transaction. DynamoDB reports a larger one as a ValidationException,
 * or as the reason ValidationError of a cancelled transaction.
 */
function isTooLarge(error: unknown): boolean {
  const isOfItem =
    error instanceof TransactionCanceledException &&
    error.CancellationReasons?.some(({ Code }) => Code === 'ValidationError');
  return isOfItem || (error instanceof Error && error.name === 'ValidationException');
}

type Forms = typeof import('./stored-forms.ts') &
  Pick<typeof import('../../../domain/employment/effective-facts.ts'), 'voidedIds'>;

function recordOf(
  employeeId: string,
  items: readonly Item[],
  forms: Forms,
  onUnreadable: OnUnreadable,
): EmployeeRecord {
  let marks: Pick<EmployeeRecord, 'goneSince' | 'forgotten'> = {};
  const record = {
    version: 0,
    facts: [] as Fact[],
    spells: [] as Spell[],
    unreadableFacts: [] as UnreadableFact[],
    unreadableSpellIds: [] as string[],
    samePersonAs: [] as readonly string[],
  };
  for (const item of items) {
    const sortKey = textOf(item.sk);
    if (sortKey === 'HEAD') {
      record.version = numberOf(item.version);
      record.samePersonAs = item.samePersonAs?.SS?.toSorted(compareText) ?? [];
      const goneSince = day.safeParse(item.wakeKey?.S?.split('#')[0]).data;
      // `forgotten` is not validated, because only this service writes it, in the same item as the version.
      const forgotten = jsonIn(item.forgotten?.S) as Forgotten | undefined;
      marks = compact({ goneSince, forgotten });
      // Without a valid version no commit could ever succeed, so the HEAD item counts as unreadable.
      if (!Number.isInteger(record.version) || record.version < 1)
        record.unreadableFacts.push({ record: keyOf(item) });
    } else if (sortKey.startsWith('FACT#')) {
      const fact = factIn(employeeId, item, forms);
      if (fact !== undefined) record.facts.push(fact);
      else record.unreadableFacts.push({ record: keyOf(item), factId: factIdIn(sortKey) });
    } else if (sortKey.startsWith('SPELL#') && !isEmptied(item)) {
      const spell = spellIn(item, forms.spellForm());
      if (spell !== undefined) record.spells.push(spell);
      else {
        record.unreadableSpellIds.push(idIn(item.sk));
        onUnreadable(keyOf(item));
      }
    }
  }
  // Voided facts are ignored (F8), so there is no need to report them.
  const voided = forms.voidedIds(record.facts);
  const unreadableFacts = record.unreadableFacts.filter(
    ({ factId }) => factId === undefined || !voided.has(factId),
  );
  for (const unreadable of unreadableFacts) onUnreadable(unreadable.record);
  const voidedUnreadable = record.unreadableFacts.filter((each) => !unreadableFacts.includes(each));
  return {
    ...record,
    unreadableFacts,
    ...marks,
    ...(voidedUnreadable.length > 0 && { voidedUnreadable: voidedUnreadable.map(({ record: key }) => key) }),
  };
}

/** The fact id in a sort key `FACT#<day>#<fact id>`. */
function factIdIn(sortKey: string): string {
  return /^FACT#[^#]*#(.*)$/s.exec(sortKey)?.[1] ?? '';
}

/** @returns undefined if the item is not the complete fact that its key names. */
function factIn(employeeId: string, item: Item, { factForm, statedByForm }: Forms): Fact | undefined {
  const form = factForm(item.kind?.S ?? '');
  const data = form && bodyOf(item, form, 'data');
  const by = item.by && bodyOf(item, statedByForm(), 'by');
  const [statedAt, receivedAt] = [item.statedAt?.S, item.receivedAt?.S];
  if (data === undefined || !instant.safeParse(statedAt).success || !instant.safeParse(receivedAt).success)
    return undefined;
  if (item.by !== undefined && by === undefined) return undefined;
  const fact = {
    kind: textOf(item.kind),
    factId: factIdIn(textOf(item.sk)),
    employeeId,
    statedAt,
    receivedAt,
    ...compact({ by }),
    data,
  } as Fact;
  return item.factId?.S === fact.factId ? fact : undefined;
}

export function factItem(fact: Fact): Item {
  return {
    ...keys.fact(fact.employeeId, effectiveOn(fact), fact.factId),
    kind: { S: fact.kind },
    factId: { S: fact.factId },
    statedAt: { S: fact.statedAt },
    receivedAt: { S: fact.receivedAt },
    ...(fact.by !== undefined && { by: { S: JSON.stringify(fact.by) } }),
    data: { S: JSON.stringify(fact.data) },
  };
}

/** The writes of one commit, and for each write the outcome of the commit if the condition of this write fails. */
class Writes {
  readonly items: TransactWriteItem[] = [];
  readonly units: readonly string[];
  readonly #meanings: ((reason: CancellationReason) => CommitOutcome)[] = [];
  readonly #tableName: string;

  constructor(tableName: string, commit: Commit, noted: ReadonlySet<string>) {
    this.#tableName = tableName;
    const named = new Set(commit.spells.map(({ spell }) => spell.unitId));
    this.units = [...named].filter((unitId) => !noted.has(unitId));
    this.#addDelivery(commit);
    this.#addHead(commit);
    for (const fact of commit.facts)
      this.#put(factItem(fact), 'attribute_not_exists(pk)', { is: 'duplicate' });
    for (const { spell, wakeOn } of commit.spells) this.#put(spellItem(spell, wakeOn));
    for (const spellId of commit.goneSpellIds) {
      if (commit.mayDelete === false) this.#put(emptiedSpellItem(commit.employeeId, spellId));
      else this.#delete(keys.spell(commit.employeeId, spellId));
    }
    for (const unitId of this.units) this.#put(keys.seenUnit(unitId));
    this.#addPerson(commit);
  }

  /** @returns undefined if the transaction was cancelled for another reason than a failed condition or a conflict. */
  outcomeOf({ CancellationReasons = [] }: TransactionCanceledException): CommitOutcome | undefined {
    for (const [index, reason] of CancellationReasons.entries()) {
      if (reason.Code === 'ConditionalCheckFailed') return this.#meanings[index]?.(reason);
      // Another request wrote the same item at the same time: load and try again.
      if (reason.Code === 'TransactionConflict') return { is: 'stale' };
    }
    return undefined;
  }

  #addDelivery({ delivery, employeeId }: Commit): void {
    if (delivery === undefined) return;
    const { source, deliveryId, receivedAt } = delivery;
    const item = {
      ...keys.delivery(source, deliveryId),
      employeeId: { S: employeeId },
      receivedAt: { S: receivedAt },
      expiresAt: expiry(receivedAt, DELIVERY_KEPT_DAYS),
    };
    // DynamoDB deletes expired items with a delay; until then they are treated as deleted.
    const condition = 'attribute_not_exists(pk) OR expiresAt < :now';
    this.#put(item, condition, { is: 'duplicate' }, { ':now': expiry(receivedAt, 0) });
  }

  #addHead({ employeeId, version, samePersonAs, goneSince }: Commit): void {
    const others = samePersonAs.length === 0 ? undefined : { SS: [...samePersonAs] };
    const goneValues = goneSince && { ':gone': { S: GONE }, ':since': { S: `${goneSince}#${employeeId}` } };
    this.#add(
      {
        Update: {
          TableName: this.#tableName,
          Key: keys.head(employeeId),
          UpdateExpression: `SET version = :next${others ? ', samePersonAs = :others' : ''}${
            goneValues ? ', unitId = :gone, wakeKey = :since' : ' REMOVE unitId, wakeKey'
          }`,
          ConditionExpression: version === 0 ? 'attribute_not_exists(version)' : 'version = :version',
          ExpressionAttributeValues: {
            ':next': { N: String(version + 1) },
            ...(version !== 0 && { ':version': { N: String(version) } }),
            ...(others && { ':others': others }),
            ...goneValues,
          },
        },
      },
      () => ({ is: 'stale' }),
    );
  }

  /**
   * Links the employee to the identity number. If the number has other employee ids than the commit expects, the commit
   * fails and returns those ids.
   */
  #addPerson({ identity, employeeId }: Commit): void {
    if (identity === undefined) return;
    const known = identity.alsoUnder.filter((other) => other !== employeeId);
    const sets = {
      ':me': { SS: [employeeId] },
      ...(known.length > 0 && { ':others': { SS: known }, ':all': { SS: [...known, employeeId] } }),
    };
    const conditions = Object.keys(sets).map((name) => `employeeIds = ${name}`);
    this.#add(
      {
        Update: {
          TableName: this.#tableName,
          Key: keys.person(identity.hash),
          UpdateExpression: 'ADD employeeIds :me',
          ConditionExpression: ['attribute_not_exists(employeeIds)', ...conditions].join(' OR '),
          ExpressionAttributeValues: sets,
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
      },
      ({ Item }) => ({
        is: 'same-person',
        employeeIds: (Item?.employeeIds?.SS ?? []).filter((id) => id !== employeeId).sort(compareText),
      }),
    );
  }

  #put(item: Item, condition?: string, meaning?: CommitOutcome, values?: Item): void {
    this.#add(
      {
        Put: {
          TableName: this.#tableName,
          Item: item,
          ...compact({ ConditionExpression: condition, ExpressionAttributeValues: values }),
        },
      },
      () => meaning ?? { is: 'stale' },
    );
  }

  #delete(key: Item): void {
    this.#add({ Delete: { TableName: this.#tableName, Key: key } }, () => ({ is: 'stale' }));
  }

  #add(item: TransactWriteItem, meaning: (reason: CancellationReason) => CommitOutcome): void {
    this.items.push(item);
    this.#meanings.push(meaning);
  }
}
