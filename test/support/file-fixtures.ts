import { afterAll } from 'vitest';
import { type FileCabinet, fileCabinet } from './bill-files.ts';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from './embedded-dynamodb.ts';

/**
 * Resources that all tests of a file share. Each is created at the beginning of the file and released after its last
 * test.
 */

export async function dynamodbForFile(): Promise<EmbeddedDynamoDb> {
  const dynamodb = await startEmbeddedDynamoDb();
  afterAll(() => dynamodb.stop());
  return dynamodb;
}

export function filesForFile(): FileCabinet {
  const files = fileCabinet();
  afterAll(() => files.remove());
  return files;
}
