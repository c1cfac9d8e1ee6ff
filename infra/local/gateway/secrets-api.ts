import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import * as z from 'zod';
import type { SecretDefinition, SecretStore } from '../secrets/secret-store.ts';

interface Answer {
  readonly status: number;
  readonly content: object;
}

/** Answers as Secrets Manager does. Functions read secrets; an administrator's tools also enter them. */
export function answerSecret(
  action: string,
  body: Buffer,
  response: ServerResponse,
  secrets: SecretStore,
): void {
  const { status, content } = answerTo(action, body, secrets);
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(content));
}

function answerTo(action: string, body: Buffer, secrets: SecretStore): Answer {
  if (action === 'GetSecretValue') return secretValue(body, secrets);
  if (action === 'PutSecretValue') return putValue(body, secrets);
  const message = `the local Secrets Manager supports GetSecretValue and PutSecretValue, not ${action}`;
  return { status: 400, content: { __type: 'InvalidRequestException', message } };
}

const getSchema = z.strictObject({ SecretId: z.string() });

function secretValue(body: Buffer, secrets: SecretStore): Answer {
  const { SecretId } = getSchema.parse(JSON.parse(body.toString()));
  const secret = secrets.find(SecretId);
  if (secret === undefined) return NOT_FOUND;
  const SecretString = secrets.valueOf(secret.arn);
  return { status: 200, content: { ...about(secret, SecretString), SecretString, CreatedDate: 0 } };
}

const putSchema = z.object({ SecretId: z.string(), SecretString: z.string() });

function putValue(body: Buffer, secrets: SecretStore): Answer {
  const { SecretId, SecretString } = putSchema.parse(JSON.parse(body.toString()));
  const secret = secrets.find(SecretId);
  if (secret === undefined) return NOT_FOUND;
  secrets.put(secret.arn, SecretString);
  return { status: 200, content: about(secret, SecretString) };
}

function about({ arn: ARN, name: Name }: SecretDefinition, value: string) {
  const VersionId = createHash('sha256').update(value).digest('hex').slice(0, 32);
  return { ARN, Name, VersionId, VersionStages: ['AWSCURRENT'] };
}

const message = "Secrets Manager can't find the specified secret.";
const NOT_FOUND: Answer = { status: 400, content: { __type: 'ResourceNotFoundException', message } };
