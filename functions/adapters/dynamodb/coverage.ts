import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { NO_ORDER } from '../../../domain/facts/source-order.ts';
import { coverageOf } from '../../../domain/units/fold-coverage.ts';
import { authorisedUnitFacts, type UnitFact, voidedUnitFactIds } from '../../../domain/units/unit-facts.ts';
import { type Found, RecordUnreadable } from '../../ports.ts';
import { ifConditionHolds, partition, queryAll } from './items.ts';
import { keys, numberOf } from './keys.ts';
import { bodyOf, NOT_REPORTED, readEach } from './records.ts';
import { unitFactForm } from './registry-forms.ts';
import { unknownRowForm } from './unknown-charges.ts';

/** The limit of attempts. Concurrent imports for one unit conflict, and in each round one of them succeeds. */
const MOST_ROUNDS = 40;

/** All facts about the unit's imports. Unreadable ones are listed unless they are voided. */
export async function importFactsOf(
  client: DynamoDBClient,
  tableName: string,
  unitId: string,
): Promise<Found<UnitFact>> {
  const query = partition(tableName, keys.importFacts(unitId));
  const items = await queryAll(client, { ...query, ConsistentRead: true });
  const found = readEach(items, (item) => bodyOf(item, unitFactForm()), NOT_REPORTED);
  // Voided facts are ignored (F8), so there is no need to report them. R14: staff import the files, so an HR system may
  // never void a fact about an import, whatever the registry's order.
  const facts = authorisedUnitFacts(found.items, NO_ORDER);
  const voided = voidedUnitFactIds(facts);
  const unreadable = found.unreadable.filter(({ sk }) => !voided.has(sk.slice(sk.indexOf('#') + 1)));
  return { items: facts, unreadable };
}

/**
 * Folds the unit's imports and unknown rows, and writes the result if it changed. A writer stores its facts before this
 * call, and this call reads the facts after the version. So the last of several concurrent writers has read the facts
 * of all.
 * @throws RecordUnreadable when an unreadable fact is not voided: it could itself be the void of an import.
 * @throws Error when other writers won every round.
 */
export async function foldCoverage(
  client: DynamoDBClient,
  tableName: string,
  unitId: string,
): Promise<boolean> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const key = keys.cover(unitId);
    const { Item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key: key, ConsistentRead: true }),
    );
    const body = JSON.stringify(await foldedCoverage(client, tableName, unitId));
    if (Item?.body?.S === body) return false;
    const version = numberOf(Item?.version);
    const known = Number.isInteger(version) && version > 0;
    const put = new PutItemCommand({
      TableName: tableName,
      Item: { ...key, version: { N: String(known ? version + 1 : 1) }, body: { S: body } },
      // An item with an unreadable version is overwritten.
      ConditionExpression: known
        ? 'version = :version'
        : 'attribute_not_exists(version) OR version = :broken',
      ExpressionAttributeValues: known
        ? { ':version': { N: String(version) } }
        : { ':broken': Item?.version ?? { NULL: true } },
    });
    if ((await ifConditionHolds(client.send(put))) !== undefined) return true;
  }
  throw new Error(
    `the imports of a unit are always being changed by others: gave up after ${MOST_ROUNDS} tries`,
  );
}

async function foldedCoverage(client: DynamoDBClient, tableName: string, unitId: string) {
  const [facts, rows] = await Promise.all([
    importFactsOf(client, tableName, unitId),
    queryAll(client, { ...partition(tableName, keys.unknownCharges(unitId)), ConsistentRead: true }),
  ]);
  if (facts.unreadable.length > 0) throw new RecordUnreadable(facts.unreadable);
  const unknown = readEach(rows, (item) => bodyOf(item, unknownRowForm()), NOT_REPORTED).items;
  return coverageOf(
    facts.items,
    unknown.filter(({ replacedBy }) => replacedBy === undefined),
  );
}
