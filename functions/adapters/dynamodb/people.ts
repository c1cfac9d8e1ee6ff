import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { compareText } from '../../../domain/facts/fact.ts';
import { keys } from './keys.ts';

/** Finds every employee id that carries the identity number of a hash. */
export function dynamodbPeople(
  client: DynamoDBClient,
  tableName: string,
): (identityHash: string) => Promise<readonly string[]> {
  return async (identityHash) => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: tableName, Key: keys.person(identityHash), ConsistentRead: true }),
    );
    return (Item?.employeeIds?.SS ?? []).toSorted(compareText);
  };
}
