import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** The function's one client; region, credentials and endpoint come from the environment, as everywhere in AWS. */
export function dynamodbClient(): DynamoDBClient {
  return new DynamoDBClient({});
}
