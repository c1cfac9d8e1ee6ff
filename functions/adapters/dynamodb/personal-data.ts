import {
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { PersonalData } from '../../ports.ts';
import { activityForm } from './activities.ts';
import { factItem } from './employees.ts';
import { ifConditionHolds, partition, queryAll } from './items.ts';
import { BY_UNIT, GONE, keys, textOf } from './keys.ts';
import { bodyOf } from './records.ts';

/**
 * Removes personal data. Apart from the masking of old records, no other code overwrites stored facts. Each step is
 * idempotent.
 */
export function dynamodbPersonalData(client: DynamoDBClient, tableName: string): PersonalData {
  const TableName = tableName;
  return {
    async goneBefore(day) {
      const items = await queryAll(client, {
        TableName,
        IndexName: BY_UNIT,
        KeyConditionExpression: 'unitId = :gone AND wakeKey < :day',
        ProjectionExpression: 'pk',
        ExpressionAttributeValues: { ':gone': { S: GONE }, ':day': { S: day } },
      });
      return items.map(({ pk }) => textOf(pk).slice(keys.employee('').length));
    },
    async rewrite({ employeeId, version, facts, gone, forgotten, samePersonAs }) {
      const others = samePersonAs.length === 0 ? undefined : { SS: [...samePersonAs] };
      const head = {
        TableName,
        Key: keys.head(employeeId),
        UpdateExpression: `SET version = :next, forgotten = :forgotten${others ? ', samePersonAs = :others' : ''}${
          others ? '' : ' REMOVE samePersonAs'
        }`,
        ConditionExpression: 'version = :version',
        ExpressionAttributeValues: {
          ':next': { N: String(version + 1) },
          ':version': { N: String(version) },
          ':forgotten': { S: JSON.stringify(forgotten) },
          ...(others && { ':others': others }),
        },
      };
      const puts = facts.map((fact) => ({
        Put: { TableName, Item: factItem(fact), ConditionExpression: 'attribute_exists(pk)' },
      }));
      const deletes = gone.map(({ pk, sk }) => ({
        Delete: { TableName, Key: { pk: { S: pk }, sk: { S: sk } } },
      }));
      try {
        const TransactItems = [{ Update: head }, ...puts, ...deletes];
        await client.send(new TransactWriteItemsCommand({ TransactItems }));
        return 'done';
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) throw error;
        const codes = error.CancellationReasons?.map(({ Code }) => Code) ?? [];
        if (!codes.some((code) => code === 'ConditionalCheckFailed' || code === 'TransactionConflict'))
          throw error;
        return 'stale';
      }
    },
    async unlink(identityHash, employeeIds) {
      const Key = keys.person(identityHash);
      const unlinked = client.send(
        new UpdateItemCommand({
          TableName,
          Key,
          UpdateExpression: 'DELETE employeeIds :them',
          // The condition prevents creating an item that does not exist.
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: { ':them': { SS: [...employeeIds] } },
        }),
      );
      if ((await ifConditionHolds(unlinked)) === undefined) return;
      const ConditionExpression = 'attribute_not_exists(employeeIds)';
      await ifConditionHolds(client.send(new DeleteItemCommand({ TableName, Key, ConditionExpression })));
    },
    async rewriteUnitFacts(facts) {
      for (const fact of facts)
        for (const key of [
          keys.importFact(fact.unitId, fact.factId),
          keys.unitFact(fact.unitId, fact.factId),
        ]) {
          const Item = { ...key, body: { S: JSON.stringify(fact) } };
          const ConditionExpression = 'attribute_exists(pk)';
          await ifConditionHolds(client.send(new PutItemCommand({ TableName, Item, ConditionExpression })));
        }
    },
    async unnameActivities(unitId, employeeIds) {
      const items = await queryAll(client, partition(tableName, keys.activities(unitId)));
      for (const item of items) {
        const read = bodyOf(item, activityForm);
        if (read?.employeeName === undefined) continue;
        const { employeeName, ...entry } = read;
        const { caseId, employeeId } = entry;
        const isTheirs = employeeIds.some((id) => id === employeeId || caseId?.startsWith(`${id}/`));
        if (!isTheirs) continue;
        await client.send(
          new PutItemCommand({ TableName, Item: { ...item, body: { S: JSON.stringify(entry) } } }),
        );
      }
    },
  };
}
