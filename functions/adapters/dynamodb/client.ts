import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { ANSWERING } from '../answering.ts';

/** A client. What `place` does not give comes from the environment. */
export function dynamodbClient(
  place: Pick<DynamoDBClientConfig, 'endpoint' | 'region' | 'credentials'> = {},
): DynamoDBClient {
  return new DynamoDBClient(place);
}

/** A client for functions whose caller waits, see {@link ANSWERING}. */
export function answeringDynamodbClient(...[place]: Parameters<typeof dynamodbClient>): DynamoDBClient {
  return new DynamoDBClient({ ...place, ...ANSWERING });
}
