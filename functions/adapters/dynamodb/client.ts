import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

/**
 * The function's one client; region, credentials and endpoint come from the environment, as everywhere in AWS.
 * @param place where a tool wants to reach another DynamoDB than the environment's.
 */
export function dynamodbClient(
  place: Pick<DynamoDBClientConfig, 'endpoint' | 'region' | 'credentials'> = {},
): DynamoDBClient {
  return new DynamoDBClient(place);
}
