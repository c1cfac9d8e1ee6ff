import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { UnitFacts } from '../../ports.ts';
import { putNew } from './items.ts';
import { keys } from './keys.ts';

/** Keeps facts about units where the registry is, so that whoever reads the one has the other. */
export function dynamodbUnitFacts(client: DynamoDBClient, tableName: string): UnitFacts {
  return {
    async append(facts) {
      let outcome: 'taken' | 'duplicate' = 'duplicate';
      for (const fact of facts) {
        const item = { ...keys.unitFact(fact.unitId, fact.factId), body: { S: JSON.stringify(fact) } };
        if (await putNew(client, tableName, item)) outcome = 'taken';
      }
      return outcome;
    },
  };
}
