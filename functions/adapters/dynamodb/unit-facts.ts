import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { UnitFact } from '../../../domain/units/unit-facts.ts';
import type { UnitFacts } from '../../ports.ts';
import { keys } from './keys.ts';

/** Keeps facts about units where the registry is, so that whoever reads the one has the other. */
export function dynamodbUnitFacts(client: DynamoDBClient, tableName: string): UnitFacts {
  return {
    async append(facts) {
      let taken = 0;
      for (const fact of facts) taken += await putOnce(client, tableName, fact);
      return taken > 0 ? 'taken' : 'duplicate';
    },
  };
}

/** @returns 1 where the fact is new, 0 where it was kept before. */
async function putOnce(client: DynamoDBClient, tableName: string, fact: UnitFact): Promise<0 | 1> {
  const item = { ...keys.unitFact(fact.unitId, fact.factId), body: { S: JSON.stringify(fact) } };
  try {
    await client.send(
      new PutItemCommand({
        TableName: tableName,
        Item: item,
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
    return 1;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 0;
    throw error;
  }
}
