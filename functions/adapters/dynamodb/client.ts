import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { ANSWERING } from '../answering.ts';

/** The function's one client, set up by the environment. @param place another DynamoDB, for tools. */
export function dynamodbClient(
  place: Pick<DynamoDBClientConfig, 'endpoint' | 'region' | 'credentials'> = {},
): DynamoDBClient {
  return new DynamoDBClient(place);
}

/** The same for a function that somebody waits for: see {@link ANSWERING}. */
export function answeringDynamodbClient(...[place]: Parameters<typeof dynamodbClient>): DynamoDBClient {
  return new DynamoDBClient({ ...place, ...ANSWERING });
}
